// Two images whose layers never come once held both turns to walk layers until their deadline, and everybody else waited for them.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { outcomeOf } from '../../src/records/decision.ts';
import { DEFAULT_SERVICE } from '../../src/roads/service-settings.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { questionOf, startEngine } from '../support/test-engine.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-slow-walks-'));
after(() => rmSync(root, { recursive: true, force: true }));
const policy = {
  apiVersion: 'twinseal.dev/v1',
  kind: 'Policy',
  trust: [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }],
  require: { signatures: [{ by: 'release' }], twinBuild: { by: ['release'] } },
};
writeFileSync(join(root, 'release.json'), JSON.stringify(policy));

const SECONDS = 24;
const HOSTILE = 4;

test('images whose layers never come keep nobody from being walked, and are "could not tell"', async (t) => {
  const images = new Map(
    Array.from({ length: HOSTILE + 6 }, (_, at) => [
      at < HOSTILE ? `evil/app${at}` : `team/app${at}`,
      seal(makeImage({ config: { author: `${at}` } })),
    ]),
  );
  const layers = new Set(
    [...images].flatMap(([name, { store }]) =>
      name.startsWith('evil/')
        ? [...store.contents].flatMap(([digest, bytes]) => (bytes[0] === 0x1f ? [`/v2/${name}/blobs/${digest}`] : []))
        : [],
    ),
  );
  const over = new AbortController();
  const registry = await serveImages(images, undefined, (path) =>
    layers.has(path)
      ? new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve(), { once: true }))
      : undefined,
  );
  const { engine, telemetry } = await startEngine(t, root, {
    limits: { ...DEFAULT_SERVICE.limits, verifySeconds: SECONDS },
  });
  t.after(async () => {
    over.abort();
    await registry.stop();
  });
  const began = Date.now();
  const ask = async (name: string) => {
    const call = { signal: AbortSignal.timeout(SECONDS * 1000), deadline: Date.now() + SECONDS * 1000 };
    const { entry } = await engine.verify(questionOf(`${registry.host}/${name}:v1`, 'release'), undefined, call);
    return { entry, outcome: outcomeOf(entry), seconds: (Date.now() - began) / 1000 };
  };
  const names = [...images.keys()];
  // Those that never end come first, and hold every turn.
  const hostile = names.filter((name) => name.startsWith('evil/')).map(ask);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const honest = await Promise.all(names.filter((name) => name.startsWith('team/')).map(ask));
  assert.deepEqual([...new Set(honest.map(({ outcome }) => outcome))], ['allow']);
  const slowest = Math.max(...honest.map(({ seconds }) => seconds));
  t.diagnostic(`the slowest honest answer after ${slowest} s of ${SECONDS}`);
  assert.ok(slowest < SECONDS, `${slowest} s`);
  const answers = await Promise.all(hostile);
  assert.deepEqual([...new Set(answers.map(({ outcome }) => outcome))], ['indeterminate']);
  assert.match((await telemetry.metrics()).text, /^twinseal_crowded_total\{what="walk"\} [1-9]/m);
  const told = answers.map(({ entry }) => JSON.stringify(entry));
  assert.ok(
    told.some((text) => /while others waited/.test(text)),
    told.join('\n').slice(0, 3000),
  );
});
