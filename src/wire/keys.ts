import { nodeKeyMaker } from '../adapters/keys/key-maker.ts';
import { type PasswordSource, takePassword } from '../adapters/keys/password.ts';
import { terminalPassword } from '../adapters/keys/terminal-password.ts';
import type { KeyMaker } from '../ports/key-maker.ts';

/**
 * The password of `COSIGN_PASSWORD`, which leaves the environment here, or of a question on the terminal.
 * @example fileKeys(userPassword())
 */
export function userPassword(): PasswordSource {
  return takePassword(process.env, terminalPassword(process.stdin, process.stderr));
}

/**
 * Makes and reads keys on this machine.
 * @example await userKeyMaker().cosignKeyPair(call)
 */
export function userKeyMaker(): KeyMaker {
  return nodeKeyMaker(userPassword());
}
