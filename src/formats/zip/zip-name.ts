import { zipError } from './zip-bytes.ts';

/**
 * Checks the name of a file: relative, with slashes, no element that is empty, `.` or `..`, no control character, no
 * backslash or colon, which are separators elsewhere. Folders (a slash at the end) are no files.
 * @param at - offset for the message
 * @throws FormatError (`zip`)
 * @example checkZipName('golang.org/x/mod@v0.30.0/go.mod', 0)
 * @see APPNOTE.TXT 6.3.10, 4.4.17; golang.org/x/mod/module.CheckFilePath
 */
export function checkZipName(name: string, at: number): void {
  const bad =
    name === '' ||
    /[\u0000-\u001f\u007f\\:]/.test(name) ||
    name.split('/').some((element) => element === '' || element === '.' || element === '..');
  if (bad)
    throw zipError(`has an entry with a name that is refused, ${JSON.stringify(name.slice(0, 200))}`, at, 'name');
}
