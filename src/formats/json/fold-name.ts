/**
 * A member name as Go's `encoding/json` folds it: beside ASCII, the long s and the Kelvin sign fold to letters. Two names
 * that fold to one are one member to such a reader, and two to others.
 * @example foldName('Layers') // 'layers'
 * @see go.dev/issue/14750; GHSA-77vh-xpmg-72qh
 */
export function foldName(name: string): string {
  return name.replaceAll('\u017f', 's').replaceAll('\u212a', 'k').toLowerCase();
}
