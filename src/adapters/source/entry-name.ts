import { TwinsealError } from '../../records/twinseal-error.ts';

// Any of these beside a source makes the build read it, or tells of work that is none of the build's.
const VCS_NAMES: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.bzr',
  '_darcs',
  '.fossil',
  '_FOSSIL_',
  '.fslckout',
]);
const MAX_NAME_BYTES = 255;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Tells whether a name belongs to a version control system. @example isVcsName('.git') // true */
export function isVcsName(name: string): boolean {
  return VCS_NAMES.has(name);
}

/**
 * A directory entry's name as text. Names that could break a listing, be taken for another, or climb are refused.
 * @param folder - where it lies, for the message
 * @throws TwinsealError `SOURCE_NAME`
 * @example entryName(Buffer.from('main.go'), 'cmd') // 'main.go'
 */
export function entryName(bytes: Uint8Array, folder: string): string {
  const shown = JSON.stringify(Buffer.from(bytes).toString('latin1').slice(0, 100));
  const where = folder === '' ? 'the module folder' : JSON.stringify(folder);
  const refuse = (why: string): never => {
    throw new TwinsealError('SOURCE_NAME', `the file name ${shown} in ${where} ${why}: rename or remove it`);
  };
  if (bytes.length > MAX_NAME_BYTES) refuse(`is longer than ${MAX_NAME_BYTES} bytes`);
  let name: string;
  try {
    name = decoder.decode(bytes);
  } catch {
    return refuse('is not valid UTF-8');
  }
  if (/[\u0000-\u001f\u007f-\u009f]/.test(name)) refuse('has a control character');
  // Marks that reorder or hide text show a reviewer another name than the compiler reads (CVE-2021-42574).
  if (/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/.test(name)) refuse('has a hidden or reordering character');
  if (name.includes('\\')) refuse('has a backslash');
  if (name === '' || name === '.' || name === '..' || name.includes('/')) refuse('is no plain name');
  return name;
}
