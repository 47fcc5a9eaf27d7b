import type { Call } from '../../ports/call.ts';
import type { SignedImage, SignRequest } from '../../roads/sign.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command } from './command.ts';
import { pairsOf } from './pair-flags.ts';
import { RESULT_FLAG } from './result-flag.ts';
import { SIGNED_NAME_FLAG, withSignedName } from './signed-name.ts';
import { LEGACY_FLAG, SIGNER_FLAGS, signersOf } from './signer-flags.ts';

/** What `sign` needs. */
export interface SignUse {
  /**
   * Signs an image where it stands.
   * @throws TwinsealError `USAGE`, `INPUT_MALFORMED`; of keys, layout and registry
   * @example (await use.sign({ image: 'app.oci', keys, recursive: true, annotations: {}, again: false }, call)).signatures
   */
  sign(request: SignRequest, call: Call): Promise<SignedImage>;
}

/** `twinseal sign`. */
export const signCommand: Command<SignUse> = {
  name: 'sign',
  description:
    'Signs the index and every platform manifest of an image, in a layout or a registry, as cosign 3 and notation do; both\n' +
    'families at once over the same digests. Everything is signed before anything is attached. What the same key signed\n' +
    'already, with the same annotations, is left as it is, so that the command can be run again.',
  arguments: [
    { name: 'IMAGE', meaning: 'a layout on disk (one image of several: app.oci:NAME), or an image reference' },
  ],
  flags: [
    ...SIGNER_FLAGS,
    {
      name: 'no-recursive',
      kind: 'switch',
      meaning: 'sign the named digest alone, not the platform manifests of an index',
    },
    {
      name: 'annotations',
      short: 'a',
      kind: 'list',
      value: 'NAME=VALUE',
      meaning: 'sign these along, where both families keep such',
    },
    SIGNED_NAME_FLAG,
    LEGACY_FLAG,
    { name: 'again', kind: 'switch', meaning: 'add signatures even where the same are there already' },
    RESULT_FLAG,
  ],
  examples: [
    {
      command:
        'twinseal sign registry.example.com/app:v1.2.3 --cosign-key cosign.key --notation-key k.pem --notation-cert c.pem',
      meaning: 'both families, the index and each platform',
    },
    {
      command: 'twinseal sign app.oci --cosign-key env://SIGNING_KEY -a build=4711',
      meaning: 'a layout, with a key that a CI system keeps as a secret',
    },
  ],
  async run(input, use, session) {
    const request: SignRequest = {
      image: input.argument('IMAGE'),
      keys: withSignedName(signersOf(input), input),
      recursive: !input.is('no-recursive'),
      annotations: pairsOf(input, 'annotations'),
      again: input.is('again'),
      legacy: input.is('legacy'),
    };
    const signed = await use.sign(request, session.call);
    if (input.text('output') === 'json') session.out(`${JSON.stringify(signed, undefined, 2)}\n`);
    else {
      for (const note of session.quiet ? [] : signed.notes) session.err(`note: ${escapeTerminal(note)}\n`);
      for (const { subject, family, outcome } of session.quiet ? [] : signed.signatures)
        session.out(`${subject}  ${family}  ${outcome === 'signed' ? 'signed' : 'was signed already'}\n`);
      session.out(`signed: ${escapeTerminal(request.image)} ${signed.image}\n`);
    }
    return 0;
  },
};
