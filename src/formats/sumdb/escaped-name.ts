import { FormatError } from '../format-error.ts';
import { isModulePath } from '../gobuild/module-path.ts';
import { isModuleVersion } from '../gobuild/module-version.ts';

/**
 * `module@version` as it stands in the addresses of proxies and checksum databases: each capital letter as `!` and the
 * small one, so that no two modules share a name where case is ignored.
 * @throws FormatError (`module`) when path or version can't be those of a module
 * @example escapedName('github.com/Azure/azure', 'v1.0.0') // 'github.com/!azure/azure@v1.0.0'
 * @see Go modules reference, "Module proxy" ("case-encoded"); golang.org/x/mod/module.EscapePath
 */
export function escapedName(path: string, version: string): string {
  if (!isModulePath(path)) throw new FormatError('module', `${JSON.stringify(path.slice(0, 80))} is no module path`);
  if (!isModuleVersion(version))
    throw new FormatError('module', `${JSON.stringify(version.slice(0, 80))} is no version of a module`);
  return `${escapeCapitals(path)}@${escapeCapitals(version)}`;
}

/**
 * Reads an escaped `module@version`; the inverse of {@link escapedName}.
 * @throws FormatError (`module`)
 * @example parseEscapedName('github.com/!azure/azure@v1.0.0').path // 'github.com/Azure/azure'
 * @see golang.org/x/mod/module.UnescapePath
 */
export function parseEscapedName(name: string): { readonly path: string; readonly version: string } {
  const [path = '', version = ''] = name.slice(0, 4096).split('@');
  const found = { path: unescapeCapitals(path), version: unescapeCapitals(version) };
  if (escapedName(found.path, found.version) !== name)
    throw new FormatError('module', `${JSON.stringify(name.slice(0, 80))} is no escaped module and version`);
  return found;
}

function escapeCapitals(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

function unescapeCapitals(text: string): string {
  return text.replaceAll(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
