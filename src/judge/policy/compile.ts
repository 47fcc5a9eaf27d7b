import { parseOnePem, parsePem } from '../../formats/der/pem.ts';
import { type Digest, sha256Digest } from '../../formats/digest.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import { recordJson } from '../../formats/json/record.ts';
import type { NeededSigner, Needs } from '../../records/needs.ts';
import type { Policy, TrustedSigner } from '../../records/policy.ts';
import { PREDICATE_TYPES, predicateTypeOf } from '../../records/predicate-types.ts';
import { signerNames } from './signer-names.ts';

/** A policy, ready to be asked: its digest names exactly what it demands, keys and all. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly digest: Digest;
  readonly needs: Needs;
}

/**
 * Works out once what a policy needs verified.
 *
 * @param policy - as {@link parsePolicy} gives it
 * @example compilePolicy(await parsePolicy(source)).needs.walkLayers
 */
export function compilePolicy(policy: Policy): CompiledPolicy {
  return { policy, digest: policyDigest(policy), needs: needsOf(policy) };
}

/**
 * SHA-256 over the canonical JSON of the policy with its keys inside.
 * @example policyDigest(policy) // 'sha256:...', the same for the same keys whatever file they came from
 * @see RFC 8785
 */
export function policyDigest(policy: Policy): Digest {
  return sha256Digest(canonicalJsonBytes(recordJson(policy)));
}

function needsOf({ trust, require }: Policy): Needs {
  const named = new Set([
    ...(require.signatures ?? []).flatMap(signerNames),
    ...(require.statements ?? []).flatMap(({ by }) => by),
    ...(require.twinBuild?.by ?? []),
    ...(require.twinBuild?.rebuilders?.of ?? []),
  ]);
  const types = new Set((require.statements ?? []).map(({ type }) => predicateTypeOf(type)));
  if (require.twinBuild !== undefined) types.add(PREDICATE_TYPES.twinProof);
  if (require.twinBuild?.rebuilders !== undefined) types.add(PREDICATE_TYPES.rebuild);
  const { image } = require;
  return {
    signers: trust.filter(({ name }) => named.has(name)).map(neededSigner),
    predicateTypes: [...types].sort(),
    evidence: named.size > 0,
    walkLayers: require.twinBuild !== undefined || image?.staticBinary === true || image?.goReproducibleFlags === true,
  };
}

function neededSigner(signer: TrustedSigner): NeededSigner {
  if ('cosign' in signer)
    return { name: signer.name, family: 'cosign', spki: parseOnePem(signer.cosign.key, ['PUBLIC KEY']).bytes };
  return {
    name: signer.name,
    family: 'notation',
    roots: parsePem(signer.notation.certificates).map(({ bytes }) => bytes),
    identities: signer.notation.identities,
  };
}
