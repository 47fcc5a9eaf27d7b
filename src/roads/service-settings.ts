import { FormatError } from '../formats/format-error.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../formats/json/value.ts';
import { type SchemaIssue, validateAgainst } from '../formats/schema/validate.ts';
import { parseYaml } from '../formats/yaml.ts';
import { PUBLIC_INSTANCE, PUBLIC_MIRROR } from '../ports/trusted-roots.ts';
import type { CallerSetting, ListenAddress, ServiceFlags, ServiceSettings } from '../records/service-settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { requireSoundService } from './service-settings-sound.ts';

/** Seconds between two questions for a newer trusted root. */
const REFRESH = 21_600;

/** Seconds for which a pull secret is taken for the present. */
const SECRET_LIFE = 30;

/** What holds where neither the file nor a flag says anything. */
export const DEFAULT_SERVICE: ServiceSettings = {
  apiVersion: 'twinseal.dev/v1',
  listen: { host: '127.0.0.1', port: 8080 },
  store: { kind: 'sqlite', folder: 'twinseal-data' },
  log: { origin: 'twinseal' },
  policies: 'policies',
  bindings: [],
  callers: [],
  issuers: [],
  privateRegistries: [],
  retentionDays: 400,
  admission: { indeterminate: 'deny', exemptNamespaces: [], kinds: [] },
  limits: {
    rate: 6000,
    failures: 30,
    verifications: 512,
    lookups: 128,
    connections: 2048,
    verifySeconds: 60,
    freshSeconds: 2,
  },
};

/**
 * Reads the settings of a service: strict YAML, schemas/service.schema.json, then what no schema can say.
 *
 * @param bytes - of the file
 * @param name - of the file, for messages
 * @returns the settings, with defaults filled in; paths are as they are written
 * @throws TwinsealError `SETTINGS_INVALID`: one sentence with the place, further ones in `details`; no value of a setting is
 *   repeated but names
 * @example (await parseServiceSettings(encodeUtf8('apiVersion: twinseal.dev/v1'), 'service.yaml')).listen.port // 8080
 */
export async function parseServiceSettings(bytes: Uint8Array, name: string): Promise<ServiceSettings> {
  try {
    const document = parseYaml(bytes);
    refuseIssues(await validateAgainst('service', document), name);
    const settings = settingsOf(objectOf(document));
    requireSoundService(settings);
    return settings;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const where = error.at.startsWith(':') ? `${name}${error.at}` : `${name}${error.at && ` at ${error.at}`}`;
    throw new TwinsealError('SETTINGS_INVALID', `${where}: ${error.message}`, { cause: error });
  }
}

/**
 * Lays the flags over the settings: each that is given wins. `--data` means SQLite in that folder.
 * @throws TwinsealError `SETTINGS_INVALID` when settings and flags together make no sense
 * @example layFlags(DEFAULT_SERVICE, { privateRegistries: [], data: '/var/lib/twinseal' }).store
 */
export function layFlags(settings: ServiceSettings, flags: ServiceFlags): ServiceSettings {
  const laid: ServiceSettings = {
    ...settings,
    ...(flags.listen !== undefined && { listen: flags.listen }),
    ...(flags.policies !== undefined && { policies: flags.policies }),
    ...(flags.data !== undefined && { store: { kind: 'sqlite', folder: flags.data } }),
    ...(flags.privateRegistries.length > 0 && { privateRegistries: flags.privateRegistries }),
  };
  try {
    requireSoundService(laid);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('SETTINGS_INVALID', `flags and settings together, at ${error.at}: ${error.message}`, {
      cause: error,
    });
  }
  return laid;
}

/**
 * `host:port`, `[::1]:8080` or `:8080` (loopback). Port 0 lets the system choose.
 * @returns undefined for any other text
 * @example parseListen('127.0.0.1:8080') // { host: '127.0.0.1', port: 8080 }
 */
export function parseListen(text: string): ListenAddress | undefined {
  const match = /^(?:\[([0-9a-fA-F:.]{2,45})\]|([A-Za-z0-9.-]{1,253})|):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  return match === null || port > 65535 ? undefined : { host: match[1] ?? match[2] ?? '127.0.0.1', port };
}

function settingsOf(file: JsonObject): ServiceSettings {
  const { listen, metricsListen, tls, seal, anonymous, revocation, trust } = file;
  const limits = { ...DEFAULT_SERVICE.limits, ...objectOf(file.limits) };
  const checked: Partial<ServiceSettings> = {
    ...(tls !== undefined && { tls: tls as unknown as NonNullable<ServiceSettings['tls']> }),
    ...(anonymous !== undefined && { anonymous: textsOf(anonymous, []) as NonNullable<ServiceSettings['anonymous']> }),
  };
  return {
    apiVersion: 'twinseal.dev/v1',
    listen: listen === undefined ? DEFAULT_SERVICE.listen : addressOf(listen, '/listen'),
    ...checked,
    ...(metricsListen !== undefined && { metricsListen: addressOf(metricsListen, '/metricsListen') }),
    store: storeOf(objectOf(file.store)),
    log: { ...DEFAULT_SERVICE.log, ...objectOf(file.log) },
    policies: textOf(file.policies, DEFAULT_SERVICE.policies),
    bindings: objectsOf(file.bindings).map((binding) => ({
      policies: textsOf(binding.policies, []),
      callers: textsOf(binding.callers, ['*']),
      images: textsOf(binding.images, ['**']),
    })),
    // The schema has said that they are just this.
    callers: objectsOf(file.callers) as unknown as readonly CallerSetting[],
    issuers: objectsOf(file.issuers) as unknown as ServiceSettings['issuers'],
    privateRegistries: textsOf(file.privateRegistries, []).map((registry) => registry.toLowerCase()),
    ...(revocation !== undefined && { revocation: revocation as NonNullable<ServiceSettings['revocation']> }),
    retentionDays: Number(file.retentionDays ?? DEFAULT_SERVICE.retentionDays),
    ...(seal !== undefined && { seal: { gitFolders: [], repositories: [], ...objectOf(seal) } }),
    ...(trust !== undefined && { trust: trustOf(objectOf(trust)) }),
    admission: admissionOf(objectOf(file.admission)),
    limits,
  };
}

