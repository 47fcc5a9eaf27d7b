import { type Comparison, cause, type RankedCause, STRENGTH } from '../comparison.ts';
import { identityOf } from '../program.ts';
import { sides } from '../words.ts';

/**
 * Programs for different systems: another format, machine or GOOS.
 * @example platformCauses(comparison)[0]?.name // 'platform'
 */
export function platformCauses({ a, b }: Comparison): readonly RankedCause[] {
  const [x, y] = [identityOf(a), identityOf(b)];
  if (x.format === 'unknown' || y.format === 'unknown') return [];
  if (x.format === y.format && x.machine === y.machine && x.platform === y.platform) return [];
  const name = (each: typeof x): string =>
    `${each.platform ?? 'an unnamed platform'} (${each.format}, ${each.machine})`;
  return [
    cause('platform', STRENGTH.platform, true, {
      reason: `the two are programs for different platforms: A for ${name(x)}, B for ${name(y)}`,
      fix: 'compare programs of one platform, or build both with the same GOOS and GOARCH',
      evidence: [
        sides('format', x.format, y.format),
        sides('machine', x.machine, y.machine),
        sides('GOOS/GOARCH', x.platform, y.platform),
      ],
    }),
  ];
}
