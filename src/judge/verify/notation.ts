import { formatDistinguishedName } from '../../formats/der/distinguished-name.ts';
import { type Certificate, parseCertificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import { isNotaryEnvelope, type NotaryEnvelope, parseNotaryEnvelope } from '../../formats/notary/envelope.ts';
import { type NotaryTarget, parseNotaryPayload } from '../../formats/notary/payload.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { RejectedEvidence } from '../../records/facts.ts';
import type { NeededSigner } from '../../records/needs.ts';
import { nameAmong } from '../../records/signed-name.ts';
import { type VerifiedChain, verifyChain } from './chain.ts';
import { isAnchored, isNamed, loggedAuthenticity, notesAuthenticity, timesUnder } from './logged-checks.ts';
import { type EvidenceCase, type EvidenceOutcome, reject, sha256Of } from './outcome.ts';
import { publicKeyOf, verifiesForNotary } from './public-key.ts';
import { chainRevocation, revocationCases } from './revocation.ts';
import { barredToo, factTimes, signedBy, withBarred } from './signed-by.ts';

type NotationSigner = Extract<NeededSigner, { family: 'notation' }>;

/**
 * Verifies a notation signature (JWS or COSE). In this order: format, signature by the leaf, trust in the chain, rules of the
 * chain, identity of the leaf, and last the signed descriptor against the subject, of which media type, digest and size
 * must all agree. When it counts, its certificates, its expiry and whoever is trusted with the time say.
 *
 * @returns a fact for each signer, or the evidence as rejected with the reason; never throws for what the envelope holds
 * @example verifyNotation({ evidence, blob, subject, image, signers, predicateTypes }).rejected[0]?.reason
 * @see Notary Project signature-specification.md; signature-envelope-jws.md; signature-envelope-cose.md; trust-store-trust-policy.md
 */
export function verifyNotation(one: EvidenceCase): EvidenceOutcome {
  const no = (code: RejectedEvidence['code'], reason: string, signer?: string): EvidenceOutcome =>
    reject(one, 'notation', code, reason, signer === undefined ? {} : { signer });
  const { mediaType } = one.blob.descriptor;
  if (!isNotaryEnvelope(mediaType)) return no('SIGNATURE_MALFORMED', `${mediaType} is no type of an envelope`);
  let envelope: NotaryEnvelope;
  let target: NotaryTarget;
  let leaf: Certificate;
  let signed: boolean | undefined;
  try {
    envelope = parseNotaryEnvelope(mediaType, one.blob.bytes);
    if (envelope.header.contentType !== MEDIA_TYPES.notationPayload)
      return no(
        'SIGNATURE_WRONG_TYPE',
        `the envelope signs a payload of the type ${JSON.stringify(envelope.header.contentType)}`,
      );
    leaf = parseCertificate(envelope.chain[0] ?? new Uint8Array());
    signed = verifiesForNotary(publicKeyOf(leaf.spki), envelope.header.alg, envelope.signingInput, envelope.signature);
    target = parseNotaryPayload(envelope.payload);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return no('SIGNATURE_MALFORMED', `the envelope is malformed: ${error.message}`);
  }
  const subjectName = formatDistinguishedName(leaf.subject.name);
  const shownName = JSON.stringify(subjectName.slice(0, 256));
  const anchored = one.signers.filter(
    (signer): signer is NotationSigner =>
      signer.family === 'notation' && (isAnchored(signer, envelope.chain) || notesAuthenticity(signer)),
  );
  const claimed = anchored[0]?.name;
  if (signed === undefined)
    return no(
      'SIGNATURE_INVALID',
      `the envelope says ${envelope.header.alg}, which is not what the key of its certificate takes`,
      claimed,
    );
  if (!signed) return no('SIGNATURE_INVALID', 'the signature does not verify with the key of its certificate', claimed);
  if (anchored.length === 0)
    return no('SIGNATURE_UNTRUSTED', `the certificate of ${shownName} leads to no authority that the policy trusts`);
  let chain: VerifiedChain;
  try {
    chain = verifyChain(envelope.chain);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return no('SIGNATURE_INVALID', error.message, claimed);
  }
  const signers = anchored.filter((signer) => isNamed(signer, leaf) || notesAuthenticity(signer));
  if (signers.length === 0)
    return no(
      'SIGNATURE_UNTRUSTED',
      `the certificate of ${shownName} is none of the identities that the policy trusts`,
    );
  const names = namesOf(signers);
  // Each scheme has certificates of its own: the word of an authority on the time is not anybody's.
  const authority = envelope.header.scheme === 'notary.x509.signingAuthority';
  const believed = signers.filter(
    (signer) => (signer.signingAuthority ?? false) === authority || notesAuthenticity(signer),
  );
  if (believed.length === 0)
    return no(
      'SIGNATURE_UNTRUSTED',
      authority
        ? 'the signature is of a signing authority, which this policy does not trust with the time'
        : 'the signature is not in the scheme of signing authorities, and as such this policy trusts its certificates',
      names,
    );
  const wrong = differs(target, one);
  if (wrong !== undefined)
    return no('SIGNATURE_WRONG_SUBJECT', `${namesOf(believed)} signed ${wrong}`, namesOf(believed));
  const { foundUnder, form, descriptor } = one.evidence;
  const claimedTime = formatUtcSeconds(envelope.header.signingTime);
  const made = believed.map((needed) => {
    const { name, revocation: mode } = needed;
    const signer = { name, family: 'notation' as const, key: sha256Of(leaf.spki), certificateSubject: subjectName };
    const { certificates } = chain;
    const { times, logged: late } = timesUnder(envelope, chain, needed, one.revoked);
    const foreign = loggedAuthenticity(needed, envelope, chain);
    const by = barredToo(signedBy(one, needed, signer, times, { certificates }), times.barred);
    // Who stamped may be revoked too (CVE-2024-56138), and no time but its own says when it stamped.
    const stampers = times.stamp === undefined ? [] : [times.stamp.chain];
    // A time that the signer says himself shows nothing of when his certificate was still good.
    const seen = times.ownWord === true ? undefined : by.signedAt;
    // Nobody is asked about a chain that is not trusted.
    const cases =
      foreign.length > 0
        ? []
        : [...revocationCases(needed, [certificates], seen), ...revocationCases(needed, stampers)];
    const asked = foreign.length > 0 ? undefined : mode;
    return { ...by, mode: asked, cases, unhelpful: times.unhelpful, logged: [...foreign, ...late] };
  });
  const counting = made.filter(({ barred }) => barred === undefined);
  const facts = counting.map((by) => ({
    subject: foundUnder,
    ...factTimes(by),
    form,
    claimedTime,
    ...nameAmong(target.annotations),
    annotations: target.annotations ?? {},
    evidence: descriptor.digest,
    ...(by.logged.length > 0 && { logged: by.logged }),
    ...(by.mode !== undefined && { revocation: chainRevocation(by.mode, by.cases, one.revocation) }),
  }));
  const revocable = counting.flatMap(({ cases }) => cases);
  const unhelped = counting.flatMap((by) => (by.unhelpful === undefined ? [] : [{ ...by, barred: by.unhelpful }]));
  const told = [...made, ...unhelped];
  return withBarred(one, 'notation', told, { signatures: facts, statements: [], rejected: [], revocable });
}

function namesOf(signers: readonly NotationSigner[]): string {
  return [...new Set(signers.map(({ name }) => name))].join(', ');
}

function differs(target: NotaryTarget, { subject }: EvidenceCase): string | undefined {
  if (target.digest !== subject.digest)
    return `${target.digest}, not ${subject.digest}, under which the signature is attached`;
  if (target.mediaType !== subject.mediaType) return `the media type ${target.mediaType}, not ${subject.mediaType}`;
  return target.size === subject.size ? undefined : `${target.size} bytes, not ${subject.size}`;
}
