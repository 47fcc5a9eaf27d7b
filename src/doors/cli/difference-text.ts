import type {
  Cause,
  Difference,
  PackageDifference,
  ProgramIdentity,
  SectionDifference,
} from '../../records/difference.ts';
import { escapeTerminal } from '../escape/terminal.ts';

/** A difference without its handles, for JSON. */
export type DifferenceSummary = Omit<Difference, 'a' | 'b'> & {
  readonly a: { readonly digest: string; readonly size: number; readonly kept?: string };
  readonly b: { readonly digest: string; readonly size: number; readonly kept?: string };
};

const MAX_SECTIONS = 8;
const MAX_PACKAGES = 5;
const MAX_FUNCTIONS = 3;

/**
 * Why two binaries differ: the answer in one sentence, what it rests on, what to do; then the other causes, and where the
 * bytes part. All of it is bounded, and whatever comes from the files is escaped.
 * @example differenceText([difference]) // 'linux/amd64  app  DIFFERENT: the build tags differ: ...'
 */
export function differenceText(differences: readonly DifferenceSummary[]): string {
  const lines = differences.flatMap((difference) => {
    const { platform, name, a, b, firstByte, section, differingBytes, causes, identity } = difference;
    const [first, ...others] = causes;
    const where = section === undefined ? 'outside all sections' : `in section ${section}`;
    return [
      `${platform === '-' ? '' : `${platform}  `}${name}  DIFFERENT: ${first?.reason ?? 'the bytes are not the same'} (${first?.name ?? 'unknown'})`,
      ...(first === undefined ? [] : causeLines(first)),
      ...others.flatMap((cause) => [`  also: ${cause.reason} (${cause.name})`, ...causeLines(cause)]),
      ...[a, b].map(
        (side, i) =>
          `  ${i === 0 ? 'A' : 'B'} ${side.digest} ${side.size} bytes${identityText(i === 0 ? identity.a : identity.b)}${side.kept === undefined ? '' : `, kept as ${side.kept}`}`,
      ),
      `  first differing byte at offset 0x${firstByte.toString(16)}, ${where}; ${differingBytes} bytes differ`,
      ...sectionLines(difference.sections),
      ...packageLines(difference.packages),
    ];
  });
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}

function causeLines({ evidence, fix }: Cause): readonly string[] {
  return [...evidence.map((line) => `    seen: ${line}`), `    fix:  ${fix}`];
}

function identityText({ format, machine, platform, goVersion }: ProgramIdentity): string {
  if (format === 'unknown') return '';
  return `, ${[format, machine, platform, goVersion].filter((each) => each !== undefined).join(' ')}`;
}

function sectionLines(sections: readonly SectionDifference[]): readonly string[] {
  if (sections.length === 0) return [];
  const most = sections.toSorted((x, y) => y.differingBytes - x.differingBytes).slice(0, MAX_SECTIONS);
  const each = most.map(({ name, a, b, differingBytes }) => {
    if (a === undefined || b === undefined) return `${name} in ${a === undefined ? 'B' : 'A'} only`;
    return `${name} ${differingBytes}${a === b ? '' : ` (${a} and ${b} bytes long)`}`;
  });
  const more = sections.length > most.length ? ` and ${sections.length - most.length} more` : '';
  return [`  bytes that differ by section: ${each.join(', ')}${more}`];
}

function packageLines(packages: readonly PackageDifference[]): readonly string[] {
  const lines = packages.slice(0, MAX_PACKAGES).map((each) => {
    const counts = [
      [each.changed, 'changed'],
      [each.onlyInA, 'in A only'],
      [each.onlyInB, 'in B only'],
    ] as const;
    const numbers = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
    const name = each.package === '' ? '(no package)' : each.package;
    return `  functions of ${name}: ${numbers.join(', ')}: ${each.functions.slice(0, MAX_FUNCTIONS).join(', ')}`;
  });
  const more =
    packages.length > MAX_PACKAGES ? [`  functions of ${packages.length - MAX_PACKAGES} more packages differ`] : [];
  return [...lines, ...more];
}
