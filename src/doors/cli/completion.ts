import { type Command, type CommandShape, type Flag, GLOBAL_FLAGS } from './command.ts';
import { allVerbs } from './verbs.ts';

/** Shells that completions can be printed for. */
const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** `twinseal completion`: needs nothing but the verbs themselves. */
export const completionCommand: Command<undefined> = {
  name: 'completion',
  description: 'Prints a script that completes verbs, flags, their values and paths.',
  arguments: [{ name: 'SHELL', meaning: SHELLS.join(', '), choices: SHELLS }],
  flags: [],
  examples: [
    { command: 'source <(twinseal completion bash)', meaning: 'in this shell; put the line into ~/.bashrc to keep it' },
    { command: 'twinseal completion zsh > ~/.zfunc/_twinseal', meaning: 'for zsh, when ~/.zfunc is in fpath' },
    { command: 'twinseal completion fish > ~/.config/fish/completions/twinseal.fish', meaning: 'for fish' },
  ],
  async run(input, _use, session) {
    const verbs = allVerbs();
    const shapes = await Promise.all(verbs.map((verb) => verb.shape()));
    const summaries = new Map(verbs.map(({ name, summary }) => [name, summary]));
    const scripts: Readonly<Record<string, Script>> = { bash: bashScript, zsh: zshScript, fish: fishScript };
    const script = scripts[input.argument('SHELL')];
    if (script === undefined) throw new Error('the parser lets no other shell through');
    session.out(script(shapes, summaries));
    return 0;
  },
};

type Summaries = ReadonlyMap<string, string>;
type Script = (shapes: readonly CommandShape[], summaries: Summaries) => string;

function bashScript(shapes: readonly CommandShape[]): string {
  const cases = shapes.map((shape) => {
    const flags = flagsOf(shape);
    const values = flags.filter(({ kind }) => kind !== 'switch');
    const lines = values.map((flag) => `        ${names(flag).join('|')}) ${bashValue(flag)}; return ;;`);
    const chosen = shape.arguments.flatMap(({ choices }) => choices ?? []);
    const words = [...flags.map(({ name }) => `--${name}`), ...chosen];
    return `    '${shape.name}')
      case $prev in
${[...lines, `        ${'*'}) ;;`].join('\n')}
      esac
      words="${words.join(' ')}"${chosen.length > 0 ? ' files=' : ''} ;;`;
  });
  const groups = groupWords(shapes).map(
    ([first, seconds]) =>
      `    ${first}) [ "$COMP_CWORD" -ne 2 ] || { COMPREPLY=($(compgen -W "${seconds.join(' ')}" -- "$cur")); return; }; verb="$verb \${COMP_WORDS[2]}" ;;`,
  );
  return `# Completion of twinseal for bash.
_twinseal() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} verb=\${COMP_WORDS[1]} words= files=yes
  # Readline takes FORMAT=FILE for three words.
  [ "$cur" != = ] || cur=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${firstWords(shapes).join(' ')}" -- "$cur"))
    return
  fi
  case $verb in
${groups.join('\n')}
  esac
  case $verb in
${cases.join('\n')}
  esac
  case $cur in
    -*) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
    *) COMPREPLY=($(compgen -W "$(printf '%s\\n' $words | grep -v '^-')" -- "$cur") $([ -z "$files" ] || compgen -f -- "$cur")) ;;
  esac
}
complete -o filenames -F _twinseal twinseal
`;
}

/** What a flag's value is completed to: what there is to choose from, how it begins, or a path. */
function bashValue({ choices, begins }: Flag): string {
  if (choices !== undefined) return `COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$cur"))`;
  if (begins === undefined) return 'COMPREPLY=($(compgen -f -- "$cur"))';
  return `compopt -o nospace 2>/dev/null; COMPREPLY=($(compgen -W "${begins.join(' ')}" -- "$cur"))`;
}

