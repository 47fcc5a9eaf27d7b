import { TwinsealError } from '../../records/twinseal-error.ts';
import type { AskPassword } from './terminal-password.ts';

/** The variable that cosign reads too; it may be set and empty. */
const VARIABLE = 'COSIGN_PASSWORD';

/** Gives the password for keys; asks at most once for each file. */
export interface PasswordSource {
  /**
   * @param path - the key file, for the question
   * @param purpose - a new password is asked for twice
   * @throws TwinsealError `KEY_PASSWORD` when there is no password to be had
   * @example await passwords.password('cosign.key', 'unlock')
   */
  password(path: string, purpose: 'unlock' | 'create'): Promise<string>;
}

/**
 * Takes the password out of the environment at once, so that no program started later inherits it, and falls back to a
 * question at the terminal.
 *
 * @param environment - `process.env`; the variable is deleted from it
 * @param ask - asks at the terminal; undefined when there is none
 * @returns its `password` throws TwinsealError `KEY_PASSWORD` when there is none to be had
 * @example const passwords = takePassword(process.env, terminalPassword(process.stdin, process.stderr));
 */
export function takePassword(environment: NodeJS.ProcessEnv, ask: AskPassword | undefined): PasswordSource {
  const given = environment[VARIABLE];
  delete environment[VARIABLE];
  const asked = new Map<string, string>();
  return {
    async password(path, purpose) {
      if (given !== undefined) return given;
      const known = asked.get(path);
      if (known !== undefined) return known;
      if (ask === undefined)
        throw new TwinsealError(
          'KEY_PASSWORD',
          `${path} needs a password and there is no terminal to ask at: set ${VARIABLE} (it may be empty)`,
        );
      const password = await ask(purpose === 'create' ? `New password for ${path}: ` : `Password for ${path}: `);
      if (purpose === 'create' && password !== (await ask('The same again: ')))
        throw new TwinsealError('KEY_PASSWORD', 'the two passwords differ: no key was made');
      asked.set(path, password);
      return password;
    },
  };
}
