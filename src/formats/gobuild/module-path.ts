const WINDOWS_NAMES = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;
const MAX_LENGTH = 1024;

/**
 * Tells whether a text can be the path of a module that is fetched: a domain first, ASCII, no odd elements.
 * @example isModulePath('golang.org/x/mod') // true
 * @see golang.org/x/mod/module.CheckPath
 */
export function isModulePath(path: string): boolean {
  const first = path.split('/', 1)[0] ?? '';
  if (!isImportPath(path) || !/^[a-z0-9.-]+$/.test(first) || !first.includes('.')) return false;
  if (path.includes('+') || path.split('/').some((element) => element.startsWith('.'))) return false;
  return hasProperMajor(path);
}

/**
 * Tells whether a text can be an import path, which is also all that the main module's own path must be.
 * @example isImportPath('example.com/app/cmd/c++') // true
 * @see golang.org/x/mod/module.CheckImportPath
 */
export function isImportPath(path: string): boolean {
  if (path.length === 0 || path.length > MAX_LENGTH || path.startsWith('-')) return false;
  return path.split('/').every((element) => {
    const stem = element.split('.', 1)[0] ?? '';
    if (!/^[-._~+0-9A-Za-z]+$/.test(element) || /^\.+$/.test(element) || element.endsWith('.')) return false;
    return !WINDOWS_NAMES.test(stem) && !/~\d+$/.test(stem);
  });
}

/**
 * Tells whether a version can belong to a module path: `/v2` wants v2, none wants v0, v1 or +incompatible.
 * @example versionFitsPath('mvdan.cc/sh/v3', 'v3.14.1') // true
 * @see golang.org/x/mod/module.CheckPathMajor
 */
export function versionFitsPath(path: string, version: string): boolean {
  const major = /^v(\d+)\./.exec(version)?.[1] ?? '';
  if (path.startsWith('gopkg.in/')) {
    const wanted = /\.v(\d+)(?:-unstable)?$/.exec(path)?.[1];
    // gopkg.in served v1 paths from branches without tags, hence v0.0.0 pseudo-versions there.
    return wanted === major || (wanted !== undefined && version.startsWith('v0.0.0-'));
  }
  const wanted = /\/v(\d+)$/.exec(path)?.[1];
  if (wanted !== undefined) return wanted === major;
  return major === '0' || major === '1' || version.endsWith('+incompatible');
}

function hasProperMajor(path: string): boolean {
  if (path.startsWith('gopkg.in/')) return /\.v(?:0|[1-9]\d*)(?:-unstable)?$/.test(path);
  const suffix = /\/v([\d.]+)$/.exec(path)?.[1];
  return suffix === undefined || /^(?:[2-9]|[1-9]\d+)$/.test(suffix);
}
