import { FormatError } from '../format-error.ts';
import { type GoModStatement, readGoModLines } from './go-mod-lines.ts';
import { parseGoVersion } from './go-version.ts';
import { isImportPath, isModulePath, versionFitsPath } from './module-path.ts';
import { isModuleVersion, type ModuleVersion } from './module-version.ts';

/** A required module. `indirect` is what its comment says. */
export interface GoModRequire extends ModuleVersion {
  readonly indirect: boolean;
}

/** A replacement: `by` has an empty version where a folder stands in. */
export interface GoModReplace {
  readonly old: ModuleVersion;
  readonly by: ModuleVersion;
}

/** Versions that a module takes back, both ends included. */
export interface GoModRetract {
  readonly low: string;
  readonly high: string;
}

/** What a go.mod says, in its own order. */
export interface GoMod {
  readonly module: string;
  /** `1.26` or `1.26.8`; absent means 1.16, by the reference. */
  readonly go?: string;
  /** `go1.26.8`, `go1.26.8-custom` or `default`. */
  readonly toolchain?: string;
  readonly require: readonly GoModRequire[];
  readonly replace: readonly GoModReplace[];
  readonly exclude: readonly ModuleVersion[];
  readonly retract: readonly GoModRetract[];
  readonly tool: readonly string[];
  readonly ignore: readonly string[];
  readonly godebug: readonly { readonly key: string; readonly value: string }[];
}

const MAX_LENGTH = 4 * 1024 * 1024;

/**
 * Reads a main module's go.mod as strictly as `go build -mod=vendor` does: no unknown directive, canonical versions.
 * @throws FormatError (`go-mod`) in one sentence with the line
 * @example parseGoMod('module example.com/app\n\ngo 1.26\n').go // '1.26'
 * @see Go modules reference, "go.mod files"; golang.org/x/mod/modfile.Parse
 */
export function parseGoMod(text: string): GoMod {
  if (text.length > MAX_LENGTH) throw new FormatError('go-mod', `go.mod is longer than ${MAX_LENGTH} characters`);
  let module: string | undefined;
  let go: string | undefined;
  let toolchain: string | undefined;
  const require: GoModRequire[] = [];
  const replace: GoModReplace[] = [];
  const exclude: ModuleVersion[] = [];
  const retract: GoModRetract[] = [];
  const tool: string[] = [];
  const ignore: string[] = [];
  const godebug: { key: string; value: string }[] = [];
  for (const statement of readGoModLines(text)) {
    switch (statement.verb) {
      case 'module':
        if (module !== undefined) throw fail(statement, 'names a second module');
        module = only(statement);
        if (!isImportPath(module)) throw fail(statement, 'names a module by a path that is none');
        break;
      case 'go':
        if (go !== undefined) throw fail(statement, 'has a second go line');
        go = goLine(statement);
        break;
      case 'toolchain':
        if (toolchain !== undefined) throw fail(statement, 'has a second toolchain line');
        toolchain = only(statement);
        if (!/^(?:default|go1(?:$|\.).*)$/.test(toolchain)) throw fail(statement, 'has a toolchain of no known form');
        break;
      case 'require':
        require.push({ ...moduleVersion(statement), indirect: /^indirect(?:$|;)/.test(statement.comment) });
        break;
      case 'exclude':
        exclude.push(moduleVersion(statement));
        break;
      case 'replace':
        replace.push(replacement(statement));
        break;
      case 'retract':
        retract.push(interval(statement));
        break;
      case 'tool':
        tool.push(only(statement));
        break;
      case 'ignore':
        ignore.push(only(statement));
        break;
      case 'godebug':
        godebug.push(keyValue(statement));
        break;
      default:
        throw fail(statement, `has the unknown directive ${JSON.stringify(statement.verb.slice(0, 60))}`);
    }
  }
  if (module === undefined) throw new FormatError('go-mod', 'go.mod has no module line');
  return {
    module,
    ...(go === undefined ? {} : { go }),
    ...(toolchain === undefined ? {} : { toolchain }),
    require,
    replace,
    exclude,
    retract,
    tool,
    ignore,
    godebug,
  };
}

