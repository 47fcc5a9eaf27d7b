// Evidence for auditors: what is listed, the very bytes of it, and a set that stands by itself.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { parseStatement } from '../../src/formats/in-toto.ts';
import { auditorService, judgeInto } from '../support/auditor-service.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { attachBundle, makeImage, NOW, seal, TYPES, testPolicy } from '../support/sealed-image.ts';
import { untar } from '../support/untar.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-attestations-'));
const service = await auditorService();
after(async () => {
  await service.stop();
  rmSync(root, { recursive: true, force: true });
});
const { store, url } = service;
const call = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

interface Listed {
  readonly subject: string;
  readonly digest: string;
  readonly contents: readonly { readonly digest: string; readonly mediaType: string }[];
  readonly signed?: { readonly digest: string; readonly mediaType: string };
  readonly predicateType?: string;
  readonly kept: boolean;
  readonly rejected: readonly string[];
  readonly decisions: readonly string[];
  readonly verified: readonly {
    readonly signer: string;
    readonly first: { readonly decision: string; readonly time: string };
    readonly last: { readonly decision: string };
  }[];
}

async function get(path: string, template = path.split('?')[0] ?? ''): Promise<Response> {
  const response = await fetch(url + path);
  assert.deepEqual(await responseProblems(template, 'get', response), [], path);
  return response;
}
const bytesOf = (digest: string, query = '') => get(`/attestations/${digest}${query}`, '/attestations/{digest}');

async function list(digest: string, limit = 200): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  for (let next: string | undefined = `/attestations?digest=${digest}&limit=${limit}`; next !== undefined; ) {
    const response = await get(next);
    assert.equal(response.status, 200);
    all.push(...((await response.json()) as { readonly attestations: readonly Listed[] }).attestations);
    next = /^<(.*)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return all;
}

const image = seal(makeImage());
const junk = attachBundle(image.store, image.index, Buffer.from('{"no":"bundle"}'));
const [release, lenient] = [await testPolicy(), await testPolicy({ signatures: [{ by: 'release' }] })];
await judgeInto(store, image.store, [release], { id: idOf(1), now: NOW });
await judgeInto(store, image.store, [release, lenient], { id: idOf(2), now: NOW + 86_400 });
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');

test('an image lists its own evidence and that of its platforms, needed by the policy or not', async () => {
  const all = await list(image.index.digest);
  assert.deepEqual(
    all.map(({ digest }) => digest).sort(),
    [...image.store.referrersOf.values()].flatMap((each) => each.map(({ digest }) => digest)).sort(),
  );
  assert.deepEqual(await list(image.index.digest, 2), all);
  const [platform] = image.platforms;
  assert.ok(platform);
  const { digest } = platform.descriptor;
  assert.deepEqual(
    await list(digest),
    all.filter(({ subject }) => subject === digest),
  );
  assert.deepEqual(await list(sha256Digest(Buffer.from('another'))), []);
  for (const one of all) {
    assert.ok(one.kept && one.decisions.includes(idOf(2)));
    if (one.digest === junk.digest) assert.deepEqual([one.verified, one.rejected], [[], ['SIGNATURE_MALFORMED']]);
    else {
      assert.ok(one.verified.length > 0, one.digest);
      for (const { first, last } of one.verified) {
        assert.deepEqual(first, { decision: idOf(1), time: iso(NOW) });
        assert.equal(last.decision, idOf(2));
      }
    }
  }
});

test('the bytes of manifest, bundle and statement are given as they were found and signed', async () => {
  const all = await list(image.index.digest);
  const proof = all.find(({ predicateType }) => predicateType === 'https://twinseal.dev/twin-proof/v1');
  const [bundle] = proof?.contents ?? [];
  assert.ok(proof?.signed && bundle);
  for (const [digest, type] of [
    [proof.digest, TYPES.manifest],
    [bundle.digest, TYPES.bundle],
    [proof.signed.digest, 'application/vnd.in-toto+json'],
  ] as const) {
    const response = await bytesOf(digest);
    assert.equal(response.headers.get('content-type'), type);
    assert.equal(response.headers.get('twinseal-predicate-type'), 'https://twinseal.dev/twin-proof/v1');
    assert.equal(response.headers.get('twinseal-signer'), 'release');
    assert.equal(response.headers.get('twinseal-verified'), iso(NOW));
    assert.equal(response.headers.get('content-disposition'), 'attachment');
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.equal(sha256Digest(bytes), digest);
    if (type === 'application/vnd.in-toto+json') assert.ok(parseStatement(bytes).subject.length > 0);
    const about = (await (await bytesOf(digest, '?format=json')).json()) as {
      readonly attestations: readonly Listed[];
    };
    assert.deepEqual(
      about.attestations.map((one) => one.digest),
      [proof.digest],
    );
  }
});

