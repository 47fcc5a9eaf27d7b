import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'testdata', 'signing');

/** The bytes of a vector in test/testdata/signing. @example vector('openssl/p256.sig') */
export function vector(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, name)));
}

/** The same as text. */
export function vectorText(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** Where a vector lies, for code that reads files itself. */
export function vectorPath(name: string): string {
  return join(folder, name);
}
