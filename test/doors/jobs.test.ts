// The doors of sources and jobs over a real queue and real archives; nobody works at the jobs but this file.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openSqliteJobs } from '../../src/adapters/jobs/sqlite-jobs.ts';
import { archiveFolder } from '../../src/adapters/sources/archive-folder.ts';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { httpApp } from '../../src/doors/http/app.ts';
import { jobRoutes } from '../../src/doors/http/jobs.ts';
import { sourceRoutes } from '../../src/doors/http/sources.ts';
import type { Call } from '../../src/ports/call.ts';
import type { Role } from '../../src/records/caller.ts';
import type { Job, JobEvent } from '../../src/records/job.ts';
import { jobsService } from '../../src/wire/service/jobs.ts';
import { answeredInMemory } from '../support/answered-in-memory.ts';
import { requestProblems, responseProblems } from '../support/openapi-contract.ts';
import { tarOf } from '../support/tar.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-job-doors-'));
const call = (): Call => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
const queue = await openSqliteJobs(folder, call());
const store = await openSqliteServiceStore(folder, { log: { origin: 'twinseal' } }, call());
const service = jobsService(
  { gitFolders: ['/srv/git/app'], repositories: ['registry.example.com/team/**'] },
  { queue, archives: archiveFolder(join(folder, 'sources')) },
  { answered: answeredInMemory(), ledger: store.ledger },
);
/** `Authorization: NAME ROLE,ROLE`. */
const authenticator = {
  async caller({ authorization }: { readonly authorization: string | undefined }) {
    const [name = 'nobody', roles = ''] = (authorization ?? '').split(' ');
    return { name, by: 'api-key' as const, roles: roles.split(',') as Role[] };
  },
};
const reports: unknown[] = [];
const app = httpApp({ open: [], authenticated: [sourceRoutes(service), jobRoutes(service)] }, authenticator, {
  loopback: true,
  now: () => Date.now(),
  report: (error) => reports.push(error),
});
const server = createServer(app);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
after(async () => {
  server.close();
  server.closeAllConnections();
  await queue.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

type Words = Readonly<Record<string, string>>;
const AS = {
  ci: 'ci seal',
  other: 'other seal',
  auditor: 'auditor audit',
  admin: 'admin admin',
  reader: 'reader verify',
};
async function ask(
  method: string,
  path: string,
  as: string,
  headers: Words = {},
  body?: NonNullable<RequestInit['body']>,
): Promise<Response> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: as, ...headers },
    ...(body !== undefined && { body }),
  });
  const template = path.split('?')[0]?.replace(/[0-9a-f-]{36}|no-id/, '{id}') ?? '';
  if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
    assert.deepEqual(await responseProblems(template, method.toLowerCase(), response), []);
  return response;
}
const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;
const ARCHIVE = tarOf([{ name: 'go.mod', content: 'module example.com/m\n' }]);
const send = (body: Uint8Array, as = AS.ci, type = 'application/x-tar') =>
  ask('POST', '/sources', as, { 'content-type': type }, body as unknown as NonNullable<RequestInit['body']>);
const { digest } = (await (await send(ARCHIVE)).json()) as { digest: string };
const post = (path: string, body: unknown, as = AS.ci, headers: Words = {}) =>
  ask('POST', path, as, { 'content-type': 'application/json', ...headers }, JSON.stringify(body));
async function submit(as = AS.ci): Promise<Job> {
  const response = await post('/builds', { source: { archive: digest } }, as);
  assert.equal(response.status, 202);
  return (await response.json()) as Job;
}

test('a source is taken from whoever may seal, by its digest; what is no archive is refused', async () => {
  const again = await send(gzipSync(ARCHIVE), AS.ci, 'application/gzip');
  assert.equal(again.status, 201);
  assert.equal((await send(ARCHIVE, AS.reader)).status, 403);
  assert.equal(await codeOf(await send(ARCHIVE, AS.ci, 'text/plain')), 'REQUEST_MEDIA_TYPE');
  assert.equal(await codeOf(await send(tarOf([{ name: 'x', type: '2', link: '/etc' }]))), 'SOURCE_ARCHIVE');
  assert.equal(await codeOf(await send(tarOf([{ name: 'a\nb', content: '' }]))), 'SOURCE_NAME');
  assert.equal((await fetch(`${url}/sources`, { headers: { authorization: AS.ci } })).status, 405);
});

test('a job is taken with 202 and its path, and told as it is', async () => {
  const body = {
    source: { archive: digest },
    platforms: ['linux/amd64'],
    main: ['cmd/app'],
    directory: 'sub/module',
    push: 'registry.example.com/team/a/b:v1',
  };
  assert.deepEqual(requestProblems('/seals', 'post', body), []);
  const response = await post('/seals', body);
  assert.equal(response.status, 202);
  const job = (await response.json()) as Job;
  assert.equal(response.headers.get('location'), `/jobs/${job.id}`);
  assert.deepEqual(job.request, { ...body, main: ['./cmd/app'], kind: 'seal' });
  assert.deepEqual(job.caller, { name: 'ci', by: 'api-key' });
  assert.deepEqual(await (await ask('GET', `/jobs/${job.id}`, AS.ci)).json(), job);
  assert.equal((await ask('POST', `/jobs/${job.id}/cancel`, AS.ci)).status, 200);
});

