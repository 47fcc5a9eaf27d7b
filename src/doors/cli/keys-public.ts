import type { Call } from '../../ports/call.ts';
import type { Command } from './command.ts';

/** What `keys public` needs. */
export interface KeysPublicUse {
  /**
   * SPKI PEM of a private key; an encrypted one is unlocked with `COSIGN_PASSWORD` or a question on the terminal.
   * @throws TwinsealError `KEY_UNREADABLE`, `KEY_PASSWORD`
   * @example await use.publicKey('cosign.key', call) // '-----BEGIN PUBLIC KEY-----...'
   */
  publicKey(path: string, call: Call): Promise<string>;
}

/** `twinseal keys public`. */
export const keysPublicCommand: Command<KeysPublicUse> = {
  name: 'keys public',
  description: 'Prints the public key of a private key as PEM, as `cosign public-key` does.',
  arguments: [{ name: 'KEY', meaning: 'cosign.key, or a PEM private key' }],
  flags: [],
  examples: [{ command: 'twinseal keys public cosign.key > cosign.pub', meaning: 'the key to hand out' }],
  async run(input, use, session) {
    session.out(`${(await use.publicKey(input.argument('KEY'), session.call)).trimEnd()}\n`);
    return 0;
  },
};
