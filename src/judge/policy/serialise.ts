import { recordJson } from '../../formats/json/record.ts';
import { formatYaml } from '../../formats/yaml-text.ts';
import type { Policy, TrustedSigner } from '../../records/policy.ts';

/** A root that was read of an instance is read of it again, as it is then. */
function written(signer: TrustedSigner): TrustedSigner | object {
  if ('keyless' in signer) return { ...signer, keyless: withoutRoot(signer.keyless) };
  return 'cosign' in signer ? { ...signer, cosign: withoutRoot(signer.cosign) } : signer;
}

function withoutRoot<T extends { readonly trust?: string; readonly trustedRoot?: string }>(one: T): object {
  if (one.trust === undefined) return one;
  const { trustedRoot: _root, ...rest } = one;
  return rest;
}

/**
 * The text of a policy's file, keys inside. {@link parsePolicy} reads the same policy from it, under the file's name.
 *
 * @param comments - lines above it; what others wrote into them can't end a line
 * @example serialisePolicy(imported.policy, ['Imported from cip.yaml'])
 */
export function serialisePolicy(policy: Policy, comments: readonly string[]): string {
  const {
    apiVersion,
    kind,
    name: _name,
    description,
    mode,
    shadowOf,
    match,
    images,
    trust,
    revoked,
    mirrors,
    require,
    ...rest
  } = policy;
  const document = {
    apiVersion,
    kind,
    ...(description !== undefined && { description }),
    mode,
    ...(shadowOf !== undefined && { shadowOf }),
    ...(match !== undefined && { match }),
    images,
    trust: trust.map(written),
    ...(revoked !== undefined && { revoked }),
    ...(mirrors !== undefined && { mirrors }),
    ...(Object.keys(require).length > 0 && { require }),
    ...rest,
  };
  const head = comments.map((line) => `# ${line.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')}\n`).join('');
  return `${head}${formatYaml(recordJson(document))}`;
}
