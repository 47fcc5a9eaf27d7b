import { type CommandShape, type Flag, GLOBAL_FLAGS } from './command.ts';
import { VERBS } from './verbs.ts';

/**
 * The page of `twinseal --help`.
 * @example shell.out(mainHelp())
 */
export function mainHelp(): string {
  const width = Math.max(...VERBS.flatMap(({ verbs }) => verbs.map(({ name }) => name.length)));
  const groups = VERBS.map(({ group, verbs }) =>
    [`${group}:`, ...verbs.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)].join('\n'),
  );
  return `twinseal: build twice, seal once, verify everywhere

Usage: twinseal VERB [ARGUMENTS] [FLAGS]

${groups.join('\n\n')}

Flags of every verb:
${flagLines(GLOBAL_FLAGS)}
      --version              print the version (alone)

Examples:
  twinseal seal ./my-module --layout app.oci --cosign-key cosign.key
  twinseal verify app.oci --cosign-key cosign.pub
  twinseal verify registry.example.com/app:v1.2.3 --policy policies/release.yaml
  twinseal push app.oci registry.example.com/app:v1.2.3

An argument that exists on disk is a path, else an image reference.
Exit status: 0 allow or done, 1 deny, 2 usage or bad input, 3 could not tell.
More on a verb: twinseal VERB --help
`;
}

/**
 * The page of a word that begins several verbs, such as `policy`.
 * @example groupHelp('keys') // 'Usage: twinseal keys VERB ...'
 */
export function groupHelp(word: string): string {
  const verbs = VERBS.flatMap((group) => group.verbs).filter(({ name }) => name.startsWith(`${word} `));
  const width = Math.max(...verbs.map(({ name }) => name.length));
  const lines = verbs.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: twinseal ${word} VERB [ARGUMENTS] [FLAGS]\n\n${lines.join('\n')}\n`;
}

/**
 * The page of one verb.
 * @example shell.out(verbHelp(sealCommand))
 */
export function verbHelp(shape: CommandShape): string {
  const parts = [`Usage: ${usageLine(shape)}`, shape.description];
  if (shape.arguments.length > 0) {
    const width = Math.max(...shape.arguments.map(({ name }) => name.length));
    parts.push(
      ['Arguments:', ...shape.arguments.map(({ name, meaning }) => `  ${name.padEnd(width)}  ${meaning}`)].join('\n'),
    );
  }
  if (shape.flags.length > 0) parts.push(`Flags:\n${flagLines(shape.flags)}`);
  parts.push(`Flags of every verb:\n${flagLines(GLOBAL_FLAGS)}`);
  parts.push(
    ['Examples:', ...shape.examples.flatMap(({ command, meaning }) => [`  # ${meaning}`, `  ${command}`])].join('\n'),
  );
  return `${parts.join('\n\n')}\n`;
}

/**
 * `twinseal verify IMAGE [FLAGS]`.
 * @example usageLine(verifyCommand) // 'twinseal verify IMAGE [FLAGS]'
 */
export function usageLine(shape: CommandShape): string {
  const words = shape.arguments.map(({ name, optional, many }) => {
    const all = many === true ? `${name}...` : name;
    return optional === true ? `[${all}]` : all;
  });
  return ['twinseal', shape.name, ...words, '[FLAGS]'].join(' ');
}

/** `-o, --output FORMAT`. */
function flagText({ name, short, kind, value, choices }: Flag): string {
  const shown = kind === 'switch' ? '' : ` ${choices?.join('|') ?? value ?? 'VALUE'}`;
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${shown}${kind === 'list' ? ',...' : ''}`;
}

function flagLines(flags: readonly Flag[]): string {
  const width = Math.min(34, Math.max(...flags.map((flag) => flagText(flag).length)));
  return flags
    .map((flag) => {
      const text = flagText(flag);
      return text.length > width
        ? `  ${text}\n  ${' '.repeat(width)}  ${flag.meaning}`
        : `  ${text.padEnd(width)}  ${flag.meaning}`;
    })
    .join('\n');
}
