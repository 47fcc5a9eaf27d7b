import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { importPolicy } from '../../src/judge/policy/import/import.ts';
import { importedText } from '../../src/judge/policy/import/imported-text.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

const folder = join(import.meta.dirname, '..', 'testdata', 'foreign-policies');

/** How a test imports. */
export interface Options {
  readonly waive?: readonly string[];
  readonly keys?: Readonly<Record<string, string>>;
  readonly statement?: string;
  readonly trustedRoot?: Uint8Array;
}

/** Imports a text; the certificates of stores are those of test/testdata. */
export async function importText(text: string, { waive = [], keys = {}, statement, trustedRoot }: Options = {}) {
  const imported = await importPolicy({
    file: 'document',
    bytes: encodeUtf8(text),
    waive,
    ...(statement !== undefined && { statement }),
    files: {
      trustedRoot: async () => trustedRoot,
      key: async (authority) => keys[authority],
      store: async (type, name) => {
        assert.ok(['ca', 'signingAuthority', 'tsa'].includes(type), type);
        return readFileSync(join(folder, 'notation', 'truststore', 'x509', 'ca', name, `${name}.crt`), 'utf8');
      },
    },
  });
  // Whatever is imported can be written down and read again.
  await importedText(imported, []);
  return imported;
}

/** Imports a document of test/testdata/foreign-policies. */
export const importFile = (path: string, options?: Options) =>
  importText(readFileSync(join(folder, path), 'utf8'), options);

/** The document is refused with this code, for this reason. */
export async function refused(path: string, code: string, why: RegExp, options?: Options): Promise<void> {
  await assert.rejects(importFile(path, options), (error: unknown) => {
    assert.ok(error instanceof TwinsealError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, why);
    return true;
  });
}
