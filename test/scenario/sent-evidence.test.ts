// Content that a request brings along, for CI without a registry: what is there counts, what is not says nothing.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { readLayout } from '../../src/adapters/layout/layout-reader.ts';
import { tarFiles } from '../../src/adapters/layout/tar-files.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import type { Question } from '../../src/records/question.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { coseSignature } from '../support/notation-cose.ts';
import { CHAIN, makeImage, publicPem, seal, type TestImage, testKey } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { imageSignature, notationSignature } from '../support/signing.ts';
import { type RawEntry, tarOf } from '../support/tar.ts';
import { questionOf, startEngine } from '../support/test-engine.ts';
import { testCall } from '../support/walkable-image.ts';
import { writeLayout } from '../support/written-layout.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-sent-'));
after(() => rmSync(root, { recursive: true, force: true }));
const policies = join(mkdtempSync(join(root, 'policies-')));
const policy = (name: string, require: object) =>
  writeFileSync(
    join(policies, `${name}.json`),
    JSON.stringify({
      apiVersion: 'twinseal.dev/v1',
      kind: 'Policy',
      trust: [
        { name: 'release', cosign: { key: publicPem(testKey('release')) } },
        { name: 'notary', notation: { certificates: CHAIN.rootPem, identities: ['*'] } },
      ],
      require,
    }),
  );
policy('signed', { signatures: [{ by: 'release' }] });
policy('both', { signatures: [{ by: 'release' }, { by: 'notary' }] });
policy('twin', { twinBuild: { by: ['release'] } });
policy('root', { image: { entrypoints: ['/nowhere'] } });

/** Entries of a layout's tar. */
async function entriesOf(image: TestImage): Promise<readonly RawEntry[]> {
  const folder = await writeLayout(image, join(mkdtempSync(join(root, 'layout-')), 'app.oci'));
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry): readonly RawEntry[] => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    return entry.isFile() ? [{ name, content: new Uint8Array(readFileSync(path)) }] : [{ name, type: '5' }];
  });
}
const sealed = seal(makeImage());
const bare = makeImage();
const whole = await entriesOf(sealed);
const NAME = 'registry.invalid/team/app:v1';
const ask = async (t: Parameters<typeof startEngine>[0]) => {
  const { engine, store } = await startEngine(t, policies);
  return {
    store,
    async answer(name: string, sent: NonNullable<Question['sent']>, image = NAME) {
      const { entry } = await engine.verify(questionOf(image, name, { sent }), undefined, testCall());
      return entry;
    },
  };
};

test('a layout that holds everything is allowed, by its own digest and the name that the caller gives it', async (t) => {
  const { answer, store } = await ask(t);
  for (const name of ['signed', 'both', 'twin']) {
    const entry = await answer(name, { layout: tarOf(whole) });
    assert.ok('verdict' in entry);
    assert.deepEqual([entry.effect, entry.verdict.outcome], ['admit', 'allow'], JSON.stringify(entry.verdict.checks));
    assert.deepEqual(entry.verdict.subject, { name: NAME, digest: sealed.index.digest });
    assert.equal(entry.repository, 'registry.invalid/team/app');
    assert.deepEqual(entry.request.sent, { layout: sha256Digest(tarOf(whole)) });
    assert.ok(await store.archive.get(entry.inputs.evidence, testCall()));
  }
});

test('what a layout lacks is "could not tell": neither a denial nor an allowance', async (t) => {
  const { answer } = await ask(t);
  const unsigned = tarOf(await entriesOf(bare));
  assert.equal((await answer('signed', { layout: unsigned })).effect, 'unknown');
  const without = (digest: string) => tarOf(whole.filter(({ name }) => !name.endsWith(digest.slice('sha256:'.length))));
  const [platform] = sealed.platforms;
  assert.ok(platform);
  const lost = await answer('signed', { layout: without(sealed.index.digest) });
  assert.equal('fault' in lost && lost.fault.code, 'EVIDENCE_NOT_SENT');
  for (const digest of [platform.descriptor.digest, sealed.index.digest])
    assert.equal((await answer('signed', { layout: without(digest) })).effect, 'unknown', digest);
  const layer = [...sealed.store.contents].find(([, bytes]) => bytes[0] === 0x1f)?.[0] ?? '';
  assert.equal((await answer('twin', { layout: without(layer) })).effect, 'unknown');
  assert.equal((await answer('signed', { layout: without(layer) })).effect, 'admit', 'nobody needs that layer');
});

test('what a layout shows to be wrong is a denial', async (t) => {
  const { answer } = await ask(t);
  assert.equal((await answer('root', { layout: tarOf(whole) })).effect, 'refuse');
  const [platform] = sealed.platforms;
  const hex = platform?.descriptor.digest.slice('sha256:'.length) ?? '';
  const altered = whole.map((entry) => (entry.name.endsWith(hex) ? { ...entry, content: '{}' } : entry));
  assert.equal((await answer('signed', { layout: tarOf(altered) })).effect, 'refuse');
  const other = seal(makeImage({ config: { author: 'somebody' } }), ['cosign', 'notation', 'twin', 'spdx']);
  const strange = tarOf(await entriesOf(other));
  const named = `registry.invalid/team/app@${sealed.index.digest}`;
  const entry = await answer('signed', { layout: strange }, named);
  assert.equal(entry.effect, 'unknown', 'another image than the one that was named says nothing of it');
});

