// facts/policy.md, section 1.1: N keys and M signatures made N*M pulls, and throttling by the registry became denials.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { outcomeOf } from '../../src/records/decision.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { questionOf, startEngine } from '../support/test-engine.ts';
import { testCall } from '../support/walkable-image.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-burst-'));
after(() => rmSync(root, { recursive: true, force: true }));
const policy = {
  apiVersion: 'twinseal.dev/v1',
  kind: 'Policy',
  trust: ['other', 'release', 'more'].map((name) => ({ name, cosign: { key: publicPem(testKey(name)) } })),
  require: { signatures: [{ by: 'release' }], twinBuild: { by: ['release'] } },
};
writeFileSync(join(root, 'release.json'), JSON.stringify(policy));

const images = new Map(
  Array.from({ length: 50 }, (_, at) => [
    `team/app${at}`,
    seal(makeImage({ config: { author: `${at}` } }), ['notation']),
  ]),
);

test('500 requests over 50 images at once fetch each digest once, and all are answered alike', async (t) => {
  const registry = await serveImages(images);
  t.after(registry.stop);
  const { engine, telemetry } = await startEngine(t, root);
  const names = [...images.keys()];
  const ask = (at: number) =>
    engine.verify(questionOf(`${registry.host}/${names[at % names.length]}:v1`, 'release'), undefined, testCall());
  const entries = await Promise.all(Array.from({ length: 500 }, (_, at) => ask(at)));
  assert.deepEqual([...new Set(entries.map(({ entry }) => outcomeOf(entry)))], ['allow']);
  // Tags and lists live two seconds, however long all of this takes.
  const content = registry.requests.filter((one) => /\/(?:manifests|blobs)\/sha256:[0-9a-f]{64}$/.test(one));
  const counts = new Map<string, number>();
  for (const one of content) counts.set(one, (counts.get(one) ?? 0) + 1);
  assert.deepEqual(
    [...counts].filter(([, count]) => count > 1),
    [],
  );
  assert.ok(content.length >= 50 * 5, `only ${content.length} requests were made`);
  const { text } = await telemetry.metrics();
  assert.match(text, /registry\.manifest/);
  assert.match(text, /^twinseal_gathering_bytes 0$/m, 'memory for evidence is given back');
  const before = registry.requests.length;
  await Promise.all(Array.from({ length: 50 }, (_, at) => ask(at)));
  const again = registry.requests.slice(before).filter((one) => !/\/referrers\/|\/manifests\/(?:v1|sha256-)/.test(one));
  assert.deepEqual([...new Set(again)], [], 'only tags and lists may be asked for again');
});

test('a registry that throttles makes no denial, and nothing of it is remembered', async (t) => {
  const registry = await serveImages(images);
  t.after(registry.stop);
  const { engine } = await startEngine(t, root);
  registry.throttle(true);
  const ask = (within = testCall()) =>
    engine.verify(questionOf(`${registry.host}/team/app0:v1`, 'release'), undefined, within);
  const hurried = await Promise.all(Array.from({ length: 20 }, () => ask()));
  assert.deepEqual([...new Set(hurried.map(({ entry }) => outcomeOf(entry)))], ['indeterminate']);
  registry.throttle(false);
  assert.equal(outcomeOf((await ask()).entry), 'allow');
});