/** Tells whether a replacement is a folder: rooted, or beginning with `.` or `..`. @see modfile.IsDirectoryPath */
function isDirectoryPath(path: string): boolean {
  return path === '.' || path === '..' || /^(?:\.\.?[/\\]|\/|[A-Za-z]:)/.test(path);
}

function only(statement: GoModStatement): string {
  const [argument] = statement.args;
  if (argument === undefined || statement.args.length !== 1) {
    throw fail(statement, `has a ${statement.verb} line without exactly one argument`);
  }
  return argument.text;
}

function goLine(statement: GoModStatement): string {
  try {
    parseGoVersion(only(statement));
    return only(statement);
  } catch {
    throw fail(statement, 'has a go line of another form than 1.23 or 1.23.4');
  }
}

function moduleVersion(statement: GoModStatement): ModuleVersion {
  const [path, version] = statement.args;
  if (path === undefined || version === undefined || statement.args.length !== 2) {
    throw fail(statement, `has a ${statement.verb} line without a module and a version`);
  }
  return checked(statement, path.text, version.text);
}

function checked(statement: GoModStatement, path: string, version: string): ModuleVersion {
  if (!isModulePath(path)) throw fail(statement, `names a module by a path that is none (${JSON.stringify(path)})`);
  if (!isModuleVersion(version)) throw fail(statement, `has a version that is not canonical: run "go mod tidy"`);
  if (!versionFitsPath(path, version)) throw fail(statement, `has a version that its module's path does not allow`);
  return { path, version };
}

function replacement(statement: GoModStatement): GoModReplace {
  const words = statement.args.map((token) => token.text);
  const arrow = words[1] === '=>' ? 1 : 2;
  const [path, version] = words;
  const [by, byVersion] = words.slice(arrow + 1);
  const rest = words.length - arrow - 1;
  if (path === undefined || words[arrow] !== '=>' || by === undefined || rest > 2) {
    throw fail(statement, 'has a replace line of another form than MODULE [VERSION] => MODULE VERSION or a folder');
  }
  if (!isModulePath(path) && !isImportPath(path)) throw fail(statement, 'replaces a path that is none');
  const old = arrow === 2 ? checked(statement, path, version ?? '') : { path, version: '' };
  if (byVersion !== undefined) {
    if (!isModulePath(by) || !isModuleVersion(byVersion)) throw fail(statement, 'has a malformed replacement');
    return { old, by: { path: by, version: byVersion } };
  }
  if (!isDirectoryPath(by)) throw fail(statement, 'has a replacement that is neither a folder nor a versioned module');
  return { old, by: { path: by, version: '' } };
}

function interval(statement: GoModStatement): GoModRetract {
  const words = statement.args.map((token) => token.text);
  const [first = '', low = '', comma, high = '', end] = words;
  const single = words.length === 1 && isModuleVersion(first);
  if (single) return { low: first, high: first };
  const range = words.length === 5 && first === '[' && comma === ',' && end === ']';
  if (!range || !isModuleVersion(low) || !isModuleVersion(high)) {
    throw fail(statement, 'has a retract line of another form than VERSION or [VERSION, VERSION]');
  }
  return { low, high };
}

function keyValue(statement: GoModStatement): { readonly key: string; readonly value: string } {
  const text = only(statement);
  const at = text.indexOf('=');
  if (at < 1 || /["`',]/.test(text)) throw fail(statement, 'has a godebug line of another form than key=value');
  return { key: text.slice(0, at), value: text.slice(at + 1) };
}

function fail(statement: GoModStatement, what: string): FormatError {
  return new FormatError('go-mod', `go.mod ${what}, in line ${statement.line}`, `:${statement.line}`);
}
