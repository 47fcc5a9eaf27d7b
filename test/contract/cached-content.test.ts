import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cachedContent } from '../../src/adapters/cached-content/cached-content.ts';
import { CONTENT_LIMITS, contentMemory } from '../../src/adapters/cached-content/content-memory.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import type { Call } from '../../src/ports/call.ts';
import type { ContentReader } from '../../src/ports/content.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { ImageStore } from '../support/image-store.ts';
import { attachBundle, makeImage, seal } from '../support/sealed-image.ts';
import { testCall } from '../support/walkable-image.ts';

function setUp(limits = CONTENT_LIMITS) {
  const image = seal(makeImage());
  const clock = { time: 1_000_000 };
  const memory = contentMemory(() => clock.time, limits);
  const loans = { lent: 0, open: 0 };
  const wrap = (reader: ContentReader): ContentReader =>
    cachedContent(
      {
        name: reader.name,
        repository: reader.repository,
        lend() {
          loans.lent++;
          loans.open++;
          return { reader, giveBack: () => void loans.open-- };
        },
      },
      memory,
    );
  return { image, clock, memory, loans, wrap, reader: wrap(image.store), asked: image.store.fetches };
}
async function readAll(reader: ContentReader, descriptor: { digest: never; size: number }, call: Call = testCall()) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of reader.blob(descriptor, call).open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const times = (list: readonly string[], what: string): number => list.filter((one) => one === what).length;

test('a digest is fetched once, however many ask at once or later; tags and referrers are asked for anew after seconds', async () => {
  const { image, clock, loans, reader, asked } = setUp();
  const { digest } = image.index;
  const blob = [...image.store.contents].find(([, bytes]) => bytes[0] === 0x1f) as [never, Uint8Array];
  const layer = { digest: blob[0], size: blob[1].length };
  const ask = () =>
    Promise.all([
      reader.resolve('v1', testCall()),
      reader.manifest(digest, testCall()),
      reader.referrers(digest, testCall()),
      readAll(reader, layer),
    ]);
  await Promise.all(Array.from({ length: 50 }, ask));
  const [resolved, manifest, listing, bytes] = await ask();
  assert.equal(resolved.digest, digest);
  assert.equal(sha256Digest(manifest.bytes), digest);
  assert.equal(listing.descriptors.length, image.store.referrersOf.get(digest)?.length);
  assert.deepEqual(bytes, Buffer.from(blob[1]));
  const before = asked.length;
  assert.equal(times(asked, `blob ${layer.digest}`), 1);
  assert.equal(times(asked, `referrers ${digest}`), 1);
  clock.time += CONTENT_LIMITS.fresh;
  await ask();
  assert.equal(times(asked, `referrers ${digest}`), 2);
  assert.equal(times(asked, `blob ${layer.digest}`), 1);
  assert.ok(asked.length - before <= 2);
  assert.equal(loans.open, 0);
});

test('a tag that is asked for over and over is resolved anew before its time is over, once, and nobody waits for that', async () => {
  const { image, clock, wrap } = setUp();
  const { store } = image;
  const seen = { resolved: 0, failing: false };
  const reader = wrap({
    name: store.name,
    repository: store.repository,
    blob: (descriptor) => store.blob(descriptor),
    manifest: (digest) => store.manifest(digest),
    referrers: (subject) => store.referrers(subject),
    async resolve(target) {
      seen.resolved++;
      if (seen.failing) throw new TwinsealError('REGISTRY_FAILED', 'no');
      return await store.resolve(target);
    },
  });
  const resolve = async () => (await reader.resolve('v1', testCall())).digest;
  const settled = () => new Promise((done) => setTimeout(done, 50));
  assert.equal(await resolve(), image.index.digest);
  clock.time += CONTENT_LIMITS.fresh * 0.5;
  await resolve();
  await settled();
  assert.equal(seen.resolved, 1);
  clock.time += CONTENT_LIMITS.fresh * 0.2;
  await Promise.all([resolve(), resolve()]);
  await settled();
  assert.equal(seen.resolved, 2);
  clock.time += CONTENT_LIMITS.fresh * 0.5;
  await resolve();
  await settled();
  assert.equal(seen.resolved, 2);
  // What can't be resolved anew is remembered no longer than before.
  seen.failing = true;
  clock.time += CONTENT_LIMITS.fresh * 0.2;
  await resolve();
  await settled();
  await resolve();
  assert.equal(seen.resolved, 3);
  clock.time += CONTENT_LIMITS.fresh * 0.5;
  await assert.rejects(resolve(), { code: 'REGISTRY_FAILED' });
});

