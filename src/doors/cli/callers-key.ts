import { apiKeyHash } from '../../formats/api-key.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Command } from './command.ts';

/** What `callers key` needs. */
export interface CallersKeyUse {
  /** A new key as text, from the system's generator. @example use.newKey() // 'tsk_abcdefgh1234_...' */
  newKey(): { readonly id: string; readonly text: string };
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** `twinseal callers key`. */
export const callersKeyCommand: Command<CallersKeyUse> = {
  name: 'callers key',
  description:
    'Makes an API key for a caller of the service. The key goes to stdout, once and nowhere else; the lines for the\n' +
    'settings of `twinseal serve --config FILE`, which hold only its hash, go to stderr. To replace a key, give the\n' +
    'caller both hashes, hand out the new key, then remove the old one, or let it end by `until`.',
  arguments: [],
  flags: [
    { name: 'caller', kind: 'text', value: 'NAME', meaning: 'name of the caller in the settings (ci unless given)' },
  ],
  examples: [
    {
      command: 'twinseal callers key --caller ci > ci.key',
      meaning: 'the key into a file, the settings on the terminal',
    },
    { command: 'curl -H "Authorization: Bearer $(cat ci.key)" ...', meaning: 'how the caller shows it' },
  ],
  async run(input, use, session) {
    const caller = input.text('caller') ?? 'ci';
    if (!NAME.test(caller))
      throw new TwinsealError('USAGE', '--caller is a name of letters, digits, dots and dashes, such as ci');
    const { id, text } = use.newKey();
    session.out(`${text}\n`);
    session.err(
      `# for the settings; the key itself is shown only this once\ncallers:\n  - name: ${caller}\n    roles: [verify]\n` +
        `    apiKeys:\n      - id: ${id}\n        hash: ${apiKeyHash(text)}\n`,
    );
    return 0;
  },
};
