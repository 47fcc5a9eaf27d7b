import { parseDuration } from '../formats/duration.ts';
import { FormatError } from '../formats/format-error.ts';
import { isLoopbackRegistry } from '../formats/reference.ts';
import { parseRfc3339 } from '../formats/rfc3339.ts';
import { PUBLIC_INSTANCE } from '../ports/trusted-roots.ts';
import type { CallerSetting, ServiceSettings } from '../records/service-settings.ts';

/** Names of callers without credentials: nobody in the settings may pass for one. */
const RESERVED = ['loopback', 'network', '*'];

/**
 * Refuses settings that are well formed but mean nothing good: two callers of one name or one credential, a caller who
 * could never prove anything, an issuer whose every token would do, plain HTTP where keys are fetched.
 *
 * @throws FormatError of format `service`, with the JSON pointer
 * @example requireSoundService(settings)
 */
export function requireSoundService(settings: ServiceSettings): void {
  const { callers, issuers, bindings, listen, metricsListen, seal, tls } = settings;
  unique(callers, ({ name }) => name, '/callers', 'two callers are called');
  unique(issuers, ({ url }) => url, '/issuers', 'two issuers have the URL');
  issuers.forEach(({ url, jwksUrl, jwksFile }, index) => {
    securely(url, `/issuers/${index}/url`);
    if (jwksUrl !== undefined) securely(jwksUrl, `/issuers/${index}/jwksUrl`);
    if (jwksUrl !== undefined && jwksFile !== undefined)
      fail(`/issuers/${index}`, 'jwksFile and jwksUrl both say where the keys are; leave one out');
  });
  callers.forEach((caller, index) => {
    provesSomething(caller, settings, `/callers/${index}`);
  });
  const keys = callers.flatMap(({ apiKeys = [] }, caller) =>
    apiKeys.map((key, index) => ({ ...key, at: `/callers/${caller}/apiKeys/${index}` })),
  );
  unique(keys, ({ id }) => id, '/callers', 'two keys have the id');
  unique(keys, ({ hash }) => hash, '/callers', 'two keys have the hash');
  const certificates = callers.flatMap(({ mtls }) => (mtls === undefined ? [] : [mtls]));
  unique(
    certificates,
    ({ subject, sha256 }) => `${subject ?? '(any subject)'} ${sha256 ?? ''}`.trim(),
    '/callers',
    'two callers have the certificate',
  );
  for (const [index, binding] of bindings.entries()) {
    const stranger = binding.callers.find(
      (name) => !RESERVED.includes(name) && !callers.some((caller) => caller.name === name),
    );
    if (stranger !== undefined)
      fail(`/bindings/${index}/callers`, `no caller is called ${JSON.stringify(stranger)}; name it in callers`);
  }
  if (metricsListen !== undefined && metricsListen.port !== 0)
    if (metricsListen.host === listen.host && metricsListen.port === listen.port)
      fail('/metricsListen', 'is the address of listen; leave it out to have all at one address');
  if ((seal?.notationKey === undefined) !== (seal?.notationCertificate === undefined))
    fail('/seal', 'notationKey and notationCertificate go together: give both or none');
  soundNotation(seal ?? {});
  if (seal !== undefined && settings.store.kind === 'postgres' && seal.folder === undefined)
    fail('/seal', 'with PostgreSQL, name a folder that serve and all workers see');
  if (settings.store.kind === 'postgres' && settings.log.keyFile === undefined)
    fail('/log', 'with PostgreSQL, name the keyFile of the log: all replicas have one log, so each needs the same key');
  for (const [index, { kind, podSpecs, images }] of settings.admission.kinds.entries())
    if (podSpecs.length + images.length === 0)
      fail(`/admission/kinds/${index}`, `needs podSpecs or images, the places where a ${kind} holds images`);
  soundPullSecrets(settings);
  const { instances = [] } = settings.trust ?? {};
  unique(instances, ({ name }) => name, '/trust/instances', 'two instances are called');
  for (const [index, { name, mirror, rootFile }] of instances.entries()) {
    const at = `/trust/instances/${index}`;
    if (mirror === '') fail(at, `the instance ${name} needs a mirror, the address of its TUF repository`);
    securely(mirror, `${at}/mirror`);
    if (name !== PUBLIC_INSTANCE && rootFile === undefined)
      fail(at, `the instance ${name} needs a rootFile, the root.json to believe`);
  }
  if (tls?.clientCa === undefined) return;
  if (certificates.length === 0) fail('/tls/clientCa', 'no caller has mtls, so no client certificate means anything');
}

