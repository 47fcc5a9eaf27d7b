import type { Digest } from '../../formats/digest.ts';
import type { DsseEnvelope } from '../../formats/dsse.ts';
import { dssePae } from '../../formats/dsse.ts';
import { FormatError } from '../../formats/format-error.ts';
import { IN_TOTO_PAYLOAD_TYPE, parseStatement, type Statement } from '../../formats/in-toto.ts';
import type { Annotations } from '../../formats/oci/descriptor.ts';
import { parseSigstoreBundle, type SigstoreBundle, type VerificationKey } from '../../formats/sigstore/bundle.ts';
import { EVERY_TYPE } from '../../records/needs.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';
import { nameAmong } from '../../records/signed-name.ts';
import { claimedTimeOf } from './claimed-time.ts';
import { readContent } from './content.ts';
import { keyedTimes } from './keyed-times.ts';
import { whoSignedKeyless } from './keyless.ts';
import { digestSetHas, type EvidenceCase, type EvidenceOutcome, reject, sha256Of } from './outcome.ts';
import { publicKeyOf, verifiesForCosign } from './public-key.ts';
import { barredToo, factTimes, type SignedBy, signedBy, withBarred } from './signed-by.ts';
import { bundleMaterial, type SignedMaterial } from './signed-material.ts';

/** Bytes of a statement whose predicate expressions see. */
const MAX_SEEN = 64 * 1024;
/** Types whose predicates a verdict reads. */
const JUDGED: readonly string[] = [PREDICATE_TYPES.twinProof, PREDICATE_TYPES.rebuild];

/**
 * Verifies a Sigstore bundle that is signed by key or by a keyless identity. In this order: format, signature over the exact bytes with each key
 * in turn, statement type, subject, predicate type. Only what passes all of them is a fact; the key hint and a keyid
 * choose nothing, annotations of the manifest say nothing.
 *
 * @returns a fact for each signer, or the evidence as rejected with the reason; never throws for what the bundle holds
 * @example verifyBundle({ evidence, blob, subject, image, signers, predicateTypes }).signatures
 * @see cosign specs/BUNDLE_SPEC.md; DSSE v1.0 protocol.md; CVE-2022-35929 and GHSA-w6c6-c85g-mmv6 (type counts before success)
 */
