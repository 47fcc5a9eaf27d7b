import { decodeBase64 } from './base64.ts';
import { FormatError } from './format-error.ts';
import { parseJson } from './json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json/value.ts';
import { decodeUtf8 } from './utf8.ts';

/** Credentials as the file has them. */
export interface DockerAuth {
  readonly username?: string;
  readonly password?: string;
  readonly identityToken?: string;
  readonly registryToken?: string;
}

/** What `config.json` (or containers' `auth.json`) says about registries. */
export interface DockerConfig {
  /** By normalised key: `registry.example.com`, `registry.example.com/team`. */
  readonly auths: ReadonlyMap<string, DockerAuth>;
  /** Host to the suffix of a `docker-credential-` program. */
  readonly credentialHelpers: ReadonlyMap<string, string>;
  /** Suffix of the program that holds all others. */
  readonly credentialStore?: string;
}

const HELPER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const MAX_ENTRIES = 1000;

/**
 * Reads the registry part of Docker's configuration file; other members are left alone.
 *
 * @param bytes - the file
 * @throws FormatError (`docker-config`, `json` or `base64`); no message has a part of a credential
 * @example parseDockerConfig(bytes).credentialHelpers.get('ghcr.io')
 * @see docker/cli cli/config/configfile; containers-auth.json(5)
 */
export function parseDockerConfig(bytes: Uint8Array): DockerConfig {
  const root = parseJson(bytes);
  if (!isJsonObject(root)) return fail('the document must be an object', '');
  const auths = new Map<string, DockerAuth>();
  for (const [key, value] of entries(root, 'auths')) auths.set(normaliseAuthKey(key), auth(value));
  const credentialHelpers = new Map<string, string>();
  for (const [key, value] of entries(root, 'credHelpers'))
    credentialHelpers.set(normaliseAuthKey(key), helper(value, '/credHelpers'));
  const store = root.credsStore;
  if (store === undefined || store === null || store === '') return { auths, credentialHelpers };
  return { auths, credentialHelpers, credentialStore: helper(store, '/credsStore') };
}

/**
 * Reads the credentials that stand in a file itself, as a kubelet does with pull secrets: programs that it names are passed over, so
 * whoever may write the file can't have one run.
 *
 * @param bytes - the file
 * @param legacy - `.dockercfg`, whose root is the map of registries
 * @returns each entry in the order of the file, by normalised key
 * @throws FormatError (`docker-config`, `json` or `base64`); no message has a part of a credential
 * @example parseDockerAuths(bytes, false)[0]?.key // 'registry.example.com'
 * @see kubernetes/kubernetes pkg/credentialprovider/secrets, MakeDockerKeyring
 */
export function parseDockerAuths(bytes: Uint8Array, legacy: boolean) {
  const root = parseJson(bytes);
  if (!isJsonObject(root)) return fail('the document must be an object', '');
  const all = legacy ? entries({ auths: root }, 'auths') : entries(root, 'auths');
  return all.map(([key, value]) => ({ key: normaliseAuthKey(key), auth: auth(value) }));
}

/**
 * The entry for a repository: the longest key that is its registry or a whole-component prefix of its name.
 * @param name - `docker.io/library/alpine`
 * @example findAuth(config, 'registry.example.com/team/app')
 * @see containers-auth.json(5), "Format"
 */
export function findAuth(config: DockerConfig, name: string): DockerAuth | undefined {
  for (let key = name; ; key = key.slice(0, key.lastIndexOf('/'))) {
    const found = config.auths.get(key);
    if (found !== undefined) return found;
    if (!key.includes('/')) return undefined;
  }
}

/**
 * One spelling for the many that files have: no scheme, no `/v1/` or `/v2/`, Docker Hub as `docker.io`.
 * @example normaliseAuthKey('https://index.docker.io/v1/') // 'docker.io'
 */
export function normaliseAuthKey(key: string): string {
  const plain = key
    .replace(/^https?:\/\//, '')
    .replace(/\/(?:v[12]\/?)?$/, '')
    .replace(/\/v[12]$/, '');
  const slash = plain.indexOf('/');
  const host = (slash < 0 ? plain : plain.slice(0, slash)).toLowerCase();
  const hub = host === 'index.docker.io' || host === 'registry-1.docker.io';
  return `${hub ? 'docker.io' : host}${slash < 0 ? '' : plain.slice(slash)}`;
}

function entries(root: JsonObject, name: string): readonly (readonly [string, JsonValue | undefined])[] {
  const value = root[name];
  if (value === undefined || value === null) return [];
  if (!isJsonObject(value)) return fail(`${name} must be an object`, `/${name}`);
  const all = Object.entries(value);
  if (all.length > MAX_ENTRIES) return fail(`${name} has more than ${MAX_ENTRIES} entries`, `/${name}`);
  return all;
}

function auth(value: JsonValue | undefined): DockerAuth {
  if (!isJsonObject(value)) return fail('an entry of auths must be an object', '/auths');
  const text = (name: string): string | undefined => {
    const member = value[name];
    if (member === undefined || member === null || member === '') return undefined;
    return typeof member === 'string' ? member : fail(`${name} in auths must be a string`, '/auths');
  };
  const packed = text('auth');
  const [username, password] = packed === undefined ? [text('username'), text('password')] : unpack(packed);
  const identityToken = text('identitytoken');
  const registryToken = text('registrytoken');
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(identityToken !== undefined && { identityToken }),
    ...(registryToken !== undefined && { registryToken }),
  };
}

function unpack(packed: string): readonly [string, string] {
  const text = decodeUtf8(decodeBase64(packed));
  const colon = text.indexOf(':');
  if (colon < 0) return fail('auth in auths must be base64 of user:password', '/auths');
  // Docker itself strips these, which old versions appended.
  return [text.slice(0, colon), text.slice(colon + 1).replace(/\0+$/, '')];
}

function helper(value: JsonValue | undefined, at: string): string {
  // It becomes part of a program's name, so nothing of a path or an option may be in it.
  if (typeof value !== 'string' || !HELPER.test(value))
    return fail('a credential helper must be a plain program suffix such as "ecr-login"', at);
  return value;
}

function fail(message: string, at: string): never {
  throw new FormatError('docker-config', message, at);
}
