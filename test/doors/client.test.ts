// The typed client against a running service with a real store, images and callers; its jobs against a real queue.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newApiKey } from '../../src/adapters/callers/new-api-key.ts';
import { openSqliteJobs } from '../../src/adapters/jobs/sqlite-jobs.ts';
import {
  type DecisionSummary,
  ServiceError,
  type TwinsealClient,
  TwinsealError,
  twinsealClient,
} from '../../src/adapters/server/twinseal-client.ts';
import { apiKeyHash, serialiseApiKey } from '../../src/formats/api-key.ts';
import { type RunningService, startService } from '../support/running-service.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { type ServingRegistry, serveImages } from '../support/serving-registry.ts';
import { type RawEntry, tarOf } from '../support/tar.ts';
import { CLIENT_AUTH, makeAuthority } from '../support/test-authority.ts';
import { writeLayout } from '../support/written-layout.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-client-'));
const key = newApiKey();
const authority = makeAuthority();
const clients = makeAuthority('clients');
const pair = authority.issue({ cn: 'localhost', names: ['localhost'] });
const own = clients.issue({ cn: 'ci', purposes: [CLIENT_AUTH] });
const trust = [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }];
const policy = { apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require: { signatures: [{ by: 'release' }] } };
mkdirSync(join(root, 'policies'));
writeFileSync(join(root, 'policies', 'release.json'), JSON.stringify(policy));
for (const [name, text] of [
  ['tls.crt', pair.certificate],
  ['tls.key', pair.key],
  ['clients.crt', clients.pem],
] as const)
  writeFileSync(join(root, name), text);
const roles = '[verify, seal, audit]';
writeFileSync(
  join(root, 'service.yaml'),
  `apiVersion: twinseal.dev/v1
tls: { certificate: tls.crt, key: tls.key, clientCa: clients.crt }
seal: { worker: apart }
callers:
  - { name: ci, roles: ${roles}, apiKeys: [{ id: ${key.id}, hash: "${apiKeyHash(serialiseApiKey(key))}" }] }
  - { name: agent, roles: ${roles}, mtls: { subject: "CN=ci,O=Example,ST=BE,C=DE" } }
`,
);

let registry: ServingRegistry;
let service: RunningService;
let client: TwinsealClient;
let url: string;
const refs = { good: '', bad: '', gone: '127.0.0.1:1/gone:v1' };
const sealed = seal(makeImage({}), ['notation']);
before(async () => {
  const unsigned = makeImage({ config: { author: 'nobody' } });
  registry = await serveImages(
    new Map([
      ['team/good', sealed],
      ['team/bad', unsigned],
    ]),
  );
  refs.good = `${registry.host}/team/good:v1`;
  refs.bad = `${registry.host}/team/bad:v1`;
  const more = ['--config', join(root, 'service.yaml')];
  service = await startService(join(root, 'policies'), join(root, 'data'), '127.0.0.1:0', more);
  url = service.url.replace('127.0.0.1', 'localhost');
  client = twinsealClient({ url, ca: authority.pem, token: serialiseApiKey(key) });
});
after(async () => {
  client.close();
  await service.stop('SIGKILL');
  await registry.stop();
  rmSync(root, { recursive: true, force: true });
});
async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
async function errorOf(work: Promise<unknown>): Promise<TwinsealError> {
  const error: unknown = await work.then(
    () => assert.fail('it resolved'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TwinsealError, String(error));
  return error;
}

test('one image: an answer with its effect, an error for "could not tell" and for what is wrong', async () => {
  const good = await client.verify(refs.good, { policy: 'release', claims: { release: 'v1' }, explain: true });
  assert.deepEqual([good.outcome, good.effect, good.judgements[0]?.policy.name], ['allow', 'admit', 'release']);
  assert.ok((good.explanations?.[0]?.rules.length ?? 0) > 0);
  assert.equal((await client.verify(refs.bad)).effect, 'refuse');
  const dark = await errorOf(client.verify(refs.gone));
  assert.ok(dark instanceof ServiceError);
  assert.deepEqual([dark.code, dark.status, dark.retryable], ['REGISTRY_UNREACHABLE', 503, true]);
  assert.match(dark.decision?.decisionId ?? '', /^[0-9a-f-]{36}$/);
  const absent = await errorOf(client.verify(refs.good, { policy: 'absent' }));
  assert.ok(absent instanceof ServiceError);
  assert.deepEqual([absent.code, absent.status, absent.retryable], ['POLICY_UNKNOWN', 404, false]);
  const key = { idempotencyKey: 'run-1', policy: 'release' };
  const [first, again] = [await client.verify(refs.good, key), await client.verify(refs.good, key)];
  assert.equal(first.decisionId, again.decisionId);
});

test('several images: one outcome each, in order', async () => {
  const outcomes = await client.verifyAll([refs.good, refs.bad, refs.gone]);
  assert.deepEqual(
    outcomes.map(({ image, answer, error }) => [image, answer?.effect ?? error?.code]),
    [
      [refs.good, 'admit'],
      [refs.bad, 'refuse'],
      [refs.gone, 'REGISTRY_UNREACHABLE'],
    ],
  );
  assert.equal((await errorOf(client.verifyAll([]))).code, 'USAGE');
  assert.equal((await errorOf(client.verifyAll(Array(51).fill(refs.good)))).code, 'USAGE');
});

test('an image may be sent along, and is judged without a registry', async () => {
  const folder = await writeLayout(sealed, join(mkdtempSync(join(root, 'layout-')), 'app.oci'));
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry): RawEntry => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    return entry.isFile() ? { name, content: new Uint8Array(readFileSync(path)) } : { name, type: '5' };
  });
  const layout = tarOf(entries);
  const answer = await client.verify('registry.invalid/team/app:v1', { policy: 'release', layout });
  assert.deepEqual([answer.effect, answer.subject.digest], ['admit', sealed.index.digest]);
  const several = client.verifyAll(['registry.invalid/a:v1', 'registry.invalid/b:v1'], { layout });
  assert.equal((await errorOf(several)).code, 'USAGE');
});

