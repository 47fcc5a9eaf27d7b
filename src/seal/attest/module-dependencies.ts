import { decodeBase64 } from '../../formats/base64.ts';
import type { JsonObject } from '../../formats/json/value.ts';
import { golangPurl } from '../../formats/purl.ts';
import type { BuildPlan, SideName } from '../../records/build-plan.ts';

// What a provenance lists; go.sum, which is a dependency too, has them all.
const MAX_MODULES = 1000;

/**
 * The modules of which something is vendored, and the module that the side's Go was published as, each by its h1, as dependencies.
 * `authenticated` says whether what was built was compared with it; without that the h1 is what go.sum claims.
 * @example moduleDependencies(plan, 'a')[0]?.uri // 'pkg:golang/golang.org/x/text@v0.31.0'
 * @see in-toto attestation v1, digest_set.md, "dirHash"
 */
export function moduleDependencies(plan: BuildPlan, side: SideName): readonly JsonObject[] {
  const { source, modules } = plan;
  const others = new Set(modules.others.map(({ path, version }) => `${path}@${version}`));
  const listed = source.modules.flatMap(({ path, version, h1, replacedBy, packages }) => {
    if (h1 === undefined || packages.length === 0) return [];
    const zip = replacedBy ?? { path, version };
    const authenticated = modules.authenticated > 0 && !others.has(`${path}@${version}`);
    return [dependency(zip.path, zip.version, h1, authenticated)];
  });
  return [...listed.slice(0, MAX_MODULES), ...toolchainDependency(plan.toolchains[side].authenticity)];
}

function toolchainDependency({
  outcome,
  module,
  h1,
}: BuildPlan['toolchains']['a']['authenticity']): readonly JsonObject[] {
  if (outcome !== 'authenticated' || module === undefined || h1 === undefined) return [];
  const at = module.lastIndexOf('@');
  return [dependency(module.slice(0, at), module.slice(at + 1), h1, true)];
}

function dependency(path: string, version: string | undefined, h1: string, authenticated: boolean): JsonObject {
  const hex = Array.from(decodeBase64(h1.slice('h1:'.length)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    name: `${path}@${version ?? ''}`,
    uri: golangPurl(path, version),
    digest: { dirHash: hex },
    annotations: { authenticated },
  };
}
