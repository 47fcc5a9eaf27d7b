import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type HostileRegistry, reply, startHostile } from '../support/hostile-registry.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { type RunningService, startService } from '../support/running-service.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-serve-'));
const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const running: RunningService[] = [];
const registries: HostileRegistry[] = [];
after(async () => {
  for (const service of running) await service.stop('SIGKILL');
  for (const registry of registries) await registry.stop();
  rmSync(root, { recursive: true, force: true });
});

const policies = join(root, 'policies');
mkdirSync(policies);
writeFileSync(
  join(policies, 'whole.yaml'),
  'apiVersion: twinseal.dev/v1\nkind: Policy\nrequire:\n  image:\n    nonRoot: true\n',
);
writeFileSync(join(policies, 'broken.yaml'), 'apiVersion: twinseal.dev/v1\nkind: Policy\nrequire: 1\n');
writeFileSync(join(policies, 'README.md'), 'not a policy');

async function start(data = mkdtempSync(join(root, 'data-'))): Promise<RunningService> {
  const service = await startService(policies, data);
  running.push(service);
  return service;
}
async function registry(...args: Parameters<typeof startHostile>): Promise<HostileRegistry> {
  const started = await startHostile(...args);
  registries.push(started);
  return started;
}
async function ask(service: RunningService, image: string, policy = 'whole'): Promise<Response> {
  const body = JSON.stringify({ image, policy });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${service.url}/verify`, { method: 'POST', headers, body });
  assert.deepEqual(await responseProblems('/verify', 'post', response), []);
  return response;
}
function serveStatus(...words: string[]) {
  const { status, stderr, stdout } = spawnSync(bin, ['serve', '--listen', '127.0.0.1:0', ...words], {
    encoding: 'utf8',
    cwd: root,
    timeout: 60_000,
  });
  assert.equal(stdout, '');
  return { status, stderr };
}

test('the service says where it listens and what it loaded, and a broken policy stops only itself', async () => {
  const service = await start();
  assert.match(service.log(), /warning: the policy broken is not loaded: /);
  assert.match(service.log(), /listening on http:\/\/127\.0\.0\.1:\d+, policies: whole\n/);
  const ready = await fetch(`${service.url}/readyz`);
  assert.deepEqual(await responseProblems('/readyz', 'get', ready), []);
  assert.deepEqual(await ready.json(), { status: 'ready', policies: ['whole'], broken: ['broken'] });
  assert.equal((await ask(service, '127.0.0.1:1/x:y', 'broken')).status, 503);
  assert.equal((await ask(service, '127.0.0.1:1/x:y', 'nothing')).status, 404);
});

test('a registry that is down is "could not tell": a kept decision with an id, and neither allow nor deny', async () => {
  const data = mkdtempSync(join(root, 'data-'));
  const first = await start(data);
  const response = await ask(first, '127.0.0.1:1/x:y');
  assert.equal(response.status, 503);
  const { decisionId, retryable } = (await response.json()) as { decisionId: string; retryable: boolean };
  assert.equal(retryable, true);
  assert.equal(await first.stop('SIGKILL'), 'SIGKILL');
  const second = await start(data);
  const kept = await fetch(`${second.url}/decisions/${decisionId}`);
  assert.deepEqual(await responseProblems('/decisions/{id}', 'get', kept), []);
  const entry = (await kept.json()) as { requested: string; fault: { code: string } };
  assert.equal(entry.requested, '127.0.0.1:1/x:y');
  assert.equal(entry.fault.code, 'REGISTRY_UNREACHABLE');
});

test('an argument is a reference and never a path of the server’s disk', async () => {
  const service = await start();
  for (const image of [root, `${root}/data`, './policies', 'file:///etc/passwd', '/etc/passwd']) {
    const response = await ask(service, image);
    assert.equal(response.status, 400, image);
    assert.equal(((await response.json()) as { code: string }).code, 'REFERENCE_INVALID');
  }
});

test('an image that is not there is a 404 problem', async () => {
  const empty = await registry((_request, response) =>
    reply(response, 404, { 'content-type': 'application/json' }, '{"errors":[]}'),
  );
  const response = await ask(await start(), `${empty.host}/app:v1`);
  assert.equal(response.status, 404);
  assert.equal(((await response.json()) as { code: string }).code, 'CONTENT_NOT_FOUND');
});

test('SIGTERM and SIGINT end it with status 0 after the requests under way were answered', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    let arrived = (): void => {};
    const asked = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const slow = await registry(async (_request, response) => {
      arrived();
      await new Promise((resolve) => setTimeout(resolve, 400));
      reply(response, 404, { 'content-type': 'application/json' }, '{"errors":[]}');
    });
    const service = await start();
    const answer = ask(service, `${slow.host}/app:v1`);
    await asked;
    const status = service.stop(signal);
    assert.equal((await answer).status, 404);
    assert.equal(await status, 0, signal);
  }
});

test('an idle kept-alive connection does not hold the end up', async () => {
  const service = await start();
  await (await fetch(`${service.url}/healthz`)).text();
  const from = Date.now();
  assert.equal(await service.stop(), 0);
  assert.ok(Date.now() - from < 7_000, String(Date.now() - from));
});

test('what stops a start is one sentence with the right status', async () => {
  const none = mkdtempSync(join(root, 'none-'));
  const file = join(root, 'a-file');
  writeFileSync(file, '');
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [
      ['--policies', join(root, 'absent'), '--data', none],
      2,
      /cannot read the policies in .*absent: it does not exist/,
    ],
    [['--policies', none, '--data', none], 2, /has no policy that can be used/],
    [['--policies', policies, '--data', file], 3, /cannot write .*a-file/],
    [['--policies', policies, '--data', none, '--listen', 'x'], 2, /--listen is given twice/],
  ];
  for (const [words, status, sentence] of cases) {
    const ended = serveStatus(...words);
    assert.equal(ended.status, status, ended.stderr);
    assert.match(ended.stderr, sentence);
    assert.equal(
      ended.stderr
        .trimEnd()
        .split('\n')
        .filter((line) => line.startsWith('twinseal:')).length,
      1,
    );
  }
  const taken = await start();
  const again = spawnSync(bin, ['serve', '--listen', new URL(taken.url).host, '--policies', policies, '--data', none], {
    encoding: 'utf8',
  });
  assert.equal(again.status, 3);
  assert.match(again.stderr, /another program listens there/);
  for (const listen of ['8080', 'http://x:1', '127.0.0.1:99999', '127.0.0.1:'])
    assert.equal(spawnSync(bin, ['serve', '--listen', listen]).status, 2, listen);
});

test('verify --server tells what its server told, with the same status as verify itself', async () => {
  const service = await start();
  const run = (...words: string[]) =>
    new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
      const child = spawn(bin, ['verify', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
      child.on('close', (status) => resolve({ status, stdout, stderr }));
    });
  const image = '127.0.0.1:1/x:y';
  const here = await run(image, '--policy', join(policies, 'whole.yaml'));
  const there = await run(image, '--policy', 'whole', '--server', service.url);
  assert.deepEqual([here.status, there.status], [3, 3]);
  assert.match(there.stderr, /nothing listens at 127\.0\.0\.1:1/);
  assert.match(here.stderr, /nothing listens at 127\.0\.0\.1:1/);
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [[image, '--policy', 'nothing', '--server', service.url], 2, /no policy is named nothing; there are whole/],
    [['UPPER:', '--policy', 'whole', '--server', service.url], 2, /is not an image reference/],
    [
      [image, '--policy', 'whole', '--server', 'http://127.0.0.1:2'],
      3,
      /refuses connections: start it with twinseal serve/,
    ],
    [[image, '--policy', 'whole', '--server', 'ftp://x'], 2, /the server is a URL/],
    [[image, '--policy', 'whole', '--server', 'http://user:secret@x'], 2, /takes no user, password/],
    [
      [image, '--cosign-key', 'k', '--server', service.url],
      2,
      /with --server, the policies of the server say whose signature counts/,
    ],
  ];
  for (const [words, status, sentence] of cases) {
    const ended = await run(...words);
    assert.equal(ended.status, status, ended.stderr);
    assert.match(ended.stderr, sentence);
    assert.equal(ended.stdout, '');
    assert.doesNotMatch(ended.stderr, /secret/);
  }
});

test('a decision is one log line with the id that its caller got, and counted in the metrics', async () => {
  const service = await start();
  const response = await ask(service, '127.0.0.1:1/x:y');
  const { decisionId } = (await response.json()) as { decisionId: string };
  const metrics = await fetch(`${service.url}/metrics`);
  assert.deepEqual(await responseProblems('/metrics', 'get', metrics), []);
  const counted =
    /^twinseal_decisions_total\{door="verify",policy="whole",outcome="indeterminate",effect="unknown"\} 1$/m;
  assert.match(await metrics.text(), counted);
  const lines = service
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  const decisions = lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'decision');
  assert.equal(decisions.length, 1);
  assert.equal(decisions[0]?.decisionId, decisionId);
  assert.equal(response.headers.get('traceparent')?.split('-')[1], decisions[0]?.traceId);
});
