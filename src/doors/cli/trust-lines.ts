import type { TrustReport } from '../../records/trust-report.ts';
import { escapeTerminal } from '../escape/terminal.ts';

const KINDS = {
  log: 'log',
  'certificate-log': 'certificate log',
  'certificate-authority': 'authority',
  'timestamp-authority': 'timestamps',
} as const;

/**
 * A trusted root in lines for people.
 * @example session.out(`${trustLines(report).join('\n')}\n`)
 */
export function trustLines(report: TrustReport): readonly string[] {
  const { name, origin, mirror, digest, checked, age, metadata = {}, parties, signingConfig, file } = report;
  const source = origin === 'kept' ? 'last checked' : 'came with Twinseal, of';
  return [
    `${name}  ${digest}`,
    `  mirror        ${escapeTerminal(mirror)}`,
    `  ${source === 'last checked' ? source.padEnd(13) : source} ${checked} (${ageText(age)} ago)`,
    ...Object.entries(metadata).map(
      ([role, { version, expires }]) => `  ${role.padEnd(13)} version ${version}, ends ${expires}`,
    ),
    ...parties.map(
      ({ kind, name: party, from, until }) =>
        `  ${KINDS[kind].padEnd(15)} ${escapeTerminal(party)}  from ${from}${until === undefined ? '' : ` until ${until}`}`,
    ),
    ...(signingConfig === undefined ? [] : [`  signing config  ${signingConfig}`]),
    ...(file === undefined ? [] : [`  kept in         ${escapeTerminal(file)}`]),
  ];
}

/** Seconds in words: `3 days`. @example ageText(259_200) // '3 days' */
export function ageText(seconds: number): string {
  const [count, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [Math.floor(seconds / 60), 'minute']
        : seconds < 172_800
          ? [Math.floor(seconds / 3600), 'hour']
          : [Math.floor(seconds / 86_400), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
