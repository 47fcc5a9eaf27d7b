import { digestEncoded, sha256Digest } from '../../formats/digest.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import type { BuildPlan, SideName } from '../../records/build-plan.ts';

/**
 * Which kept cache a side may use. Go keys what it keeps by content, flags and the version that the compiler tells of itself,
 * and by nothing else: so the bytes of the toolchain are in the key, since a changed compiler tells the same version, and all
 * conditions of the side are, since a side that began with what was made under others would prove nothing about its own.
 * @returns 32 hex digits
 * @example cacheKey('a', plan) !== cacheKey('b', plan)
 * @see cmd/go/internal/work/buildid.go, "toolID"
 */
export function cacheKey(side: SideName, plan: BuildPlan): string {
  const { version, host, digests, goroot } = plan.toolchains[side];
  const { environment, ...conditions } = plan.sides[side];
  const kept = {
    side,
    toolchain: { version, host, goroot, digests: { ...digests } },
    conditions: { ...conditions, environment: { ...environment } },
    experiments: [...plan.build.experiments],
  };
  return digestEncoded(sha256Digest(canonicalJsonBytes(kept))).slice(0, 32);
}
