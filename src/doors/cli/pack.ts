import type { Digest } from '../../formats/digest.ts';
import type { RunConfig } from '../../formats/oci/documents.ts';
import type { Call } from '../../ports/call.ts';
import type { MetadataSettings } from '../../records/settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { PackFoldersRequest } from '../../roads/pack.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command, Input } from './command.ts';
import { pairsOf } from './pair-flags.ts';
import { RESULT_FLAG } from './result-flag.ts';

/** What a pack made. */
export interface PackSummary {
  readonly layout: string;
  readonly index: Digest;
  readonly platforms: readonly { readonly platform: string; readonly manifest: Digest }[];
  readonly notes: readonly string[];
}

/** What `pack` needs. */
export interface PackUse {
  /**
   * Packs and writes the layout.
   * @throws TwinsealError, with nothing written
   * @example await use.pack(request, call)
   */
  pack(request: PackFoldersRequest, call: Call): Promise<PackSummary>;
}

/** `twinseal pack`. */
export const packCommand: Command<PackUse> = {
  name: 'pack',
  description:
    'Packs prepared folders into an image, one for each platform, the same bytes on any machine: owners, times and the order of\n' +
    'the disk leave no trace. For programs that Go does not build; nothing is proved about them. Nothing is signed either:\n' +
    '`twinseal sign` and `twinseal attest` do that. The time of all files is SOURCE_DATE_EPOCH, else 1970.',
  arguments: [],
  flags: [
    {
      name: 'root',
      kind: 'list',
      value: 'PLATFORM=DIR',
      meaning: 'prepared folder of a platform: linux/amd64=./root (needed)',
    },
    { name: 'layout', short: 'l', kind: 'text', value: 'DIR', meaning: 'OCI layout to write (needed)' },
    { name: 'entrypoint', kind: 'list', value: 'WORD', meaning: 'what runs, an absolute path first' },
    { name: 'cmd', kind: 'list', value: 'WORD', meaning: 'arguments that a container gets unless others are given' },
    { name: 'user', kind: 'text', value: 'UID[:GID]', meaning: 'user that it runs as, by number (65532:65532)' },
    { name: 'env', kind: 'list', value: 'NAME=VALUE', meaning: 'variables of the container' },
    { name: 'workdir', kind: 'text', value: 'DIR', meaning: 'folder that it starts in, inside of the image' },
    { name: 'label', kind: 'list', value: 'NAME=VALUE', meaning: 'labels of the config' },
    { name: 'annotation', kind: 'list', value: 'NAME=VALUE', meaning: 'annotations of the index and the manifests' },
    { name: 'title', kind: 'text', value: 'TEXT', meaning: 'title of the image (the name)' },
    {
      name: 'version',
      kind: 'text',
      value: 'VERSION',
      meaning: 'claim this version: SemVer 2.0.0, a leading v is dropped',
    },
    { name: 'revision', kind: 'text', value: 'COMMIT', meaning: 'claim this revision: 40 or 64 lower-case hex digits' },
    { name: 'source', kind: 'text', value: 'URL', meaning: 'claim this address of the source' },
    {
      name: 'name',
      kind: 'text',
      value: 'NAME',
      meaning: 'name of the image in the layout (the version, else latest)',
    },
    RESULT_FLAG,
  ],
  examples: [
    {
      command: 'twinseal pack --root linux/amd64=./root --entrypoint /usr/bin/app --layout app.oci',
      meaning: 'one platform',
    },
    {
      command:
        'twinseal pack --root linux/amd64=./amd64 --root linux/arm64=./arm64 --entrypoint /usr/bin/app,--serve --version 1.2.3 --layout app.oci',
      meaning: 'two platforms',
    },
  ],
  async run(input, use, session) {
    const layout = input.text('layout');
    if (layout === undefined) throw new TwinsealError('USAGE', 'say where the layout goes: --layout DIR');
    const roots = input.list('root').map(rootOf);
    if (roots.length === 0) throw new TwinsealError('USAGE', 'name a prepared folder: --root linux/amd64=DIR');
    const version = input.text('version')?.replace(/^v/, '');
    const name = input.text('name') ?? version?.replaceAll('+', '_') ?? 'latest';
    const claims = claimsOf(input, version, name);
    const [labels, annotations] = [pairsOf(input, 'label'), pairsOf(input, 'annotation')];
    const request = { roots, run: runOf(input), labels, annotations, claims, layout, name };
    const summary = await use.pack(request, session.call);
    if (input.text('output') === 'json') session.out(`${JSON.stringify(summary, undefined, 2)}\n`);
    else {
      for (const { platform, manifest } of session.quiet ? [] : summary.platforms)
        session.out(`${platform}  manifest ${manifest}\n`);
      for (const note of session.quiet ? [] : summary.notes) session.err(`note: ${escapeTerminal(note)}\n`);
      session.out(`packed: ${escapeTerminal(layout)} ${summary.index}\n`);
    }
    return 0;
  },
};

function rootOf(text: string) {
  const [, platform = '', folder = ''] = /^([a-z0-9]+\/[^=]+)=(.+)$/s.exec(text) ?? [];
  if (folder === '') throw new TwinsealError('USAGE', '--root takes PLATFORM=DIR, such as linux/amd64=./root');
  return { platform, folder };
}

function runOf(input: Input): Omit<RunConfig, 'Labels'> {
  const [entrypoint, cmd, env] = [input.list('entrypoint'), input.list('cmd'), input.list('env')];
  const [first] = entrypoint;
  if (first === undefined && cmd.length === 0)
    throw new TwinsealError('USAGE', 'say what runs: --entrypoint /usr/bin/app, or --cmd');
  if (first !== undefined && !first.startsWith('/'))
    throw new TwinsealError('USAGE', `--entrypoint ${first.slice(0, 80)} must be an absolute path inside of the image`);
  const user = input.text('user') ?? '65532:65532';
  if (!/^[0-9]{1,10}(?::[0-9]{1,10})?$/.test(user))
    throw new TwinsealError('USAGE', '--user takes a user by number, such as 65532:65532');
  for (const each of env)
    if (!/^[A-Za-z_][A-Za-z0-9_]*=/.test(each)) throw new TwinsealError('USAGE', '--env takes NAME=VALUE');
  const workdir = input.text('workdir');
  if (workdir !== undefined && !workdir.startsWith('/'))
    throw new TwinsealError('USAGE', '--workdir takes an absolute folder inside of the image');
  return {
    User: user,
    ...(env.length > 0 && { Env: env }),
    ...(entrypoint.length > 0 && { Entrypoint: entrypoint }),
    ...(cmd.length > 0 && { Cmd: cmd }),
    ...(workdir !== undefined && { WorkingDir: workdir }),
  };
}

function claimsOf(input: Input, version: string | undefined, name: string): MetadataSettings {
  const [revision, source] = [input.text('revision'), input.text('source')];
  return {
    title: input.text('title') ?? name,
    ...(version !== undefined && { version }),
    ...(revision !== undefined && { revision }),
    ...(source !== undefined && { source }),
  };
}