const REFUSED: readonly (readonly [string, string, unknown, string])[] = [
  ['an archive that was not sent', '/builds', { source: { archive: `sha256:${'0'.repeat(64)}` } }, 'SOURCE_UNKNOWN'],
  ['a digest that is none', '/builds', { source: { archive: '../../etc' } }, 'INPUT_MALFORMED'],
  ['a git folder that is not allowed', '/builds', { source: { git: '/srv/git/app/../other' } }, 'SOURCE_UNKNOWN'],
  ['a folder below one that is allowed', '/builds', { source: { git: '/srv/git/app/sub' } }, 'SOURCE_UNKNOWN'],
  ['both kinds of source', '/builds', { source: { git: '/srv/git/app', archive: digest } }, 'INPUT_MALFORMED'],
  ['no source', '/builds', {}, 'INPUT_MALFORMED'],
  [
    'a push of a build',
    '/builds',
    { source: { archive: digest }, push: 'registry.example.com/team/a:v1' },
    'INPUT_MALFORMED',
  ],
  ['a seal without a push', '/seals', { source: { archive: digest } }, 'INPUT_MALFORMED'],
  [
    'a repository that is not allowed',
    '/seals',
    { source: { archive: digest }, push: 'registry.example.com/others/a:v1' },
    'FORBIDDEN',
  ],
  ['another registry', '/seals', { source: { archive: digest }, push: 'evil.example.com/team/a:v1' }, 'FORBIDDEN'],
  [
    'a push without a tag',
    '/seals',
    { source: { archive: digest }, push: 'registry.example.com/team/a' },
    'REFERENCE_INVALID',
  ],
  ['a push that is no reference', '/seals', { source: { archive: digest }, push: 'http://x' }, 'REFERENCE_INVALID'],
  ...['..', '/etc', 'a/../../b', 'a//b', './a', '-o', 'a\\b'].map(
    (directory) =>
      [`the directory ${directory}`, '/builds', { source: { archive: digest }, directory }, 'INPUT_MALFORMED'] as const,
  ),
  ['a main package outside', '/builds', { source: { archive: digest }, main: ['../x'] }, 'INPUT_MALFORMED'],
  ['a main package like a flag', '/builds', { source: { archive: digest }, main: ['-toolexec=x'] }, 'INPUT_MALFORMED'],
  ['an unknown member', '/builds', { source: { archive: digest }, cache: '/tmp' }, 'INPUT_MALFORMED'],
];
for (const [what, path, body, code] of REFUSED)
  test(`${what} is refused with ${code}`, async () => assert.equal(await codeOf(await post(path, body)), code));

test('nobody builds from what another has sent, and nobody without the role seal builds at all', async () => {
  assert.equal(await codeOf(await post('/builds', { source: { archive: digest } }, AS.other)), 'SOURCE_UNKNOWN');
  for (const as of [AS.reader, AS.auditor, AS.admin])
    assert.equal((await post('/builds', { source: { archive: digest } }, as)).status, 403);
});

test('a caller sees and cancels his own jobs only; auditors see all, administrators cancel all', async () => {
  const { id } = await submit();
  for (const path of [`/jobs/${id}`, `/jobs/${id}/events`]) {
    assert.equal(await codeOf(await ask('GET', path, AS.other)), 'JOB_UNKNOWN');
    assert.equal((await ask('GET', path, AS.auditor, { accept: 'application/json' })).status, 200);
  }
  assert.equal(await codeOf(await ask('POST', `/jobs/${id}/cancel`, AS.other)), 'JOB_UNKNOWN');
  assert.equal(await codeOf(await ask('POST', `/jobs/${id}/cancel`, AS.auditor)), 'FORBIDDEN');
  const cancelled = await ask('POST', `/jobs/${id}/cancel`, AS.admin);
  assert.equal(((await cancelled.json()) as Job).state, 'cancelled');
  assert.equal(await codeOf(await ask('GET', '/jobs/no-id', AS.ci)), 'JOB_UNKNOWN');
  const listOf = async (as: string, query = '') =>
    (await (await ask('GET', `/jobs${query}`, as)).json()) as { jobs: Job[]; next?: string };
  assert.deepEqual((await listOf(AS.other)).jobs, []);
  assert.ok((await listOf(AS.auditor)).jobs.some((job) => job.id === id));
  await submit().then((job) => queue.cancel(job.id, call()));
  const first = await listOf(AS.ci, '?limit=1');
  assert.ok(first.next !== undefined && first.jobs.length === 1);
  assert.equal((await listOf(AS.ci, `?limit=1&cursor=${first.next}`)).jobs[0]?.id, id);
  const { headers } = await ask('GET', '/jobs?limit=1', AS.ci);
  assert.equal(headers.get('link'), `</jobs?limit=1&cursor=${first.next}>; rel="next"`);
  assert.equal(await codeOf(await ask('GET', `/jobs?cursor=${first.next}`, AS.other)), 'USAGE');
  const gone = `?cursor=${btoa('00000000-0000-4000-8000-000000000000')}`;
  for (const query of [gone, '?limit=0', '?limit=201', '?cursor=x', '?limit=1&limit=2', '?page=1'])
    assert.equal(await codeOf(await ask('GET', `/jobs${query}`, AS.ci)), 'USAGE');
});

