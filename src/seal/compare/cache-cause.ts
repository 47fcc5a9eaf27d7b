import type { Cause, CauseName } from '../../records/difference.ts';
import type { SideBuild } from '../../records/side-build.ts';

/** Causes that read a difference off something that both sides were given; a cache can't be behind them. */
const TOLD: ReadonlySet<CauseName> = new Set<CauseName>([
  'ldflags-template',
  'toolchain',
  'platform',
  'buildmode',
  'tags',
  'compiler-flags',
  'linker-flags',
  'linker-value',
  'path-leak',
  'condition-leak',
]);

/**
 * Adds to the causes of a difference that a side began with a cache. Both sides build one tree, so where code differs and
 * nothing that was given to them tells why, what a kept cache held is the likeliest: it goes first then, else last. Go takes
 * an object out of its cache by name and size alone, and does not look at it again.
 * @param causes - as the bytes and flags of both sides tell them, best first
 * @returns the same list where both sides began cold
 * @example withCacheCause(causes, a, b)[0]?.name // 'warm-cache'
 * @see cmd/go/internal/cache.GetFile
 */
export function withCacheCause(
  causes: readonly Cause[],
  a: Pick<SideBuild, 'cold' | 'observed'>,
  b: Pick<SideBuild, 'cold' | 'observed'>,
): readonly Cause[] {
  const warm = [...(a.cold ? [] : ['A']), ...(b.cold ? [] : ['B'])];
  if (warm.length === 0) return causes;
  const cause: Cause = {
    name: 'warm-cache',
    reason: `${warm.length === 2 ? 'both sides' : `side ${warm[0]}`} began with a build cache that was kept, and what it held may not be what the source gives`,
    fix: 'build again without --cache: if the sides are equal then, remove the folder of the cache, and find out who else can write there',
    evidence: [`A: ${a.observed.cache ?? 'not observed'}`, `B: ${b.observed.cache ?? 'not observed'}`],
  };
  const best = causes[0];
  // A toolchain that is only suspected, since code differs, is no better a guess than the cache.
  const suspected = best?.name === 'toolchain' && !/^A was built by/.test(best.reason);
  return best !== undefined && TOLD.has(best.name) && !suspected ? [...causes, cause] : [cause, ...causes];
}
