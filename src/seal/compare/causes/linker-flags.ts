import { type Comparison, cause, type RankedCause, STRENGTH } from '../comparison.ts';
import { looksLike, quoted, shown, sides, valueFix } from '../words.ts';
import { valuesOf } from './build-settings.ts';

/**
 * Linker flags as the build info has them. Go records them only in builds without -trimpath, so that nothing follows from
 * their absence where -trimpath was used on one side.
 * @example recordedLinkerFlags(comparison)[0]?.name // 'linker-value'
 * @see golang.org/issue/52372
 */
export function recordedLinkerFlags({ a, b }: Comparison): readonly RankedCause[] {
  if (a.info === undefined || b.info === undefined) return [];
  const [left, right] = [valuesOf(a.info), valuesOf(b.info)];
  if (left.get('-trimpath') !== right.get('-trimpath')) return [];
  const [x, y] = [left.get('-ldflags'), right.get('-ldflags')];
  if (x === y) return [];
  const [first, second] = [splitWords(x ?? ''), splitWords(y ?? '')];
  const evidence = [sides('build info, -ldflags', x, y)];
  const causes: RankedCause[] = [];
  const names = new Set([...first.values.keys(), ...second.values.keys()]);
  for (const name of names) {
    const [own, other] = [first.values.get(name), second.values.get(name)];
    if (own !== other) causes.push(linkerValue(name, own, other, evidence));
  }
  if (first.others.join(' ') === second.others.join(' ') && causes.length > 0) return causes;
  const strips = (words: readonly string[]): string =>
    words
      .filter((word) => /^-{1,2}[sw]$/.test(word))
      .toSorted()
      .join(' ');
  const stripped = strips(first.others) !== strips(second.others);
  causes.push(
    cause(stripped ? 'debug-info' : 'linker-flags', STRENGTH.setting, false, {
      reason: stripped
        ? `symbols and debug information were left out by other flags: -ldflags is ${shown(x)} on A and ${shown(y)} on B`
        : `the flags of the linker differ: -ldflags is ${shown(x)} on A and ${shown(y)} on B`,
      fix: 'give both builds the same -ldflags in the same order',
      evidence,
    }),
  );
  return causes;
}

/**
 * A variable that got another value by `-X`.
 * @param name - `main.version`; undefined when the program does not tell
 * @example linkerValue('main.date', '10:00', '10:01', []).reason
 */
export function linkerValue(
  name: string | undefined,
  a: string | undefined,
  b: string | undefined,
  evidence: readonly string[],
): RankedCause {
  const kind = looksLike(a ?? '', b ?? '') ?? namedFor(name ?? '');
  const hint = kind === undefined ? '' : `, which looks like ${kind}`;
  const what =
    name === undefined
      ? 'a string variable, whose name stands in no symbol table that was read, was given another value, most likely by -ldflags -X'
      : `-ldflags -X gives the variable ${name} another value on each side`;
  return cause('linker-value', name === undefined ? STRENGTH.value : STRENGTH.value + 1, false, {
    reason: `${what}: ${shown(a)} on A, ${shown(b)} on B${hint}`,
    fix:
      kind === undefined
        ? `give both builds the same -X${name === undefined ? '' : ` ${name}=...`}; a host or user name, or a time, does not belong there`
        : valueFix(kind),
    evidence:
      evidence.length > 0 ? evidence : [`${name ?? 'a string variable'}: ${quoted(a ?? '')} and ${quoted(b ?? '')}`],
  });
}

/** What a variable is for, by its name. */
function namedFor(name: string): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (/host|machine|node(?:name)?$/i.test(last)) return 'a host name';
  return /user|^by$|builtby|whoami/i.test(last) ? 'a user name' : undefined;
}

interface LinkerWords {
  readonly values: ReadonlyMap<string, string>;
  readonly others: readonly string[];
}

/** Words as cmd/go parts them: by white space, with quotes that hold one together. */
function splitWords(text: string): LinkerWords {
  const words = [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  const values = new Map<string, string>();
  const others: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const joined = /^-{1,2}X=(.*)$/s.exec(word)?.[1];
    const definition = joined ?? (/^-{1,2}X$/.test(word) ? words[index + 1] : undefined);
    if (definition === undefined || !definition.includes('=')) {
      others.push(word);
      continue;
    }
    if (joined === undefined) index += 1;
    values.set(definition.slice(0, definition.indexOf('=')), definition.slice(definition.indexOf('=') + 1));
  }
  return { values, others };
}
