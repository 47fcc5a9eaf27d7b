import type { BakeFileRequest } from '../../ports/bake-file.ts';
import type { Call } from '../../ports/call.ts';
import type { Progress } from '../../records/progress.ts';
import type { Settings } from '../../records/settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { BakeRequest } from '../../roads/bake.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command, Input } from './command.ts';
import { RESULT_FLAG } from './result-flag.ts';
import type { SealedImageSummary } from './seal.ts';
import { CHOICE_FLAGS, choicesOf } from './settings.ts';
import { SIGNER_FLAGS, signersOf } from './signer-flags.ts';
import { type TwinSummary, twinText } from './twin-summary.ts';

/** One target that was sealed. */
export interface BakedTargetSummary extends SealedImageSummary {
  readonly tags: readonly string[];
  /** Where it was pushed to. */
  readonly pushed: readonly string[];
}

/** What a bake made. */
export interface BakeSummary {
  readonly layout: string;
  readonly targets: readonly BakedTargetSummary[];
  /** One twin build for each set of platforms and flags. */
  readonly twins: readonly TwinSummary[];
  readonly signedBy: readonly string[];
  readonly notes: readonly string[];
}

/** What `bake` needs. */
export interface BakeUse {
  /**
   * The settings of `file`, else of `folder`/twinseal.yaml, else the defaults.
   * @throws TwinsealError when the file can't be read or is malformed
   * @example await use.settings('.', undefined, call)
   */
  settings(folder: string, file: string | undefined, call: Call): Promise<Settings>;
  /**
   * A variable of the user's environment. @example use.variable('TAG')
   */
  variable(name: string): string | undefined;
  /**
   * Resolves the bake file and seals its targets.
   * @throws TwinsealError, `TWIN_DIFFERENT` among them, with nothing written
   * @example await use.bake(request, progress, call)
   */
  bake(request: BakeRequest, progress: Progress, call: Call): Promise<BakeSummary>;
}

/** `twinseal bake`. */
export const bakeCommand: Command<BakeUse> = {
  name: 'bake',
  description:
    'Seals the targets of a bake file that are Go programs, into one layout with an image for each. `docker buildx bake --print`\n' +
    'resolves groups, variables, functions, inheritance and matrix, and no engine is needed; `bake` in twinseal.yaml says which program\n' +
    'a target is. Platforms, labels, annotations and tags carry over, and arguments where linker flags name them ({{.Args.VERSION}}).\n' +
    'Whatever cannot be carried over is named. Nothing is written unless all targets are sealed.',
  arguments: [{ name: 'TARGET', meaning: 'targets or groups (the group default)', optional: true, many: true }],
  flags: [
    { name: 'file', short: 'f', kind: 'list', value: 'FILE', meaning: 'bake files (those that buildx looks for)' },
    {
      name: 'resolved',
      kind: 'text',
      value: 'FILE',
      meaning: 'what `buildx bake --print` has printed, or - for stdin',
    },
    {
      name: 'var',
      kind: 'list',
      value: 'NAME=VALUE',
      meaning: 'variables of the bake file; NAME alone: as in the environment',
    },
    { name: 'dir', kind: 'text', value: 'DIR', meaning: 'folder of the module and the bake files (.)' },
    { name: 'layout', short: 'l', kind: 'text', value: 'DIR', meaning: 'OCI layout to write (needed)' },
    { name: 'push', kind: 'switch', meaning: 'push each image to the tags of its target' },
    ...SIGNER_FLAGS,
    { name: 'settings', kind: 'text', value: 'FILE', meaning: 'settings file (DIR/twinseal.yaml)' },
    {
      name: 'vendor',
      kind: 'switch',
      meaning: 'make the vendor folder first, in a private copy, with `go mod vendor`',
    },
    ...CHOICE_FLAGS,
    RESULT_FLAG,
  ],
  examples: [
    { command: 'twinseal bake --layout all.oci --cosign-key cosign.key', meaning: 'the group default' },
    {
      command: 'twinseal bake app --var TAG=v1.2.3 --layout app.oci --cosign-key cosign.key --push',
      meaning: 'one target, pushed to its tags',
    },
    {
      command: 'docker buildx bake --print | twinseal bake --resolved - --layout all.oci --cosign-key cosign.key',
      meaning: 'resolved elsewhere',
    },
  ],
  async run(input, use, session) {
    const layout = input.text('layout');
    if (layout === undefined) throw new TwinsealError('USAGE', 'say where the layout goes: --layout DIR');
    const keys = signersOf(input);
    const choices = choicesOf(input);
    const file = fileOf(input, use);
    const settings = await use.settings(file.folder, input.text('settings'), session.call);
    const request = { file, settings, vendor: input.is('vendor'), choices, layout, keys, push: input.is('push') };
    const summary = await use.bake(request, session.progress, session.call);
    if (input.text('output') === 'json') session.out(`${JSON.stringify(summary, undefined, 2)}\n`);
    else {
      if (!session.quiet) session.out(bakeText(summary));
      for (const note of session.quiet ? [] : summary.notes) session.err(`note: ${escapeTerminal(note)}\n`);
      for (const { name, index, pushed } of summary.targets) {
        session.out(`sealed: ${escapeTerminal(layout)}:${escapeTerminal(name)} ${index}\n`);
        for (const place of pushed) session.out(`pushed: ${escapeTerminal(place)}\n`);
      }
    }
    return 0;
  },
};

function fileOf(input: Input, use: BakeUse): BakeFileRequest {
  const resolved = input.text('resolved');
  if (resolved !== undefined && (input.list('file').length > 0 || input.list('var').length > 0))
    throw new TwinsealError('USAGE', '--resolved is a bake file that is resolved: leave --file and --var out');
  const targets = input.arguments('TARGET');
  for (const target of targets)
    if (!/^[A-Za-z0-9_][A-Za-z0-9_-]{0,127}$/.test(target))
      throw new TwinsealError('USAGE', `${JSON.stringify(target.slice(0, 80))} is no name of a target`);
  return {
    folder: input.text('dir') ?? '.',
    files: input.list('file'),
    targets,
    variables: Object.fromEntries(input.list('var').map((text) => variableOf(text, use))),
    ...(resolved !== undefined && { resolved }),
  };
}

function variableOf(text: string, use: BakeUse): readonly [string, string] {
  const [, name = '', value] = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(.*))?$/s.exec(text) ?? [];
  const own = value ?? (name === '' ? undefined : use.variable(name));
  if (own === undefined)
    throw new TwinsealError(
      'USAGE',
      name === '' ? '--var takes NAME=VALUE, or NAME' : `--var ${name}: there is no such variable in the environment`,
    );
  return [name, own];
}

function bakeText({ targets, twins, signedBy }: BakeSummary): string {
  const images = targets.flatMap(({ name, platforms }) =>
    platforms.map(({ platform, manifest }) => `${escapeTerminal(name)}  ${platform}  manifest ${manifest}\n`),
  );
  return `${twins.map(twinText).join('')}${images.join('')}signed by ${signedBy.join(' and ')}\n`;
}
