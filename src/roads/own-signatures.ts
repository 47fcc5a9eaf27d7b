import type { Digest } from '../formats/digest.ts';
import type { Annotations } from '../formats/oci/descriptor.ts';
import { verifyEvidence } from '../judge/verify/verify.ts';
import type { Call } from '../ports/call.ts';
import type { EvidenceSet } from '../records/evidence-set.ts';
import type { SignatureFact } from '../records/facts.ts';
import { keyDigest } from './rebuild-evidence.ts';
import type { ImageSigners } from './sign-image.ts';

/** Families that sign images. */
export type SigningFamily = 'cosign' | 'notation';

/**
 * Finds what these signers have signed already: a signature that verifies with the very key, over the same digest, with the same
 * annotations, and that holds now. Whoever signs again because a registry failed midway then adds what is missing.
 *
 * @param set - the image with what is attached to it
 * @param annotations - what each family signs along
 * @param now - seconds since 1970
 * @param legacy - of cosign, what stands under the tags of its older form
 * @returns the referrer that holds it; undefined when there is none
 * @throws the reason of the call's signal
 * @example (await ownSignatures(set, signers, { cosign: {}, notation: {} }, now, call))('cosign', index.digest)
 */
export async function ownSignatures(
  set: EvidenceSet,
  { cosign: by, notation: certified }: ImageSigners,
  annotations: Readonly<Record<SigningFamily, Annotations>>,
  now: number,
  call: Call,
  legacy = false,
): Promise<(family: SigningFamily, subject: Digest) => Digest | undefined> {
  // A certificate of minutes is another one each time: then it is signed anew.
  const cosign = by !== undefined && 'spki' in by ? by : undefined;
  // Whoever makes whole envelopes names the key in none but those: they are made anew too.
  const notation = certified !== undefined && 'spki' in certified ? certified : undefined;
  const keys = {
    cosign: cosign && keyDigest(cosign),
    notation: notation && keyDigest(notation),
  };
  const root = notation?.chain.at(-1);
  const signers = [
    ...(cosign === undefined ? [] : [{ name: 'own', family: 'cosign' as const, spki: cosign.spki }]),
    ...(root === undefined ? [] : [{ name: 'own', family: 'notation' as const, roots: [root], identities: ['*'] }]),
  ];
  const needs = { signers, predicateTypes: [], evidence: true, walkLayers: false };
  const { signatures } = await verifyEvidence(set, needs, [], call.signal);
  const holds = ({
    valid: { from, until },
    annotations: said,
    form,
    signer: { family, key },
  }: SignatureFact): boolean =>
    key === keys[family] &&
    isForm(form, legacy && family === 'cosign') &&
    (from === null || from <= now) &&
    (until === null || now <= until) &&
    same(said, annotations[family]);
  const own = signatures.filter(holds);
  return (family, subject) => own.find((one) => one.signer.family === family && one.subject === subject)?.evidence;
}

/**
 * Finds the subjects under which the very same statement by this key hangs already, as a bundle; a certificate of minutes is another
 * one each time.
 *
 * @param statement - SHA-256 of its bytes
 * @param now - seconds since 1970
 * @throws the reason of the call's signal
 * @example (await ownStatements(set, signers, sha256Digest(payload), type, now, call)).has(index.digest)
 */
export async function ownStatements(
  set: EvidenceSet,
  { cosign }: ImageSigners,
  statement: Digest,
  predicateType: string,
  now: number,
  call: Call,
): Promise<ReadonlySet<Digest>> {
  if (cosign === undefined || !('spki' in cosign)) return new Set();
  const signers = [{ name: 'own', family: 'cosign' as const, spki: cosign.spki }];
  const needs = { signers, predicateTypes: [predicateType], evidence: true, walkLayers: false };
  const { statements } = await verifyEvidence(set, needs, [], call.signal);
  const own = statements.filter(
    (one) =>
      one.statement === statement &&
      isForm(one.form, false) &&
      (one.valid.from === null || one.valid.from <= now) &&
      (one.valid.until === null || now <= one.valid.until),
  );
  return new Set(own.map(({ foundUnder }) => foundUnder));
}

function same(a: Annotations, b: Annotations): boolean {
  const [names, others] = [Object.keys(a), Object.keys(b)];
  return names.length === others.length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}

function isForm(form: SignatureFact['form'], legacy: boolean): boolean {
  return legacy ? form === 'cosign-sig-tag' : form === 'referrers-api' || form === 'referrers-tag' || form === 'layout';
}
