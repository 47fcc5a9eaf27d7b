import { parseArgs } from 'node:util';
import { nearest } from '../../formats/nearest.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { type CommandShape, type Flag, GLOBAL_FLAGS, type Input } from './command.ts';

const MAX_WORDS = 4096;
const MAX_LIST = 256;

/**
 * Parses the words after a verb against its shape. `--flag value`, `--flag=value`, `-f value`, repeated and
 * comma-separated lists, `--` before arguments that begin with a dash. What is unknown, doubled, empty or missing is
 * refused with the nearest right name: a flag that is ignored in silence is a gate that stands open.
 *
 * @param shape - the verb
 * @param words - as the shell split them, without the verb
 * @throws TwinsealError `USAGE`
 * @example parseCommandLine(shape, ['app.oci', '--platform', 'linux/amd64,linux/arm64']).list('platform').length // 2
 */
export function parseCommandLine(shape: CommandShape, words: readonly string[]): Input {
  if (words.length > MAX_WORDS) refuse(shape, `more than ${MAX_WORDS} words were given`);
  const flags = [...shape.flags, ...GLOBAL_FLAGS];
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokensOf(flags, words)) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') {
      const flag = flags.find(({ name }) => name === token.name);
      if (flag === undefined) unknownFlag(shape, flags, token.rawName);
      take(shape, flag, token.rawName, token.value, token.inlineValue === true, values);
    }
  }
  if (values.has('help')) return input(new Map(), values);
  return input(argumentsOf(shape, positionals), values);
}

function tokensOf(flags: readonly Flag[], words: readonly string[]) {
  const options = Object.fromEntries(
    flags.map(({ name, short, kind }) => [
      name,
      { type: kind === 'switch' ? ('boolean' as const) : ('string' as const), ...(short !== undefined && { short }) },
    ]),
  );
  // Not `strict`: its refusals name no neighbour and differ between versions of Node; every token is checked here.
  return parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function take(
  shape: CommandShape,
  flag: Flag,
  raw: string,
  value: string | undefined,
  inline: boolean,
  values: Map<string, string[]>,
): void {
  const before = values.get(flag.name);
  if (flag.kind === 'switch') {
    if (value !== undefined) refuse(shape, `${raw} takes no value; write ${raw} alone`);
    values.set(flag.name, []);
    return;
  }
  if (value === undefined) refuse(shape, `${raw} needs a value (${flag.value ?? 'VALUE'})`);
  if (!inline && value.length > 1 && value.startsWith('-'))
    refuse(
      shape,
      `${raw} needs a value, but ${show(value)} looks like a flag; if it is meant, write ${raw}=${show(value)}`,
    );
  const parts = flag.kind === 'list' ? value.split(',').map((part) => part.trim()) : [value];
  if (parts.includes('')) refuse(shape, `${raw} has an empty value`);
  const wrong = flag.choices && parts.find((part) => flag.choices?.includes(part) === false);
  if (wrong !== undefined && flag.choices !== undefined) {
    const near = nearest(wrong, flag.choices);
    refuse(
      shape,
      `${raw} is one of ${flag.choices.join(', ')}, not ${show(wrong)}${near ? `; did you mean ${near}?` : ''}`,
    );
  }
  if (flag.kind === 'text' && before !== undefined) refuse(shape, `${raw} is given twice`);
  const all = [...(before ?? []), ...parts];
  if (all.length > MAX_LIST) refuse(shape, `${raw} has more than ${MAX_LIST} values`);
  values.set(flag.name, all);
}

function argumentsOf(shape: CommandShape, given: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, readonly string[]>();
  const many = shape.arguments.at(-1)?.many === true;
  const places = shape.arguments.length;
  for (const [i, argument] of shape.arguments.entries()) {
    const value = given[i];
    if (value === undefined) {
      if (argument.optional === true) continue;
      refuse(shape, `${argument.name} is missing: ${argument.meaning}`);
    }
    if (argument.choices !== undefined && !argument.choices.includes(value)) {
      const near = nearest(value, argument.choices);
      const offer = near === undefined ? '' : `; did you mean ${near}?`;
      refuse(shape, `${argument.name} is one of ${argument.choices.join(', ')}, not ${show(value)}${offer}`);
    }
    named.set(argument.name, many && i === places - 1 ? given.slice(i) : [value]);
    if (named.get(argument.name)?.includes('') === true)
      refuse(shape, `${argument.name} is empty: ${argument.meaning}`);
  }
  const extra = many ? undefined : given[places];
  if (extra !== undefined) refuse(shape, `${show(extra)} is one argument too many`);
  return named;
}

function input(named: ReadonlyMap<string, readonly string[]>, values: ReadonlyMap<string, readonly string[]>): Input {
  return {
    argument(name) {
      const value = named.get(name)?.[0];
      if (value === undefined) throw new Error(`the verb declares no argument ${name}`);
      return value;
    },
    optionalArgument: (name) => named.get(name)?.[0],
    arguments: (name) => named.get(name) ?? [],
    is: (flag) => values.has(flag),
    text: (flag) => values.get(flag)?.[0],
    list: (flag) => values.get(flag) ?? [],
  };
}

function unknownFlag(shape: CommandShape, flags: readonly Flag[], raw: string): never {
  const near = nearest(
    raw.replace(/^-+/, ''),
    flags.map(({ name }) => name),
  );
  refuse(shape, `${show(raw)} is not a flag of ${shape.name}${near === undefined ? '' : `; did you mean --${near}?`}`);
}

function show(word: string): string {
  return word.length > 80 ? `${word.slice(0, 80)}...` : word;
}

function refuse(shape: CommandShape, problem: string): never {
  throw new TwinsealError('USAGE', `${problem} (see: twinseal ${shape.name} --help)`);
}
