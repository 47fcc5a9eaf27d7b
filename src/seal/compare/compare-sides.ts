import { canonicalJson } from '../../formats/json/canonical.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { SideDocument } from '../../records/side-document.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { TwinPlan } from './twin-plan.ts';

/**
 * The one plan of two sides that were built by two runs. They are compared only where everything is equal that a difference
 * could come from and that is not a condition of the build: what was built, what was asked for, and the toolchain.
 *
 * Programs of a toolchain for another machine are other bytes by nature; such sides are comparable when Go's checksum
 * database knows the toolchain of each.
 * @throws TwinsealError `SIDES_INCOMPARABLE`, its details naming each thing that is not equal
 * @example commonPlan(a, b).source.treeDigest
 */
export function commonPlan(a: SideDocument, b: SideDocument): TwinPlan {
  const unequal = [
    ...identityProblems(a, b),
    ...sourceProblems(a, b),
    ...planProblems(a, b),
    ...toolchainProblems(a, b),
  ];
  const [first] = unequal;
  if (first !== undefined)
    throw new TwinsealError('SIDES_INCOMPARABLE', `the two sides can not be compared: ${first}`, { details: unequal });
  // What one side could compare with the checksum database counts only as far as the other one could too.
  const modules = rank(b.modules.outcome) < rank(a.modules.outcome) ? b.modules : a.modules;
  const notVaried = [
    ...a.notVaried,
    ...b.notVaried.filter(({ name }) => !a.notVaried.some((own) => own.name === name)),
  ];
  return {
    source: a.source,
    toolchains: { a: a.toolchain, b: b.toolchain },
    modules,
    recipe: { ldflags: a.plan.build.ldflags, prepare: a.plan.build.prepare },
    notVaried,
  };
}

function identityProblems(a: SideDocument, b: SideDocument): readonly string[] {
  if (a.side === b.side)
    return [
      `both are side ${a.side.toUpperCase()}, which vary nothing: build one of them with --side ${a.side === 'a' ? 'B' : 'A'}`,
    ];
  return a.invocationId === b.invocationId ? ['both are one and the same run'] : [];
}

function sourceProblems({ source: a }: SideDocument, { source: b }: SideDocument): readonly string[] {
  const names = ['module', 'treeDigest', 'goModDigest', 'goSumDigest', 'vendorDigest', 'revision', 'dirty'] as const;
  return names.flatMap((name) =>
    a[name] === b[name] ? [] : [`their sources differ in ${name}: ${shown(a[name])} and ${shown(b[name])}`],
  );
}

function planProblems(a: SideDocument, b: SideDocument): readonly string[] {
  // How long a side may take is no part of what it builds.
  const { timeout: _a, ...asked } = a.plan.build;
  const { timeout: _b, ...other } = b.plan.build;
  const parts: Readonly<Record<string, readonly [unknown, unknown]>> = {
    'main packages': [a.plan.mains, b.plan.mains],
    platforms: [a.plan.targets, b.plan.targets],
    'assembly profiles': [a.assembly, b.assembly],
    ...Object.fromEntries(
      Object.entries(asked).map(([name, value]) => [`settings (build.${name})`, [value, Reflect.get(other, name)]]),
    ),
  };
  return Object.entries(parts).flatMap(([what, [x, y]]) =>
    text(x) === text(y) ? [] : [`their ${what} differ: ${shown(text(x))} and ${shown(text(y))}`],
  );
}

function toolchainProblems({ toolchain: a }: SideDocument, { toolchain: b }: SideDocument): readonly string[] {
  if (a.version !== b.version) return [`their toolchains differ: ${shown(a.version)} and ${shown(b.version)}`];
  if (a.host === b.host) {
    const names = [...new Set([...Object.keys(a.digests), ...Object.keys(b.digests)])].sort();
    const other = names.filter((name) => a.digests[name] !== b.digests[name]);
    return other.length === 0
      ? []
      : [`their toolchains differ in the bytes of ${other.join(', ')}, though both say ${a.version}`];
  }
  const unknown = [a, b].find(({ authenticity }) => authenticity.outcome !== 'authenticated');
  return unknown === undefined
    ? []
    : [
        `the toolchain for ${unknown.host} is not authenticated, and one for another machine has other bytes: build that side where Go's checksum database can be asked`,
      ];
}

function rank(outcome: SideDocument['modules']['outcome']): number {
  return ['contradicted', 'unauthenticated', 'authenticated'].indexOf(outcome);
}

function text(value: unknown): string {
  return canonicalJson(value as JsonValue);
}

function shown(value: unknown): string {
  const whole = value === undefined ? 'none' : String(value);
  return whole.length > 200 ? `${whole.slice(0, 200)}...` : whole;
}
