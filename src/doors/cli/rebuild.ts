import type { Call } from '../../ports/call.ts';
import type { Progress } from '../../records/progress.ts';
import type { RebuiltPlatform } from '../../records/rebuild-result.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { RebuildRequest, Rebuilt } from '../../roads/rebuild.ts';
import type { SourceRequest } from '../../roads/rebuild-source.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command, Input } from './command.ts';
import { RESULT_FLAG } from './result-flag.ts';
import { CHOICE_FLAGS, choicesOf } from './settings.ts';

/** What `rebuild` needs. */
export interface RebuildUse {
  /**
   * Builds the programs of an image again and compares.
   * @param trusted - file of the public key that seals the image
   * @throws TwinsealError for a fault, `KEY_ROLE`, `KEY_UNREADABLE`
   * @example (await use.rebuild(request, 'cosign.pub', choices, progress, call)).outcome // 'reproduced'
   */
  rebuild(
    request: Omit<RebuildRequest, 'trusted' | 'limits'>,
    trusted: string | undefined,
    choices: ReturnType<typeof choicesOf>,
    progress: Progress,
    call: Call,
  ): Promise<Rebuilt>;
}

const TIMEOUT = 1800;
const CHOICES = ['go', 'toolchain', 'offline', 'memory', 'disk'];

/** `twinseal rebuild`. */
export const rebuildCommand: Command<RebuildUse> = {
  name: 'rebuild',
  description:
    'Builds the program that each platform image runs again from source, as its build info says, and compares it bit for\n' +
    'bit. With a key, the result is signed and attached to the image, whether it is good or bad. Exit status 0 only when\n' +
    'every platform is reproduced. Works on images by anybody whose programs were built with -trimpath and without cgo.',
  arguments: [{ name: 'IMAGE', meaning: 'a layout on disk, or an image reference' }],
  flags: [
    { name: 'source', kind: 'text', value: 'DIR', meaning: 'folder of the module that it was built from' },
    {
      name: 'module',
      kind: 'text',
      value: 'MODULE@VERSION',
      meaning: 'the source instead, from the Go module proxy: example.com/app@v1.2.3',
    },
    {
      name: 'ldflags',
      kind: 'text',
      value: 'FLAGS',
      meaning: "linker flags it was built with (those of the image's twin proof, else -s -w where it has no symbols)",
    },
    {
      name: 'cosign-key',
      kind: 'text',
      value: 'FILE',
      meaning: 'sign the result with this key: cosign.key, PEM, or env://NAME',
    },
    {
      name: 'cosign-key-pub',
      kind: 'text',
      value: 'FILE',
      meaning: 'public key of whoever sealed the image: only statements by it are listened to',
    },
    ...CHOICE_FLAGS.filter(({ name }) => CHOICES.includes(name)),
    RESULT_FLAG,
  ],
  examples: [
    { command: 'twinseal rebuild app.oci --source ./my-module', meaning: 'does this source give this image?' },
    {
      command:
        'twinseal rebuild registry.example.com/app:v1.2.3 --source ./my-module --cosign-key rebuilder.key --cosign-key-pub release.pub',
      meaning: 'sign what came of it as a second operator, beside the image',
    },
    {
      command: 'twinseal rebuild registry.example.com/app:v1.2.3 --module example.com/app@v1.2.3',
      meaning: 'from what the Go module proxy has',
    },
  ],
  async run(input, use, session) {
    const ldflags = input.text('ldflags');
    const cosignKey = input.text('cosign-key');
    const request = {
      image: input.argument('IMAGE'),
      source: sourceOf(input),
      timeout: TIMEOUT,
      ...(ldflags !== undefined && { ldflags }),
      ...(cosignKey !== undefined && { cosignKey }),
    };
    const choices = choicesOf(input);
    const rebuilt = await use.rebuild(request, input.text('cosign-key-pub'), choices, session.progress, session.call);
    const { outcome, image, platforms, attached, notes } = rebuilt;
    if (input.text('output') === 'json') session.out(`${JSON.stringify(summaryOf(rebuilt), undefined, 2)}\n`);
    else {
      if (!session.quiet) for (const each of platforms) session.out(platformText(each));
      for (const note of session.quiet ? [] : notes) session.err(`note: ${escapeTerminal(note)}\n`);
      if (attached > 0 && !session.quiet) session.out(`signed, and attached to ${attached} documents of the image\n`);
      session.out(`rebuild: ${outcome === 'not-tried' ? 'NOT reproduced (not tried)' : outcome} ${image.digest}\n`);
    }
    return outcome === 'reproduced' ? 0 : 1;
  },
};

/** What `-o json` prints: the predicate that would be signed, and what came of signing it. */
function summaryOf({ outcome, image, platforms, result, attached, notes }: Rebuilt) {
  const { source, toolchain, properties = [], reproduces } = result ?? {};
  return { outcome, image: image.digest, source, toolchain, platforms, properties, reproduces, attached, notes };
}

function sourceOf(input: Input): SourceRequest {
  const folder = input.text('source');
  const module = input.text('module');
  if ((folder === undefined) === (module === undefined))
    throw new TwinsealError('USAGE', 'say where the source is: --source DIR, or --module MODULE@VERSION');
  if (folder !== undefined) return { kind: 'folder', folder };
  const [path = '', version = '', ...more] = (module ?? '').split('@');
  if (path === '' || version === '' || more.length > 0)
    throw new TwinsealError('USAGE', '--module takes a path and a version, such as example.com/app@v1.2.3');
  return { kind: 'module', path, version };
}

function platformText({ platform, program, rebuilt, outcome, reason, settings, causes }: RebuiltPlatform): string {
  const shown = outcome === 'reproduced' ? 'reproduced' : outcome === 'different' ? 'DIFFERENT' : 'NOT TRIED';
  const lines = [`${escapeTerminal(platform)}  ${escapeTerminal(program?.path ?? '-')}  ${shown}`];
  if (program !== undefined) lines.push(`  A image   ${program.digest} ${program.size} bytes`);
  if (rebuilt !== undefined) lines.push(`  B rebuilt ${rebuilt.digest} ${rebuilt.size} bytes`);
  if (settings !== undefined && settings.ldflags.length > 0)
    lines.push(`  -ldflags ${escapeTerminal(settings.ldflags.join(' '))} (${ORIGINS[settings.ldflagsFrom]})`);
  if (settings?.vcs !== undefined) {
    const { revision, checked } = settings.vcs;
    lines.push(`  commit ${revision} is ${checked ? 'that of the source' : "the program's own claim"}`);
  }
  for (const cause of causes) lines.push(`  cause: ${escapeTerminal(cause.reason)} (${escapeTerminal(cause.name)})`);
  if (causes.length === 0 && reason !== undefined) lines.push(`  reason: ${escapeTerminal(reason)}`);
  return lines.map((line) => `${line}\n`).join('');
}

const ORIGINS = { none: '', given: 'given', image: "by the image's own statements", found: 'found by trying' } as const;
