import { formatDistinguishedName } from '../../formats/der/distinguished-name.ts';
import { type Certificate, parseCertificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import { type NotaryJws, parseNotaryJws } from '../../formats/notary/jws.ts';
import { type NotaryTarget, parseNotaryPayload } from '../../formats/notary/payload.ts';
import { matchesIdentity, parseTrustedIdentity } from '../../formats/notary/trusted-identity.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { RejectedEvidence } from '../../records/facts.ts';
import type { Interval } from '../../records/interval.ts';
import type { NeededSigner } from '../../records/needs.ts';
import { equal, type VerifiedChain, verifyChain } from './chain.ts';
import { type EvidenceCase, type EvidenceOutcome, reject, sha256Of } from './outcome.ts';
import { publicKeyOf, verifiesForJws } from './public-key.ts';

type NotationSigner = Extract<NeededSigner, { family: 'notation' }>;

/**
 * Verifies a notation signature (JWS). In this order: format, signature by the leaf, trust in the chain, rules of the
 * chain, identity of the leaf, and last the signed descriptor against the subject, of which media type, digest and size
 * must all agree. Without a trusted timestamp the chain has to be valid whenever the verdict is given, so its validity,
 * and the signature's own expiry, are bounds of the fact.
 *
 * @returns a fact for each signer, or the evidence as rejected with the reason; never throws for what the envelope holds
 * @example verifyNotation({ evidence, blob, subject, image, signers, predicateTypes }).rejected[0]?.reason
 * @see Notary Project signature-specification.md; signature-envelope-jws.md; trust-store-trust-policy.md
 */
export function verifyNotation(one: EvidenceCase): EvidenceOutcome {
  const no = (code: RejectedEvidence['code'], reason: string, signer?: string): EvidenceOutcome =>
    reject(one, 'notation', code, reason, signer === undefined ? {} : { signer });
  if (one.blob.descriptor.mediaType !== MEDIA_TYPES.jose)
    return no(
      'SIGNATURE_UNTRUSTED',
      `envelopes of the type ${one.blob.descriptor.mediaType} are not verified yet; sign with JWS`,
    );
  let jws: NotaryJws;
  let target: NotaryTarget;
  let leaf: Certificate;
  let signed: boolean | undefined;
  try {
    jws = parseNotaryJws(one.blob.bytes);
    if (jws.header.contentType !== MEDIA_TYPES.notationPayload)
      return no(
        'SIGNATURE_WRONG_TYPE',
        `the envelope signs a payload of the type ${JSON.stringify(jws.header.contentType)}`,
      );
    leaf = parseCertificate(jws.chain[0] ?? new Uint8Array());
    signed = verifiesForJws(publicKeyOf(leaf.spki), jws.header.alg, jws.signingInput, jws.signature);
    target = parseNotaryPayload(jws.payload);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return no('SIGNATURE_MALFORMED', `the envelope is malformed: ${error.message}`);
  }
  const subjectName = formatDistinguishedName(leaf.subject.name);
  const shownName = JSON.stringify(subjectName.slice(0, 256));
  const anchored = one.signers.filter(
    (signer): signer is NotationSigner =>
      signer.family === 'notation' && signer.roots.some((root) => jws.chain.some((der) => equal(root, der))),
  );
  const claimed = anchored[0]?.name;
  if (signed === undefined)
    return no(
      'SIGNATURE_INVALID',
      `the envelope says ${jws.header.alg}, which is not what the key of its certificate takes`,
      claimed,
    );
  if (!signed) return no('SIGNATURE_INVALID', 'the signature does not verify with the key of its certificate', claimed);
  if (anchored.length === 0)
    return no('SIGNATURE_UNTRUSTED', `the certificate of ${shownName} leads to no authority that the policy trusts`);
  let chain: VerifiedChain;
  try {
    chain = verifyChain(jws.chain);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return no('SIGNATURE_INVALID', error.message, claimed);
  }
  const signers = anchored.filter(({ identities }) =>
    identities.some((identity) => matchesIdentity(parseTrustedIdentity(identity), leaf.subject.name)),
  );
  if (signers.length === 0)
    return no(
      'SIGNATURE_UNTRUSTED',
      `the certificate of ${shownName} is none of the identities that the policy trusts`,
    );
  const names = signers.map(({ name }) => name).join(', ');
  if (jws.header.scheme !== 'notary.x509')
    return no(
      'SIGNATURE_UNTRUSTED',
      'the signature is of a signing authority, which this policy does not trust with the time',
      names,
    );
  const wrong = differs(target, one);
  if (wrong !== undefined) return no('SIGNATURE_WRONG_SUBJECT', `${names} signed ${wrong}`, names);
  const { foundUnder, form, descriptor } = one.evidence;
  const { signingTime, expiry } = jws.header;
  const facts = signers.map(({ name }) => ({
    subject: foundUnder,
    signer: { name, family: 'notation' as const, key: sha256Of(leaf.spki), certificateSubject: subjectName },
    form,
    valid: bounded(chain.valid, expiry),
    ...(signingTime !== undefined && { claimedTime: formatUtcSeconds(signingTime) }),
    annotations: target.annotations ?? {},
    evidence: descriptor.digest,
  }));
  return { signatures: facts, statements: [], rejected: [] };
}

/** Signature specification, "Expiry": expired from that second on, so the closed interval ends one before. */
function bounded(valid: Interval, expiry: number | undefined): Interval {
  if (expiry === undefined) return valid;
  return { from: valid.from, until: Math.min(valid.until ?? expiry, expiry - 1) };
}

function differs(target: NotaryTarget, { subject }: EvidenceCase): string | undefined {
  if (target.digest !== subject.digest)
    return `${target.digest}, not ${subject.digest}, under which the signature is attached`;
  if (target.mediaType !== subject.mediaType) return `the media type ${target.mediaType}, not ${subject.mediaType}`;
  return target.size === subject.size ? undefined : `${target.size} bytes, not ${subject.size}`;
}
