import type { Call } from '../../ports/call.ts';
import type { EnvelopeSigner } from '../../ports/envelope-signer.ts';
import type { CertifiedSigner } from '../../ports/signer.ts';
import type { NotationPlugin } from '../../records/seal-keys.ts';

/** Programs that hold keys. */
export interface KeyPlugins {
  /**
   * The program of a plugin.
   * @throws TwinsealError `PLUGIN_REFUSED` when there is none that may be run
   * @example await plugins.find('azure-kv') // '/home/user/.config/notation/plugins/azure-kv/notation-azure-kv'
   */
  find(plugin: string): Promise<string>;
  /**
   * The signer behind a plugin.
   * @throws TwinsealError `PLUGIN_FAILED`, `PLUGIN_REFUSED`
   * @example 'envelope' in (await plugins.signer({ plugin: 'azure-kv', keyId, config: {} }, call)) // false
   */
  signer(named: NotationPlugin, call: Call): Promise<CertifiedSigner | EnvelopeSigner>;
}
