// A real registry behind a proxy that spoils answers: nothing corrupt is accepted, no fault is a denial, a repeat succeeds.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { openPlaces } from '../../src/adapters/places.ts';
import { serialiseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { copyImage } from '../../src/roads/copy.ts';
import { pull } from '../../src/roads/pull.ts';
import { push } from '../../src/roads/push.ts';
import { blobOf, CALL, documentOf } from '../stages/sample-image.ts';
import { compressibleBytes } from '../support/compressible-bytes.ts';
import { FAULTS, type FaultKind, type FaultyProxy, faultyProxy } from '../support/faulty-proxy.ts';
import { drain, reply, startHostile } from '../support/hostile-registry.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { writeLayout } from '../support/written-layout.ts';
import { runPeer, withoutPeers } from './peer.ts';
import { REGISTRIES } from './registry.ts';

const quiet = (): void => {};
const limits = { retries: 1, backoff: 1, idle: 5_000 };
const places = openPlaces({ limits });
after(() => places.close());
const root = await mkdtemp(join(tmpdir(), 'twinseal-faults-'));
after(() => rm(root, { recursive: true, force: true }));
const folder = join(root, 'app.oci');
await writeLayout(seal(makeImage()), folder);
const key = join(root, 'cosign.pub');
await writeFile(key, publicPem(testKey('release')));
const elsewhere = await startHostile(
  (_, response) => reply(response, 200, { 'content-type': 'text/html' }, '<html>please sign in</html>'),
  '127.0.0.2',
);
after(elsewhere.stop);

/** Every fourth request or so is spoilt, the same ones each time for one seed. */
function someOf(kinds: readonly FaultKind[], seed: number): (request: IncomingMessage) => FaultKind | undefined {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return () => (next() % 4 === 0 ? kinds[next() % kinds.length] : undefined);
}

/** Tries until it succeeds; the last tries see no faults. @returns how many failed */
async function untilDone(proxy: FaultyProxy, what: string, attempt: () => Promise<unknown>): Promise<number> {
  for (let tries = 0; tries < 12; tries++) {
    if (tries === 10) proxy.plan(() => undefined);
    try {
      await attempt();
      proxy.plan(() => undefined);
      return tries;
    } catch (error) {
      assert.ok(error instanceof TwinsealError, `${what}: ${String(error)}`);
      const known =
        error.kind.exit === 3 ||
        ['CONTENT_MISMATCH', 'CONTENT_TOO_LARGE', 'REGISTRY_HOST_FORBIDDEN'].includes(error.code);
      assert.ok(known, `${what}: ${error.code} ${error.message}`);
    }
  }
  return assert.fail(`${what}: it never succeeded`);
}

/** What holds whatever a registry's answers come to. */
export function registryFaults(kind: keyof typeof REGISTRIES): void {
  const start = REGISTRIES[kind];
  const skip = withoutPeers('registry-distribution', 'registry-ggcr', 'crane');
  describe(`faults before ${kind}`, { skip }, async () => {
    const registry = await start();
    after(registry.stop);
    const proxy = await faultyProxy(registry.host, elsewhere.host);
    after(proxy.stop);

    test('a push through faults ends whole, and no attempt leaves a name that leads to holes', async () => {
      let failed = 0;
      for (const seed of [1, 2, 3, 4, 5, 6]) {
        proxy.plan(someOf(FAULTS, seed * 7919));
        const name = `team/app${seed}`;
        failed += await untilDone(proxy, `push with the seed ${seed}`, async () => {
          try {
            await push(places, { layout: folder, reference: `${proxy.host}/${name}:v1` }, CALL, quiet);
          } catch (error) {
            const there = await runPeer('crane', ['digest', '--insecure', `${registry.host}/${name}:v1`]);
            if (there.status === 0) await whole(`${registry.host}/${name}:v1`);
            throw error;
          }
        });
        await whole(`${registry.host}/${name}:v1`);
      }
      assert.ok(failed > 0, 'no fault was felt');
    });

    test('a pull through faults gives the very image, or a fault', async () => {
      const reference = `${proxy.host}/pulled:v1`;
      proxy.plan(() => undefined);
      const pushed = await push(places, { layout: folder, reference }, CALL, quiet);
      let failed = 0;
      for (const seed of [1, 2, 3, 4, 5, 6]) {
        const layout = join(root, `${kind}-${seed}.oci`);
        proxy.plan(someOf(FAULTS, seed * 104729));
        failed += await untilDone(proxy, `pull with the seed ${seed}`, () =>
          pull(places, { reference, layout }, CALL, quiet),
        );
        const reader = await places.layout(layout, CALL);
        assert.equal((await reader.resolve('v1', CALL)).digest, pushed.digest);
        // A copy reads and hashes everything.
        const target = await places.newLayout(join(root, 'copy.oci'), CALL);
        const report = await copyImage({ source: reader, target, image: 'v1' }, CALL, quiet);
        await target.abort();
        assert.equal(report.referrers, pushed.referrers);
      }
      assert.ok(failed > 0, 'no fault was felt');
      for (const fault of FAULTS) assert.ok((proxy.done.get(fault) ?? 0) > 0, `${fault} was never done`);
    });

    test('a tag that moves between two requests is resolved once', async () => {
      const other = join(root, `${kind}-other.oci`);
      await writeLayout(seal(makeImage({ run: { Entrypoint: ['/other'] } })), other);
      const reference = `${proxy.host}/moving:v1`;
      await push(places, { layout: folder, reference }, CALL, quiet);
      const second = await push(places, { layout: other, reference: `${proxy.host}/moving:v2` }, CALL, quiet);
      const layout = join(root, `${kind}-moving.oci`);
      let moved: Promise<unknown> | undefined;
      proxy.plan((request) => {
        // The first thing that is asked after the tag: now the tag names another image.
        if (request.method === 'GET' && /blobs|manifests\/sha256/.test(request.url ?? ''))
          moved ??= runPeer('crane', ['tag', '--insecure', `${registry.host}/moving:v2`, 'v1']);
        return undefined;
      });
      const { digest } = await pull(places, { reference, layout }, CALL, quiet);
      assert.ok(moved !== undefined);
      await moved;
      proxy.plan(() => undefined);
      assert.notEqual(digest, second.digest);
      const reader = await places.layout(layout, CALL);
      assert.equal((await reader.resolve(undefined, CALL)).digest, digest);
    });

    test('a verdict through faults is the one without them, or none', async () => {
      const words = (host: string) => ['verify', `${host}/pulled:v1`, '--cosign-key', key, '--timeout', '20'];
      const clean = await twinseal(words(registry.host));
      assert.equal(clean.status, 0, clean.stderr);
      for (const seed of [11, 12, 13, 14, 15, 16]) {
        proxy.plan(someOf(FAULTS, seed * 15485863));
        const { status, stdout, stderr } = await twinseal(words(proxy.host));
        assert.ok(status === 0 || status === 3, `seed ${seed}: ${status}\n${stdout}${stderr}`);
      }
      proxy.plan(() => undefined);
      assert.equal((await twinseal(words(proxy.host))).status, 0);
    });

    test('a pull that was interrupted goes on: what came whole is not asked for again', async () => {
      const layers = [1, 2].map((seed) => compressibleBytes(2_000_000, seed));
      const config = documentOf(MEDIA_TYPES.ociEmpty, new TextEncoder().encode('{}'));
      const type = 'application/x.test.layer';
      const image = documentOf(
        MEDIA_TYPES.ociManifest,
        serialiseImageManifest({
          schemaVersion: 2,
          mediaType: MEDIA_TYPES.ociManifest,
          artifactType: 'application/x.test',
          config: config.descriptor,
          layers: layers.map((bytes) => documentOf(type, bytes).descriptor),
        }),
      );
      const repository = places.repository(`${registry.host}/large`);
      for (const bytes of [...layers, config.bytes]) await repository.putBlob(blobOf(bytes), CALL);
      await repository.putManifest(image, CALL, 'v1');
      const [first, second] = layers.map((bytes) => blobOf(bytes).digest);
      assert.ok(first !== undefined && second !== undefined);
      const layout = join(root, `${kind}-large.oci`);
      // The second layer never comes, until the first has.
      proxy.plan((request) => (request.url?.includes(second) === true ? 'refuse' : undefined));
      const words = ['pull', `${proxy.host}/large:v1`, layout, '--timeout', '60'];
      const broken = await twinseal(words);
      assert.equal(broken.status, 3, broken.stderr);
      assert.match(broken.stderr, /20000\d\d bytes are kept beside/);
      proxy.plan(() => undefined);
      const before = proxy.asked.length;
      const done = await twinseal(words);
      assert.equal(done.status, 0, done.stderr);
      const asked = proxy.asked.slice(before).join('\n');
      assert.ok(!asked.includes(first) && asked.includes(second), asked);
      assert.match(done.stdout, /1 sent, 2 mounted/);
      const reader = await places.layout(layout, CALL);
      for (const bytes of layers)
        assert.deepEqual(await drain(reader.blob(blobOf(bytes), CALL).open()), Buffer.from(bytes));
      // And a second pull fetches no blob at all.
      const again = proxy.asked.length;
      assert.equal((await twinseal(words)).status, 0);
      assert.ok(!proxy.asked.slice(again).some((line) => line.startsWith('GET') && line.includes('/blobs/')));
    });
  });
}

async function whole(reference: string): Promise<void> {
  const { status, stderr } = await runPeer('crane', ['validate', '--insecure', '--fast', '--remote', reference]);
  assert.equal(status, 0, `${reference}: ${stderr}`);
}