test('bundles and envelopes count beside what the registry has, and what is missing then is "could not tell"', async (t) => {
  const registry = await serveImages(new Map([['team/app', bare]]));
  t.after(registry.stop);
  const { answer } = await ask(t);
  const image = `${registry.host}/team/app:v1`;
  const subjects = [bare.index, ...bare.platforms.map(({ descriptor }) => descriptor)];
  const cosign = subjects.map(({ digest }) => imageSignature(testKey('release'), digest));
  const notation = subjects.map((descriptor) => notationSignature(CHAIN, descriptor));
  assert.equal((await answer('signed', { bundles: cosign }, image)).effect, 'admit');
  assert.equal((await answer('both', { bundles: [...cosign, ...notation] }, image)).effect, 'admit');
  const cose = subjects.map((descriptor) => coseSignature(CHAIN, descriptor));
  assert.equal((await answer('both', { bundles: [...cosign, ...cose] }, image)).effect, 'admit');
  assert.equal((await answer('both', { bundles: cosign }, image)).effect, 'unknown');
  assert.equal((await answer('signed', { bundles: cosign.slice(1) }, image)).effect, 'unknown');
  const forged = subjects.map(({ digest }) => imageSignature(testKey('other'), digest));
  assert.equal((await answer('signed', { bundles: forged }, image)).effect, 'unknown');
  const layout = tarOf(await entriesOf(bare));
  assert.equal((await answer('signed', { layout, bundles: cosign })).effect, 'admit');
});

test('what is sent along is told to nobody else', async (t) => {
  const registry = await serveImages(new Map([['team/app', bare]]));
  t.after(registry.stop);
  const { engine } = await startEngine(t, policies);
  const image = `${registry.host}/team/app:v1`;
  const subjects = [bare.index, ...bare.platforms.map(({ descriptor }) => descriptor)];
  const bundles = subjects.map(({ digest }) => imageSignature(testKey('release'), digest));
  const effect = async (sent?: Question['sent']) =>
    (await engine.verify(questionOf(image, 'signed', sent && { sent }), undefined, testCall())).entry.effect;
  assert.equal(await effect(), 'refuse');
  assert.equal(await effect({ bundles }), 'admit');
  assert.equal(await effect(), 'refuse');
});

test('hostile archives and bundles are refused in one sentence, and nothing of them reaches the disk', async (t) => {
  const { answer } = await ask(t);
  const archives: Readonly<Record<string, Uint8Array>> = {
    'no archive': new Uint8Array(1024).fill(7),
    empty: new Uint8Array(0),
    'no layout': tarOf([{ name: 'manifest.json', content: '[]' }]),
    link: tarOf([...whole, { name: 'blobs/sha256/x', type: '2', link: '/etc/passwd' }]),
    'hard link': tarOf([...whole, { name: 'blobs/sha256/x', type: '1', link: 'index.json' }]),
    device: tarOf([...whole, { name: 'null', type: '3' }]),
    twice: tarOf([...whole, { name: 'index.json', content: '{}' }]),
    'dotted twice': tarOf([...whole, { name: './index.json', content: '{}' }]),
    torn: tarOf(whole).subarray(0, 700),
    many: tarOf([...whole, ...Array.from({ length: 4200 }, (_, at) => ({ name: `d${at}`, type: '5' }))]),
  };
  for (const [what, layout] of Object.entries(archives))
    await assert.rejects(
      answer('signed', { layout }),
      (error) => error instanceof TwinsealError && error.kind.status === 400 && !error.message.includes('\n'),
      what,
    );
  const outside = tarOf([
    ...whole,
    { name: '../../../../tmp/twinseal-escape', content: 'x' },
    { name: '/abs', content: 'x' },
  ]);
  assert.equal((await answer('signed', { layout: outside })).effect, 'admit', 'other names are not looked at');
  assert.ok(!existsSync(join(tmpdir(), 'twinseal-escape')) && !existsSync('/tmp/twinseal-escape'));
  for (const bundle of ['{}', 'x', '{"protected":1}', '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}'])
    await assert.rejects(answer('signed', { bundles: [Buffer.from(bundle)] }), { code: 'INPUT_MALFORMED' }, bundle);
});

test('a layout reads the same from a tar as it lies on disk, and any bytes are a layout or one error', async () => {
  const files = await tarFiles(tarOf(whole), 'it');
  const reader = await readLayout(files, testCall());
  assert.equal((await reader.resolve('v1', testCall())).digest, sealed.index.digest);
  for (const { name, content } of whole) {
    if (!name.startsWith('blobs/') || typeof content === 'string' || content === undefined) continue;
    const digest = sha256Digest(content);
    const chunks: Uint8Array[] = [];
    for await (const chunk of reader.blob({ digest, size: content.length }, testCall()).open()) chunks.push(chunk);
    assert.deepEqual(Buffer.concat(chunks), Buffer.from(content));
  }
  const base = tarOf(whole);
  const flips = fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(flips, async (changes) => {
      const bytes = base.slice();
      for (const [at, value] of changes) bytes[at] = value;
      try {
        await readLayout(await tarFiles(bytes, 'it'), testCall());
      } catch (error) {
        assert.ok(
          error instanceof TwinsealError && ['INPUT_MALFORMED', 'LAYOUT_INVALID'].includes(error.code),
          String(error),
        );
      }
    }),
    { numRuns: 60 },
  );
});
