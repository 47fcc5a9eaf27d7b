import { systemClock } from '../../adapters/clock.ts';
import { apiServerSetting, openApiServer } from '../../adapters/cluster/api-server.ts';
import { clusterPullSecrets } from '../../adapters/cluster/pull-secrets.ts';
import type { PullSecrets } from '../../ports/pull-secrets.ts';
import type { PullSecretsSetting } from '../../records/service-settings.ts';

/**
 * The pull secrets of a cluster, where the settings say that they are read. Nothing is asked before somebody needs one.
 *
 * @param environment - of this process, which in a pod says where the API server is
 * @returns undefined where the settings do not say so
 * @throws TwinsealError `SETTINGS_INVALID` outside of a cluster
 * @example openPullSecrets(settings.admission.pullSecrets, process.env)?.close()
 */
export function openPullSecrets(
  setting: PullSecretsSetting | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): (PullSecrets & { close(): void }) | undefined {
  if (setting === undefined) return undefined;
  const server = openApiServer(apiServerSetting(setting.apiServer, environment));
  const secrets = clusterPullSecrets(server, setting.cacheSeconds * 1000, () => systemClock.now());
  return { find: secrets.find, close: () => server.close() };
}
