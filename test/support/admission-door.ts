// The doors of Kubernetes with the real engine and store behind them, and a registry on loopback with a sealed and an unsealed image.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { httpApp } from '../../src/doors/http/app.ts';
import { kubernetesRoutes } from '../../src/doors/kubernetes/routes.ts';
import type { Role } from '../../src/records/caller.ts';
import type { AdmissionSettings } from '../../src/records/service-settings.ts';
import { DEFAULT_SERVICE } from '../../src/roads/service-settings.ts';
import { openPullSecrets } from '../../src/wire/service/open-pull-secrets.ts';
import type { reviewOf } from './admission-reviews.ts';
import { requestProblems, responseProblems } from './openapi-contract.ts';
import { bare, sealed } from './sealed-and-bare.ts';
import { publicPem, testKey } from './sealed-image.ts';
import { serveImages } from './serving-registry.ts';
import { startEngine } from './test-engine.ts';
import { testCall } from './walkable-image.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-admission-'));

export { bare, sealed };
export const registry = await serveImages(
  new Map([
    ['team/app', sealed],
    ['team/bad', bare],
  ]),
);
after(async () => {
  await registry.stop();
  rmSync(root, { recursive: true, force: true });
});
export const GOOD = `${registry.host}/team/app@${sealed.index.digest}`;
export const GOOD_BY_TAG_TOO = `${registry.host}/team/app:v1@${sealed.index.digest}`;
export const TAG = `${registry.host}/team/app:v1`;
export const BAD = `${registry.host}/team/bad@${bare.index.digest}`;

export const signed = (more: object = {}) => ({
  apiVersion: 'twinseal.dev/v1',
  kind: 'Policy',
  trust: [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }],
  require: { signatures: [{ by: 'release' }] },
  ...more,
});

/** The response of a review. */
export interface Answer {
  readonly uid: string;
  readonly allowed: boolean;
  readonly status?: { readonly code: number; readonly message: string };
  readonly warnings?: readonly string[];
  readonly auditAnnotations?: Readonly<Record<string, string>>;
  readonly patchType?: string;
  readonly patch?: string;
}

/** Starts the doors on a store of their own. */
export async function startDoor(
  t: Pick<TestContext, 'after'>,
  policies: Readonly<Record<string, object>>,
  admission: Partial<AdmissionSettings> = {},
  roles: readonly Role[] = ['verify'],
) {
  const folder = mkdtempSync(join(root, 'policies-'));
  for (const [name, document] of Object.entries(policies))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(document));
  const secrets = openPullSecrets(admission.pullSecrets, {});
  t.after(() => secrets?.close());
  const { engine, store } = await startEngine(t as TestContext, folder, {}, undefined, secrets);
  const authenticator = { caller: async () => ({ name: 'cluster', by: 'mtls' as const, roles }) };
  const options = { loopback: true, now: () => Date.now(), report: (error: unknown) => assert.fail(String(error)) };
  const given = { ...DEFAULT_SERVICE.admission, ...admission };
  const authenticated = kubernetesRoutes(engine, given);
  const server = createServer(httpApp({ open: [], authenticated }, authenticator, options));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = async (
    body: string,
    query = '?timeout=10s',
    type = 'application/json',
    path = '/admission/validate',
  ) => {
    const response = await fetch(`${origin}${path}${query}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    assert.deepEqual(await responseProblems(path, 'post', response), []);
    return response;
  };
  return {
    post,
    async ask(review: ReturnType<typeof reviewOf>, path = '/admission/validate'): Promise<Answer> {
      assert.deepEqual(requestProblems(path, 'post', review), []);
      const response = await post(JSON.stringify(review), undefined, undefined, path);
      assert.equal(response.status, 200);
      const { response: answer } = (await response.json()) as { readonly response: Answer };
      assert.equal(answer.uid, review.request.uid);
      return answer;
    },
    decisions: () => store.ledger.list({}, undefined, 1000, testCall()),
  };
}
