// The baseline for pods at the doors that know a pod: the validating webhook, `verify --manifests` here and at a server, `POST /verify`.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { replayAudit } from '../../src/roads/replay-audit.ts';
import { BAD, GOOD, registry, sealed, signed, startDoor } from '../support/admission-door.ts';
import { objectOf, reviewOf, WORKLOAD_KINDS, type WorkloadKind } from '../support/admission-reviews.ts';
import { auditCall, exportFolder, filesOf } from '../support/audit-sets.ts';
import { requestProblems, responseProblems } from '../support/openapi-contract.ts';
import { startService } from '../support/running-service.ts';

const finally_: (() => unknown)[] = [];
after(async () => {
  for (const end of finally_.reverse()) await end();
});
const forAll = { after: (end: () => unknown) => void finally_.push(end) } as Pick<TestContext, 'after'>;
const POLICY = signed({
  require: { signatures: [{ by: 'release' }], pod: { runAsNonRoot: true, noHostNamespaces: true } },
});
const door = await startDoor(forAll, { release: POLICY });
const [pod = assert.fail(), ...others] = WORKLOAD_KINDS;
const SAFE = { securityContext: { runAsNonRoot: true } };
/** The same bytes under another name. */
const TWIN = `${registry.host}/team/app:v1@${sealed.index.digest}`;

/** An object whose pod spec has these members beside its images. */
function withSpec(kind: WorkloadKind, images: Parameters<typeof objectOf>[1], more: object): object {
  const object = structuredClone(objectOf(kind, images)) as Record<string, unknown>;
  let inner = object;
  for (const step of kind.path) inner = inner[step] as Record<string, unknown>;
  Object.assign(inner, more);
  return object;
}
const create = (kind: WorkloadKind, object: object) => reviewOf(kind, 'CREATE', object);
const update = (kind: WorkloadKind, before: object, now: object, more: object = {}) =>
  reviewOf(kind, 'UPDATE', now, { oldObject: before, ...more });

test('pods of every kind keep the baseline or are refused with its code and what to run', async () => {
  for (const kind of WORKLOAD_KINDS) {
    const good = await door.ask(create(kind, withSpec(kind, { containers: [GOOD] }, SAFE)));
    assert.equal(good.allowed, true, `${kind.kind} ${good.status?.message}`);
    const bad = await door.ask(create(kind, withSpec(kind, { containers: [GOOD] }, {})));
    assert.equal(bad.allowed, false, kind.kind);
    assert.match(
      bad.status?.message ?? '',
      /app@sha256:\w+: POD_RUNS_AS_ROOT; next: twinseal verify --manifests FILE --policy release$/,
    );
    const shared = await door.ask(create(kind, withSpec(kind, { containers: [GOOD] }, { ...SAFE, hostPID: true })));
    assert.match(shared.status?.message ?? '', /POD_HOST_NAMESPACE/);
  }
});

test('what a container does not say for itself counts for each container of the image', async () => {
  const containers = [
    { name: 'a', image: GOOD, securityContext: { runAsNonRoot: true } },
    { name: 'b', image: GOOD, securityContext: { runAsUser: 0 } },
  ];
  const answer = await door.ask(create(pod, withSpec(pod, {}, { containers })));
  assert.match(answer.status?.message ?? '', /POD_RUNS_AS_ROOT/);
  // An image volume runs nowhere, so nothing is asked of it but its seal.
  const volume = await door.ask(create(pod, withSpec(pod, { volumes: [GOOD] }, { containers: [] })));
  assert.equal(volume.allowed, true, volume.status?.message);
});

test('an update that changes no image but what its container may do is judged again', async () => {
  for (const kind of others) {
    const before = withSpec(kind, { containers: [GOOD] }, SAFE);
    const label = update(kind, before, { ...before, metadata: { name: 'web', labels: { a: 'b' } } });
    assert.equal((await door.ask(label)).auditAnnotations?.passed, 'no image has changed');
    const rooted = await door.ask(update(kind, before, withSpec(kind, { containers: [GOOD] }, {})));
    assert.match(rooted.status?.message ?? '', /POD_RUNS_AS_ROOT/, kind.kind);
  }
});

test('an update that changes what runs in a container is judged again', async () => {
  const of = (kind: WorkloadKind, container: object) =>
    withSpec(kind, { containers: [GOOD] }, { ...SAFE, containers: [{ name: 'a', image: GOOD, ...container }] });
  const [kind = assert.fail()] = others;
  const before = of(kind, { command: ['app', 'serve'], env: [{ name: 'PATH', value: '/bin' }] });
  const passed = async (container: object) =>
    (await door.ask(update(kind, before, of(kind, container)))).auditAnnotations?.passed;
  const path = [{ name: 'PATH', value: '/bin' }];
  assert.equal(
    await passed({ command: ['app', 'serve'], env: [...path, { name: 'PORT', value: '1' }] }),
    'no image has changed',
  );
  for (const changed of [
    { command: ['sh', 'serve'], env: path },
    { command: ['app', 'other'], env: path },
    { command: ['app', 'serve'], env: [{ name: 'PATH', value: '/data' }] },
    { command: ['app', 'serve'], env: path, volumeMounts: [{ name: 'd', mountPath: '/bin' }] },
  ])
    assert.equal(await passed(changed), undefined, JSON.stringify(changed));
});

