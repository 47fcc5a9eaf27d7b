import type { Call } from '../../ports/call.ts';
import type { KeylessSigner } from '../../ports/keyless-signer.ts';
import type { KeylessSource } from '../../records/seal-keys.ts';

/** Opens signers without keys. */
export interface KeylessSigners {
  /**
   * Whether there is a configuration that can be read, and a token to be had, before either is needed.
   * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_MALFORMED`, `KEYLESS_REFUSED`
   * @example await signers.look({ config: 'signing_config.json' }, call)
   */
  look(named: KeylessSource, call: Call): Promise<void>;
  /**
   * The signer; nothing is asked of anybody yet.
   * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_MALFORMED`, `KEYLESS_REFUSED`
   * @example (await signers.signer({ config: 'signing_config.json' }, call)).logs.length
   */
  signer(named: KeylessSource, call: Call): Promise<KeylessSigner>;
}
