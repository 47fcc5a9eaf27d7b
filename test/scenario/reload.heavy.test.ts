// A policy folder that changes under a running service: nothing is dropped, nothing that worked gives way to what is broken,
// and the log knows each change before it counts.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { type RunningService, startService } from '../support/running-service.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-reload-'));
const running: RunningService[] = [];
const registry = await serveImages(new Map([['team/app', seal(makeImage(), ['notation', 'twin', 'spdx'])]]));
after(async () => {
  for (const service of running) await service.stop('SIGKILL');
  await registry.stop();
  rmSync(root, { recursive: true, force: true });
});

const exception = { id: 'INC-1', images: ['**'], checks: ['twin-build'], owner: 'ops@example.com', reason: 'outage' };
const inDays = (days: number) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19)}Z`;
const policyOf = (by: string, more: object = {}) =>
  JSON.stringify({
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: [{ name: by, cosign: { keyFile: `keys/${by}.pub` } }],
    require: { signatures: [{ by }] },
    ...more,
  });

interface Listed {
  readonly name: string;
  readonly digest?: string;
  readonly broken?: string;
}
/** A service on a folder of its own, with what a test asks of it. */
async function setUp(files: Readonly<Record<string, string>>) {
  const policies = mkdtempSync(join(root, 'policies-'));
  mkdirSync(join(policies, 'keys'));
  for (const name of ['release', 'other'])
    writeFileSync(join(policies, 'keys', `${name}.pub`), publicPem(testKey(name)));
  const write = (name: string, text: string): void => {
    // As careful editors do; `keys` is written in place below.
    writeFileSync(join(policies, `.${name}.new`), text);
    renameSync(join(policies, `.${name}.new`), join(policies, name));
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const data = mkdtempSync(join(root, 'data-'));
  const start = async (): Promise<RunningService> => {
    const service = await startService(policies, data);
    running.push(service);
    return service;
  };
  const service = await start();
  const get = async (path: string, template = path, base = service.url) => {
    const response = await fetch(base + path);
    assert.deepEqual(await responseProblems(template, 'get', response), []);
    return response;
  };
  const list = async (): Promise<readonly Listed[]> =>
    ((await (await get('/policies')).json()) as { policies: readonly Listed[] }).policies;
  const changes = async (kind: string, base = service.url): Promise<readonly string[]> => {
    const { changes: all } = (await (await get(`/changes?kind=${kind}`, '/changes', base)).json()) as {
      changes: { name: string; action: string }[];
    };
    return all.map(({ name, action }) => `${name} ${action}`).toReversed();
  };
  const until = async (holds: (now: readonly Listed[]) => boolean): Promise<readonly Listed[]> => {
    for (let tries = 0; tries < 400; tries++) {
      const now = await list();
      if (holds(now)) return now;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`never: ${JSON.stringify(await list())}\n${service.log().slice(-2000)}`);
  };
  const verify = async () => {
    const body = JSON.stringify({ image: `${registry.host}/team/app:v1`, policy: 'release' });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${service.url}/verify`, { method: 'POST', headers, body });
    return { status: response.status, outcome: ((await response.json()) as { outcome?: string }).outcome };
  };
  return { policies, write, service, start, get, list, changes, until, verify };
}
const digestIn = (all: readonly Listed[], name: string) => all.find((one) => one.name === name)?.digest;

test('a changed policy counts without a dropped request, and the log knows it; a restart has nothing to add', async () => {
  const { write, service, start, get, until, list, changes, verify, policies } = await setUp({
    'release.json': policyOf('release'),
    'old.json': policyOf('other'),
  });
  const before = digestIn(await list(), 'release');
  assert.equal((await verify()).outcome, 'allow');
  let asking = true;
  const seen: Awaited<ReturnType<typeof verify>>[] = [];
  const asker = (async () => {
    while (asking) seen.push(await verify());
  })();
  write('release.json', policyOf('other', { exceptions: [{ ...exception, from: inDays(-1), until: inDays(9) }] }));
  rmSync(join(policies, 'old.json'));
  write('new.json', policyOf('release', { shadowOf: 'release', mode: 'audit' }));
  const now = await until((all) => digestIn(all, 'release') !== before && all.every(({ name }) => name !== 'old'));
  assert.deepEqual(
    now.map(({ name }) => name),
    ['new', 'release'],
  );
  asking = false;
  await asker;
  assert.equal((await verify()).outcome, 'deny');
  assert.deepEqual([...new Set(seen.map(({ status }) => status))], [200]);
  assert.deepEqual(await changes('policy'), [
    'old added',
    'release added',
    'new added',
    'release changed',
    'old removed',
  ]);
  assert.deepEqual(await changes('exception'), ['release/INC-1 added']);
  for (const digest of [before, digestIn(now, 'release')]) {
    const bytes = new Uint8Array(await (await get(`/policies/${digest}`, '/policies/{digest}')).arrayBuffer());
    assert.equal(sha256Digest(bytes), digest);
  }
  assert.equal((await get(`/policies/sha256:${'0'.repeat(64)}`, '/policies/{digest}')).status, 404);
  assert.equal((await get('/policies/x', '/policies/{digest}')).status, 400);
  const again = await start();
  assert.equal((await changes('policy', again.url)).length, 5);
  assert.match(await (await fetch(`${service.url}/metrics`)).text(), /^twinseal_policies_loaded 2$/m);
});