test('an ephemeral container of an image that runs already is judged by what it may do', async () => {
  const before = withSpec(pod, { containers: [GOOD] }, SAFE);
  const debug = (container: object) => {
    const now = structuredClone(before) as { spec: { ephemeralContainers?: object[] } };
    now.spec.ephemeralContainers = [{ name: 'debugger', ...container }];
    return door.ask(update(pod, before, now, { subResource: 'ephemeralcontainers' }));
  };
  assert.equal((await debug({ image: TWIN })).allowed, true);
  const rooted = await debug({ image: TWIN, securityContext: { runAsUser: 0 } });
  assert.match(rooted.status?.message ?? '', /POD_RUNS_AS_ROOT/);
});

test('a decision keeps the containers that it rests on, and none where no policy asks for them', async (t) => {
  const plain = await startDoor(t, { release: signed() });
  const review = create(pod, withSpec(pod, { containers: [GOOD] }, { ...SAFE, hostNetwork: true }));
  await plain.ask(review);
  const [without] = await plain.decisions();
  assert.equal(JSON.parse(without?.document ?? '').request.containers, undefined);
  await door.ask(review);
  const documents = (await door.decisions()).map(({ document }) => JSON.parse(document));
  const kept = documents.find(({ request }) => request.containers?.[0]?.hostNamespaces !== undefined);
  const [{ overrides, ...container }] = kept.request.containers;
  assert.deepEqual(container, {
    place: '/spec/containers/app-0',
    runAsNonRoot: true,
    hostNamespaces: ['network'],
    command: '/app',
  });
  assert.match(overrides, /^sha256:[0-9a-f]{64}$/);
});

const root = mkdtempSync(join(tmpdir(), 'twinseal-pods-'));
after(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, 'policies'));
writeFileSync(join(root, 'policies', 'release.json'), JSON.stringify(POLICY));

/** The registry lives in this process, so nothing may wait for a child with its thread. */
function run(stdin: string, ...words: string[]) {
  return new Promise<{ readonly status: number | null; readonly out: string }>((resolve, reject) => {
    const child = spawn(join(import.meta.dirname, '..', '..', 'bin', 'twinseal'), ['verify', ...words], { cwd: root });
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        out += text;
      });
    child.on('error', reject).on('close', (status) => resolve({ status, out }));
    child.stdin.on('error', () => {}).end(stdin);
  });
}

test('manifests are held to the same baseline, here and at a server', async (t) => {
  const service = await startService(join(root, 'policies'), join(root, 'data'));
  t.after(() => service.stop('SIGKILL'));
  const good = JSON.stringify(withSpec(pod, { containers: [GOOD] }, SAFE));
  const bad = JSON.stringify(withSpec(others[3] ?? assert.fail(), { containers: [GOOD, BAD] }, {}));
  for (const by of [
    ['--policy', 'policies/release.json'],
    ['--server', service.url],
  ]) {
    const fine = await run(good, '--manifests', '-', ...by);
    assert.equal(fine.status, 0, fine.out);
    const refused = await run(bad, '--manifests', '-', ...by);
    assert.equal(refused.status, 1, refused.out);
    assert.match(refused.out, /^FAIL +POD_RUNS_AS_ROOT .*team\/app@.*\/containers\/\d may run as root/m);
    // Both in one stream: the image runs in two places, and the worse one counts.
    const both = await run(`${good}\n---\n${bad}`, '--manifests', '-', ...by);
    assert.match(both.out, /^FAIL +POD_RUNS_AS_ROOT .*team\/app@/m);
  }
  const ask = async (containers?: readonly object[]) => {
    const body = { image: GOOD, ...(containers !== undefined && { containers }) };
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${service.url}/verify`, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.deepEqual(await responseProblems('/verify', 'post', response), []);
    if (response.status === 200) assert.deepEqual(requestProblems('/verify', 'post', body), []);
    return (await response.json()) as { readonly effect?: string; readonly code?: string };
  };
  const described = { image: GOOD, place: 'spec/containers/app' };
  assert.equal((await ask()).effect, 'admit');
  assert.equal((await ask([{ ...described, runAsNonRoot: true }])).effect, 'admit');
  assert.equal((await ask([described])).effect, 'refuse');
  assert.equal((await ask([{ ...described, image: BAD }])).code, 'INPUT_MALFORMED');
  assert.equal((await ask([{ ...described, runsAsNonRoot: true }])).code, 'INPUT_MALFORMED');

  // What was decided about pods is computed anew from what was kept, and nothing else gives the same.
  await service.stop();
  const set = await exportFolder(join(root, 'data'));
  const states = async () => (await replayAudit(filesOf(set), auditCall())).results.map(({ state }) => state);
  const all = await states();
  assert.ok(all.length > 5, String(all.length));
  assert.deepEqual([...new Set(all)], ['same']);
  for (const [path, bytes] of set) {
    const text = Buffer.from(bytes).toString();
    if (/^decisions\//.test(path)) set.set(path, Buffer.from(text.replace(/,?"runAsNonRoot":true/, '')));
  }
  assert.ok((await states()).includes('different'));
});
