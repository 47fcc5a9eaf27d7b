import type { Call } from '../../ports/call.ts';
import type { CertifiedSigner, Keys, Signer } from '../../ports/signer.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readCertificateFile } from './certificate-file.ts';
import { lookAtKeyFile } from './key-file.ts';
import { keyObjectSigner } from './key-object-signer.ts';
import type { PasswordSource } from './password.ts';
import { readPrivateKey } from './private-key.ts';

/**
 * Opens keys that lie in files. Nothing is opened before it is asked for.
 *
 * @example const keys: Keys = fileKeys(takePassword(process.env, terminalPassword(process.stdin, process.stderr)));
 */
export function fileKeys(passwords: PasswordSource): Keys {
  return {
    async look(paths: readonly string[], call: Call): Promise<void> {
      stopIfAborted(call);
      for (const path of paths) await lookAtKeyFile(path);
    },
    async cosignSigner(path: string, call: Call): Promise<Signer> {
      stopIfAborted(call);
      return keyObjectSigner(await readPrivateKey(path, passwords), path);
    },
    async notationSigner(keyPath: string, certificatePath: string, call: Call): Promise<CertifiedSigner> {
      stopIfAborted(call);
      const chain = await readCertificateFile(certificatePath);
      return { ...keyObjectSigner(await readPrivateKey(keyPath, passwords), keyPath), chain };
    },
  };
}

function stopIfAborted(call: Call): void {
  if (call.signal.aborted)
    throw new TwinsealError('ABORTED', 'reading keys was cancelled', { cause: call.signal.reason });
}
