import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { nextLink } from '../../src/adapters/registry/link-header.ts';
import { openRegistries } from '../../src/adapters/registry/registries.ts';
import { parseDigest, sha256Digest } from '../../src/formats/digest.ts';
import { fallbackTag } from '../../src/formats/oci/fallback-tag.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { CALL, jsonDocument, sampleImage } from '../stages/sample-image.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { type Answer, refused, reply, startHostile } from '../support/hostile-registry.ts';

const limits = { retries: 1, backoff: 1, referrerPages: 4, referrerEntries: 10 };
const { index, referrer, platforms } = sampleImage();
const subject = index.descriptor.digest;
const tag = fallbackTag(subject);
const INDEX = { 'content-type': MEDIA_TYPES.ociIndex };
const entry = (text: string) => ({
  mediaType: MEDIA_TYPES.ociManifest,
  digest: sha256Digest(new TextEncoder().encode(text)),
  size: 10,
});
const listOf = (...entries: readonly object[]) =>
  JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: entries });

async function open(t: { after(fn: () => Promise<void>): void }, answer: Answer) {
  const registry = await startHostile(answer);
  t.after(registry.stop);
  return { registry, repository: openRegistries({ limits }).repository(`${registry.host}/app`) };
}

test('pages are followed to the end, and each referrer counts once', async (t) => {
  const { repository } = await open(t, (request, response) => {
    const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? '1');
    const link: Record<string, string> = page < 3 ? { link: `<?page=${page + 1}>; rel="next"` } : {};
    reply(response, 200, { ...INDEX, ...link }, listOf(entry(`on page ${page}`), entry('on all')));
  });
  const listing = await repository.referrers(subject, CALL);
  assert.equal(listing.overflow, false);
  assert.deepEqual(
    listing.descriptors.map(({ digest }) => digest),
    ['on page 1', 'on all', 'on page 2', 'on page 3'].map((text) => entry(text).digest),
  );
});

test('pages or entries without end, and pages in a circle, overflow and are told as such', async (t) => {
  let page = 0;
  const endless = await open(t, (_, response) =>
    reply(response, 200, { ...INDEX, link: `</v2/app/referrers/x?page=${++page}>; rel=next` }, listOf()),
  );
  assert.equal((await endless.repository.referrers(subject, CALL)).overflow, true);
  assert.equal(endless.registry.asked.length, limits.referrerPages);
  const circle = await open(t, (request, response) =>
    reply(response, 200, { ...INDEX, link: `<${request.url}>; rel="next"` }, listOf(entry('a'))),
  );
  assert.equal((await circle.repository.referrers(subject, CALL)).overflow, true);
  assert.equal(circle.registry.asked.length, 1);
  const crowd = Array.from({ length: 11 }, (_, i) => entry(`${i}`));
  const many = await open(t, (_, response) => reply(response, 200, INDEX, listOf(...crowd)));
  const listing = await many.repository.referrers(subject, CALL);
  assert.deepEqual([listing.overflow, listing.descriptors.length], [true, 10]);
  const tagged = await open(t, (request, response) =>
    request.url?.includes('/referrers/') ? reply(response, 404) : reply(response, 200, INDEX, listOf(...crowd)),
  );
  const byTag = await tagged.repository.referrers(subject, CALL);
  assert.deepEqual([byTag.form, byTag.overflow, byTag.descriptors.length], ['referrers-tag', true, 10]);
});

test('a list that is malformed, or gone at the second page, is a fault and not an empty list', async (t) => {
  for (const body of [
    '',
    '{}',
    'null',
    '[]',
    listOf({ digest: 'x' }),
    '{"schemaVersion":2,"manifests":null}',
    listOf({ ...entry('a'), size: -1 }),
  ]) {
    const { repository } = await open(t, (_, response) => reply(response, 200, INDEX, body));
    await refused(repository.referrers(subject, CALL), 'REGISTRY_PROTOCOL', /malformed/);
  }
  const { repository } = await open(t, (request, response) =>
    request.url?.includes('page=2')
      ? reply(response, 404)
      : reply(response, 200, { ...INDEX, link: '<?page=2>; rel="next"' }, listOf(entry('a'))),
  );
  await refused(repository.referrers(subject, CALL), 'REGISTRY_PROTOCOL', /lost the list/);
});

test('whoever may push can not have the API passed over: what it says of one subject is said of no other', async (t) => {
  // An index may name a child by an algorithm that the registry does not know, and a tag may lie where its referrers would.
  const foreign = parseDigest('foo:abc');
  const { repository } = await open(t, (request, response) => {
    const path = request.url ?? '';
    if (path.includes('/referrers/sha256:')) return reply(response, 200, INDEX, listOf(entry('newer, bad')));
    if (path.includes('/referrers/')) return reply(response, 400);
    return reply(response, 200, INDEX, listOf(entry(path.endsWith(tag) ? 'older, good' : 'junk')));
  });
  const newer = { form: 'referrers-api', descriptors: [entry('newer, bad')], overflow: false };
  assert.deepEqual(await repository.referrers(subject, CALL), newer);
  const listing = await repository.referrers(foreign, CALL);
  assert.deepEqual([listing.form, listing.descriptors], ['referrers-tag', [entry('junk')]]);
  assert.deepEqual(await repository.referrers(subject, CALL), newer);
});

