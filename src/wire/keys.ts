import { systemClock } from '../adapters/clock.ts';
import { identityTokens } from '../adapters/keyless/identity-token.ts';
import { keylessSigners } from '../adapters/keyless/keyless-signers.ts';
import { fileKeys } from '../adapters/keys/file-keys.ts';
import { nodeKeyMaker } from '../adapters/keys/key-maker.ts';
import { takeKeyTexts } from '../adapters/keys/key-texts.ts';
import { type PasswordSource, takePassword } from '../adapters/keys/password.ts';
import { terminalPassword } from '../adapters/keys/terminal-password.ts';
import { notationPlugins } from '../adapters/plugin/plugin-signer.ts';
import type { Input } from '../doors/cli/command.ts';
import type { KeyMaker } from '../ports/key-maker.ts';
import type { Keys } from '../ports/signer.ts';

/** Flags whose values may name keys of the environment. */
const KEY_FLAGS = ['cosign-key', 'notation-key', 'notation-cert', 'identity-token'];

/**
 * The password of `COSIGN_PASSWORD`, which leaves the environment here, or of a question on the terminal.
 * @example nodeKeyMaker(userPassword())
 */
export function userPassword(): PasswordSource {
  return takePassword(process.env, terminalPassword(process.stdin, process.stderr));
}

/**
 * The keys that the flags name. Password and keys leave the environment here, before any program is started.
 * @throws TwinsealError `KEY_UNREADABLE`, `USAGE` for a variable that is named and not there
 * @example const keys = userKeys(input)
 */
export function userKeys(input: Pick<Input, 'text'>): Keys {
  const passwords = userPassword();
  const texts = takeKeyTexts(
    process.env,
    KEY_FLAGS.map((flag) => input.text(flag)),
  );
  return fileKeys(
    passwords,
    texts,
    notationPlugins(process.env),
    keylessSigners(identityTokens(process.env, input.text('identity-token'), texts), () => systemClock.now()),
  );
}

/**
 * Makes and reads keys on this machine.
 * @example await userKeyMaker().cosignKeyPair(call)
 */
export function userKeyMaker(): KeyMaker {
  return nodeKeyMaker(userPassword());
}