function trustOf({ folder, instances }: JsonObject): NonNullable<ServiceSettings['trust']> {
  const each = objectsOf(instances).map((one) => {
    const mirror = textOf(one.mirror, one.name === PUBLIC_INSTANCE ? PUBLIC_MIRROR : '');
    return { refreshSeconds: REFRESH, ...one, mirror };
  });
  return {
    ...(folder !== undefined && { folder: textOf(folder, '') }),
    // The schema has said that they are just this.
    instances: each as unknown as NonNullable<ServiceSettings['trust']>['instances'],
  };
}

function admissionOf(file: JsonObject): ServiceSettings['admission'] {
  const kinds = objectsOf(file.kinds).map((one) => ({ group: '', podSpecs: [], images: [], ...one }));
  // The schema has said that they are just this.
  const said = { ...file, kinds } as unknown as Partial<ServiceSettings['admission']>;
  const { pullSecrets } = said;
  const defaults = { namespaces: ['*'], cacheSeconds: SECRET_LIFE };
  return {
    ...DEFAULT_SERVICE.admission,
    ...said,
    ...(pullSecrets !== undefined && { pullSecrets: { ...defaults, ...pullSecrets } }),
  };
}

function storeOf(store: JsonObject): ServiceSettings['store'] {
  const { kind, folder, urlFile, urlVariable } = store;
  if (kind === 'postgres') {
    if (folder !== undefined) fail('/store/folder', 'PostgreSQL has no folder; leave it out');
    if ((urlFile === undefined) === (urlVariable === undefined))
      fail('/store', 'PostgreSQL needs urlFile or urlVariable, and not both');
    const url = urlFile === undefined ? { variable: textOf(urlVariable, '') } : { file: textOf(urlFile, '') };
    return { kind, url };
  }
  if (urlFile !== undefined || urlVariable !== undefined)
    fail('/store', 'SQLite has no URL; leave urlFile and urlVariable out');
  return { kind: 'sqlite', folder: textOf(folder, 'twinseal-data') };
}

function addressOf(value: JsonValue, at: string): ListenAddress {
  return parseListen(textOf(value, '')) ?? fail(at, 'must be HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080');
}

/** The deepest issue says most, and a pattern tells a person nothing. */
function refuseIssues(issues: readonly SchemaIssue[], name: string): void {
  const [first, ...more] = issues;
  if (first === undefined) return;
  const sentence = ({ pointer, message, keyword }: SchemaIssue) =>
    `${name}${pointer && ` at ${pointer}`}: ${keyword === 'pattern' ? hintOf(pointer) : keyword === 'type' ? `${message}${/string/.test(message) ? '; put numbers into quotes' : ''}` : message}`;
  throw new TwinsealError('SETTINGS_INVALID', sentence(first), { details: more.slice(0, 20).map(sentence) });
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^\/admission\/kinds\/\d+\/(?:podSpecs|images)\/\d+$/, 'must be a JSON pointer such as /spec/template/spec'],
  [/^\/admission\/pullSecrets\/callers\//, 'must be the name of a caller'],
  [/^\/admission\/.*amespace/, 'must be the name of a namespace'],
  [/^\/(?:listen|metricsListen)$/, 'must be HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080'],
  [/\/apiKeys\/\d+\/id$/, 'must be the id of a key, 12 small letters and digits, as `twinseal callers key` prints it'],
  [/\/apiKeys\/\d+\/hash$/, 'must be sha256: and 64 digits, as `twinseal callers key` prints it; never the key itself'],
  [/\/mtls\/sha256$/, 'must be 64 hexadecimal digits, in small letters'],
  [/^\/trust\/instances\/\d+\/name$/, 'must be a name of small letters, digits, and . _ - between them'],
  [/\/(?:url|jwksUrl|issuer|mirror)$/, 'must be a URL without query, fragment and user, such as https://gitlab.com'],
  [/\/urlVariable$/, 'must be the name of an environment variable, never the URL itself'],
  [/\/(?:name|policies\/\d+|callers\/\d+)$/, 'must be a name of letters, digits, dots and dashes'],
  [/\/(?:images|repositories)\/\d+$/, 'must be repositories such as registry.example.com/team/**'],
  [/^\/revocation\/privateHosts\//, 'must be HOST or HOST:PORT'],
  [/^\/privateRegistries\//, 'must be HOST or HOST:PORT'],
  [/^\/log\/origin$/, 'must be a name without spaces and +'],
  [/\/builder$/, 'must be a URI'],
];

function hintOf(pointer: string): string {
  return HINTS.find(([place]) => place.test(pointer))?.[1] ?? 'is not of the form that the schema asks for';
}

const objectOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter((item) => isJsonObject(item)) : [];
}

function textsOf(value: JsonValue | undefined, otherwise: readonly string[]): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : otherwise;
}

const textOf = (value: JsonValue | undefined, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;

function fail(at: string, message: string): never {
  throw new FormatError('service', message, at);
}
