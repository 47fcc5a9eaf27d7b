import type { Authentication, ModuleAuthenticity, SourceAuthenticity, SumdbHead } from '../../records/authenticity.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** What all comparisons of a source gave. */
export interface AuthenticityInput {
  /** Of every module that counts. */
  readonly modules: readonly ModuleAuthenticity[];
  /** Files below vendor/ that belong to no module. */
  readonly stray: readonly string[];
  /** Heads of the checksum database that answers rest on. */
  readonly heads: readonly SumdbHead[];
  /** Nothing was asked of the network. */
  readonly offline?: boolean;
}

const MAX_DIFFERENCES = 20;
const MAX_DETAILS = 50;
const RANK: Readonly<Record<Authentication, number>> = { authenticated: 0, unauthenticated: 1, contradicted: 2 };

/**
 * The record of a source's authenticity: the worst of its modules speaks for the whole.
 * @example sourceAuthenticity({ modules: [], stray: [], heads: [] }).outcome // 'authenticated'
 */
export function sourceAuthenticity({ modules, stray, heads, offline = false }: AuthenticityInput): SourceAuthenticity {
  const outcomes: Authentication[] = [
    ...modules.map((module) => module.outcome),
    ...(stray.length > 0 ? ['contradicted' as const] : []),
  ];
  const head = heads.reduce<SumdbHead | undefined>(
    (last, each) => (each.size > (last?.size ?? -1) ? each : last),
    undefined,
  );
  const others = modules.filter((module) => module.outcome !== 'authenticated');
  const outcome = outcomes.reduce<Authentication>(
    (worst, each) => (RANK[each] > RANK[worst] ? each : worst),
    'authenticated',
  );
  return {
    outcome,
    ...(head === undefined ? {} : { head }),
    authenticated: modules.length - others.length,
    others: others
      .map((module) => ({
        ...module,
        ...(module.differences === undefined ? {} : { differences: bounded(module.differences, MAX_DIFFERENCES) }),
      }))
      .sort((a, b) => (`${a.path}@${a.version}` < `${b.path}@${b.version}` ? -1 : 1)),
    ...(stray.length === 0 ? {} : { stray: bounded(stray, MAX_DIFFERENCES) }),
    ...(offline && outcome === 'unauthenticated' ? { why: 'nothing was asked of the network (--offline)' } : {}),
  };
}

/**
 * Refuses a source of which something was contradicted: nothing of it may be signed.
 * @throws TwinsealError `SOURCE_VENDOR_CHANGED` whose details name the files that differ, `SOURCE_SUM_CONTRADICTED` where
 *   only sums do
 * @example refuseContradicted(sourceAuthenticity(input))
 */
export function refuseContradicted(authenticity: SourceAuthenticity): void {
  if (authenticity.outcome !== 'contradicted') return;
  const contradicted = authenticity.others.filter((module) => module.outcome === 'contradicted');
  const files = [...contradicted.flatMap((module) => module.differences ?? []), ...(authenticity.stray ?? [])];
  const sums = contradicted.flatMap(({ path, version, why, differences }) =>
    why === undefined || differences !== undefined ? [] : [`${path}@${version}: ${why}`],
  );
  const [first, firstSum] = [files[0], sums[0]];
  const more = (count: number) => (count > 1 ? ` (and ${count - 1} more)` : '');
  const details = bounded([...files, ...sums], MAX_DETAILS);
  if (first === undefined)
    throw new TwinsealError(
      'SOURCE_SUM_CONTRADICTED',
      `${firstSum ?? 'a module'}${more(sums.length)}: compare go.sum with where you have it from`,
      { details },
    );
  throw new TwinsealError(
    'SOURCE_VENDOR_CHANGED',
    `vendor/ is not what its modules are, ${first}${more(files.length)}: run "go mod vendor", or see who changed it`,
    { details },
  );
}

/** The first ones, and how many there are beyond. */
function bounded(lines: readonly string[], count: number): readonly string[] {
  return lines.length <= count ? lines : [...lines.slice(0, count), `and ${lines.length - count} more`];
}