test('nothing but evidence is given, and what is no digest is refused', async () => {
  const config = image.platforms[0]?.descriptor.digest ?? '';
  for (const digest of [image.index.digest, config, sha256Digest(Buffer.from('x'))]) {
    const response = await bytesOf(digest);
    assert.equal(response.status, 404);
    assert.equal(((await response.json()) as { readonly code: string }).code, 'ATTESTATION_UNKNOWN');
  }
  for (const path of ['latest', 'sha256:abc', 'md5:x']) assert.equal((await bytesOf(path)).status, 400);
  assert.equal((await bytesOf(junk.digest, '?format=xml')).status, 400);
  for (const query of ['', '?digest=x', `?digest=${junk.digest}&format=zip`, `?digest=${junk.digest}&cursor=eA`])
    assert.equal((await get(`/attestations${query}`)).status, 400, query);
  assert.equal((await get(`/attestations?digest=${sha256Digest(Buffer.from('x'))}&format=tar`)).status, 404);
});

test('any document that a decision rests on is had by its digest', async () => {
  const policy = await get(`/documents/${release.digest}`, '/documents/{digest}');
  assert.equal(policy.headers.get('content-type'), 'application/vnd.twinseal.policy.v1+json');
  assert.equal(sha256Digest(Buffer.from(await policy.arrayBuffer())), release.digest);
  const absent = await get(`/documents/${sha256Digest(Buffer.from('x'))}`, '/documents/{digest}');
  assert.equal(((await absent.json()) as { readonly code: string }).code, 'DOCUMENT_UNKNOWN');
  assert.equal((await get('/documents/x', '/documents/{digest}')).status, 400);
  assert.equal((await get(`/documents/${release.digest}?a=b`, '/documents/{digest}')).status, 400);
});

test('a set is a layout whose every file has its digest, is the same each time, and has no layer', async () => {
  const path = `/attestations?digest=${image.index.digest}&format=tar`;
  const response = await get(path);
  assert.equal(response.headers.get('content-type'), 'application/x-tar');
  const bytes = Buffer.from(await response.arrayBuffer());
  await judgeInto(store, image.store, [release], { id: idOf(3), now: NOW + 2 * 86_400 });
  assert.deepEqual(Buffer.from(await (await get(path)).arrayBuffer()), bytes);
  const into = join(root, 'set');
  untar(bytes, into);
  const blobs = readdirSync(join(into, 'blobs/sha256'));
  for (const name of blobs)
    assert.equal(
      createHash('sha256')
        .update(readFileSync(join(into, 'blobs/sha256', name)))
        .digest('hex'),
      name,
    );
  const all = await list(image.index.digest);
  for (const { digest, contents } of all)
    for (const part of [digest, ...contents.map((one) => one.digest)]) assert.ok(blobs.includes(part.slice(7)), part);
  const readme = readFileSync(join(into, 'README.md'), 'utf8');
  for (const words of ['cosign verify-blob-attestation', 'notation verify', 'twinseal verify', image.index.digest])
    assert.ok(readme.includes(words), words);
  const index = JSON.parse(readFileSync(join(into, 'index.json'), 'utf8')) as { readonly manifests: readonly object[] };
  assert.equal(index.manifests.length, 3 + all.length);
  assert.equal((await fetch(url + path, { method: 'HEAD' })).status, 200);
});

test('what was forgotten is still listed, as not kept, and its bytes are gone for good', async () => {
  assert.ok((await store.archive.prune(NOW + 365 * 86_400, call())) > 0);
  const all = await list(image.index.digest);
  assert.ok(all.length > 0 && all.every(({ kept }) => !kept));
  const response = await bytesOf(all[0]?.digest ?? '');
  assert.equal(response.status, 410);
  assert.equal(((await response.json()) as { readonly code: string }).code, 'EVIDENCE_NOT_KEPT');
  const into = join(root, 'forgotten');
  untar(new Uint8Array(await (await get(`/attestations?digest=${image.index.digest}&format=tar`)).arrayBuffer()), into);
  assert.match(readFileSync(join(into, 'README.md'), 'utf8'), /more pieces were seen once/);
});
