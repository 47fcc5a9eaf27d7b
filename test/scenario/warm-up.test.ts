// What a registry says was pushed is looked into before anybody asks.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { Telemetry } from '../../src/ports/telemetry.ts';
import { startHostile } from '../support/hostile-registry.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { questionOf, startEngine } from '../support/test-engine.ts';
import { testCall } from '../support/walkable-image.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-warm-'));
after(() => rmSync(root, { recursive: true, force: true }));
const policies = (images: readonly string[]): string => {
  const folder = mkdtempSync(join(root, 'policies-'));
  const policy = {
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    images,
    match: { namespaces: ['prod'] },
    trust: [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }],
    require: { signatures: [{ by: 'release' }], twinBuild: { by: ['release'] } },
  };
  writeFileSync(join(folder, 'release.json'), JSON.stringify(policy));
  return folder;
};
const sealed = seal(makeImage(), ['notation']);
/** Waits until so many images were looked into, well or not. */
async function warmed({ metrics }: Pick<Telemetry, 'metrics'>, wanted: number): Promise<void> {
  for (let tries = 0; tries < 800; tries++) {
    const { text } = await metrics();
    const counts = [...text.matchAll(/^twinseal_step_seconds_count\{step="engine\.warm",result="\w+"\} (\d+)$/gm)];
    if (counts.reduce((sum, [, count]) => sum + Number(count), 0) >= wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${wanted} images were never looked into`);
}

test('after a push an answer asks for nothing but tags and lists, and nothing was decided before', async (t) => {
  const registry = await serveImages(new Map([['team/app', sealed]]));
  t.after(registry.stop);
  const { engine, store, telemetry } = await startEngine(t, policies(['**']));
  const pushed = { registry: registry.host, repository: 'team/app', digest: sealed.index.digest };
  assert.equal(engine.warm(pushed), true);
  await warmed(telemetry, 1);
  assert.ok(registry.requests.length > 10);
  assert.deepEqual(await store.ledger.list({}, undefined, 10, testCall()), []);
  const before = registry.requests.length;
  const { entry } = await engine.verify(questionOf(`${registry.host}/team/app:v1`, 'release'), undefined, testCall());
  assert.equal(entry.effect, 'admit');
  const asked = registry.requests.slice(before).filter((one) => !/\/referrers\/|\/manifests\/(?:v1|sha256-)/.test(one));
  assert.deepEqual(asked, []);
});

test('evidence that is pushed has the image behind it looked into', async (t) => {
  const registry = await serveImages(new Map([['team/app', sealed]]));
  t.after(registry.stop);
  const { engine, telemetry } = await startEngine(t, policies(['**']));
  const signature = sealed.store.referrersOf.get(sealed.index.digest)?.[0]?.digest;
  assert.ok(signature);
  engine.warm({ registry: registry.host, repository: 'team/app', digest: signature });
  await warmed(telemetry, 1);
  assert.ok(registry.requests.some((one) => one.endsWith(sealed.platforms[0]?.descriptor.digest ?? 'none')));
});

test('no policy, no request; what is not there or does not answer harms nobody; the queue has an end', async (t) => {
  const registry = await serveImages(new Map([['team/app', sealed]]));
  t.after(registry.stop);
  const elsewhere = await startEngine(t, policies(['registry.example.com/**']));
  const pushed = { registry: registry.host, repository: 'team/app', digest: sealed.index.digest };
  assert.equal(elsewhere.engine.warm(pushed), false);
  const { engine, telemetry } = await startEngine(t, policies(['**']));
  engine.warm({ ...pushed, repository: 'team/nothing' });
  engine.warm({ ...pushed, registry: '127.0.0.1:1' });
  await warmed(telemetry, 2);
  assert.deepEqual(
    registry.requests.filter((one) => !one.includes('team/nothing') && one !== 'GET /v2/'),
    [],
  );
  const slow = await startHostile(() => new Promise(() => {}));
  t.after(slow.stop);
  const taken = Array.from({ length: 1500 }, (_, at) =>
    engine.warm({ registry: slow.host, repository: 'team/app', digest: sha256Digest(encodeUtf8(`${at}`)) }),
  );
  assert.equal(taken.filter((one) => one).length, 1002);
  assert.equal(taken.indexOf(false), 1002);
});