test('whoever asks anew is given no list, no tag and no absence that is remembered, and others what he was told', async () => {
  const { image, memory, wrap } = setUp();
  const { store } = image;
  const { digest } = image.index;
  const asked: string[] = [];
  let tagged = false;
  const list = store.referrers.bind(store);
  store.referrers = async (subject) => {
    asked.push('referrers');
    return await list(subject);
  };
  const tags = Object.assign(store, {
    async cosignTag(_subject: string, kind: string) {
      asked.push(kind);
      return tagged ? image.index : undefined;
    },
  });
  const reader = wrap(tags);
  const ask = async (call: Call) => [
    (await reader.referrers(digest, call)).descriptors.length,
    (await reader.cosignTag?.(digest, 'sig', call))?.digest,
  ];
  const before = store.referrersOf.get(digest)?.length ?? 0;
  for (let n = 0; n < 3; n++) assert.deepEqual(await ask(testCall()), [before, undefined]);
  assert.deepEqual(asked, ['referrers', 'sig'], 'list and absence are remembered');
  attachBundle(store, image.index, Buffer.from('{"another":1}'));
  tagged = true;
  assert.deepEqual(await ask(testCall()), [before, undefined]);
  for (let n = 0; n < 2; n++) assert.deepEqual(await ask({ ...testCall(), anew: true }), [before + 1, digest]);
  assert.equal(asked.length, 6);
  assert.deepEqual(await ask(testCall()), [before + 1, digest]);
  assert.equal(asked.length, 6, 'remembered again');
  // The absence from before is over: when room is made for other tags, this one is asked for.
  memory.tags.delete(`${store.repository} sig ${digest}`);
  assert.deepEqual(await ask(testCall()), [before + 1, digest]);
  assert.deepEqual(asked.slice(6), ['sig']);
  // And the other way round: what is gone is not told from before.
  tagged = false;
  assert.deepEqual(await ask({ ...testCall(), anew: true }), [before + 1, undefined]);
  assert.deepEqual(await ask(testCall()), [before + 1, undefined]);
});

test('a tag of cosign whose manifest is gone by the time that it is read is absent; a fault of it is a fault', async () => {
  const { image, wrap } = setUp();
  const { digest } = image.index;
  const tagged = { ...image.index, digest: sha256Digest(Buffer.from('gone')) };
  const reader = wrap(Object.assign(image.store, { cosignTag: async () => tagged }));
  assert.equal(await reader.cosignTag?.(digest, 'sig', testCall()), undefined);
  const failing = wrap(
    Object.assign(image.store, {
      async cosignTag() {
        throw new TwinsealError('REGISTRY_FAILED', 'no');
      },
    }),
  );
  await assert.rejects(async () => failing.cosignTag?.(digest, 'att', testCall()), { code: 'REGISTRY_FAILED' });
});

test('what one repository holds is not found in another', async () => {
  const { image, reader, wrap } = setUp();
  await reader.manifest(image.index.digest, testCall());
  const other = new ImageStore();
  other.repository = 'registry.example.com/other/app';
  await assert.rejects(wrap(other).manifest(image.index.digest, testCall()), { code: 'CONTENT_NOT_FOUND' });
});

