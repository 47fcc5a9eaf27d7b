/**
 * An absolute path without `.`, `..` and doubled slashes, taken as a text: links are not followed, as runtimes clean what a config says.
 * @example cleanPath('/opt/../srv//app/.') // '/srv/app'
 * @see https://pkg.go.dev/path#Clean
 */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