test('without the API the tag is read; nothing there is none, a fault stays a fault', async (t) => {
  const answers: readonly (readonly [number, string])[] = [
    [404, ''],
    [400, ''],
    [405, ''],
    [406, ''],
    [200, 'text/plain'],
  ];
  for (const [status, type] of answers) {
    const { registry, repository } = await open(t, (request, response) =>
      request.url?.includes('/referrers/') ? reply(response, status, { 'content-type': type }) : reply(response, 404),
    );
    assert.deepEqual(await repository.referrers(subject, CALL), {
      form: 'referrers-tag',
      descriptors: [],
      overflow: false,
    });
    assert.equal(registry.asked.at(-1)?.path, `/v2/app/manifests/${tag}`);
  }
  for (const [status, code] of [
    [401, 'REGISTRY_UNAUTHORIZED'],
    [403, 'REGISTRY_UNAUTHORIZED'],
    [429, 'REGISTRY_THROTTLED'],
    [500, 'REGISTRY_FAILED'],
  ] as const) {
    const byApi = await open(t, (_, response) => reply(response, status));
    await refused(byApi.repository.referrers(subject, CALL), code);
    const byTag = await open(t, (request, response) =>
      reply(response, request.url?.includes('/referrers/') ? 404 : status),
    );
    await refused(byTag.repository.referrers(subject, CALL), code);
  }
});

test('a web page in the place of the list is no absence; with the tag there, it is a server without the API', async (t) => {
  const page = { 'content-type': 'text/html' };
  const signIn = await open(t, (request, response) =>
    request.url?.includes('/referrers/') ? reply(response, 200, page, '<html>') : reply(response, 404),
  );
  await refused(signIn.repository.referrers(subject, CALL), 'REGISTRY_PROTOCOL', /HTML page/);
  const old = await open(t, (request, response) =>
    request.url?.includes('/referrers/')
      ? reply(response, 200, page, '<html>')
      : reply(response, 200, INDEX, listOf(entry('a'))),
  );
  assert.equal((await old.repository.referrers(subject, CALL)).descriptors.length, 1);
});

test('a fallback tag that holds no index is a fault to read, and never overwritten', async (t) => {
  const { registry, repository } = await open(t, (request, response) => {
    request.resume();
    if (request.method === 'PUT') return reply(response, 201);
    if (request.url?.includes('/referrers/')) return reply(response, 404);
    return reply(response, 200, { 'content-type': MEDIA_TYPES.ociManifest }, platforms[0].manifest.bytes);
  });
  await refused(repository.referrers(subject, CALL), 'REGISTRY_PROTOCOL', /holds something else/);
  await refused(repository.putManifest(referrer, CALL), 'REGISTRY_TAG_TAKEN', /not overwritten/);
  assert.deepEqual(
    registry.asked.filter(({ method }) => method === 'PUT').map(({ path }) => path),
    [`/v2/app/manifests/${referrer.descriptor.digest}`],
  );
});

/** A registry without the API that remembers its fallback tag, and lets another writer come in between. */
function tagKeeper(meddle: (held: string | undefined, writes: number) => string | undefined) {
  let held: string | undefined;
  let writes = 0;
  const answer: Answer = async (request, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (request.url?.includes('/referrers/')) return reply(response, 404);
    if (request.method === 'PUT' && request.url?.endsWith(tag)) held = meddle(body, ++writes);
    if (request.method === 'PUT') return reply(response, 201);
    return held === undefined ? reply(response, 404) : reply(response, 200, INDEX, held);
  };
  return { answer, held: () => held, writes: () => writes };
}

test('another writer who replaces the list is seen, and both entries are kept', async (t) => {
  const keeper = tagKeeper((body, writes) => (writes === 1 ? listOf({ ...entry('theirs'), 'x-unknown': [1] }) : body));
  const { repository } = await open(t, keeper.answer);
  const { notes, referrer: form } = await repository.putManifest(referrer, CALL);
  assert.equal(form, 'referrers-tag');
  assert.match(notes.join('\n'), /another writer of the tag .* was seen/);
  const { manifests } = JSON.parse(keeper.held() ?? '');
  assert.deepEqual(manifests[0], { ...entry('theirs'), 'x-unknown': [1] }, 'an entry is carried over as it is');
  assert.equal(manifests[1].digest, referrer.descriptor.digest);
  assert.equal(manifests[1].artifactType, MEDIA_TYPES.sigstoreBundle);
});

/** Manifests that are attached to the same subject and differ in an annotation. */
const attachments = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    jsonDocument(MEDIA_TYPES.ociManifest, {
      ...JSON.parse(new TextDecoder().decode(referrer.bytes)),
      annotations: { 'com.example.number': `${i}` },
    }),
  );

