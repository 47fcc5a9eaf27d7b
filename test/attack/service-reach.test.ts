import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { callerGuard } from '../../src/adapters/registry/guarded-transport.ts';
import { openRegistries } from '../../src/adapters/registry/registries.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { CALL, sampleImage } from '../stages/sample-image.ts';
import { refused, reply, startHostile } from '../support/hostile-registry.ts';
import { startService } from '../support/running-service.ts';

// Callers name the registry, so they must not reach through us what only this machine can reach.

const { index } = sampleImage();
const digest = index.descriptor.digest;
const manifest = { 'content-type': MEDIA_TYPES.ociIndex };
const refusing = (...addresses: readonly string[]) => callerRefusal(addresses);
function callerRefusal(addresses: readonly string[]) {
  const guard = callerGuard({ allowed: [], loopback: false })('x.example.com');
  return (address: string) => (addresses.includes(address) ? guard('10.0.0.1') : undefined);
}

test('a service for others reaches public addresses, allowed private registries, and nothing else', () => {
  const outside = callerGuard({ allowed: ['registry.intern:5000'], loopback: false });
  const inside = callerGuard({ allowed: [], loopback: true });
  const never = ['169.254.169.254', 'fe80::1', '::ffff:169.254.169.254', '168.63.129.16', 'fd00:ec2::254', 'nonsense'];
  const own = ['127.0.0.1', '::1', '0.0.0.0', '::', '::ffff:127.0.0.1', '127.9.9.9', '64:ff9b::7f00:1'];
  const network = ['10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', 'fc00::1', '::ffff:10.0.0.1', '2002:a00:1::'];
  for (const address of [...never, ...own, ...network])
    assert.throws(() => outside('registry.example.com')(address), /never reaches|private network/, address);
  for (const address of [...never, ...own])
    assert.throws(() => outside('registry.intern:5000')(address), /never/, address);
  for (const address of never) assert.throws(() => inside('registry.example.com')(address), /never/, address);
  for (const address of network) outside('registry.intern:5000')(address);
  for (const address of [...own, ...network, '198.51.100.7']) inside('registry.example.com')(address);
  for (const address of ['198.51.100.7', '2001:db8::1']) outside('registry.example.com')(address);
});

test('the guard sees names by their addresses, numbers in odd forms, and every hop of a redirect', async (t) => {
  const inner = await startHostile((_, response) => reply(response, 200, manifest, index.bytes));
  const outer = await startHostile(
    (_, response) => reply(response, 307, { location: `http://localhost:${inner.host.split(':')[1]}/` }),
    '127.0.0.2',
  );
  t.after(() => Promise.all([inner.stop(), outer.stop()]));
  const registries = openRegistries({ plainHttp: true, guard: () => refusing('127.0.0.1', '::1') });
  t.after(() => registries.close());
  const port = inner.host.split(':')[1];
  for (const name of [`localhost:${port}`, `127.0.0.1:${port}`, `127.1:${port}`, `2130706433:${port}`, outer.host])
    await refused(registries.repository(`${name}/app`).manifest(digest, CALL), 'REGISTRY_HOST_FORBIDDEN', /private/);
  assert.equal(inner.asked.length, 0);
  assert.equal(outer.asked.length, 1);
});

test('a pooled connection to an allowed registry is not lent to one that may not go there', async (t) => {
  const inner = await startHostile((_, response) => reply(response, 200, manifest, index.bytes));
  const there = `localhost:${inner.host.split(':')[1]}`;
  const outer = await startHostile(
    (_, response) => reply(response, 307, { location: `http://${there}/x` }),
    '127.0.0.2',
  );
  t.after(() => Promise.all([inner.stop(), outer.stop()]));
  const registries = openRegistries({
    plainHttp: true,
    guard: (registry) => (registry === there ? () => undefined : refusing('127.0.0.1', '::1')),
  });
  t.after(() => registries.close());
  assert.equal((await registries.repository(`${there}/app`).manifest(digest, CALL)).bytes.length, index.bytes.length);
  assert.equal(inner.asked.length, 1);
  await refused(
    registries.repository(`${outer.host}/app`).manifest(digest, CALL),
    'REGISTRY_HOST_FORBIDDEN',
    /private/,
  );
  assert.equal(inner.asked.length, 1);
});

test('a registry that stalls every request holds up nobody else', async (t) => {
  const stalling = await startHostile(() => {});
  const other = await startHostile((_, response) => reply(response, 200, manifest, index.bytes));
  const registries = openRegistries({});
  const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
  const waiting = Array.from({ length: 40 }, () =>
    registries
      .repository(`${stalling.host}/app`)
      .manifest(digest, call)
      .catch(() => undefined),
  );
  t.after(async () => {
    await Promise.all([stalling.stop(), other.stop()]);
    await Promise.all(waiting);
    await registries.close();
  });
  const soon = { signal: AbortSignal.timeout(40_000), deadline: Date.now() + 40_000 };
  assert.ok((await registries.repository(`${other.host}/app`).manifest(digest, soon)).bytes.length > 0);
});

test('a service outside loopback refuses its own machine, its network and link-local addresses', async (t) => {
  const registry = await startHostile((_, response) => reply(response, 200, manifest, index.bytes));
  const data = mkdtempSync(join(tmpdir(), 'twinseal-reach-'));
  const policies = join(import.meta.dirname, '..', '..', 'policies');
  const config = join(data, 'service.yaml');
  writeFileSync(config, 'apiVersion: twinseal.dev/v1\nanonymous: [verify]\n');
  const more = ['--config', config, '--private-registry', '169.254.1.1,127.0.0.1'];
  const service = await startService(policies, data, '0.0.0.0:0', more);
  t.after(async () => {
    await Promise.all([service.stop(), registry.stop()]);
    rmSync(data, { recursive: true, force: true });
  });
  const url = service.url.replace('0.0.0.0', '127.0.0.1');
  const port = registry.host.split(':')[1];
  for (const image of [registry.host, `localhost:${port}`, `127.1:${port}`, '169.254.1.1', '10.255.255.1', '[::1]:1']) {
    const answer = await fetch(`${url}/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ image: `${image}/app`, policy: 'baseline' }),
    });
    const { code } = (await answer.json()) as { code: string };
    assert.equal(code, 'REGISTRY_HOST_FORBIDDEN', image);
  }
  assert.equal(registry.asked.length, 0);
});

test('a service outside loopback lets nobody in whom its settings do not name', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'twinseal-reach-'));
  const policies = join(import.meta.dirname, '..', '..', 'policies');
  const service = await startService(policies, data, '0.0.0.0:0');
  t.after(async () => {
    await service.stop();
    rmSync(data, { recursive: true, force: true });
  });
  const url = service.url.replace('0.0.0.0', '127.0.0.1');
  for (const path of ['/decisions/00000000-0000-4000-8000-000000000009', '/jobs', '/nothing']) {
    const answer = await fetch(`${url}${path}`);
    assert.equal(answer.status, 401, path);
    assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    assert.equal(((await answer.json()) as { code: string }).code, 'UNAUTHENTICATED');
  }
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
});
