import type { Call } from '../../ports/call.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command } from './command.ts';

/** What `keys generate` needs; both refuse to overwrite, and give the paths that were written. */
export interface KeysGenerateUse {
  /**
   * `PREFIX.key` (0600, encrypted with `COSIGN_PASSWORD` or a question on the terminal) and `PREFIX.pub`.
   * @returns paths of the files that were written
   * @throws TwinsealError `KEY_EXISTS`, `KEY_PASSWORD`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
   * @example await use.cosign('cosign', call) // ['cosign.key', 'cosign.pub']
   */
  cosign(prefix: string, call: Call): Promise<readonly string[]>;
  /**
   * `PREFIX.key` (0600), `PREFIX.crt` (the chain) and `PREFIX-root.crt`: for tests and first steps.
   * @returns paths of the files that were written
   * @throws TwinsealError `KEY_EXISTS`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
   * @example await use.notation('test', call) // ['test.key', 'test.crt', 'test-root.crt']
   */
  notation(prefix: string, call: Call): Promise<readonly string[]>;
  /**
   * `PREFIX.key` (0600), with which the replicas of a service sign their log.
   * @returns paths of the files that were written
   * @throws TwinsealError `KEY_EXISTS`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
   * @example await use.log('log', call) // ['log.key']
   */
  log(prefix: string, call: Call): Promise<readonly string[]>;
}

const FAMILIES = ['cosign', 'notation', 'log'] as const;

/** `twinseal keys generate`. */
export const keysGenerateCommand: Command<KeysGenerateUse> = {
  name: 'keys generate',
  description:
    'Makes keys that the peers use too: an encrypted cosign.key with cosign.pub, or a key with a short certificate\n' +
    'chain for notation (for tests and first steps: in production a certificate authority issues it). Or the key of a\n' +
    'log, which the replicas of a service share; a service with a data folder makes its own.',
  arguments: [{ name: 'FAMILY', meaning: 'cosign, notation or log', choices: FAMILIES }],
  flags: [{ name: 'out', kind: 'text', value: 'PREFIX', meaning: 'start of the file names (the family unless given)' }],
  examples: [
    { command: 'COSIGN_PASSWORD=... twinseal keys generate cosign', meaning: 'cosign.key and cosign.pub, here' },
    { command: 'twinseal keys generate notation --out ci', meaning: 'ci.key, ci.crt and ci-root.crt' },
    {
      command: 'twinseal keys generate log --out /etc/twinseal/log',
      meaning: 'log.key, for log.keyFile of the settings',
    },
  ],
  async run(input, use, session) {
    const asked = input.argument('FAMILY');
    const family = FAMILIES.find((one) => one === asked) ?? 'cosign';
    const written = await use[family](input.text('out') ?? family, session.call);
    for (const path of written) session.out(`${escapeTerminal(path)}\n`);
    return 0;
  },
};
