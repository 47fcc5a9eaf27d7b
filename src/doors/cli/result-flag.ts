import type { Flag } from './command.ts';

/** `-o text|json` of verbs that do something. */
export const RESULT_FLAG: Flag = {
  name: 'output',
  short: 'o',
  kind: 'text',
  choices: ['text', 'json'],
  meaning: 'format of the result (text unless given)',
};