test('a job that is cancelled before anybody works at it is noted in the log once, with who ended it', async () => {
  const { id } = await submit();
  for (let i = 0; i < 3; i++) assert.equal((await ask('POST', `/jobs/${id}/cancel`, AS.admin)).status, 200);
  const notes = await store.ledger.changes('job', undefined, 100, call());
  const [own, ...more] = notes.map(({ document }) => JSON.parse(document)).filter((change) => change.id === id);
  const { caller, state, by } = own.detail;
  assert.deepEqual([caller, state, by, more], ['ci', 'cancelled', AS.admin.split(' ')[0], []]);
  assert.ok(!(await queue.unnoted(0, call())).some((job) => job.id === id), 'no worker has to note it');
  assert.equal(((await (await ask('GET', `/jobs/${id}`, AS.ci)).json()) as Job).cancelledBy, by);
});

test('a request that is sent again with its Idempotency-Key makes no second job', async () => {
  const body = { source: { archive: digest } };
  const key = { 'idempotency-key': 'run-17' };
  const [first, second] = [await post('/builds', body, AS.ci, key), await post('/builds', body, AS.ci, key)];
  const { id } = (await first.json()) as Job;
  assert.equal(((await second.json()) as Job).id, id);
  assert.equal(await codeOf(await post('/builds', { ...body, vendor: true }, AS.ci, key)), 'IDEMPOTENCY_KEY_REUSED');
  assert.equal(
    await codeOf(await post('/builds', body, AS.ci, { 'idempotency-key': 'with space' })),
    'IDEMPOTENCY_KEY_INVALID',
  );
  const under = { 'idempotency-key': 'under-way' };
  assert.equal(await codeOf(await post('/builds', body, AS.ci, under)), 'IDEMPOTENCY_KEY_IN_FLIGHT');
  // One that failed leaves its key free.
  const failing = { source: { archive: `sha256:${'1'.repeat(64)}` } };
  for (let i = 0; i < 2; i++)
    assert.equal(await codeOf(await post('/builds', failing, AS.ci, { 'idempotency-key': 'k2' })), 'SOURCE_UNKNOWN');
  await queue.cancel(id, call());
});

test('a caller with too many jobs under way is told to come back', async () => {
  await send(ARCHIVE, 'busy seal');
  const jobs = await Promise.all(Array.from({ length: 20 }, () => submit('busy seal')));
  assert.equal(await codeOf(await post('/builds', { source: { archive: digest } }, 'busy seal')), 'OVERLOADED');
  for (const { id } of jobs) await queue.cancel(id, call());
});

interface Sent {
  readonly id?: string;
  readonly event: string;
  readonly data: JobEvent | Job;
}
function eventsOf(text: string): readonly Sent[] {
  return text
    .split('\n\n')
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) => {
      const fields = Object.fromEntries(
        block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      return {
        ...(fields.id !== undefined && { id: fields.id }),
        event: fields.event ?? '',
        data: JSON.parse(fields.data ?? ''),
      };
    });
}

test('events come as they happen, are resumed by Last-Event-ID, and end with the job', async () => {
  const { id } = await submit();
  const streaming = fetch(`${url}/jobs/${id}/events`, {
    headers: { authorization: AS.ci, accept: 'text/event-stream' },
  });
  const leased = await queue.lease('w', call());
  assert.equal(leased?.job.id, id);
  await leased?.tell({ kind: 'step', text: 'side A\nid: 99\n\nevent: end' }, call());
  await leased?.finish({ state: 'succeeded', result: { outcome: 'identical' } }, call());
  const response = await streaming;
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  const sent = eventsOf(await response.text());
  assert.deepEqual(
    sent.map(({ id, event }) => `${id} ${event}`),
    ['1 state', '2 state', '3 step', '4 state', 'undefined end'],
  );
  assert.deepEqual(sent.at(-1)?.data, await (await ask('GET', `/jobs/${id}`, AS.ci)).json());
  const resumed = await ask('GET', `/jobs/${id}/events`, AS.ci, { 'last-event-id': '3' });
  assert.deepEqual(
    eventsOf(await resumed.text()).map(({ id }) => id),
    ['4', undefined],
  );
  const list = await ask('GET', `/jobs/${id}/events`, AS.ci, { accept: 'application/json', 'last-event-id': '2' });
  assert.deepEqual(
    ((await list.json()) as { events: JobEvent[] }).events.map(({ sequence }) => sequence),
    [3, 4],
  );
  assert.equal(await codeOf(await ask('GET', `/jobs/${id}/events`, AS.ci, { 'last-event-id': 'x' })), 'USAGE');
  assert.deepEqual(reports, []);
});