/** Whoever is believed to be the API server has images judged with the credentials of any namespace, so it must be said who that is. */
function soundPullSecrets({ admission: { pullSecrets }, callers, anonymous = [] }: ServiceSettings): void {
  if (pullSecrets === undefined) return;
  for (const [index, name] of pullSecrets.callers.entries()) {
    const at = `/admission/pullSecrets/callers/${index}`;
    if (RESERVED.includes(name)) {
      if (!anonymous.includes('verify') && name !== 'loopback')
        fail(at, `${name} stands for callers without credentials, and anonymous does not let them verify`);
      continue;
    }
    if (callers.find((caller) => caller.name === name)?.roles.includes('verify') !== true)
      fail(at, `no caller with the role verify is called ${JSON.stringify(name)}; name it in callers`);
  }
  if (pullSecrets.apiServer !== undefined) securely(pullSecrets.apiServer.url, '/admission/pullSecrets/apiServer/url');
}

function soundNotation({
  notationKey,
  notationFormat,
  notationExpiry,
}: Partial<NonNullable<ServiceSettings['seal']>>): void {
  if (notationKey === undefined && (notationFormat ?? notationExpiry) !== undefined)
    fail(
      '/seal',
      'notationFormat and notationExpiry say how notation signs: name notationKey and notationCertificate too',
    );
  if (notationExpiry === undefined) return;
  try {
    parseDuration(notationExpiry);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    fail('/seal/notationExpiry', error.message);
  }
}

function provesSomething(caller: CallerSetting, settings: ServiceSettings, at: string): void {
  const { name, apiKeys = [], oidc, mtls } = caller;
  if (RESERVED.includes(name)) fail(`${at}/name`, `${name} stands for callers without credentials; choose another`);
  if (apiKeys.length === 0 && oidc === undefined && mtls === undefined)
    fail(at, `the caller ${name} has no apiKeys, oidc or mtls, so nobody could ever be it`);
  apiKeys.forEach(({ until }, index) => {
    if (until !== undefined) isTime(until, `${at}/apiKeys/${index}/until`);
  });
  if (mtls !== undefined && settings.tls?.clientCa === undefined)
    fail(`${at}/mtls`, 'needs tls.clientCa, the authorities whose certificates count');
  if (oidc === undefined) return;
  if (!settings.issuers.some(({ url }) => url === oidc.issuer))
    fail(`${at}/oidc/issuer`, 'is none of issuers; name it there, letter for letter');
  // Whoever has an account at a public issuer gets a token of it, with the audience that he likes.
  if (Object.values(oidc.claims).every((pattern) => /^\*+$/.test(pattern)))
    fail(`${at}/oidc/claims`, 'match every token of the issuer; name a claim that only this workload has');
}

function isTime(text: string, at: string): void {
  try {
    parseRfc3339(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    fail(at, `is not an RFC 3339 time such as 2027-01-31T00:00:00Z: ${error.message}`);
  }
}

/** Keys that come in plain HTTP are whoever's is on the way. */
function securely(text: string, at: string): void {
  if (!URL.canParse(text)) fail(at, 'is not a URL');
  const { protocol, host } = new URL(text);
  if (protocol !== 'https:' && !isLoopbackRegistry(host)) fail(at, 'must be https; plain http is for loopback only');
}

function unique<T>(items: readonly T[], keyOf: (item: T) => string, at: string, problem: string): void {
  const keys = items.map(keyOf);
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  if (twice >= 0) fail(at, `${problem} ${keys[twice]}`);
}

function fail(at: string, message: string): never {
  throw new FormatError('service', message, at);
}