function zshScript(shapes: readonly CommandShape[], summaries: Summaries): string {
  const cases = shapes.map((shape) => {
    const flags = flagsOf(shape).map((flag) => `      '${zshFlag(flag)}'`);
    const rest = shape.arguments.map(({ name, choices }) =>
      choices === undefined ? `      '*:${name}:_files'` : `      '1:${name}:(${choices.join(' ')})'`,
    );
    return `    '${shape.name}') _arguments -s \\\n${[...flags, ...rest].join(' \\\n')} ;;`;
  });
  const first = firstWords(shapes).map((word) => `    '${word}:${quote(summaries.get(word) ?? `${word} verbs`)}'`);
  const groups = groupWords(shapes).map(
    ([word, seconds]) =>
      `    ${word}) if (( CURRENT == 3 )); then compadd ${seconds.join(' ')}; return; fi; verb="$verb $words[3]"; shift words; (( CURRENT-- )) ;;`,
  );
  return `#compdef twinseal
# Completion of twinseal for zsh.
_twinseal() {
  local verb=$words[2]
  local -a verbs=(
${first.join('\n')}
  )
  if (( CURRENT == 2 )); then _describe verb verbs; return; fi
  case $verb in
${groups.join('\n')}
  esac
  shift words; (( CURRENT-- ))
  case $verb in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _twinseal ]; then _twinseal "$@"; else compdef _twinseal twinseal; fi
`;
}

function fishScript(shapes: readonly CommandShape[], summaries: Summaries): string {
  const first = firstWords(shapes);
  const lines = first.map(
    (word) =>
      `complete -c twinseal -n __fish_use_subcommand -f -a ${word} -d '${quote(summaries.get(word) ?? `${word} verbs`)}'`,
  );
  for (const [word, seconds] of groupWords(shapes)) {
    const condition = `__fish_seen_subcommand_from ${word}; and not __fish_seen_subcommand_from ${seconds.join(' ')}`;
    lines.push(`complete -c twinseal -n '${condition}' -f -a '${seconds.join(' ')}'`);
  }
  for (const shape of shapes) {
    const condition = shape.name
      .split(' ')
      .map((word) => `__fish_seen_subcommand_from ${word}`)
      .join('; and ');
    for (const flag of flagsOf(shape)) {
      const short = flag.short === undefined ? '' : ` -s ${flag.short}`;
      const value =
        flag.kind === 'switch'
          ? ''
          : flag.choices !== undefined
            ? ` -x -a '${flag.choices.join(' ')}'`
            : ` -r${flag.begins === undefined ? '' : ` -a '${flag.begins.join(' ')}'`}`;
      lines.push(`complete -c twinseal -n '${condition}' -l ${flag.name}${short}${value} -d '${quote(flag.meaning)}'`);
    }
    for (const { choices } of shape.arguments)
      if (choices !== undefined) lines.push(`complete -c twinseal -n '${condition}' -f -a '${choices.join(' ')}'`);
  }
  return `# Completion of twinseal for fish.\n${lines.join('\n')}\n`;
}

function flagsOf(shape: CommandShape): readonly Flag[] {
  return [...shape.flags, ...GLOBAL_FLAGS];
}

function names({ name, short }: Flag): readonly string[] {
  return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
}

function zshFlag(flag: Flag): string {
  const offered = flag.choices ?? flag.begins;
  const meaning = `[${quote(flag.meaning).replace(/[[\]:]/g, '\\$&')}]`;
  const value =
    flag.kind === 'switch'
      ? ''
      : `:${flag.value ?? 'VALUE'}:${offered === undefined ? '_files' : `(${offered.join(' ')})`}`;
  return `--${flag.name}${meaning}${value}`;
}

function firstWords(shapes: readonly CommandShape[]): readonly string[] {
  return [...new Set(shapes.map(({ name }) => name.split(' ')[0] ?? name))];
}

function groupWords(shapes: readonly CommandShape[]): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const { name } of shapes) {
    const [first, second] = name.split(' ');
    if (first !== undefined && second !== undefined) groups.set(first, [...(groups.get(first) ?? []), second]);
  }
  return [...groups];
}

/** Text inside single quotes, for shells that know no escape there: the apostrophe becomes a typographic one. */
function quote(text: string): string {
  return text.replaceAll("'", '\u2019');
}
