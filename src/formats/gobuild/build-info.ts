import { FormatError } from '../format-error.ts';
import { quotedPrefixLength, quoteGo, unquoteGo } from './go-string.ts';

/** A module of a program. `sum` is its h1, and absent for the main module and for whatever was built from vendor/. */
export interface BuildInfoModule {
  readonly path: string;
  readonly version: string;
  readonly sum?: string;
  readonly replace?: BuildInfoModule;
}

/** One build setting, such as `-trimpath`, `GOOS` or `vcs.revision`. */
export interface BuildSetting {
  readonly key: string;
  readonly value: string;
}

/** What a Go program says of its own build. It is a claim: whoever wrote the file wrote it. */
export interface BuildInfo {
  /** `go1.26.8`; more where an experiment or a vendor's patch is named after it. */
  readonly goVersion: string;
  /** Import path of the main package. */
  readonly path?: string;
  readonly main?: BuildInfoModule;
  readonly deps: readonly BuildInfoModule[];
  readonly settings: readonly BuildSetting[];
}

const MAX_LENGTH = 16 * 1024 * 1024;
const MAX_LINES = 100_000;

/**
 * Reads the module part of build info (without the Go version, which stands apart in a binary).
 *
 * Stricter than Go: an unknown kind of line and a line without an end are refused, where Go skips them, so that two
 * readers can't see different programs.
 * @throws FormatError (`go-build-info`) with the line
 * @example parseBuildInfo('go1.26.8', 'path\texample.com/app\n').path // 'example.com/app'
 * @see runtime/debug.ParseBuildInfo
 */
export function parseBuildInfo(goVersion: string, text: string): BuildInfo {
  if (text.length > MAX_LENGTH) throw new FormatError('go-build-info', `it is longer than ${MAX_LENGTH} characters`);
  const deps: BuildInfoModule[] = [];
  const settings: BuildSetting[] = [];
  let path: string | undefined;
  let main: BuildInfoModule | undefined;
  let replaceable: ((by: BuildInfoModule) => void) | undefined;
  const lines = text.split('\n');
  if (lines.pop() !== '') throw fail('the last line has no end', lines.length + 1);
  if (lines.length > MAX_LINES) throw fail(`more than ${MAX_LINES} lines`, MAX_LINES);
  lines.forEach((line, index) => {
    // Go ends a replaced module's line twice, once for each of the two (runtime/debug.BuildInfo.String, formatMod).
    if (line === '' && lines[index - 1]?.startsWith('=>\t') === true) return;
    const tab = line.indexOf('\t');
    const kind = line.slice(0, tab);
    const rest = line.slice(tab + 1);
    const columns = rest.split('\t');
    switch (tab === -1 ? '' : kind) {
      case 'path':
        if (path !== undefined) throw fail('a second path line', index + 1);
        path = rest;
        break;
      case 'mod': {
        if (main !== undefined) throw fail('a second mod line', index + 1);
        const module = readModule(columns, index + 1);
        main = module;
        replaceable = (replace) => {
          main = { ...module, replace };
        };
        break;
      }
      case 'dep': {
        const module = readModule(columns, index + 1);
        const place = deps.push(module) - 1;
        replaceable = (replace) => {
          deps[place] = { ...module, replace };
        };
        break;
      }
      case '=>':
        if (replaceable === undefined) throw fail('a replacement that follows no module', index + 1);
        replaceable(readModule(columns, index + 1));
        replaceable = undefined;
        break;
      case 'build':
        settings.push(readSetting(rest, index + 1));
        break;
      default:
        throw fail('an unknown kind of line', index + 1);
    }
  });
  return {
    goVersion,
    ...(path === undefined ? {} : { path }),
    ...(main === undefined ? {} : { main }),
    deps,
    settings,
  };
}

/**
 * Writes the module part of build info as Go does: parse(serialise(x)) = x.
 * @example serialiseBuildInfo(info)
 * @see runtime/debug.BuildInfo.String
 */
export function serialiseBuildInfo(info: BuildInfo): string {
  const module = (word: string, each: BuildInfoModule): string =>
    each.replace === undefined
      ? `${word}\t${each.path}\t${each.version}\t${each.sum ?? ''}\n`
      : `${word}\t${each.path}\t${each.version}\n${module('=>', each.replace)}\n`;
  const settings = info.settings.map(({ key, value }) => {
    const name = key === '' || /[= \t\r\n"`]/.test(key) ? quoteGo(key) : key;
    return `build\t${name}=${/[ \t\r\n"`]/.test(value) ? quoteGo(value) : value}\n`;
  });
  return [
    ...(info.path === undefined ? [] : [`path\t${info.path}\n`]),
    ...(info.main === undefined ? [] : [module('mod', info.main)]),
    ...info.deps.map((dep) => module('dep', dep)),
    ...settings,
  ].join('');
}

/** The value of a setting, or undefined when it isn't recorded. @example buildSetting(info, 'GOARCH') // 'amd64' */
export function buildSetting(info: BuildInfo, key: string): string | undefined {
  return info.settings.find((setting) => setting.key === key)?.value;
}

function readModule(columns: readonly string[], line: number): BuildInfoModule {
  const [path, version, sum] = columns;
  if (path === undefined || version === undefined || columns.length > 3) {
    throw fail('a module line without two or three columns', line);
  }
  return sum === undefined || sum === '' ? { path, version } : { path, version, sum };
}

function readSetting(text: string, line: number): BuildSetting {
  const quoted = quotedPrefixLength(text);
  const end = quoted > 0 ? quoted : text.indexOf('=');
  const rawKey = text.slice(0, end);
  if (end < 1 || text[end] !== '=' || (quoted === 0 && /[ \t\r"`]/.test(rawKey))) {
    throw fail('a build line without key=value', line);
  }
  const raw = text.slice(end + 1);
  try {
    const key = quoted > 0 ? unquoteGo(rawKey) : rawKey;
    if (raw.startsWith('"') || raw.startsWith('`')) return { key, value: unquoteGo(raw) };
    if (/[ \t\r"`]/.test(raw)) throw fail('an unquoted value that must be quoted', line);
    return { key, value: raw };
  } catch (cause) {
    throw fail('a build line with a malformed value', line, cause);
  }
}

function fail(what: string, line: number, cause?: unknown): FormatError {
  return new FormatError('go-build-info', `build info has ${what}`, `:${line}`, { cause });
}