test('what is broken never takes the place of what works, and is told until it is mended', async () => {
  const { write, service, get, until, list, changes, verify } = await setUp({ 'release.json': policyOf('release') });
  const before = digestIn(await list(), 'release');
  write('release.json', '{"apiVersion": "twinseal.dev/v1", "kind": "Policy", "require": 1}');
  const broken = await until((all) => all.some((one) => one.broken !== undefined));
  assert.equal(digestIn(broken, 'release'), before);
  assert.deepEqual(await verify(), { status: 200, outcome: 'allow' });
  const ready = await get('/readyz');
  assert.deepEqual(await ready.json(), { status: 'ready', policies: ['release'], broken: ['release'] });
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  assert.match(metrics, /^twinseal_reloads_total\{what="policies",result="refused"\} [1-9]/m);
  assert.match(service.log(), /the policy release cannot be used, the one before it stays/);
  write('release.json', policyOf('other'));
  await until((all) => all.every((one) => one.broken === undefined));
  assert.equal((await verify()).outcome, 'deny');
  assert.deepEqual(await changes('policy'), ['release added', 'release changed']);
});

test('a key file that a policy names counts as a part of it; SIGHUP has the folder read too', async () => {
  const { policies, service, until, list } = await setUp({ 'release.json': policyOf('release') });
  const before = digestIn(await list(), 'release');
  writeFileSync(join(policies, 'keys', 'release.pub'), publicPem(testKey('other')));
  const swapped = digestIn(await until((all) => digestIn(all, 'release') !== before), 'release');
  writeFileSync(join(policies, 'keys', 'release.pub'), publicPem(testKey('release')));
  process.kill(service.pid, 'SIGHUP');
  await until((all) => digestIn(all, 'release') === before);
  assert.notEqual(swapped, before);
});

test('a folder whose files are swapped by one link, as Kubernetes does it, is seen to change', async () => {
  const policies = mkdtempSync(join(root, 'mounted-'));
  const version = (name: string, by: string): void => {
    mkdirSync(join(policies, name));
    const text = policyOf(by).replace('"keyFile":"keys/', `"keyFile":"${join(root, 'mounted-keys')}/`);
    writeFileSync(join(policies, name, 'release.json'), text);
  };
  mkdirSync(join(root, 'mounted-keys'));
  for (const name of ['release', 'other'])
    writeFileSync(join(root, 'mounted-keys', `${name}.pub`), publicPem(testKey(name)));
  version('..v1', 'release');
  symlinkSync('..v1', join(policies, '..data'));
  symlinkSync('..data/release.json', join(policies, 'release.json'));
  const service = await startService(policies, mkdtempSync(join(root, 'data-')));
  running.push(service);
  const digest = async () =>
    ((await (await fetch(`${service.url}/policies`)).json()) as { policies: Listed[] }).policies[0]?.digest;
  const before = await digest();
  version('..v2', 'other');
  symlinkSync('..v2', join(policies, '..data.new'));
  renameSync(join(policies, '..data.new'), join(policies, '..data'));
  for (let tries = 0; tries < 400 && (await digest()) === before; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  assert.notEqual(await digest(), before, service.log().slice(-2000));
});

test('a folder that loses its last usable policy changes nothing', async () => {
  const { policies, service, list, verify } = await setUp({ 'release.json': policyOf('release') });
  rmSync(join(policies, 'release.json'));
  process.kill(service.pid, 'SIGHUP');
  for (let tries = 0; tries < 400 && !service.log().includes('the policies were not changed'); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  assert.match(service.log(), /the policies were not changed: .* has no policy that can be used/);
  assert.equal((await list()).length, 1);
  assert.equal((await verify()).outcome, 'allow');
});

test('the shadow of a policy that is not there is told, at the start and when the folder changes', async () => {
  const { service, write, until } = await setUp({
    'release.json': policyOf('release'),
    'next.json': policyOf('release', { shadowOf: 'relaese', mode: 'audit' }),
  });
  const told = (name: string, of: string) =>
    service.log().split(`the policy ${name} never runs: it is the shadow of ${of}, and there is no`).length - 1;
  assert.deepEqual([told('next', 'relaese'), told('release', 'release')], [1, 0]);
  write('next.json', policyOf('release', { shadowOf: 'release', mode: 'audit' }));
  write('broken.json', '{}');
  write('of-broken.json', policyOf('release', { shadowOf: 'broken' }));
  write('second.json', policyOf('release', { shadowOf: 'next' }));
  write('later.json', policyOf('release', { shadowOf: 'next-one' }));
  await until((all) => all.some(({ name }) => name === 'later'));
  for (let tries = 0; tries < 100 && told('later', 'next-one') === 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual([told('later', 'next-one'), told('next', 'relaese'), told('next', 'release')], [1, 1, 0]);
  assert.match(
    service.log(),
    /the policy second never runs: it is the shadow of next, and that one is a shadow itself/,
  );
  assert.ok(!service.log().includes('the policy of-broken never runs'));
});
