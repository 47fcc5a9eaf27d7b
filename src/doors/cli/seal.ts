import type { Digest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import type { Progress } from '../../records/progress.ts';
import type { Settings } from '../../records/settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { SealRequest } from '../../roads/seal.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command } from './command.ts';
import { RESULT_FLAG } from './result-flag.ts';
import { CHOICE_FLAGS, choicesOf, mergeFlags, SETTINGS_FLAGS } from './settings.ts';
import { SIGNED_NAME_FLAG, withSignedName } from './signed-name.ts';
import { SIGNER_FLAGS, signersOf } from './signer-flags.ts';
import { type TwinSummary, twinText } from './twin-summary.ts';

/** One image of a seal. */
export interface SealedImageSummary {
  readonly name: string;
  readonly index: Digest;
  readonly platforms: readonly { readonly platform: string; readonly manifest: Digest }[];
}

/** What a seal made. */
export interface SealSummary {
  readonly layout: string;
  /** Of the first image. */
  readonly index: Digest;
  readonly platforms: SealedImageSummary['platforms'];
  /** All images, by their names in the layout. */
  readonly images: readonly SealedImageSummary[];
  readonly twin: TwinSummary;
  /** Families that signed: `cosign`, `notation`. */
  readonly signedBy: readonly string[];
  /** How many referrers were attached. */
  readonly attached: number;
  readonly notes: readonly string[];
}

/** What `seal` needs. */
export interface SealUse {
  /**
   * The settings of `file`, else of `folder`/twinseal.yaml, else the defaults.
   * @throws TwinsealError when the file can't be read or is malformed
   * @example await use.settings('./app', undefined, call)
   */
  settings(folder: string, file: string | undefined, call: Call): Promise<Settings>;
  /**
   * Builds twice, compares, packs, signs and writes the layout.
   * @throws TwinsealError, `TWIN_DIFFERENT` among them, with nothing written
   * @example await use.seal(request, progress, call)
   */
  seal(request: SealRequest, progress: Progress, call: Call): Promise<SealSummary>;
}

/** `twinseal seal`. */
export const sealCommand: Command<SealUse> = {
  name: 'seal',
  description:
    'Builds the Go module in DIR twice under different conditions, demands equal bytes, packs them into a multi-platform\n' +
    'OCI layout with SBOMs, provenance and the twin proof, and signs all of it. All or nothing: when a step fails,\n' +
    'nothing is left that looks sealed. COSIGN_PASSWORD unlocks an encrypted cosign.key.',
  arguments: [{ name: 'DIR', meaning: 'folder of the module, with go.mod and vendor/' }],
  flags: [
    { name: 'layout', short: 'l', kind: 'text', value: 'DIR', meaning: 'OCI layout to write (needed)' },
    ...SIGNER_FLAGS,
    ...SETTINGS_FLAGS,
    ...CHOICE_FLAGS,
    {
      name: 'name',
      kind: 'text',
      value: 'NAME',
      meaning: 'name of the image in the layout, such as a tag; a whole reference (host/path:tag) is signed along, too',
    },
    SIGNED_NAME_FLAG,
    RESULT_FLAG,
  ],
  examples: [
    { command: 'twinseal seal ./my-module --layout app.oci --cosign-key cosign.key', meaning: 'one family' },
    {
      command:
        'twinseal seal ./my-module --platform linux/amd64,linux/arm64 --layout app.oci --cosign-key cosign.key --notation-key k.pem --notation-cert c.pem',
      meaning: 'two platforms, both families',
    },
  ],
  async run(input, use, session) {
    const folder = input.argument('DIR');
    const layout = input.text('layout');
    if (layout === undefined) throw new TwinsealError('USAGE', 'say where the layout goes: --layout DIR');
    const choices = choicesOf(input);
    const settings = mergeFlags(await use.settings(folder, input.text('settings'), session.call), input);
    const name = input.text('name');
    const keys = withSignedName(signersOf(input, '`twinseal build` builds without signing'), input, name);
    const request = {
      folder,
      settings,
      vendor: input.is('vendor'),
      choices,
      layout,
      keys,
      ...(name !== undefined && { name }),
    };
    const summary = await use.seal(request, session.progress, session.call);
    if (input.text('output') === 'json') session.out(`${JSON.stringify(summary, undefined, 2)}\n`);
    else {
      if (!session.quiet) session.out(sealText(summary));
      for (const note of session.quiet ? [] : summary.notes) session.err(`note: ${escapeTerminal(note)}\n`);
      for (const { name, index } of summary.images)
        session.out(
          `sealed: ${escapeTerminal(summary.layout)} ${summary.images.length > 1 ? `${escapeTerminal(name)} ` : ''}${index}\n`,
        );
    }
    return 0;
  },
};

function sealText(summary: SealSummary): string {
  const several = summary.images.length > 1;
  const images = summary.images.flatMap(({ name, platforms }) =>
    platforms.map(
      ({ platform, manifest }) => `${several ? `${escapeTerminal(name)}  ` : ''}${platform}  manifest ${manifest}\n`,
    ),
  );
  const signed = `signed by ${summary.signedBy.join(' and ')}; ${summary.attached} pieces of evidence attached\n`;
  return `${twinText(summary.twin)}${images.join('')}${signed}`;
}
