// One engine on a real store and a registry on loopback: several policies, shadows, exceptions, batches, repeated requests.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { RECORD_TYPES } from '../../src/records/evidence-record.ts';
import type { ChangeRecord } from '../../src/records/log-entry.ts';
import type { TwinsealError } from '../../src/records/twinseal-error.ts';
import { startHostile } from '../support/hostile-registry.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { CALLER, questionOf, startEngine } from '../support/test-engine.ts';
import { testCall } from '../support/walkable-image.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-answers-'));
after(() => rmSync(root, { recursive: true, force: true }));
const policy = (by: string, more: object = {}) => ({
  apiVersion: 'twinseal.dev/v1',
  kind: 'Policy',
  trust: ['other', 'release'].map((name) => ({ name, cosign: { key: publicPem(testKey(name)) } })),
  require: { signatures: [{ by }] },
  ...more,
});
function folderOf(policies: Readonly<Record<string, object>>): string {
  const folder = mkdtempSync(join(root, 'policies-'));
  for (const [name, document] of Object.entries(policies))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(document));
  return folder;
}
const sealed = seal(makeImage(), ['notation', 'twin', 'spdx']);
const registry = await serveImages(new Map([['team/app', sealed]]));
after(registry.stop);
const image = `${registry.host}/team/app:v1`;
const layered = folderOf({
  base: policy('release'),
  'base-next': policy('other', { shadowOf: 'base' }),
  strict: policy('other', { match: { namespaces: ['prod'] } }),
  watch: policy('other', { mode: 'warn', match: { namespaces: ['dev'] } }),
});

test('policies are chosen by the request; shadows are recorded and counted, and only what enforces refuses', async (t) => {
  const { engine, store, telemetry } = await startEngine(t, layered);
  const ask = async (namespace?: string) => {
    const request = namespace === undefined ? {} : { namespace };
    const { entry } = await engine.verify(questionOf(image, undefined, { request }), undefined, testCall());
    assert.ok('verdict' in entry);
    return entry;
  };
  const plain = await ask();
  assert.deepEqual([plain.verdict.outcome, plain.effect, plain.verdict.policy.name], ['allow', 'admit', 'base']);
  const shadow = plain.judgements.find(({ shadowOf }) => shadowOf === 'base');
  assert.equal(shadow?.verdict.outcome, 'deny');
  const prod = await ask('prod');
  assert.deepEqual([prod.verdict.outcome, prod.effect, prod.verdict.policy.name], ['deny', 'refuse', 'base+strict']);
  const dev = await ask('dev');
  assert.deepEqual([dev.verdict.outcome, dev.effect, dev.verdict.policy.name], ['deny', 'admit', 'base+watch']);
  const { text } = await telemetry.metrics();
  assert.match(text, /^twinseal_shadows_total\{policy="base-next",result="different"\} 3$/m);
  const differs = await store.ledger.list({ shadowDiffers: true }, undefined, 10, testCall());
  assert.equal(differs.length, 3);
});

test('the policies behind a decision lie in the archive under the digests that it names', async (t) => {
  const { engine, store } = await startEngine(t, layered);
  const { entry } = await engine.verify(questionOf(image), undefined, testCall());
  assert.ok('verdict' in entry);
  assert.equal(entry.inputs.policies.length, 2);
  for (const digest of entry.inputs.policies) {
    const kept = await store.archive.get(digest, testCall());
    assert.equal(kept?.mediaType, RECORD_TYPES.policy);
    assert.equal(sha256Digest(kept?.bytes ?? new Uint8Array()), digest);
  }
});

test('without a policy for it an image is denied for the record; bindings hold whoever names what', async (t) => {
  const only = folderOf({ elsewhere: policy('release', { images: ['registry.example.com/**'] }) });
  const { engine } = await startEngine(t, only);
  const { entry } = await engine.verify(questionOf(image), undefined, testCall());
  assert.ok('verdict' in entry);
  assert.deepEqual([entry.verdict.outcome, entry.effect, entry.judgements.length], ['deny', 'refuse', 0]);
  assert.equal(entry.verdict.subject.digest, sealed.index.digest);
  const bindings = [{ policies: ['strict'], callers: ['ci'], images: ['**'] }];
  const bound = await startEngine(t, layered, { bindings });
  const ask = (name?: string, namespace = 'prod') =>
    bound.engine.verify(questionOf(image, name, { request: { namespace } }), undefined, testCall());
  assert.equal((await ask()).entry.effect, 'refuse');
  await assert.rejects(ask('base'), { code: 'POLICY_NOT_BOUND' });
});

