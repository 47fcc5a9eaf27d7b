// The bytes behind verdicts are forgotten when their days are over, by the running service; what was decided is not.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { keepRetention } from '../../src/wire/service/retention.ts';
import { someChange, someDecision, someDocuments } from '../contract/some-decision.ts';
import { startService } from '../support/running-service.ts';
import { publicPem, testKey } from '../support/sealed-image.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-retention-'));
after(() => rmSync(root, { recursive: true, force: true }));
const call = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
const DAY = 86_400_000;
const ago = (days: number) => `${new Date(Date.now() - days * DAY).toISOString().slice(0, 19)}Z`;
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

test('what is older than retentionDays is forgotten in the background; decisions, changes and the log stay', async () => {
  const data = join(root, 'data');
  const store = await openSqliteServiceStore(data, { log: { origin: 'example.com/log' } }, call());
  const ages = [40, 31, 29, 1];
  for (const [n, age] of ages.entries())
    await store.ledger.append({ ...someDecision(idOf(n)), time: ago(age) }, someDocuments(idOf(n)), call());
  const [policy] = someDocuments('a policy');
  assert.ok(policy);
  await store.ledger.note({ ...someChange('change'), time: ago(100) }, [policy], call());
  await store.close();
  const policies = join(root, 'policies');
  mkdirSync(policies);
  const key = JSON.stringify(publicPem(testKey('release')));
  writeFileSync(
    join(policies, 'release.yaml'),
    `apiVersion: twinseal.dev/v1\nkind: Policy\ntrust: [{ name: s, cosign: { key: ${key} } }]\nrequire: { signatures: [{ by: s }] }\n`,
  );
  const config = join(root, 'service.yaml');
  writeFileSync(config, 'apiVersion: twinseal.dev/v1\nretentionDays: 30\nlog: { origin: example.com/log }\n');
  const service = await startService(policies, data, '127.0.0.1:0', ['--config', config]);
  try {
    const status = async (digest: string) => (await fetch(`${service.url}/documents/${digest}`)).status;
    const own = ages.map((_, n) => someDocuments(idOf(n))[0]?.digest ?? '');
    for (let tries = 0; tries < 400 && (await status(own[0] ?? '')) === 200; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(await Promise.all(own.map(status)), [404, 404, 200, 200]);
    assert.equal(await status(policy.digest), 200);
    for (const n of ages.keys()) {
      assert.equal((await fetch(`${service.url}/decisions/${idOf(n)}`)).status, 200);
      assert.equal((await fetch(`${service.url}/decisions/${idOf(n)}/receipt`)).status, 200);
    }
    assert.match(service.log(), /"evidence forgotten"/);
  } finally {
    assert.equal(await service.stop(), 0);
  }
});

test('a clock that jumps ahead makes nothing be forgotten, and the look after the next one goes on', async (t) => {
  const store = await openSqliteServiceStore(join(root, 'jumping'), { log: { origin: 'example.com/log' } }, call());
  t.after(() => store.close());
  const kept = someDocuments('now');
  await store.ledger.append({ ...someDecision('old'), time: ago(40) }, someDocuments('old'), call());
  await store.ledger.append({ ...someDecision('now'), time: ago(0) }, kept, call());
  const [own, old] = [kept[0]?.digest, someDocuments('old')[0]?.digest];
  assert.ok(own && old);
  const lines: string[] = [];
  let looks = 0;
  // At the second look two years ahead, and then back again.
  const times = {
    elapsed: () => performance.now(),
    now: () => Date.now() + (lines.length === 1 && looks++ < 1 ? 730 * DAY : 0),
    every: 20,
  };
  const telemetry = { log: (_level: string, message: string) => void lines.push(message) };
  const retention = keepRetention(store.archive, 30, telemetry, times);
  for (let tries = 0; tries < 1_000 && lines.length < 2; tries++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 100));
  await retention.stop();
  assert.deepEqual(lines, ['evidence forgotten', 'evidence not forgotten']);
  assert.deepEqual(await store.archive.has([own, old], call()), new Set([own]));
});
