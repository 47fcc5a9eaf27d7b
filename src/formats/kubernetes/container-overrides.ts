import { type Digest, sha256Digest } from '../digest.ts';
import { FormatError } from '../format-error.ts';
import { canonicalJsonBytes } from '../json/canonical.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';

/** What a pod says that makes a container run something else than its image does by itself. What is absent is not set. */
export interface ContainerOverrides {
  /** First word of `command`, which takes the place of the image's entrypoint; {@link NO_WORD} for what can be no program's name. */
  readonly command?: string;
  /** First word of `args`, which take the place of the image's command. */
  readonly args?: string;
  readonly workingDir?: string;
  /**
   * Variables by which another file's code runs: `PATH`, `LD_PRELOAD`. Those that come from elsewhere by a prefix end with a star, which
   * stands for any name.
   */
  readonly variables?: readonly string[];
  /** First words of what probes and hooks execute beside the program. */
  readonly execs?: readonly string[];
  /** Where volumes and devices lie in the container. */
  readonly mounts?: readonly string[];
  /** Changes with every word of the above but the mounts, which stand here whole: words may be secrets, and long. */
  readonly overrides?: Digest;
}

/** Volumes of one container. */
export const MAX_MOUNTS = 256;
/** In the place of a word that can be no program's name. */
export const NO_WORD = '(text)';

const MAX_LIST = 4096;
const MAX_WORD = 256;
const MAX_PATH = 1024;
const WORD = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]+$/;
/** execvp(3) and ld.so(8), "ENVIRONMENT". */
const NAMES = ['PATH', 'GCONV_PATH', 'GLIBC_TUNABLES'];
const LOADER = 'LD_';
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HOOKS = ['postStart', 'preStop'];

/**
 * What a container of a pod puts in the place of what its image says.
 *
 * @param container - of any list of a pod spec
 * @param at - JSON pointer of the pod spec, for errors
 * @throws FormatError (`kubernetes`) for a member of another type than the API gives it
 * @example containerOverrides({ command: ['/bin/sh', '-c', 'exec app'] }, '/spec').command // '/bin/sh'
 * @see kubernetes/api core/v1 types.go, Container; kubernetes/website, define-command-argument-container
 */
export function containerOverrides(container: JsonObject, at: string): ContainerOverrides {
  const [command, args] = [wordsIn(container, 'command', at), wordsIn(container, 'args', at)];
  const workingDir = pathIn(container, 'workingDir', at);
  const variables = listIn(container, 'env', at).flatMap((one) => {
    const { name } = objectOf(one, `${at}/env`);
    return typeof name === 'string' && decides(name) ? [{ name: wordOf(name), one }] : [];
  });
  const sources = listIn(container, 'envFrom', at).flatMap((one) => {
    const { prefix } = objectOf(one, `${at}/envFrom`);
    const text = typeof prefix === 'string' ? prefix : '';
    return mayDecide(text) ? [{ name: `${text}*`, one }] : [];
  });
  const execs = execsOf(container, at);
  const mounts = sorted([
    ...listIn(container, 'volumeMounts', at).map((one) => mountOf(one, 'mountPath', `${at}/volumeMounts`)),
    ...listIn(container, 'volumeDevices', at).map((one) => mountOf(one, 'devicePath', `${at}/volumeDevices`)),
  ]);
  if (mounts.length > MAX_MOUNTS) return fail(`has more than ${MAX_MOUNTS} entries`, `${at}/volumeMounts`);
  const names = [...variables, ...sources];
  const whole = { command, args, workingDir, names: names.map(({ one }) => one), execs };
  const some = [command, args, names, execs].some((list) => list.length > 0) || workingDir !== undefined;
  return {
    ...(command.length > 0 && { command: wordOf(command[0]) }),
    ...(args.length > 0 && { args: wordOf(args[0]) }),
    ...(workingDir !== undefined && { workingDir }),
    ...(names.length > 0 && { variables: sorted(names.map(({ name }) => name)) }),
    ...(execs.length > 0 && { execs: sorted(execs.map(([first]) => wordOf(first))) }),
    ...(mounts.length > 0 && { mounts }),
    ...(some && { overrides: digestOf(whole, at) }),
  };
}

function decides(name: string): boolean {
  return NAMES.includes(name) || name.startsWith(LOADER);
}

/** Whether a name that begins so may be one that decides. */
function mayDecide(prefix: string): boolean {
  return prefix.startsWith(LOADER) || [...NAMES, LOADER].some((name) => name.startsWith(prefix));
}

function execsOf(container: JsonObject, at: string): readonly (readonly string[])[] {
  const lifecycle = objectIn(container, 'lifecycle', at);
  const handlers = [
    ...PROBES.map((name) => objectIn(container, name, at)),
    ...HOOKS.map((name) => objectIn(lifecycle, name, `${at}/lifecycle`)),
  ];
  return handlers.map((one) => wordsIn(objectIn(one, 'exec', at), 'command', at)).filter((words) => words.length > 0);
}

function mountOf(value: JsonValue, name: string, at: string): string {
  return pathIn(objectOf(value, at), name, at) ?? '/';
}

function pathIn(object: JsonObject, name: string, at: string): string | undefined {
  const value = object[name];
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' && value.length <= MAX_PATH && WORD.test(value)
    ? value
    : fail('must be a path', `${at}/${name}`);
}

/** An empty list is none. */
function wordsIn(object: JsonObject, name: string, at: string): readonly string[] {
  return listIn(object, name, at).map((word) =>
    typeof word === 'string' ? word : fail('must hold texts', `${at}/${name}`),
  );
}

function wordOf(word = ''): string {
  return word.length <= MAX_WORD && WORD.test(word) ? word : NO_WORD;
}

function digestOf(value: JsonValue, at: string): Digest {
  try {
    return sha256Digest(canonicalJsonBytes(value));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return fail(error.message, at);
  }
}

function listIn(object: JsonObject, name: string, at: string): readonly JsonValue[] {
  const value = object[name];
  if (value === undefined || value === null) return [];
  if (!isJsonArray(value)) return fail('must be a list', `${at}/${name}`);
  return value.length > MAX_LIST ? fail(`has more than ${MAX_LIST} entries`, `${at}/${name}`) : value;
}

function objectIn(object: JsonObject, name: string, at: string): JsonObject {
  const value = object[name];
  return value === undefined || value === null ? {} : objectOf(value, `${at}/${name}`);
}

function objectOf(value: JsonValue, at: string): JsonObject {
  return isJsonObject(value) ? value : fail('must be an object', at);
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function fail(problem: string, at: string): never {
  throw new FormatError('kubernetes', problem, at);
}
