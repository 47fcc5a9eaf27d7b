// `limits.freshSeconds`: an image that is let in again and again has its registry asked less often, and one that is kept out as often as ever.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, mock, type TestContext, test } from 'node:test';
import { DEFAULT_SERVICE } from '../../src/roads/service-settings.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { questionOf, startEngine } from '../support/test-engine.ts';
import { testCall } from '../support/walkable-image.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-kept-'));
after(() => rmSync(root, { recursive: true, force: true }));
writeFileSync(
  join(root, 'release.json'),
  JSON.stringify({
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }],
    require: { signatures: [{ by: 'release' }] },
  }),
);

/** Asks about a signed and an unsigned image, and says what became of them and for how many requests. */
async function ground(t: TestContext, freshSeconds?: number) {
  const [app, bare] = [seal(makeImage()), makeImage()];
  const registry = await serveImages(
    new Map([
      ['team/app', app],
      ['team/bare', bare],
    ]),
  );
  t.after(registry.stop);
  const limits = { ...DEFAULT_SERVICE.limits, ...(freshSeconds !== undefined && { freshSeconds }) };
  const { engine, telemetry } = await startEngine(t, root, { limits });
  mock.timers.enable({ apis: ['Date'], now: Date.now() });
  t.after(() => mock.timers.reset());
  const asked = async (name: 'app' | 'bare') => {
    const before = registry.requests.length;
    const image = `${registry.host}/team/${name}@${{ app, bare }[name].index.digest}`;
    const { entry } = await engine.verify(questionOf(image), undefined, testCall());
    return { effect: entry.effect, requests: registry.requests.length - before };
  };
  return {
    asked,
    sign: () => seal(bare),
    withdraw: () => app.store.referrersOf.clear(),
    /** The registry says that something was pushed, and it has been looked into. */
    async hint() {
      engine.warm({ registry: registry.host, repository: 'team/app', digest: app.index.digest });
      const looked = /^twinseal_step_seconds_count\{step="engine\.warm",result="ok"\} 1$/m;
      for (let tries = 0; tries < 400; tries++) {
        if (looked.test((await telemetry.metrics()).text)) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error('the image was never looked into');
    },
  };
}

test('told nothing, a service looks for evidence again after 2 seconds', async (t) => {
  const { asked } = await ground(t);
  await asked('app');
  assert.deepEqual(await asked('app'), { effect: 'admit', requests: 0 });
  mock.timers.tick(2_000);
  const { effect, requests } = await asked('app');
  assert.equal(effect, 'admit');
  assert.ok(requests > 0);
});

test('with more, what is let in is so by what was found, and what is kept out is looked for again', async (t) => {
  const { asked, sign } = await ground(t, 20);
  assert.equal((await asked('app')).effect, 'admit');
  assert.equal((await asked('bare')).effect, 'refuse');
  mock.timers.tick(2_000);
  assert.deepEqual(await asked('app'), { effect: 'admit', requests: 0 });
  sign();
  const { effect, requests } = await asked('bare');
  assert.equal(effect, 'admit');
  assert.ok(requests > 0);
  mock.timers.tick(7_000);
  assert.deepEqual([await asked('app'), await asked('bare')], Array(2).fill({ effect: 'admit', requests: 0 }));
});

test('a hint of the registry has evidence looked for at once, though it is kept', async (t) => {
  const { asked, withdraw, hint } = await ground(t, 20);
  assert.equal((await asked('app')).effect, 'admit');
  withdraw();
  mock.timers.tick(3_000);
  assert.deepEqual(await asked('app'), { effect: 'admit', requests: 0 });
  await hint();
  assert.equal((await asked('app')).effect, 'refuse');
});