test('an exception that a decision stands on is noted', async (t) => {
  const inDays = (days: number) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19)}Z`;
  const exception = {
    id: 'INC-1',
    images: ['**'],
    checks: ['signature:*'],
    owner: 'ops@example.com',
    reason: 'x',
    from: inDays(-1),
    until: inDays(30),
  };
  const { engine, store } = await startEngine(t, folderOf({ release: policy('other', { exceptions: [exception] }) }));
  const ask = () => engine.verify(questionOf(image, 'release'), undefined, testCall());
  const answers = await Promise.all([ask(), ask(), ask()]);
  assert.deepEqual([...new Set(answers.map(({ entry }) => entry.effect))], ['admit']);
  const [note, ...more] = await store.ledger.changes('exception', undefined, 10, testCall());
  assert.deepEqual(more, []);
  const { name, action, detail } = JSON.parse(note?.document ?? '') as ChangeRecord;
  assert.deepEqual([name, action], ['release/INC-1', 'used']);
  assert.ok(answers.some(({ entry }) => entry.id === detail?.decision));
});

test('a request that is sent again with its key gets the same decision, and costs none', async (t) => {
  const { engine, store } = await startEngine(t, layered);
  const question = questionOf(image, 'base');
  const first = await engine.verify(question, 'run-1', testCall());
  const again = await engine.verify(question, 'run-1', testCall());
  assert.deepEqual([again.entry, again.receipt, again.explain()], [first.entry, first.receipt, first.explain()]);
  await assert.rejects(engine.verify(questionOf(image, 'strict'), 'run-1', testCall()), {
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  await assert.rejects(engine.verify(question, 'two words', testCall()), { code: 'IDEMPOTENCY_KEY_INVALID' });
  const other = questionOf(image, 'base', { caller: { ...CALLER, name: 'somebody' } });
  assert.notEqual((await engine.verify(other, 'run-1', testCall())).entry.id, first.entry.id);
  const both = await Promise.allSettled([1, 2].map(() => engine.verify(question, 'run-2', testCall())));
  const refused = both.flatMap((one) => (one.status === 'rejected' ? (one.reason as TwinsealError).code : []));
  assert.deepEqual(refused, ['IDEMPOTENCY_KEY_IN_FLIGHT']);
  assert.equal((await store.ledger.list({}, undefined, 10, testCall())).length, 3);
  const restarted = await startEngine(t, layered, {}, store);
  const kept = await restarted.engine.verify(question, 'run-1', testCall());
  assert.deepEqual(kept.entry, first.entry);
  assert.equal(kept.receipt.index, first.receipt.index);
  assert.deepEqual(kept.explain(), first.explain());
  assert.ok(kept.explain().length > 0);
});

test('what could not be told frees its key', async (t) => {
  const { engine } = await startEngine(t, layered);
  const question = questionOf(`${registry.host}/team/app:v1`, 'base');
  registry.throttle(true);
  assert.equal((await engine.verify(question, 'run-1', testCall())).entry.effect, 'unknown');
  registry.throttle(false);
  assert.equal((await engine.verify(question, 'run-1', testCall())).entry.effect, 'admit');
});

test('a timer that rings before the clock has come so far means that time ran out, and is kept as such', async (t) => {
  const slow = await startHostile(() => {});
  t.after(slow.stop);
  const { engine, store } = await startEngine(t, layered);
  const early = { signal: AbortSignal.timeout(300), deadline: Date.now() + 60_000 };
  const { entry } = await engine.verify(questionOf(`${slow.host}/team/app:v1`), undefined, early);
  assert.ok('fault' in entry);
  assert.equal(entry.fault.code, 'TIMEOUT');
  assert.equal((await store.ledger.list({}, undefined, 10, testCall())).length, 1);
  // Who goes away is no lack of time.
  const gone = { signal: AbortSignal.abort(), deadline: Date.now() + 60_000 };
  await assert.rejects(engine.verify(questionOf(image), undefined, gone), { code: 'ABORTED' });
});

test('a caller who has gone before the answer can come back with the same key', async (t) => {
  const { engine } = await startEngine(t, layered);
  const silent = await startHostile(() => new Promise(() => {}));
  t.after(silent.stop);
  const question = questionOf(`${silent.host}/team/app:v1`, 'base');
  for (let times = 0; times < 2; times++) {
    const gone = new AbortController();
    setTimeout(() => gone.abort(), 200);
    const call = { signal: gone.signal, deadline: Date.now() + 60_000 };
    await assert.rejects(engine.verify(question, 'run-1', call), { code: 'ABORTED' });
  }
});

test('each image of a batch has an answer of its own, and a batch that is sent again none anew', async (t) => {
  const { engine, store } = await startEngine(t, layered);
  const names = [image, `${registry.host}/team/nothing:v1`, 'Not A Reference', image];
  const questions = names.map((name) => questionOf(name, 'base'));
  const settle = async () => {
    const all = await engine.verifyAll(questions, 'batch-1', testCall());
    return all.map((one) => (one.status === 'fulfilled' ? one.value.entry.id : (one.reason as TwinsealError).code));
  };
  const first = await settle();
  assert.deepEqual([first[1], first[2]], ['CONTENT_NOT_FOUND', 'REFERENCE_INVALID']);
  assert.notEqual(first[0], first[3]);
  assert.deepEqual(await settle(), first);
  assert.equal((await store.ledger.list({}, undefined, 10, testCall())).length, 2);
  await assert.rejects(engine.verifyAll(questions.slice(1), 'batch-1', testCall()), { code: 'IDEMPOTENCY_KEY_REUSED' });
});

test('an answer explains itself by the rules of each policy, shadows too', async (t) => {
  const { engine } = await startEngine(t, layered);
  const given = await engine.verify(questionOf(image), undefined, testCall());
  const explained = given.explain();
  assert.deepEqual(
    explained.map((one) => [one.policy.name, one.shadowOf, one.outcome]),
    [
      ['base', undefined, 'allow'],
      ['base-next', 'base', 'deny'],
    ],
  );
  assert.ok(explained[1]?.rules.some(({ rule, decisive }) => decisive && rule === '/require/signatures/0'));
});
