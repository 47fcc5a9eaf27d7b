// Two `serve` and two `worker` processes on one PostgreSQL behave as one service. replica-starts.heavy.test.ts has how they start.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyEd25519 } from '../../src/adapters/store/log-key.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { leafHash } from '../../src/formats/merkle/hash.ts';
import { checkInclusion } from '../../src/formats/merkle/inclusion-proof.ts';
import { parseTlogProof } from '../../src/formats/merkle/tlog-proof.ts';
import { parseVerifierKey, verifySignedNote } from '../../src/formats/signed-note.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { Job, JobEvent } from '../../src/records/job.ts';
import { checkWholeLog } from '../contract/service-store-contract.ts';
import { writeHelloModule } from '../support/hello-module.ts';
import { PASSWORD, startPostgres } from '../support/postgres-server.ts';
import { anyCall, type Replicas, replicas } from '../support/replicas.ts';
import type { RunningService } from '../support/running-service.ts';

const server = await startPostgres();
const all: Replicas = await replicas(server);
const [one, two] = await Promise.all([all.serve(), all.serve()]);
after(async () => {
  const told = await all.close();
  await server.close();
  assert.ok(!told.includes(PASSWORD), 'the password of the database is told');
});

const json = async <T>(response: Response | Promise<Response>): Promise<T> => (await (await response).json()) as T;

async function ended(service: RunningService, id: string): Promise<Job> {
  for (const end = Date.now() + 300_000; ; await sleep(100)) {
    const job = await json<Job>(all.ask(service, `/jobs/${id}`));
    if (!['queued', 'running'].includes(job.state)) return job;
    assert.ok(Date.now() < end, `the job did not end: ${JSON.stringify(job)}`);
  }
}

test('what one replica decides the other reads, and the receipts of both prove entries of one log', async () => {
  const ids: string[] = [];
  for (const service of [one, two, one, two]) {
    const { status, outcome, decisionId = '' } = await all.verify(service);
    assert.deepEqual([status, outcome], [200, 'allow']);
    ids.push(decisionId);
  }
  const key = parseVerifierKey((await (await all.ask(one, '/log/key')).text()).trim());
  assert.equal(
    (await (await all.ask(two, '/log/key')).text()).trim(),
    (await (await all.ask(one, '/log/key')).text()).trim(),
  );
  const indexes: number[] = [];
  for (const [i, id] of ids.entries()) {
    const [mine, other] = i % 2 === 0 ? [one, two] : [two, one];
    const texts = await Promise.all([mine, other].map(async (at) => (await all.ask(at, `/decisions/${id}`)).text()));
    assert.equal(texts[0], texts[1]);
    const entry = JSON.parse(texts[0] ?? '') as { id: string; time: string };
    assert.equal(entry.id, id);
    for (const at of [mine, other]) {
      const proof = parseTlogProof(await (await all.ask(at, `/decisions/${id}/receipt`)).text());
      assert.equal(verifySignedNote(proof.note, [key], verifyEd25519).length, 1);
      const document = sha256Digest(encodeUtf8(canonicalJson(recordJson(entry))));
      const leaf = { apiVersion: 'twinseal.dev/log-entry/v1', kind: 'decision', id, time: entry.time, document };
      const hash = leafHash(encodeUtf8(canonicalJson(recordJson(leaf))));
      const { size, root } = proof.checkpoint;
      assert.ok(checkInclusion({ size, root, index: proof.index, leaf: hash }, proof.hashes), id);
      if (at === mine) indexes.push(proof.index);
    }
  }
  assert.deepEqual(
    indexes,
    indexes.toSorted((a, b) => a - b),
  );
  const listed = await json<{ decisions: readonly { id: string }[] }>(all.ask(two, '/decisions?limit=4'));
  assert.deepEqual(listed.decisions.map(({ id }) => id).toReversed(), ids);
});

test('an Idempotency-Key is one key at both: one decision, whoever is asked first', async () => {
  const ids = new Set<string>();
  for (const answer of await Promise.all([one, two, one, two].map((at) => all.verify(at, 'gate-9')))) {
    if (answer.status === 409) assert.equal(answer.code, 'IDEMPOTENCY_KEY_IN_FLIGHT');
    else ids.add(answer.decisionId ?? '');
  }
  for (const at of [one, two]) ids.add((await all.verify(at, 'gate-9')).decisionId ?? '');
  assert.equal(ids.size, 1);
  assert.notEqual((await all.verify(two, 'gate-10')).decisionId, [...ids][0]);
});

