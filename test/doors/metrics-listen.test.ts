import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { responseProblems } from '../support/openapi-contract.ts';
import { startService } from '../support/running-service.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-metrics-'));
const policies = join(import.meta.dirname, '..', '..', 'policies');
after(() => rmSync(root, { recursive: true, force: true }));

test('metrics and health at an address of their own are open there, and metrics are not at the main one', async (t) => {
  const config = join(root, 'apart.yaml');
  writeFileSync(config, 'apiVersion: twinseal.dev/v1\nmetricsListen: 127.0.0.1:0\n');
  const service = await startService(policies, mkdtempSync(join(root, 'data-')), '127.0.0.1:0', ['--config', config]);
  t.after(() => service.stop('SIGKILL'));
  const apart = /metrics and health at (http:\S+)/.exec(service.log())?.[1] ?? '';
  assert.notEqual(apart, service.url);
  const main = await fetch(`${service.url}/metrics`);
  assert.equal(main.status, 404);
  assert.equal(((await main.json()) as { code: string }).code, 'ROUTE_UNKNOWN');
  for (const [path, status] of [
    ['/metrics', 200],
    ['/healthz', 200],
    ['/readyz', 200],
  ] as const) {
    const answer = await fetch(`${apart}${path}`);
    assert.equal(answer.status, status, path);
    assert.deepEqual(await responseProblems(path, 'get', answer), []);
  }
  assert.match(await (await fetch(`${apart}/metrics`)).text(), /^twinseal_process_cpu_seconds_total/m);
  for (const path of ['/', '/verify', '/decisions', '/log/key', '/openapi.json', '/jobs'])
    assert.equal((await fetch(`${apart}${path}`)).status, 404, path);
  for (const url of [service.url, apart]) assert.equal((await fetch(`${url}/readyz`)).status, 200);
  assert.equal(await service.stop(), 0);
  await assert.rejects(fetch(`${apart}/healthz`));
});

test('an address for metrics that is taken stops the start', async (t) => {
  const taken = await startService(policies, mkdtempSync(join(root, 'data-')));
  t.after(() => taken.stop('SIGKILL'));
  const config = join(root, 'taken.yaml');
  writeFileSync(config, `apiVersion: twinseal.dev/v1\nmetricsListen: ${new URL(taken.url).host}\n`);
  const started = startService(policies, mkdtempSync(join(root, 'data-')), '127.0.0.1:0', ['--config', config]);
  await assert.rejects(started, /ended with 3[\s\S]*another program listens there/);
});

test('jobs by state and the policies that are loaded are gauges', async (t) => {
  const config = join(root, 'seal.yaml');
  writeFileSync(config, 'apiVersion: twinseal.dev/v1\nmetricsListen: 127.0.0.1:0\nseal: { worker: apart }\n');
  const service = await startService(policies, mkdtempSync(join(root, 'data-')), '127.0.0.1:0', ['--config', config]);
  t.after(() => service.stop('SIGKILL'));
  const apart = /metrics and health at (http:\S+)/.exec(service.log())?.[1] ?? '';
  const text = await (await fetch(`${apart}/metrics`)).text();
  for (const state of ['queued', 'running', 'succeeded', 'failed', 'cancelled'])
    assert.match(text, new RegExp(`^twinseal_jobs\\{state="${state}"\\} 0$`, 'm'));
  assert.match(text, /^twinseal_policies_loaded [1-9]\d*$/m);
});
