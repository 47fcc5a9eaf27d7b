import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Call } from '../ports/call.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { diskError, errnoOf } from './disk-error.ts';
import { readInputFile } from './input-file.ts';

const MAX_FILE = 256 * 1024;
const MAX_FILES = 1000;
const EXTENSIONS = ['.yaml', '.yml', '.json'];
/** Recorded facts lie beside the tests that name them. */
const FACTS = '.facts.json';

/**
 * One file, or those of a folder with the extension of YAML or JSON, by name; folders inside
 * are not looked into, and recorded facts (`*.facts.json`) are left to the tests that name them.
 * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`
 * @example (await readTestFiles('policies/tests', call)).map(({ path }) => path)
 */
export async function readTestFiles(
  path: string,
  call: Call,
): Promise<readonly { readonly path: string; readonly bytes: Uint8Array }[]> {
  const paths = (await isFolder(path)) ? await filesIn(path) : [path];
  return await Promise.all(paths.map(async (one) => ({ path: one, bytes: await readInputFile(one, MAX_FILE, call) })));
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT')
      throw new TwinsealError('INPUT_UNREADABLE', `cannot read ${path}: there is no such file or folder`, {
        cause: error,
      });
    throw diskError(error, 'read', path);
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw diskError(error, 'read', folder);
  });
  const names = entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => EXTENSIONS.includes(extname(name)) && !name.startsWith('.') && !name.endsWith(FACTS))
    .sort();
  if (names.length > MAX_FILES)
    throw new TwinsealError('INPUT_UNREADABLE', `${folder} holds more than ${MAX_FILES} files; name one of them`);
  return names.map((name) => join(folder, name));
}
