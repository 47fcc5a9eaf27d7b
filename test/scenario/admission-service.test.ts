// The webhooks of a whole `twinseal serve`, and a registry that never answers: a review is answered within the webhook's own time.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseServiceSettings } from '../../src/roads/service-settings.ts';
import { BAD, bare, GOOD, signed, startDoor, TAG } from '../support/admission-door.ts';
import { objectOf, reviewOf, WORKLOAD_KINDS } from '../support/admission-reviews.ts';
import { startHostile } from '../support/hostile-registry.ts';
import { contract } from '../support/openapi-contract.ts';
import { startService } from '../support/running-service.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-webhooks-'));
after(() => rmSync(root, { recursive: true, force: true }));
const [pod] = WORKLOAD_KINDS;
assert.ok(pod);
const create = (image: string, more: object = {}) =>
  reviewOf(pod, 'CREATE', objectOf(pod, { containers: [image] }), { ...more });

test('serve has the four doors, by its settings', async () => {
  mkdirSync(join(root, 'policies'));
  writeFileSync(join(root, 'policies', 'release.json'), JSON.stringify(signed()));
  const config = join(root, 'service.yaml');
  writeFileSync(config, 'apiVersion: twinseal.dev/v1\nadmission: { indeterminate: warn, exemptNamespaces: [lab-*] }\n');
  const service = await startService(join(root, 'policies'), join(root, 'data'), '127.0.0.1:0', ['--config', config]);
  try {
    const send = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(service.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
      assert.equal(response.status, 200, path);
      return await response.json();
    };
    const allowed = async (body: object) =>
      ((await send('/admission/validate?timeout=10s', body)) as { readonly response: { readonly allowed: boolean } })
        .response.allowed;
    assert.equal(await allowed(create(GOOD)), true);
    assert.equal(await allowed(create(BAD)), false);
    assert.equal(await allowed(create(BAD, { namespace: 'lab-1' })), true);
    assert.equal(await allowed(create(`127.0.0.1:1/x@${bare.index.digest}`)), true);
    const { response } = (await send('/admission/mutate', create(TAG))) as {
      readonly response: { readonly patch?: string };
    };
    assert.match(Buffer.from(response.patch ?? '', 'base64').toString(), /@sha256:/);
    const review = {
      apiVersion: 'imagepolicy.k8s.io/v1alpha1',
      kind: 'ImageReview',
      spec: { containers: [{ image: BAD }] },
    };
    const { status } = (await send('/image-review', review)) as { readonly status: { readonly allowed: boolean } };
    assert.equal(status.allowed, false);
    const asked = {
      apiVersion: 'externaldata.gatekeeper.sh/v1beta1',
      kind: 'ProviderRequest',
      request: { keys: [BAD] },
    };
    const provided = (await send('/external-data', asked)) as {
      readonly response: { readonly items: readonly { readonly error?: string }[] };
    };
    assert.match(provided.response.items[0]?.error ?? '', /^refused: /);
  } finally {
    await service.stop('SIGKILL');
  }
});

test('images of a registry that never answers are answered for within the time of the webhook, all of them together', async (t) => {
  const silent = await startHostile(() => {});
  t.after(() => silent.stop());
  const { ask, post, decisions } = await startDoor(t, { release: signed() });
  const containers = Array.from({ length: 20 }, (_, at) => `${silent.host}/team/x${at}@${bare.index.digest}`);
  const review = reviewOf(pod, 'CREATE', objectOf(pod, { containers }));
  const from = Date.now();
  const response = await post(JSON.stringify(review), '?timeout=5s');
  const took = Date.now() - from;
  assert.ok(took < 5_000, String(took));
  const { response: answer } = (await response.json()) as { readonly response: Awaited<ReturnType<typeof ask>> };
  assert.equal(answer.allowed, false);
  assert.match(answer.status?.message ?? '', /: TIMEOUT \(and 19 more\); next: /);
  assert.ok((await decisions()).length <= 20);
});

test('the settings of the page are settings, and the paths of its webhooks are served', async () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'kubernetes.md'), 'utf8');
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const settings = blocks.filter((text) => text.startsWith('# service.yaml'));
  assert.equal(settings.length, 1);
  for (const text of settings)
    assert.equal((await parseServiceSettings(Buffer.from(text), 'page')).admission.kinds.length, 2);
  const paths = [...page.matchAll(/\bpath: (\/[a-z/-]+)/g)].map((match) => match[1] ?? '');
  assert.deepEqual(paths, ['/admission/validate', '/admission/mutate']);
  for (const path of paths) assert.ok(Object.hasOwn(contract.paths, path));
});
