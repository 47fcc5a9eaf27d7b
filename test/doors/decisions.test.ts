// Lists for auditors over a real store: every filter, every page, and what is no query.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { withoutCredentials } from '../../src/adapters/callers/without-credentials.ts';
import { changeQuery, decisionQuery, type Query } from '../../src/adapters/store/decision-query.ts';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { httpApp } from '../../src/doors/http/app.ts';
import { cursorOf } from '../../src/doors/http/listing.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { DecisionFilter } from '../../src/ports/decision-ledger.ts';
import { auditorRoutes } from '../../src/wire/service/auditors.ts';
import { someChange, someDecision, someUndecided } from '../contract/some-decision.ts';
import { responseProblems } from '../support/openapi-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-lists-'));
const call = { signal: new AbortController().signal, deadline: Date.now() + 120_000 };
const store = await openSqliteServiceStore(folder, { log: { origin: 'example.com/log' } }, call);
const server = createServer(
  httpApp({ open: [], authenticated: [...auditorRoutes(store)] }, withoutCredentials(true), {
    loopback: true,
    now: () => Date.now(),
    report: assert.fail,
  }),
);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(async () => {
  server.closeAllConnections();
  server.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const sha = (text: string) => sha256Digest(encodeUtf8(text));
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Five in a day, for twelve days: repositories, releases, callers and outcomes take turns. */
for (let n = 0; n < 60; n++) {
  const base = someDecision(idOf(n));
  const outcome = (['allow', 'deny', 'deny'] as const)[n % 3] ?? 'deny';
  const verdict = { ...base.verdict, outcome };
  const shadow = { policy: { name: 'next', digest: sha('next') }, mode: 'audit' as const, shadowOf: 'release' };
  const [counting] = base.judgements;
  assert.ok(counting);
  await store.ledger.append(
    {
      ...base,
      time: `2026-11-${String(1 + Math.floor(n / 5)).padStart(2, '0')}T12:00:00Z`,
      repository: `registry.example.com/app${n % 2}`,
      caller: { name: n % 4 === 0 ? 'ci' : 'loopback', by: 'loopback' },
      request: { claims: { release: `v${n % 5}` } },
      verdict,
      judgements: [
        { ...counting, verdict },
        ...(n < 10 ? [{ ...shadow, verdict: base.verdict, facts: sha('facts') }] : []),
      ],
      inputs: { ...base.inputs, image: sha(`image ${n % 6}`) },
    },
    [],
    call,
  );
}
await store.ledger.append(someUndecided(idOf(60)), [], call);
for (const [n, kind] of (['policy', 'key', 'policy', 'exception'] as const).entries())
  await store.ledger.note({ ...someChange(`change-${n}`), kind }, [], call);

interface Listed {
  readonly decisions?: readonly { readonly id: string; readonly index: number }[];
  readonly changes?: readonly { readonly id: string; readonly kind: string }[];
  readonly next?: string;
}

async function get(path: string): Promise<Response> {
  const response = await fetch(url + path);
  assert.deepEqual(await responseProblems(path.split('?')[0] ?? '', 'get', response), [], path);
  return response;
}

/** Everything behind a first page, by the links alone. */
async function follow(path: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const response = await get(next);
    assert.equal(response.status, 200);
    const page = (await response.json()) as Listed;
    ids.push(...(page.decisions ?? page.changes ?? []).map(({ id }) => id));
    const link = /^<(.*)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
    assert.equal(link === undefined, page.next === undefined);
    next = link;
  }
  return ids;
}

const wanted = (holds: (n: number) => boolean) =>
  Array.from({ length: 60 }, (_, n) => 59 - n)
    .filter(holds)
    .map(idOf);

test('lists decisions newest first by each filter and by several, whatever the size of a page', async () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['', [idOf(60), ...wanted(() => true)]],
    ['outcome=allow', wanted((n) => n % 3 === 0)],
    ['outcome=indeterminate', [idOf(60)]],
    ['repository=registry.example.com/app1', wanted((n) => n % 2 === 1)],
    ['release=v3', wanted((n) => n % 5 === 3)],
    ['caller=ci', wanted((n) => n % 4 === 0)],
    ['policy=next', wanted((n) => n < 10)],
    ['shadowDiffers=true', wanted((n) => n < 10 && n % 3 === 0)],
    [`digest=${sha('image 4')}`, wanted((n) => n % 6 === 4)],
    ['since=2026-11-11T00:00:00Z', [idOf(60), ...wanted((n) => n >= 50)]],
    ['until=2026-11-02T13:00:00%2B02:00', wanted((n) => n < 5)],
    [
      'since=2026-11-02T00:00:00Z&until=2026-11-03T00:00:00Z&outcome=deny',
      wanted((n) => n >= 5 && n < 10 && n % 3 !== 0),
    ],
    ['caller=ci&release=v0&repository=registry.example.com/app0', wanted((n) => n % 20 === 0)],
    ['release=nothing', []],
  ];
  for (const [query, ids] of cases)
    for (const limit of [7, 200])
      assert.deepEqual(await follow(`/decisions?${query}&limit=${limit}`.replace('?&', '?')), ids, query);
});