test('decisions are listed over all pages, filtered, and found by id with their receipt', async () => {
  for (let i = 0; i < 5; i++) await client.verify(refs.bad, { claims: { release: 'listed' } });
  const listed = await all(client.decisions({ release: 'listed', pageSize: 2 }));
  assert.equal(listed.length, 5);
  assert.deepEqual(
    listed.map(({ index }) => index),
    listed.map(({ index }) => index).toSorted((a, b) => b - a),
  );
  assert.ok(listed.every(({ outcome, caller }) => outcome === 'deny' && caller.name === 'ci'));
  assert.equal((await all(client.decisions({ release: 'listed', outcome: 'allow' }))).length, 0);
  assert.equal((await all(client.decisions({ until: new Date(0) }))).length, 0);
  // Pages that nobody asks for are not fetched.
  const few: DecisionSummary[] = [];
  for await (const one of client.decisions({ pageSize: 1 })) {
    few.push(one);
    if (few.length === 3) break;
  }
  assert.equal(few.length, 3);
  const [newest] = listed;
  assert.ok(newest !== undefined);
  const entry = await client.decision(newest.id);
  assert.ok('verdict' in entry && entry.verdict.outcome === 'deny');
  assert.equal(Object.getPrototypeOf(entry), Object.prototype);
  assert.match(await client.receipt(newest.id), /^c2sp\.org\/tlog-proof/);
  assert.equal((await errorOf(client.decision('00000000-0000-4000-8000-000000000009'))).code, 'DECISION_UNKNOWN');
  for (const id of ['', '..', '.']) assert.equal((await errorOf(client.decision(id))).code, 'USAGE');
  assert.equal((await errorOf(client.decision('../jobs'))).code, 'DECISION_UNKNOWN');
});

test('policies, the log and evidence are what their digests say', async () => {
  const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const [release] = await all(client.policies());
  assert.equal(release?.name, 'release');
  const kept = await client.policy(release?.digest ?? '');
  assert.equal(sha256(kept.bytes), release?.digest);
  const checkpoint = await client.log.checkpoint();
  assert.equal(checkpoint.split('\n')[0], (await client.log.key()).split('+')[0]);
  const size = Number(checkpoint.split('\n')[1]);
  assert.ok(size > 0);
  assert.equal((await client.log.tile(`0/000.p/${size}`)).length, size * 32);
  assert.equal((await errorOf(client.log.tile('0/../../jobs'))).code, 'USAGE');
  await client.verify(refs.good);
  const [piece] = await all(client.attestations(sealed.index.digest, { pageSize: 1 }));
  assert.ok(piece?.kept);
  const bytes = await client.attestation(piece.digest);
  assert.equal(sha256(bytes.bytes), piece.digest);
  let tar = 0;
  for await (const chunk of client.evidence(sealed.index.digest)) tar += chunk.length;
  assert.ok(tar > 1024 && tar % 512 === 0);
  assert.ok((await all(client.changes())).every(({ index }) => index >= 0));
  assert.deepEqual((await client.ready()).policies, ['release']);
});

