import { parseOnePem, parsePem } from '../../formats/der/pem.ts';
import { type Digest, sha256Digest } from '../../formats/digest.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import { recordJson } from '../../formats/json/record.ts';
import { parseTrustedRoot } from '../../formats/sigstore/trusted-root.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import { EVERY_TYPE, type NeededSigner, type Needs } from '../../records/needs.ts';
import type { RevocationChoice } from '../../records/notation-authorities.ts';
import type { Policy, TrustedSigner } from '../../records/policy.ts';
import { needsOfCondition } from './cases.ts';
import { authoritiesOf, keysOf } from './key-lists.ts';
import { needsOfAll, sumOfNeeds } from './requirements.ts';
import { revocationOf } from './revoked.ts';
import { windowOf } from './trust-window.ts';

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

/** Whatever case applies: which one does is only known from the facts. */
function needsOf({ trust, revoked = [], require, cases = [] }: Policy): Needs {
  const needs = sumOfNeeds([
    ...[require, ...cases.map((one) => one.require)].map(needsOfAll),
    ...cases.map((one) => needsOfCondition(one.if)),
  ]);
  const named = new Set([...needs.signers, ...needs.rebuilders]);
  const { everySigner, everyStatement, predicates, walkLayers, goPrograms } = needs;
  const contents = [...new Set(needs.contents)].sort();
  return {
    signers: trust.filter(({ name }) => everySigner || named.has(name)).flatMap(neededSigners),
    ...(revoked.length > 0 && { revoked: revoked.map(revocationOf) }),
    predicateTypes: everyStatement ? [EVERY_TYPE] : [...new Set([...contents, ...needs.predicateTypes])].sort(),
    ...(contents.length > 0 && { contents }),
    ...(predicates && { predicates }),
    evidence: everySigner || named.size > 0,
    walkLayers,
    ...(goPrograms && { goPrograms }),
  };
}

/** One for each key or authority, so that each has its own window. */
function neededSigners(signer: TrustedSigner): readonly NeededSigner[] {
  const { name } = signer;
  if ('cosign' in signer) {
    const { trustedRoot, logs } = signer.cosign;
    const witnesses = {
      ...(trustedRoot !== undefined && { root: parseTrustedRoot(encodeUtf8(trustedRoot)) }),
      ...(logs !== undefined && { logs }),
    };
    return keysOf(signer.cosign).map(({ key, ...window }) => {
      const { bytes: spki } = parseOnePem(key, ['PUBLIC KEY']);
      return { name, family: 'cosign', spki, ...windowOf(window), ...witnesses };
    });
  }
  if ('keyless' in signer) {
    const { trustedRoot, trust: _trust, from, until, ...named } = signer.keyless;
    const window = windowOf({ ...(from !== undefined && { from }), ...(until !== undefined && { until }) });
    return [{ name, family: 'keyless', ...named, ...window, root: parseTrustedRoot(encodeUtf8(trustedRoot)) }];
  }
  const { identities, log, timestamps, signingAuthority } = signer.notation;
  const time = {
    ...(timestamps !== undefined && { timestamps: { roots: derOf(timestamps.certificates), when: timestamps.when } }),
    ...(signingAuthority !== undefined && { signingAuthority }),
  };
  // Once for all authorities: lists are told apart by their bytes, and read once each.
  const revocation = neededRevocation(signer.notation);
  return authoritiesOf(signer.notation).map(({ certificates, ...window }) => {
    const roots = derOf(certificates);
    return {
      name,
      family: 'notation',
      roots,
      identities,
      ...time,
      ...windowOf(window),
      ...revocation,
      ...(log !== undefined && { log }),
    };
  });
}

function neededRevocation({ revocation, crls }: RevocationChoice) {
  if (revocation === undefined) return {};
  const lists = crls?.flatMap((text) => parsePem(text, { maxLength: 2 * 2 ** 20 }).map(({ bytes }) => bytes));
  return { revocation, ...(lists !== undefined && { lists }) };
}

function derOf(certificates: string): readonly Uint8Array[] {
  return parsePem(certificates).map(({ bytes }) => bytes);
}
