import type { Call } from '../../ports/call.ts';
import type { EnvelopeSigner } from '../../ports/envelope-signer.ts';
import type { KeylessSigner } from '../../ports/keyless-signer.ts';
import type { CertifiedSigner, Keys, Signer } from '../../ports/signer.ts';
import type { TimestampAuthority } from '../../ports/timestamp-authority.ts';
import type {
  KeylessSource,
  NotationFiles,
  NotationPlugin,
  SealKeys,
  TimestampSource,
} from '../../records/seal-keys.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { timestampServer } from '../timestamp/timestamp-server.ts';
import { readCertificateFile } from './certificate-file.ts';
import { keyObjectSigner } from './key-object-signer.ts';
import type { KeyPlugins } from './key-plugins.ts';
import { type KeyTexts, takeKeyTexts } from './key-texts.ts';
import type { KeylessSigners } from './keyless-source.ts';
import type { PasswordSource } from './password.ts';
import { readPrivateKey } from './private-key.ts';

/**
 * Opens keys that lie in files, or were taken out of the environment. Nothing is opened before it is asked for.
 *
 * @param texts - files alone unless given
 * @param plugins - none unless given
 * @param identities - none unless given
 * @example const keys: Keys = fileKeys(takePassword(process.env, terminalPassword(process.stdin, process.stderr)));
 */
export function fileKeys(
  passwords: PasswordSource,
  texts: KeyTexts = takeKeyTexts({}),
  plugins: KeyPlugins = NO_PLUGINS,
  identities: KeylessSigners = NO_IDENTITIES,
): Keys {
  const open = async ({ url, roots }: TimestampSource): Promise<TimestampAuthority> =>
    timestampServer(url, roots === undefined ? undefined : await readCertificateFile(roots, texts));
  const look = async ({ cosignKey, keyless, notation, timestamps }: SealKeys, call: Call): Promise<void> => {
    stopIfAborted(call);
    if (cosignKey !== undefined) await texts.look(cosignKey);
    if (keyless !== undefined) await identities.look(keyless, call);
    if (timestamps !== undefined) await open(timestamps);
    if (notation === undefined) return;
    if ('plugin' in notation) await plugins.find(notation.plugin);
    else for (const path of [notation.key, notation.certificate]) await texts.look(path);
  };
  return {
    look,
    async prove(named: SealKeys, call: Call): Promise<void> {
      await look(named, call);
      const { cosignKey, notation } = named;
      // No build runs yet, and no handle outlives these lines. What a build could reach later is no more than before: the files, which
      // its namespaces hide, and this process with the password, which it can't name in a PID namespace of its own.
      if (cosignKey !== undefined) keyObjectSigner(await readPrivateKey(cosignKey, passwords, texts), cosignKey);
      if (notation === undefined || 'plugin' in notation) return;
      await readCertificateFile(notation.certificate, texts);
      keyObjectSigner(await readPrivateKey(notation.key, passwords, texts), notation.key);
    },
    async cosignSigner(path: string, call: Call): Promise<Signer> {
      stopIfAborted(call);
      return keyObjectSigner(await readPrivateKey(path, passwords, texts), path);
    },
    async notationSigner({ key, certificate }: NotationFiles, call: Call): Promise<CertifiedSigner> {
      stopIfAborted(call);
      const chain = await readCertificateFile(certificate, texts);
      return { ...keyObjectSigner(await readPrivateKey(key, passwords, texts), key), chain };
    },
    async pluginSigner(named: NotationPlugin, call: Call): Promise<CertifiedSigner | EnvelopeSigner> {
      stopIfAborted(call);
      return await plugins.signer(named, call);
    },
    async keylessSigner(named: KeylessSource, call: Call): Promise<KeylessSigner> {
      stopIfAborted(call);
      return await identities.signer(named, call);
    },
    async timestamps(named: TimestampSource, call: Call): Promise<TimestampAuthority> {
      stopIfAborted(call);
      return await open(named);
    },
  };
}

const NO_PLUGINS: KeyPlugins = { find: refusePlugin, signer: refusePlugin };

const NO_IDENTITIES: KeylessSigners = { look: refuseIdentity, signer: refuseIdentity };

async function refuseIdentity(): Promise<never> {
  throw new TwinsealError('KEYLESS_REFUSED', 'nobody signs here without a key: name key files');
}

async function refusePlugin(): Promise<never> {
  throw new TwinsealError('PLUGIN_REFUSED', 'keys of plugins are not used here: name key files');
}

function stopIfAborted(call: Call): void {
  if (call.signal.aborted)
    throw new TwinsealError('ABORTED', 'reading keys was cancelled', { cause: call.signal.reason });
}
