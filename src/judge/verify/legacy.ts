import { decodeBase64 } from '../../formats/base64.ts';
import { type DsseEnvelope, parseDsseEnvelope } from '../../formats/dsse.ts';
import { FormatError } from '../../formats/format-error.ts';
import { COSIGN_ANNOTATIONS } from '../../formats/oci/media-types.ts';
import { legacyCertificate } from '../../formats/sigstore/legacy-material.ts';
import { parseSimpleSigning, type SimpleSigning } from '../../formats/sigstore/simple-signing.ts';
import { counting, verifyEnvelope, whoSigned } from './bundle.ts';
import { keyedTimes } from './keyed-times.ts';
import { type KeylessOutcome, whoSignedKeyless } from './keyless.ts';
import { type EvidenceCase, type EvidenceOutcome, reject, sha256Of } from './outcome.ts';
import { publicKeyOf, verifiesForCosign } from './public-key.ts';
import { barredToo, factTimes, type SignedBy, signedBy, withBarred } from './signed-by.ts';
import { envelopeMaterial, messageMaterial, type SignedMaterial } from './signed-material.ts';

const MAX_SIGNATURE = 16 * 1024;

/**
 * Verifies a signature as cosign before version 3 makes it: a small payload in a layer whose annotation holds the signature over the
 * payload's exact bytes, beside it a certificate, an entry of a log, a timestamp. In this order: signature with each key and by the
 * certificate, with what bundles are asked for too; form and `critical.type`; the digest under which it was found.
 *
 * @returns a fact for each signer, or the evidence as rejected with the reason; never throws for what the layer holds
 * @example verifySimpleSigning({ evidence, blob, subject, image, signers, predicateTypes }).signatures
 * @see cosign specs/SIGNATURE_SPEC.md; GHSA-w6c6-c85g-mmv6 (parse errors that were swallowed)
 */
export function verifySimpleSigning(one: EvidenceCase): EvidenceOutcome {
  const { blob, evidence, signers } = one;
  const annotations = blob.descriptor.annotations ?? {};
  const signature = signatureOf(annotations[COSIGN_ANNOTATIONS.signature]);
  if (signature === undefined)
    return reject(
      one,
      'cosign',
      'SIGNATURE_MALFORMED',
      `the layer has no signature in strict base64 in its annotation ${COSIGN_ANNOTATIONS.signature}`,
    );
  const material = messageMaterial(annotations, blob.bytes, signature, one.rules);
  const byKey = signers.flatMap((needed): readonly SignedBy[] => {
    if (needed.family !== 'cosign') return [];
    const { name, spki } = needed;
    if (!verifiesForCosign(publicKeyOf(spki), blob.bytes, signature)) return [];
    const { barred, ...times } = keyedTimes(one.rules === undefined ? undefined : material, needed);
    const by = signedBy(one, needed, { name, family: 'cosign', key: sha256Of(spki) }, times, { spki });
    return [barredToo(by, barred)];
  });
  const certified = byCertificate(material, one);
  const made = [...byKey, ...certified.signed];
  if (made.length === 0) return rejectUnsigned(one, certified);
  const signer = made.map((by) => by.signer.name).join(', ');
  let said: SimpleSigning;
  try {
    said = parseSimpleSigning(blob.bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const code = error.at === '/critical/type' ? 'SIGNATURE_WRONG_TYPE' : 'SIGNATURE_MALFORMED';
    return reject(one, 'cosign', code, `the payload that ${signer} signed is no image signature: ${error.message}`, {
      signer,
    });
  }
  const { foundUnder, form, descriptor } = evidence;
  if (said.digest !== foundUnder)
    return reject(
      one,
      'cosign',
      'SIGNATURE_WRONG_SUBJECT',
      `${signer} signed another digest than ${foundUnder}, under which the signature is attached`,
      { signer },
    );
  const facts = counting(made).map((by) => ({
    subject: foundUnder,
    ...factTimes(by),
    form,
    ...(said.reference !== '' && { name: said.reference }),
    annotations: said.annotations,
    evidence: descriptor.digest,
  }));
  return withBarred(one, 'cosign', made, { signatures: facts, statements: [], rejected: [] });
}

/**
 * Verifies an attestation as cosign before version 3 makes it: a DSSE envelope by itself. The annotation `predicateType` of the layer
 * is nobody's word; the signed statement says its type.
 *
 * @returns a fact for each signer, or the evidence as rejected with the reason
 * @example verifyAttestation({ evidence, blob, subject, image, signers, predicateTypes }).statements
 * @see cosign specs/SIGNATURE_SPEC.md; DSSE v1.0 protocol.md; CVE-2022-35929 (the type counts before success)
 */
export function verifyAttestation(one: EvidenceCase): EvidenceOutcome {
  let envelope: DsseEnvelope;
  try {
    envelope = parseDsseEnvelope(one.blob.bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return reject(one, 'cosign', 'SIGNATURE_MALFORMED', `the envelope is malformed: ${error.message}`);
  }
  const material = envelopeMaterial(one.blob.descriptor.annotations ?? {}, one.blob.bytes, envelope, one.rules);
  const byKey = whoSigned(envelope, one, one.rules === undefined ? undefined : material);
  const certified = byCertificate(material, one);
  const made = [...byKey, ...certified.signed];
  if (made.length > 0) return verifyEnvelope(one, envelope, made);
  const type = one.blob.descriptor.annotations?.[COSIGN_ANNOTATIONS.predicateType];
  return rejectUnsigned(one, certified, type === undefined ? {} : { claimedType: type.slice(0, 512).toWellFormed() });
}

/** Whoever the certificate beside a signature names: a signer may sign by a key and somebody by certificate, in one policy. */
function byCertificate(material: SignedMaterial, one: EvidenceCase): KeylessOutcome {
  if (one.rules === undefined) return { signed: [], reason: untrusted(one) };
  let certificate: Uint8Array | undefined;
  try {
    certificate = legacyCertificate(one.blob.descriptor.annotations ?? {});
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { signed: [], reason: `the certificate beside the signature can't be read: ${error.message}` };
  }
  if (certificate === undefined) return { signed: [], reason: untrusted(one) };
  return whoSignedKeyless('layer', { kind: 'certificate', certificate }, material, one);
}

function rejectUnsigned(
  one: EvidenceCase,
  { reason, claimed }: KeylessOutcome,
  more: Parameters<typeof reject>[4] = {},
): EvidenceOutcome {
  if (claimed === undefined) return reject(one, 'cosign', 'SIGNATURE_UNTRUSTED', reason, more);
  return reject(one, 'cosign', 'SIGNATURE_INVALID', reason, { ...more, signer: claimed });
}

function signatureOf(text: string | undefined): Uint8Array | undefined {
  if (text === undefined || text === '' || text.length > MAX_SIGNATURE) return undefined;
  try {
    return decodeBase64(text);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function untrusted({ blob }: EvidenceCase): string {
  return blob.descriptor.annotations?.[COSIGN_ANNOTATIONS.certificate] === undefined
    ? 'it is signed by none of the keys that the policy trusts'
    : 'it is signed by certificate, in the form of cosign before version 3, and by none of the keys that the policy trusts';
}