test('a line says what the decision says, and the decision itself is one step away', async () => {
  const { decisions = [] } = (await (await get('/decisions?shadowDiffers=true&limit=1')).json()) as Listed;
  assert.deepEqual(decisions, [
    {
      index: 9,
      id: idOf(9),
      time: '2026-11-02T12:00:00Z',
      outcome: 'allow',
      effect: 'refuse',
      caller: { name: 'loopback', by: 'loopback' },
      door: 'verify',
      requested: someDecision('x').requested,
      repository: 'registry.example.com/app1',
      digest: sha('image 3'),
      claims: { release: 'v4' },
      policies: [
        { name: 'release', digest: sha('policy'), outcome: 'allow', mode: 'enforce' },
        { name: 'next', digest: sha('next'), outcome: 'deny', mode: 'audit', shadowOf: 'release' },
      ],
      codes: ['TWIN_DIFFERENT'],
    },
  ]);
  const undecided = (await (await get('/decisions?outcome=indeterminate')).json()) as Listed;
  assert.deepEqual(Object.keys(undecided.decisions?.[0] ?? {}).includes('digest'), false);
  const whole = await fetch(`${url}/decisions/${idOf(9)}`);
  assert.equal(((await whole.json()) as { readonly id: string }).id, idOf(9));
});

test('lists changes of every kind and of one', async () => {
  assert.deepEqual(await follow('/changes?limit=3'), ['change-3', 'change-2', 'change-1', 'change-0']);
  assert.deepEqual(await follow('/changes?kind=policy&limit=1'), ['change-2', 'change-0']);
  assert.deepEqual(await follow('/changes?kind=role'), []);
});

test('a page stays where it is while others decide', async () => {
  const first = (await (await get('/decisions?caller=loopback&limit=5')).json()) as Listed;
  await store.ledger.append({ ...someDecision(idOf(61)), time: '2026-11-30T00:00:00Z' }, [], call);
  const second = await follow(`/decisions?caller=loopback&limit=5&cursor=${first.next}`);
  assert.ok(!second.includes(idOf(61)));
  assert.equal(new Set([...(first.decisions ?? []).map(({ id }) => id), ...second]).size, 5 + second.length);
});

test('what is no query is refused, in plain words', async () => {
  for (const query of [
    'digest=sha256:xyz',
    'digest=latest',
    'outcome=maybe',
    'since=yesterday',
    'until=2026-13-01T00:00:00Z',
    'shadowDiffers=yes',
    'limit=0',
    'limit=201',
    'limit=1e1',
    'cursor=!',
    `cursor=${cursorOf('x')}`,
    `cursor=${cursorOf('-1')}`,
    `cursor=${cursorOf('9'.repeat(40))}`,
    'cursor=',
    'policy=a&policy=b',
    'polcy=a',
    `caller=${'x'.repeat(3000)}`,
  ]) {
    const response = await get(`/decisions?${query}`);
    assert.equal(response.status, 400, query);
    assert.equal(((await response.json()) as { readonly code: string }).code, 'USAGE');
  }
  assert.equal((await get('/changes?kind=decision')).status, 400);
  assert.equal((await fetch(`${url}/decisions`, { method: 'POST' })).status, 405);
  assert.equal((await fetch(`${url}/decisions?outcome=allow`, { method: 'HEAD' })).status, 200);
});

test('each filter is served by an index of its own', () => {
  const database = new DatabaseSync(join(folder, 'decisions.sqlite'), { readOnly: true });
  const plan = ({ sql, parameters }: Query) =>
    database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parameters)
      .map(({ detail }) => String(detail))
      .join('\n');
  const page = { before: undefined, limit: 50 };
  const indexes: readonly (readonly [DecisionFilter, RegExp])[] = [
    [{ digest: sha('x') }, /decisions_by_digests/],
    [{ repository: 'x' }, /decisions_by_repository/],
    [{ release: 'x' }, /decisions_by_release/],
    [{ since: '2026-11-01T00:00:00Z', until: '2026-11-02T00:00:00Z' }, /decisions_by_time/],
    [{ outcome: 'deny' }, /decisions_by_outcome/],
    [{ policy: 'x' }, /SEARCH p USING PRIMARY KEY/],
    [{ caller: 'x' }, /decisions_by_caller/],
    [{ shadowDiffers: true }, /decisions_by_shadow/],
  ];
  for (const [filter, index] of indexes) {
    const text = plan(decisionQuery(filter, page));
    assert.match(text, index);
    assert.match(text, /SEARCH e USING INTEGER PRIMARY KEY/);
  }
  assert.match(plan(changeQuery(undefined, page)), /changes_by_place/);
  assert.match(plan(changeQuery('policy', page)), /changes_by_kind/);
  database.close();
});
