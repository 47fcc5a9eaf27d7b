import { type Digest, sha256Digest } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { readTwinProof } from '../judge/decide/twin-proof.ts';
import { verifyEvidence } from '../judge/verify/verify.ts';
import type { Call } from '../ports/call.ts';
import type { Signer } from '../ports/signer.ts';
import type { StatementFact } from '../records/facts.ts';
import { PREDICATE_TYPES } from '../records/predicate-types.ts';
import type { RebuildResult, RebuiltPlatform } from '../records/rebuild-result.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { ImagePrograms } from './rebuild-image.ts';

const OWN = 'own';

/**
 * Refuses a key that already stands for somebody else at this image: whoever sealed it, or stated anything but a rebuild about it.
 * @param signer - the key that would sign the result
 * @throws TwinsealError `KEY_ROLE`
 * @example await refuseSealer(image, signer, call)
 */
export async function refuseSealer(image: ImagePrograms, signer: Signer, call: Call): Promise<void> {
  const signers = [{ name: OWN, family: 'cosign', spki: signer.spki }] as const;
  const needs = { signers, predicateTypes: [PREDICATE_TYPES.rebuild], evidence: true, walkLayers: false };
  const { signatures, rejected } = await verifyEvidence(image.evidence, needs, [], call.signal);
  // A statement of another type that verifies is told among what was rejected, with the name of its signer.
  const other = rejected.find(({ signer: by, code }) => by === OWN && code === 'SIGNATURE_WRONG_TYPE');
  if (signatures.length === 0 && other === undefined) return;
  throw new TwinsealError(
    'KEY_ROLE',
    'the key sealed this image, so it can not vouch for it as a rebuilder too: sign with a key of your own',
  );
}

/** Statements about the image that verify with a key that the rebuilder trusts. @example (await trustedStatements(image, spki, call)).length */
export async function trustedStatements(
  image: ImagePrograms,
  spki: Uint8Array,
  call: Call,
): Promise<readonly StatementFact[]> {
  const signers = [{ name: 'release', family: 'cosign', spki }] as const;
  const predicateTypes = [PREDICATE_TYPES.twinProof, PREDICATE_TYPES.provenance];
  const needs = { signers, predicateTypes, evidence: true, walkLayers: false };
  return (await verifyEvidence(image.evidence, needs, [], call.signal)).statements;
}

/**
 * The twin proof that a rebuild confirms: it verifies with another key, names this image and each platform, and proves each program that
 * was reproduced. With it two operators, who share nothing but the source, gave the same bytes.
 * @param own - digest of the rebuilder's key
 * @returns undefined when there is none, or not every platform is reproduced
 * @example confirmedProof(platforms, index, statements, own)?.statement
 * @see SLSA, working draft, "Verified properties", SLSA_BUILD_REPRODUCED
 */
export function confirmedProof(
  platforms: readonly RebuiltPlatform[],
  image: Digest,
  trusted: readonly StatementFact[],
  own: Digest,
): RebuildResult['reproduces'] {
  if (platforms.some(({ outcome }) => outcome !== 'reproduced')) return undefined;
  const found = trusted.find(({ predicateType, predicate, subjects, signer }) => {
    if (predicateType !== PREDICATE_TYPES.twinProof || signer.key === own || !subjects.includes(image)) return false;
    try {
      const { identical, binaries } = readTwinProof(predicate);
      const proven = new Set(binaries.map(({ digest }) => digest));
      return (
        identical &&
        platforms.every(
          ({ manifest, program }) => subjects.includes(manifest) && program !== undefined && proven.has(program.digest),
        )
      );
    } catch (error) {
      if (error instanceof FormatError) return false;
      throw error;
    }
  });
  return found && { statement: found.statement, key: found.signer.key };
}

/** SHA-256 of a key's SubjectPublicKeyInfo. @example keyDigest(signer) // 'sha256:...' */
export function keyDigest({ spki }: Pick<Signer, 'spki'>): Digest {
  return sha256Digest(spki);
}
