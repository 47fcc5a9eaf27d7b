import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { type GoproxyEntry, parseGoproxy } from '../../formats/sumdb/goproxy.ts';
import { DEFAULT_GOSUMDB, type Gosumdb, parseGosumdb } from '../../formats/sumdb/gosumdb.ts';
import { matchesPrefixPatterns } from '../../formats/sumdb/prefix-patterns.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { moduleEnvironment, type UserEnvironment } from '../go/module-environment.ts';
import { runProcess } from '../process/process-run.ts';
import { keptSetting } from './kept-settings.ts';
import { SumdbFault } from './sumdb-fault.ts';

/** What Go's settings say of the checksum database. */
export interface SumdbSettings {
  /** Undefined for GOSUMDB=off. */
  readonly database: Gosumdb | undefined;
  readonly proxies: readonly GoproxyEntry[];
  /** Patterns of module paths that are not asked for: GONOSUMDB, else GOPRIVATE. */
  readonly unasked: string;
}

const NAMES = ['GOPROXY', 'GOSUMDB', 'GONOSUMDB', 'GOPRIVATE'] as const;
type Values = Readonly<Record<(typeof NAMES)[number], string>>;

/**
 * Reads the settings as Go does: the environment first, then what `go env -w` kept, then Go's own defaults. Only which database is
 * believed is never asked of Go, nor of the go.env beside it: a Go that was tampered with would name one that vouches for it.
 * @param go - path of the go program, which is asked for what the environment does not say; without it, nothing is known
 *   of what `go env -w` kept, and the database is asked at its own address
 * @throws SumdbFault `unreachable` for settings that are malformed or can't be read; TwinsealError `ABORTED`, `TIMEOUT`
 * @example (await readSumdbSettings(process.env, '/usr/local/go/bin/go', call)).unasked
 * @see Go modules reference, "Environment variables"
 */
export async function readSumdbSettings(
  environment: UserEnvironment,
  go: string | undefined,
  call: Call,
): Promise<SumdbSettings> {
  const values = go === undefined ? fromEnvironment(environment) : await fromGo(environment, go, call);
  try {
    return {
      database: parseGosumdb(values.GOSUMDB),
      proxies: parseGoproxy(values.GOPROXY),
      unasked: values.GONOSUMDB || values.GOPRIVATE,
    };
  } catch (error) {
    if (error instanceof FormatError) throw new SumdbFault('unreachable', `${error.message}: correct it`, error);
    throw error;
  }
}

/**
 * Tells why a module is not to be asked for; undefined when it is.
 * @example whyUnasked(settings, 'corp.example.com/secret') // 'GONOSUMDB or GOPRIVATE names ...'
 * @see `go help module-auth`; cmd/go/internal/modfetch/sumdb.go (useSumDB): toolchains are looked up in any case
 */
export function whyUnasked(settings: SumdbSettings, path: string): string | undefined {
  if (settings.database === undefined) return 'GOSUMDB=off says to ask no checksum database';
  if (path === 'golang.org/toolchain' || !matchesPrefixPatterns(settings.unasked, path)) return undefined;
  return `GONOSUMDB or GOPRIVATE says that ${path} is private, and no checksum database is asked for it`;
}

function fromEnvironment(environment: UserEnvironment): Values {
  const of = (name: (typeof NAMES)[number], otherwise: string): string => environment[name] || otherwise;
  return {
    GOPROXY: of('GOPROXY', 'direct'),
    GOSUMDB: of('GOSUMDB', DEFAULT_GOSUMDB),
    GONOSUMDB: of('GONOSUMDB', ''),
    GOPRIVATE: of('GOPRIVATE', ''),
  };
}

async function fromGo(environment: UserEnvironment, go: string, call: Call): Promise<Values> {
  const { GOENV } = environment;
  const GOSUMDB = environment.GOSUMDB || (await keptSetting(environment, 'GOSUMDB', call)) || DEFAULT_GOSUMDB;
  const own = { GOTOOLCHAIN: 'local', GOWORK: 'off', GOTELEMETRY: 'off', GOFLAGS: '' };
  const given = { ...moduleEnvironment(environment), ...(GOENV === undefined ? {} : { GOENV }), ...own };
  // Without an answer the patterns of private modules would not be known, and asking would give their names away.
  const run = await runGo([go, 'env', '-json', ...NAMES], given, call);
  if (run.status !== 0)
    throw new SumdbFault('unreachable', `${go} could not tell its settings: see what \`go env\` says`);
  try {
    const members = new Members('go-env', parseJson(encodeUtf8(run.stdout)));
    const of = (name: (typeof NAMES)[number]): string => members.string(name, 16 * 1024);
    return { GOPROXY: of('GOPROXY'), GOSUMDB, GONOSUMDB: of('GONOSUMDB'), GOPRIVATE: of('GOPRIVATE') };
  } catch (error) {
    throw new SumdbFault('unreachable', `${go} tells its settings in a form that is not known`, error);
  }
}

async function runGo(argv: readonly [string, ...string[]], environment: Readonly<Record<string, string>>, call: Call) {
  try {
    return await runProcess({ argv, environment, folder: '/' }, call);
  } catch (error) {
    checkCall(call, 'reading the settings of Go');
    if (error instanceof TwinsealError && error.code !== 'ABORTED') {
      throw new SumdbFault('unreachable', `the settings of Go could not be read: ${error.message}`, error);
    }
    throw error;
  }
}
