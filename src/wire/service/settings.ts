import { dirname, resolve } from 'node:path';
import { readInputFile } from '../../adapters/input-file.ts';
import type { Call } from '../../ports/call.ts';
import type { ServiceFlags, ServiceSettings } from '../../records/service-settings.ts';
import { DEFAULT_SERVICE, layFlags, parseServiceSettings } from '../../roads/service-settings.ts';

const MAX_SETTINGS = 1024 * 1024;

/**
 * What the service is told: the file of `--config`, the flags laid over it.
 *
 * @returns paths of the file are relative to it, those of flags to the working folder
 * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`, `SETTINGS_INVALID`
 * @example await readServiceSettings({ config: 'service.yaml', privateRegistries: [] }, call)
 */
export async function readServiceSettings(flags: ServiceFlags, call: Call): Promise<ServiceSettings> {
  const path = flags.config;
  if (path === undefined) return layFlags(DEFAULT_SERVICE, flags);
  const read = await parseServiceSettings(await readInputFile(path, MAX_SETTINGS, call), path);
  return layFlags(besideFile(read, dirname(path)), flags);
}

/** Paths are meant relative to the file that names them. */
function besideFile(settings: ServiceSettings, folder: string): ServiceSettings {
  const { tls, store, log, seal, trust, admission } = settings;
  const { apiServer } = admission.pullSecrets ?? {};
  const at = (path: string): string => resolve(folder, path);
  const { cosignKey, notationKey, notationCertificate } = seal ?? {};
  return {
    ...settings,
    policies: at(settings.policies),
    store:
      store.kind === 'sqlite'
        ? { ...store, folder: at(store.folder) }
        : { ...store, url: 'file' in store.url ? { file: at(store.url.file) } : store.url },
    log: { ...log, ...(log.keyFile !== undefined && { keyFile: at(log.keyFile) }) },
    issuers: settings.issuers.map((issuer) => ({
      ...issuer,
      ...(issuer.jwksFile !== undefined && { jwksFile: at(issuer.jwksFile) }),
      ...(issuer.caFile !== undefined && { caFile: at(issuer.caFile) }),
    })),
    ...(admission.pullSecrets !== undefined &&
      apiServer !== undefined && {
        admission: {
          ...admission,
          pullSecrets: {
            ...admission.pullSecrets,
            apiServer: {
              ...apiServer,
              tokenFile: at(apiServer.tokenFile),
              ...(apiServer.caFile !== undefined && { caFile: at(apiServer.caFile) }),
            },
          },
        },
      }),
    ...(tls !== undefined && {
      tls: {
        certificate: at(tls.certificate),
        key: at(tls.key),
        ...(tls.clientCa !== undefined && { clientCa: at(tls.clientCa) }),
      },
    }),
    ...(trust !== undefined && {
      trust: {
        ...(trust.folder !== undefined && { folder: at(trust.folder) }),
        instances: trust.instances.map((one) => ({
          ...one,
          ...(one.rootFile !== undefined && { rootFile: at(one.rootFile) }),
        })),
      },
    }),
    ...(seal !== undefined && {
      seal: {
        ...seal,
        ...(cosignKey !== undefined && { cosignKey: at(cosignKey) }),
        ...(notationKey !== undefined && { notationKey: at(notationKey) }),
        ...(notationCertificate !== undefined && { notationCertificate: at(notationCertificate) }),
        gitFolders: seal.gitFolders.map(at),
        ...(seal.folder !== undefined && { folder: at(seal.folder) }),
      },
    }),
  };
}
