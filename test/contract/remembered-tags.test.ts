// A registry that keeps lists of referrers under tags has no referrers API, and is not asked for it each time.
import assert from 'node:assert/strict';
import { mock, type TestContext, test } from 'node:test';
import { openRegistries } from '../../src/adapters/registry/registries.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { fallbackTag } from '../../src/formats/oci/fallback-tag.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { reply, startHostile } from '../support/hostile-registry.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const [subject, other] = ['subject', 'other'].map((text) => sha256Digest(encodeUtf8(text)));
const entry = {
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest: sha256Digest(encodeUtf8('entry')),
  size: 5,
};
const list = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [entry] });

/** Has a list under the tag of `subject`, and perhaps the API. */
async function registry(t: TestContext) {
  const asked: string[] = [];
  const has = { tag: true, api: false };
  const server = await startHostile((request, response) => {
    const path = request.url ?? '';
    const isApi = path.includes('/referrers/');
    asked.push(isApi ? 'api' : 'tag');
    const found = isApi ? has.api : has.tag && subject !== undefined && path.endsWith(fallbackTag(subject));
    return found ? reply(response, 200, { 'content-type': INDEX }, list) : reply(response, 404);
  });
  const registries = openRegistries({});
  mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
  t.after(async () => {
    mock.timers.reset();
    await registries.close();
    await server.stop();
  });
  const reader = registries.repository(`${new URL(server.url).host}/app`);
  const ask = async (digest = subject) => {
    assert.ok(digest);
    asked.length = 0;
    const { form, descriptors } = await reader.referrers(digest, {
      signal: new AbortController().signal,
      deadline: Date.now() + 10_000,
    });
    return [form, descriptors.length, ...asked];
  };
  return { ask, has };
}

test('where a list was found under a tag, the API is asked for again after half a minute, whoever was listed since', async (t) => {
  const { ask, has } = await registry(t);
  assert.deepEqual(await ask(), ['referrers-tag', 1, 'api', 'tag']);
  assert.deepEqual(await ask(), ['referrers-tag', 1, 'tag']);
  assert.deepEqual(await ask(other), ['referrers-tag', 0, 'tag']);
  has.api = true;
  mock.timers.tick(29_000);
  assert.deepEqual(await ask(), ['referrers-tag', 1, 'tag']);
  mock.timers.tick(1_000);
  assert.deepEqual(await ask(), ['referrers-api', 1, 'api']);
  assert.deepEqual(await ask(other), ['referrers-api', 1, 'api']);
});

test('where the clock was set back, the API is asked for', async (t) => {
  const { ask } = await registry(t);
  await ask();
  mock.timers.setTime(1_700_000_000_000);
  assert.deepEqual(await ask(), ['referrers-tag', 1, 'api', 'tag']);
});

test('where nothing was found, nobody knows where lists are kept: both are asked for each time', async (t) => {
  const { ask, has } = await registry(t);
  has.tag = false;
  for (let time = 0; time < 2; time++) assert.deepEqual(await ask(), ['referrers-tag', 0, 'api', 'tag']);
  has.api = true;
  assert.deepEqual(await ask(), ['referrers-api', 1, 'api']);
});