test('what is pushed together is listed together, in few writes of the tag, and the missing API is asked for once', async (t) => {
  const keeper = tagKeeper((body) => body);
  const { registry, repository } = await open(t, keeper.answer);
  const [first, ...others] = attachments(13);
  assert.ok(first !== undefined);
  await repository.putManifest(first, CALL);
  await Promise.all(others.map((manifest) => repository.putManifest(manifest, CALL)));
  const { manifests } = JSON.parse(keeper.held() ?? '') as { manifests: { digest: string }[] };
  assert.deepEqual(
    new Set(manifests.map(({ digest }) => digest)),
    new Set([first, ...others].map(({ descriptor }) => descriptor.digest)),
  );
  assert.equal(manifests.length, 13);
  assert.ok(keeper.writes() < 8, `the tag was written ${keeper.writes()} times`);
  assert.equal(registry.asked.filter(({ path }) => path.includes('/referrers/')).length, 1);
});

test('entries of another call are not lost with a call that is ended', async (t) => {
  const stopped = new AbortController();
  const keeper = tagKeeper((body, writes) => {
    if (writes === 1) stopped.abort();
    return body;
  });
  const { repository } = await open(t, keeper.answer);
  const [mine, theirs] = attachments(2);
  assert.ok(mine !== undefined && theirs !== undefined);
  const ended = repository.putManifest(mine, { ...CALL, signal: stopped.signal });
  const [, second] = await Promise.allSettled([ended, repository.putManifest(theirs, CALL)]);
  assert.equal(second.status, 'fulfilled');
  const { manifests } = JSON.parse(keeper.held() ?? '') as { manifests: { digest: string }[] };
  assert.ok(manifests.some(({ digest }) => digest === theirs.descriptor.digest));
});

test('a list that never keeps our entry is given up on, with a fault', async (t) => {
  const keeper = tagKeeper(() => listOf(entry('theirs')));
  const { repository } = await open(t, keeper.answer);
  await refused(repository.putManifest(referrer, CALL), 'REGISTRY_FAILED', /push again/);
  assert.ok(keeper.writes() <= 6);
});

test('two sha512 subjects that share a tag get only what is really theirs', async (t) => {
  const hex = 'ab'.repeat(32);
  const [ours, theirs] = [parseDigest(`sha512:${hex}${'0'.repeat(64)}`), parseDigest(`sha512:${hex}${'1'.repeat(64)}`)];
  assert.equal(fallbackTag(ours), `sha512-${hex}`);
  assert.equal(fallbackTag(ours), fallbackTag(theirs));
  const attached = (to: string) =>
    jsonDocument(MEDIA_TYPES.ociManifest, {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociManifest,
      artifactType: 'application/x.test',
      config: { mediaType: MEDIA_TYPES.ociEmpty, digest: entry('{}').digest, size: 2 },
      layers: [],
      subject: { mediaType: MEDIA_TYPES.ociIndex, digest: to, size: 5 },
    });
  const documents = [attached(ours), attached(theirs)];
  const { repository } = await open(t, (request, response) => {
    if (request.url?.includes('/referrers/')) return reply(response, 404);
    if (request.url?.endsWith(`sha512-${hex}`))
      return reply(response, 200, INDEX, listOf(...documents.map(({ descriptor }) => descriptor), entry('gone')));
    const found = documents.find(({ descriptor }) => request.url?.endsWith(descriptor.digest));
    if (found === undefined) return reply(response, 404);
    return reply(response, 200, { 'content-type': MEDIA_TYPES.ociManifest }, found.bytes);
  });
  const of = async (digest: typeof ours) =>
    (await repository.referrers(digest, CALL)).descriptors.map((found) => found.digest);
  assert.deepEqual(await of(ours), [documents[0]?.descriptor.digest]);
  assert.deepEqual(await of(theirs), [documents[1]?.descriptor.digest]);
});

test('the next link is read as RFC 8288 has it, and hostile ones cost nothing', () => {
  assert.equal(nextLink('</a?n=1&last=b>; rel="next"'), '/a?n=1&last=b');
  assert.equal(nextLink('<a>; rel=next'), 'a');
  assert.equal(nextLink('<p>; rel="prev", <n>; title="x, \\"y\\""; REL="next"'), 'n');
  assert.equal(nextLink('<n>; rel="last next"'), 'n');
  for (const none of [
    undefined,
    '',
    '<a>',
    '<a>; rel="prev"',
    'a; rel="next"',
    '<a b>; rel="next"',
    '<a>; x="rel=next"',
  ])
    assert.equal(nextLink(none), undefined, none);
  const spent = cpuTime();
  for (const text of [
    '<'.repeat(16_000),
    '<a>;'.repeat(4000),
    '<a>; rel="'.repeat(1600),
    '<a>; a=b '.repeat(1700),
    'x'.repeat(1_000_000),
  ])
    nextLink(text);
  assert.ok(spent() < 1000);
});