test('a source is sent, built as a job, followed by its events to the end, and cancelled', async () => {
  const archive = tarOf([{ name: 'go.mod', content: 'module example.com/m\n' }]);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < archive.length; at += 100) yield archive.subarray(at, at + 100);
  }
  const { digest } = await client.sendSource(archive);
  assert.equal((await client.sendSource(pieces())).digest, digest);
  const job = await client.build({ source: { archive: digest } }, { idempotencyKey: 'job-1' });
  assert.equal((await client.build({ source: { archive: digest } }, { idempotencyKey: 'job-1' })).id, job.id);
  const queue = await openSqliteJobs(join(root, 'data'), call());
  const waiting = client.wait(job.id);
  const texts: string[] = [];
  const following = (async () => {
    for await (const { text } of client.events(job.id)) texts.push(text);
  })();
  const leased = await queue.lease('w', call());
  assert.equal(leased?.job.id, job.id);
  await leased?.tell({ kind: 'step', text: 'compile' }, call());
  await leased?.finish({ state: 'succeeded', result: { identical: true } }, call());
  const ended = await waiting;
  await following;
  assert.deepEqual([ended.state, ended.result], ['succeeded', { identical: true }]);
  assert.ok(texts.includes('compile'));
  assert.deepEqual((await all(client.events(job.id, { after: 1 }))).length, texts.length - 1);
  const other = await client
    .seal({ source: { archive: digest }, push: 'registry.example.com/x:v1' })
    .catch((e: Error) => e);
  assert.ok(other instanceof ServiceError && other.code === 'FORBIDDEN');
  const second = await client.build({ source: { archive: digest } });
  assert.equal((await client.cancel(second.id)).state, 'cancelled');
  assert.deepEqual(
    (await all(client.jobs({ pageSize: 1 }))).map(({ id }) => id),
    [second.id, job.id],
  );
  assert.equal((await client.job(job.id)).state, 'succeeded');
  await queue.close();
});

test('tokens may be had anew for each request, client certificates serve too, and a call ends by its signal', async () => {
  let given = 0;
  const renewed = twinsealClient({
    url,
    ca: authority.pem,
    token: async () => {
      given++;
      return serialiseApiKey(key);
    },
  });
  await all(renewed.policies());
  await renewed.ready();
  assert.equal(given, 2);
  renewed.close();
  const agent = twinsealClient({ url, ca: authority.pem, certificate: own.certificate, key: own.key });
  const { decisionId } = await agent.verify(refs.bad);
  assert.equal((await agent.decision(decisionId)).caller.name, 'agent');
  agent.close();
  const gone = AbortSignal.abort();
  assert.equal((await errorOf(client.decision('x', { signal: gone }))).code, 'ABORTED');
  assert.equal((await errorOf(client.verify(refs.good, { timeout: 1 }))).code, 'TIMEOUT');
  const nobody = twinsealClient({ url, ca: authority.pem });
  assert.equal((await errorOf(nobody.verify(refs.good))).code, 'UNAUTHENTICATED');
  const lost = twinsealClient({ url: 'http://127.0.0.1:2' });
  const error = await errorOf(lost.ready());
  assert.deepEqual([error.code, error.retryable], ['SERVICE_UNREACHABLE', true]);
  assert.throws(() => twinsealClient({ url: 'http://twinseal.example.com', token: 'x' }), /write https/);
});

test('what breaks off is taken up again: a job is followed over a new start of the service', async (t) => {
  const folder = mkdtempSync(join(root, 'again-'));
  const config = join(folder, 'service.yaml');
  const keys = `[{ id: ${key.id}, hash: "${apiKeyHash(serialiseApiKey(key))}" }]`;
  const callers = `callers: [{ name: ci, roles: ${roles}, apiKeys: ${keys} }]`;
  writeFileSync(config, `apiVersion: twinseal.dev/v1\nseal: { worker: apart }\n${callers}\n`);
  const start = (listen: string) =>
    startService(join(root, 'policies'), join(folder, 'data'), listen, ['--config', config]);
  const first = await start('127.0.0.1:0');
  t.after(() => first.stop('SIGKILL'));
  const here = twinsealClient({ url: first.url, token: serialiseApiKey(key) });
  const { digest } = await here.sendSource(tarOf([{ name: 'go.mod', content: 'module example.com/m\n' }]));
  const job = await here.build({ source: { archive: digest } });
  const texts: string[] = [];
  const following = (async () => {
    for await (const { text } of here.events(job.id)) texts.push(text);
  })();
  while (texts.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await first.stop('SIGKILL');
  const second = await start(new URL(first.url).host);
  t.after(() => second.stop('SIGKILL'));
  await here.cancel(job.id);
  await following;
  assert.deepEqual(texts, ['queued', 'cancelled']);
  here.close();
});

function call() {
  return { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
}