test('an absence holds for seconds, a fault for nobody', async () => {
  const { image, clock, reader, asked } = setUp();
  const missing = sha256Digest(new Uint8Array([1]));
  const look = () => assert.rejects(reader.manifest(missing, testCall()), { code: 'CONTENT_NOT_FOUND' });
  await look();
  await look();
  assert.equal(times(asked, `manifest ${missing}`), 1);
  clock.time += CONTENT_LIMITS.fresh;
  await look();
  assert.equal(times(asked, `manifest ${missing}`), 2);
  const { digest } = image.index;
  for (const what of ['manifest', 'referrers'] as const) {
    image.store.failures.set(`${what} ${digest}`, new TwinsealError('REGISTRY_THROTTLED', 'slow down'));
    await assert.rejects(reader[what](digest, testCall()), { code: 'REGISTRY_THROTTLED' });
    image.store.failures.clear();
    await reader[what](digest, testCall());
  }
});

test('a fetch outlives the caller who came first, and ends with the last one', async () => {
  const { image, wrap } = setUp();
  const seen: AbortSignal[] = [];
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const { store } = image;
  const slow = wrap({
    name: 'slow',
    repository: 'slow',
    resolve: (target) => store.resolve(target),
    blob: (descriptor) => store.blob(descriptor),
    referrers: (subject) => store.referrers(subject),
    async manifest(digest, { signal }) {
      seen.push(signal);
      await gate;
      return await store.manifest(digest);
    },
  });
  const { digest } = image.index;
  const [first, second] = [new AbortController(), new AbortController()];
  const ask = ({ signal }: AbortController) => slow.manifest(digest, { signal, deadline: Date.now() + 60_000 });
  const gone = assert.rejects(ask(first), { name: 'AbortError' });
  const stays = ask(second);
  first.abort();
  await gone;
  assert.deepEqual([seen.length, seen[0]?.aborted], [1, false]);
  open();
  assert.equal((await stays).descriptor.digest, digest);
});

test('a fetch that nobody waits for any more is ended', async () => {
  const { image, wrap } = setUp();
  let seen: AbortSignal | undefined;
  const slow = wrap({
    name: 'slow',
    repository: 'slow',
    resolve: (target) => image.store.resolve(target),
    blob: (descriptor) => image.store.blob(descriptor),
    referrers: (subject) => image.store.referrers(subject),
    manifest(_digest, { signal }) {
      seen = signal;
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  });
  const callers = [new AbortController(), new AbortController()];
  const asking = callers.map(({ signal }) =>
    assert.rejects(slow.manifest(image.index.digest, { signal, deadline: Date.now() + 60_000 }), {
      name: 'AbortError',
    }),
  );
  for (const caller of callers) {
    assert.equal(seen?.aborted, false);
    caller.abort();
    await asking.shift();
  }
  assert.equal(seen?.aborted, true);
});

test('a fetch that never ends is given up after its own time, as a fault', async () => {
  const { image, wrap } = setUp({ ...CONTENT_LIMITS, fetch: 30 });
  const stalled = wrap({
    name: 'stalled',
    repository: 'stalled',
    resolve: (target) => image.store.resolve(target),
    blob: (descriptor) => image.store.blob(descriptor),
    referrers: (subject) => image.store.referrers(subject),
    manifest: (_digest, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  });
  await assert.rejects(stalled.manifest(image.index.digest, testCall()), { code: 'TIMEOUT' });
});

test('memory has a bound: what is large passes through, and the oldest goes first', async () => {
  const { image, memory, reader, asked } = setUp({ ...CONTENT_LIMITS, documents: 40_000, blob: 2_000 });
  const big = image.store.put(new Uint8Array(3_000), 'x') as unknown as { digest: never; size: number };
  assert.equal((await readAll(reader, big)).length, 3_000);
  await readAll(reader, big);
  assert.equal(times(asked, `blob ${big.digest}`), 2);
  const many = Array.from({ length: 40 }, (_, at) => image.store.put(new Uint8Array(1_000).fill(at), 'x'));
  for (const one of many) await readAll(reader, one as never);
  const [oldest, newest] = [many[0], many[39]];
  assert.equal(memory.blobs.get(`${image.store.repository} ${oldest?.digest} 1000`), undefined);
  assert.equal(memory.blobs.get(`${image.store.repository} ${newest?.digest} 1000`)?.length, 1_000);
});
