import { FormatError } from '../format-error.ts';
import { isImportPath } from './module-path.ts';
import { isModuleVersion, type ModuleVersion } from './module-version.ts';

/** A module line of vendor/modules.txt with what stands below it. A wildcard replacement has an empty version. */
export interface VendoredModule extends ModuleVersion {
  /** Whether go.mod requires it itself. */
  readonly explicit: boolean;
  /** The go version of its go.mod, where recorded. */
  readonly go?: string;
  /** What replaces it: an empty version is a folder. */
  readonly replace?: ModuleVersion;
  /** The vendored packages, by import path. */
  readonly packages: readonly string[];
}

const MAX_LENGTH = 32 * 1024 * 1024;
const MAX_LINES = 500_000;

/**
 * Reads vendor/modules.txt. Stricter than Go, which skips lines that it doesn't understand.
 * @throws FormatError (`modules-txt`) with the line
 * @example parseModulesTxt('# a.b/c v1.0.0\n## explicit; go 1.21\na.b/c\n')[0]?.explicit // true
 * @see cmd/go/internal/modload/vendor.go readVendorList; modcmd/vendor.go
 */
export function parseModulesTxt(text: string): readonly VendoredModule[] {
  const lines = text.split('\n');
  if (text.length > MAX_LENGTH || lines.length > MAX_LINES) {
    throw new FormatError('modules-txt', 'vendor/modules.txt is larger than any real one');
  }
  const modules: VendoredModule[] = [];
  lines.forEach((raw, index) => {
    const line = raw.replace(/\r$/, '');
    const number = index + 1;
    // "## workspace" heads what `go work vendor` writes; GOWORK is off here, and Go then ignores it.
    if (line === '' || line === '## workspace') return;
    if (line.startsWith('# ')) {
      modules.push(readModuleLine(line, number));
      return;
    }
    const module = modules.pop();
    if (module === undefined) throw fail('has a line that belongs to no module', number);
    if (line.startsWith('## ')) modules.push(annotated(module, line.slice(3), number));
    else if (isImportPath(line)) modules.push({ ...module, packages: appended(module.packages, line) });
    else throw fail('has a line that is neither a module nor a package', number);
  });
  return modules;
}

/** Writes vendor/modules.txt as `go mod vendor` does. @example serialiseModulesTxt(modules) */
export function serialiseModulesTxt(modules: readonly VendoredModule[]): string {
  return modules
    .map((module) => {
      const by = module.replace;
      const head = `# ${module.path}${module.version === '' ? '' : ` ${module.version}`}`;
      const arrow = by === undefined ? '' : ` => ${by.path}${by.version === '' ? '' : ` ${by.version}`}`;
      const notes = [...(module.explicit ? ['explicit'] : []), ...(module.go === undefined ? [] : [`go ${module.go}`])];
      const annotation = notes.length === 0 ? '' : `## ${notes.join('; ')}\n`;
      return `${head}${arrow}\n${annotation}${module.packages.map((each) => `${each}\n`).join('')}`;
    })
    .join('');
}

// One growing array for each module: a copy for each package would be quadratic in a hostile file.
function appended(packages: readonly string[], path: string): readonly string[] {
  const list = packages as string[];
  list.push(path);
  return list;
}

function readModuleLine(line: string, number: number): VendoredModule {
  const [path = '', ...rest] = line
    .slice(2)
    .split(' ')
    .filter((field) => field !== '');
  const version = rest[0] !== undefined && rest[0] !== '=>' ? (rest.shift() ?? '') : '';
  if (!isImportPath(path) || (version !== '' && !isModuleVersion(version)))
    throw fail('has a malformed module', number);
  const module = { path, version, explicit: false, packages: [] };
  if (rest.length === 0 && version !== '') return module;
  const [arrow, by, byVersion = ''] = rest;
  if (arrow !== '=>' || by === undefined || rest.length > 3 || (byVersion !== '' && !isModuleVersion(byVersion))) {
    throw fail('has a malformed replacement', number);
  }
  return { ...module, replace: { path: by, version: byVersion } };
}

function annotated(module: VendoredModule, text: string, number: number): VendoredModule {
  let { explicit, go } = module;
  for (const entry of text.split(';').map((each) => each.trim())) {
    if (entry === 'explicit') explicit = true;
    else if (entry.startsWith('go ')) go = entry.slice(3);
    else throw fail('has an annotation that is not known', number);
  }
  return { ...module, explicit, ...(go === undefined ? {} : { go }) };
}

function fail(what: string, line: number): FormatError {
  return new FormatError('modules-txt', `vendor/modules.txt ${what}, in line ${line}`, `:${line}`);
}
