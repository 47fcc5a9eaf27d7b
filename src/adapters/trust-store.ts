import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serialisePem } from '../formats/der/pem.ts';
import type { Call } from '../ports/call.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { errnoOf } from './disk-error.ts';
import { readInputFile } from './input-file.ts';

const MAX_FILE = 1024 * 1024;
const MAX_FILES = 64;
const NAME = /^[a-zA-Z0-9_.-]{1,255}$/;

/**
 * The certificates of a named store of notation's trust store, as PEM, and what was read for them. Every file is read, PEM or DER, whatever it is called;
 * links and folders are refused, as notation refuses them.
 *
 * @param folder - the trust store: `x509/ca/NAME` lies in it
 * @throws TwinsealError `INPUT_UNREADABLE` for a store that is not there, is empty, or holds anything but files
 * @example await readTrustStore('/home/me/.config/notation/truststore', 'ca', 'acme-rockets', call)
 * @see notation-go v1.3.2, verifier/truststore/truststore.go, GetCertificates
 */
export async function readTrustStore(
  folder: string,
  type: string,
  name: string,
  call: Call,
): Promise<{ readonly pem: string; readonly paths: readonly string[] }> {
  const store = join(folder, 'x509', type, name);
  if (!NAME.test(name) || name === '.' || name === '..')
    throw new TwinsealError('INPUT_UNREADABLE', `${JSON.stringify(name.slice(0, 80))} is no name of a trust store`);
  const files = await certificateFiles(store);
  const texts: string[] = [];
  for (const file of files) {
    const bytes = await readInputFile(join(store, file), MAX_FILE, call);
    // A certificate in DER is a SEQUENCE (X.690, 8.9); PEM is text and never begins so.
    const text = bytes[0] === 0x30 ? serialisePem('CERTIFICATE', bytes) : new TextDecoder().decode(bytes);
    if (!text.includes('-----BEGIN '))
      throw new TwinsealError(
        'INPUT_UNREADABLE',
        `${join(store, file)} holds no certificate, neither in PEM nor in DER`,
      );
    texts.push(text);
  }
  return {
    pem: texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join(''),
    paths: [store, ...files.map((file) => join(store, file))],
  };
}

async function certificateFiles(store: string): Promise<readonly string[]> {
  const no = (why: string, cause?: unknown): never => {
    throw new TwinsealError('INPUT_UNREADABLE', `cannot read the trust store ${store}: ${why}`, { cause });
  };
  const entries = await readdir(store, { withFileTypes: true }).catch((cause: unknown) => {
    const errno = errnoOf(cause);
    return no(
      errno === 'ENOENT'
        ? 'there is no such folder; name the store with --trust-store DIR'
        : `the system answers ${errno}`,
      cause,
    );
  });
  if ((await lstat(store)).isSymbolicLink()) no('it is a link, and links are refused here');
  const stranger = entries.find((entry) => !entry.isFile());
  if (stranger !== undefined)
    no(`${stranger.name} is ${stranger.isSymbolicLink() ? 'a link' : 'no file'}, and only files are taken here`);
  if (entries.length === 0) no('it holds no file');
  if (entries.length > MAX_FILES) no(`it holds more than ${MAX_FILES} files`);
  return entries.map((entry) => entry.name).sort();
}
