import { MAX_PULL_SECRETS, parsePullAccount, parsePullSecret } from '../../formats/kubernetes/pull-secret.ts';
import { matchPullEntries } from '../../formats/pull-credentials.ts';
import type { PullFinding, PullSecrets } from '../../ports/pull-secrets.ts';
import type { ApiServer } from './api-server.ts';
import { clusterObjects, type ObjectRead } from './cluster-objects.ts';

/** Credentials that are tried for one image. */
const MAX_TRIED = 8;

/**
 * Pull secrets as a kubelet would find them, read of the API server.
 *
 * @param life - milliseconds for which a secret or service account is taken for the present
 * @param now - milliseconds since 1970
 * @example await clusterPullSecrets(server, 30_000, Date.now).find({ namespace: 'shop', secrets: ['regcred'], serviceAccounts: [] }, name, call)
 */
export function clusterPullSecrets(server: ApiServer, life: number, now: () => number): PullSecrets {
  const secretOf = clusterObjects(
    server,
    { what: 'pull secret', plural: 'secrets', parse: parsePullSecret },
    life,
    now,
  );
  const accountOf = clusterObjects(
    server,
    { what: 'service account', plural: 'serviceaccounts', parse: parsePullAccount },
    life,
    now,
  );
  return {
    async find({ namespace, secrets, serviceAccounts }, name, call): Promise<PullFinding> {
      const accounts = await Promise.all(
        serviceAccounts.slice(0, MAX_PULL_SECRETS).map((one) => accountOf(namespace, one, call)),
      );
      const all = [...new Set([...secrets, ...accounts.flatMap((one) => ('value' in one ? one.value : []))])];
      const used = all.slice(0, MAX_PULL_SECRETS);
      const read = await Promise.all(used.map((one) => secretOf(namespace, one, call)));
      const entries = read.flatMap((one, at) =>
        'value' in one ? one.value.map((entry) => ({ ...entry, secret: `${namespace}/${used[at]}` })) : [],
      );
      const overflow = `there are ${all.length} pull secrets, and ${MAX_PULL_SECRETS} are looked at`;
      return {
        credentials: matchPullEntries(entries, name).slice(0, MAX_TRIED),
        problems: [...problemsOf(accounts), ...problemsOf(read), ...(all.length > used.length ? [overflow] : [])],
      };
    },
  };
}

const problemsOf = (all: readonly ObjectRead<unknown>[]): readonly string[] =>
  all.flatMap((one) => ('problem' in one ? [one.problem] : []));