test('an Idempotency-Key is one key at both: one job, whoever is asked first', async () => {
  const { digest } = await json<{ digest: string }>(all.ask(one, '/sources', archiveOf('keyed')));
  const wish = { source: { archive: digest }, platforms: ['linux/amd64'] };
  const answers = await Promise.all([one, two, one, two].map((at) => all.ask(at, '/builds', wish, 'run-17')));
  const ids = new Set<string>();
  for (const answer of answers) {
    if (answer.status === 409) assert.equal((await json<{ code: string }>(answer)).code, 'IDEMPOTENCY_KEY_IN_FLIGHT');
    else ids.add((await json<Job>(answer)).id);
  }
  for (const at of [one, two]) ids.add((await json<Job>(all.ask(at, '/builds', wish, 'run-17'))).id);
  assert.equal(ids.size, 1);
  const other = await all.ask(two, '/builds', { ...wish, platforms: ['linux/arm64'] }, 'run-17');
  assert.equal((await json<{ code: string }>(other)).code, 'IDEMPOTENCY_KEY_REUSED');
  const [id = ''] = ids;
  assert.equal((await json<Job>(all.ask(two, `/jobs/${id}/cancel`, {}))).state, 'cancelled');
});

test('jobs of both replicas run once each, in either of two workers, and both replicas tell of them', async () => {
  const workers = [all.worker(), all.worker()];
  // What a worker does with a job is tested elsewhere: one that fails at once is a job all the same.
  const broken = await json<{ digest: string }>(all.ask(two, '/sources', archiveOf('broken')));
  const jobs = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      json<Job>(all.ask(i % 2 === 0 ? one : two, '/builds', { source: { archive: broken.digest } })),
    ),
  );
  for (const [i, { id }] of jobs.entries()) {
    const job = await ended(i % 2 === 0 ? two : one, id);
    assert.deepEqual([job.attempts, job.failure?.code], [1, 'SOURCE_NO_GO_MOD'], JSON.stringify(job));
    const [events, same] = await Promise.all(
      [one, two].map((at) => json<{ events: readonly JobEvent[] }>(all.ask(at, `/jobs/${id}/events`))),
    );
    assert.deepEqual(events, same);
    assert.equal(events?.events.filter(({ text }) => text === 'running').length, 1);
  }
  for (const worker of workers) assert.equal(await worker.stop(), 0, worker.log());
  for (const { id } of jobs)
    assert.equal(
      workers.filter((worker) => worker.log().includes(`job ${id}: `)).length,
      1,
      'a job ran in both workers',
    );
  const store = await all.store();
  const notes = await store.ledger.changes('job', undefined, 100, anyCall());
  const noted = notes.map(({ document }) => (JSON.parse(document) as { readonly id: string }).id);
  // Beside them stands the one that was cancelled above.
  const [cancelled = '', ...others] = noted.filter((id) => !jobs.some((job) => job.id === id));
  assert.deepEqual([others, (await json<Job>(all.ask(one, `/jobs/${cancelled}`))).state], [[], 'cancelled']);
  assert.equal(noted.length - 1, jobs.length, 'each job is noted once');
  await checkWholeLog(store);
  await store.close();
});

test('a replica with another key of the log does not start, and says why', async () => {
  await assert.rejects(
    all.serve('other.key'),
    /ended with 3[\s\S]*other\.key: the log's checkpoint was not signed by this key[\s\S]*give each the same log\.keyFile/,
  );
});

function archiveOf(name: 'keyed' | 'broken'): Uint8Array {
  const folder = join(all.folder, name);
  mkdirSync(folder);
  if (name === 'keyed') writeHelloModule(folder);
  else writeFileSync(join(folder, 'main.go'), `package main // ${name}\n`);
  return execFileSync('tar', ['-C', folder, '-cz', '.'], { maxBuffer: 64 * 1024 * 1024 });
}