export function verifyBundle(one: EvidenceCase): EvidenceOutcome {
  let bundle: SigstoreBundle;
  try {
    bundle = parseSigstoreBundle(one.blob.bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return reject(one, 'cosign', 'SIGNATURE_MALFORMED', `the bundle is malformed: ${error.message}`);
  }
  if (bundle.content.kind !== 'dsse')
    return reject(one, 'cosign', 'SIGNATURE_WRONG_TYPE', 'the bundle signs bytes, not a statement about the image');
  const { envelope } = bundle.content;
  if (bundle.key.kind !== 'public-key')
    return byCertificate(bundle.key, bundleMaterial(bundle, envelope.payload), envelope, one);
  const signers = whoSigned(envelope, one, bundleMaterial(bundle, envelope.payload));
  if (signers.length === 0) {
    const claimed = claimedSigner(bundle.key.hint, one);
    const more = claimedType(one);
    return claimed === undefined
      ? reject(
          one,
          'cosign',
          'SIGNATURE_UNTRUSTED',
          'the bundle is signed by none of the keys that the policy trusts',
          more,
        )
      : reject(
          one,
          'cosign',
          'SIGNATURE_INVALID',
          `the bundle names the key of ${claimed}, but its signature does not verify with it`,
          { ...more, signer: claimed },
        );
  }
  return verifyEnvelope(one, envelope, signers);
}

function byCertificate(
  key: Exclude<VerificationKey, { kind: 'public-key' }>,
  material: SignedMaterial,
  envelope: DsseEnvelope,
  one: EvidenceCase,
): EvidenceOutcome {
  const { signed, reason, claimed } = whoSignedKeyless('bundle', key, material, one);
  if (signed.length > 0) return verifyEnvelope(one, envelope, signed);
  const more = claimedType(one);
  if (claimed === undefined) return reject(one, 'cosign', 'SIGNATURE_UNTRUSTED', reason, more);
  return reject(one, 'cosign', 'SIGNATURE_INVALID', reason, { ...more, signer: claimed });
}

/**
 * What an envelope says whose signature is good: statement type, subject, predicate type, in this order.
 * @param signers - who signed it, at least one, and whether their keys count
 * @example verifyEnvelope(one, envelope, whoSigned(envelope, one)).statements
 */
export function verifyEnvelope(
  one: EvidenceCase,
  envelope: DsseEnvelope,
  signers: readonly SignedBy[],
): EvidenceOutcome {
  const name = namesOf(signers);
  if (envelope.payloadType !== IN_TOTO_PAYLOAD_TYPE)
    return reject(
      one,
      'cosign',
      'SIGNATURE_WRONG_TYPE',
      `${name} signed a payload of the type ${JSON.stringify(envelope.payloadType)}, which is no statement`,
      { signer: name },
    );
  let statement: Statement;
  try {
    statement = parseStatement(envelope.payload);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return reject(
      one,
      'cosign',
      'STATEMENT_MALFORMED',
      `the statement that ${name} signed is malformed: ${error.message}`,
      { signer: name },
    );
  }
  return statement.predicateType === PREDICATE_TYPES.cosignSign
    ? asSignature(one, statement, signers)
    : asStatement(one, statement, envelope, signers);
}

/** A predicate that expressions may look into: provenance is, an SBOM is not. */
function isSmall({ payload }: DsseEnvelope): boolean {
  return payload.length <= MAX_SEEN;
}

/**
 * Signers whose key verifies the only signature of an envelope, and whether the policy lets that key count.
 * @param material - the envelope with what tells when it was signed
 * @example whoSigned(envelope, one).map(({ signer }) => signer.name)
 */
export function whoSigned(envelope: DsseEnvelope, one: EvidenceCase, material?: SignedMaterial): readonly SignedBy[] {
  const [signature, second] = envelope.signatures;
  if (signature === undefined || second !== undefined) return [];
  const message = dssePae(envelope.payloadType, envelope.payload);
  return one.signers.flatMap((needed): readonly SignedBy[] => {
    if (needed.family !== 'cosign') return [];
    const { name, spki } = needed;
    if (!verifiesForCosign(publicKeyOf(spki), message, signature.sig)) return [];
    const signer = { name, family: 'cosign', key: sha256Of(spki) } as const;
    const { barred, ...times } = keyedTimes(material, needed);
    const by = signedBy(one, needed, signer, times, { spki });
    return [barredToo(by, barred)];
  });
}

/** Those whose keys count. @example counting(signers).length */
export function counting(signers: readonly SignedBy[]): readonly SignedBy[] {
  return signers.filter(({ barred }) => barred === undefined);
}

function namesOf(signers: readonly SignedBy[]): string {
  return [...new Set(signers.map(({ signer }) => signer.name))].join(', ');
}

/** Which key it was, of a signer who has several. */
function keyOf(signers: readonly SignedBy[], one: EvidenceCase): { readonly key?: Digest } {
  const [only, second] = signers;
  if (only === undefined || second !== undefined) return {};
  const several = one.signers.filter(({ name }) => name === only.signer.name).length > 1;
  return several ? { key: only.signer.key } : {};
}

/** What the manifest says is inside: an unsigned annotation, for the message about evidence that does not count. */
function claimedType({ evidence }: EvidenceCase): { readonly claimedType?: string } {
  const type = evidence.manifest?.view.annotations?.['dev.sigstore.bundle.predicateType'];
  return type === undefined ? {} : { claimedType: type.slice(0, 512).toWellFormed() };
}

/** The signer whose key the hint names: nobody's word, used to choose between two sentences. */
function claimedSigner(hint: string, one: EvidenceCase): string | undefined {
  if (hint === '') return undefined;
  return one.signers.find(
    (signer) =>
      signer.family === 'cosign' &&
      Buffer.from(sha256Of(signer.spki).slice('sha256:'.length), 'hex').toString('base64') === hint,
  )?.name;
}

function asSignature(one: EvidenceCase, statement: Statement, signers: readonly SignedBy[]): EvidenceOutcome {
  const { foundUnder, form, descriptor } = one.evidence;
  const subject = statement.subject.find(({ digest }) => digestSetHas(digest, foundUnder));
  const names = namesOf(signers);
  if (subject === undefined)
    return reject(
      one,
      'cosign',
      'SIGNATURE_WRONG_SUBJECT',
      `${names} signed another digest than ${foundUnder}, under which the signature is attached`,
      { signer: names },
    );
  const annotations: Annotations = Object.fromEntries(
    Object.entries(subject.annotations ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
  const facts = counting(signers).map((by) => ({
    subject: foundUnder,
    ...factTimes(by),
    form,
    ...nameAmong(annotations),
    annotations,
    evidence: descriptor.digest,
  }));
  return withBarred(
    one,
    'cosign',
    signers,
    { signatures: facts, statements: [], rejected: [] },
    statement.predicateType,
  );
}

function asStatement(
  one: EvidenceCase,
  statement: Statement,
  envelope: DsseEnvelope,
  signers: readonly SignedBy[],
): EvidenceOutcome {
  const { evidence, image, predicateTypes, contents = [], predicates = false } = one;
  const { predicateType, predicate = null } = statement;
  const names = namesOf(signers);
  const more = { claimedType: predicateType, signer: names, ...keyOf(signers, one) };
  const subjects = [...image].filter((digest) =>
    statement.subject.some((subject) => digestSetHas(subject.digest, digest)),
  );
  if (subjects.length === 0)
    return reject(
      one,
      'cosign',
      'STATEMENT_WRONG_SUBJECT',
      `the statement ${predicateType} of ${names} names no digest of this image`,
      more,
    );
  if (!predicateTypes.includes(EVERY_TYPE) && !predicateTypes.includes(predicateType))
    return reject(
      one,
      'cosign',
      'SIGNATURE_WRONG_TYPE',
      `${names} signed a statement ${predicateType}, which is no image signature and which the policy does not ask for`,
      more,
    );
  const read = contents.includes(predicateType) ? readContent(predicateType, predicate) : {};
  const claimed = claimedTimeOf(predicateType, predicate);
  const facts = counting(signers).map((by) => ({
    subjects,
    foundUnder: evidence.foundUnder,
    predicateType,
    // Others are only counted, and an SBOM for each subject would fill the memory: `statement` names their bytes.
    predicate: JUDGED.includes(predicateType) || (predicates && isSmall(envelope)) ? predicate : null,
    ...read,
    ...(claimed !== undefined && { claimed }),
    ...factTimes(by),
    form: evidence.form,
    statement: sha256Of(envelope.payload),
    evidence: evidence.descriptor.digest,
  }));
  return withBarred(one, 'cosign', signers, { signatures: [], statements: facts, rejected: [] }, predicateType);
}
