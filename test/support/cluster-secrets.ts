// An API server of tests: what it holds, whom it asks for and what it answers is up to the test. It stands for a cluster in anybody's hands.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reply, startHostile } from './hostile-registry.ts';

/** The base64 of JSON. */
export const packed = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

/** Credentials of a user, as Docker writes them. */
export const dockerAuth = (user: string, password: string) => ({
  auth: Buffer.from(`${user}:${password}`).toString('base64'),
});

/** A pull secret. */
export const pullSecret = (auths: object, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  type: 'kubernetes.io/dockerconfigjson',
  data: { '.dockerconfigjson': packed({ auths, ...more }) },
});

/** A service account. */
export const pullAccount = (...names: readonly string[]) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  imagePullSecrets: names.map((name) => ({ name })),
});

/** Starts it. `objects` is by `namespace/kind/name`, and may be changed; a number is a status. */
export async function startSecrets(objects: Map<string, object | number | string>) {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-cluster-secrets-'));
  const tokenFile = join(folder, 'token');
  let token = '';
  const renew = (next: string): void => {
    token = next;
    writeFileSync(tokenFile, `${next}\n`);
  };
  renew('token-1');
  const server = await startHostile(async (request, response) => {
    const [, namespace = '', kind = '', name = ''] =
      /^\/api\/v1\/namespaces\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(request.url ?? '') ?? [];
    if (request.headers.authorization !== `Bearer ${token}`) return reply(response, 401, {}, 'no');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const found = objects.get(`${namespace}/${kind}/${name}`) ?? 404;
    if (typeof found === 'number') return reply(response, found, { location: `${server.url}/elsewhere` }, 'no');
    reply(
      response,
      200,
      { 'content-type': 'application/json' },
      typeof found === 'string' ? found : JSON.stringify(found),
    );
  });
  return {
    apiServer: { url: server.url, tokenFile },
    /** Paths that it was asked for. */
    paths: () => server.asked.map(({ path }) => path),
    renew,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
