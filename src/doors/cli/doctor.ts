import type { Call } from '../../ports/call.ts';
import type { Diagnosis } from '../../records/diagnosis.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command } from './command.ts';
import { RESULT_FLAG } from './result-flag.ts';

/** What `doctor` needs. */
export interface DoctorUse {
  /** What this machine has and lacks; a lack is an answer. @example (await use.examine(call)).length */
  examine(call: Call): Promise<readonly Diagnosis[]>;
}

const WORDS = { found: 'OK', absent: 'ABSENT', missing: 'MISSING' } as const;

/** `twinseal doctor`. */
export const doctorCommand: Command<DoctorUse> = {
  name: 'doctor',
  description:
    'Says which Go, git, containment and peers this machine has, and what to install. Exit status 1 when something is\n' +
    'missing that a twin build needs.',
  arguments: [],
  flags: [RESULT_FLAG],
  examples: [{ command: 'twinseal doctor', meaning: 'before the first seal' }],
  async run(input, use, session) {
    const found = await use.examine(session.call);
    if (input.text('output') === 'json') session.out(`${JSON.stringify(found, undefined, 2)}\n`);
    else {
      const width = Math.max(...found.map(({ name }) => name.length));
      for (const { name, state, text, advice } of found) {
        if (session.quiet && state === 'found') continue;
        const tail = advice === '' ? '' : `; ${escapeTerminal(advice)}`;
        session.out(`${WORDS[state].padEnd(7)}  ${name.padEnd(width)}  ${escapeTerminal(text)}${tail}\n`);
      }
    }
    return found.some(({ state }) => state === 'missing') ? 1 : 0;
  },
};
