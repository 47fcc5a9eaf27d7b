// Keys are rotated and rights changed without a new start; the log knows it before it counts.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newApiKey } from '../../src/adapters/callers/new-api-key.ts';
import { serialiseApiKey } from '../../src/formats/api-key.ts';
import { startService } from '../support/running-service.ts';
import { makeImage, seal } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-rotate-'));
after(() => rmSync(root, { recursive: true, force: true }));
const policies = join(root, 'policies');
mkdirSync(policies);
for (const name of ['lenient', 'strict'])
  writeFileSync(
    join(policies, `${name}.json`),
    JSON.stringify({
      apiVersion: 'twinseal.dev/v1',
      kind: 'Policy',
      require: { image: name === 'lenient' ? { nonRoot: true } : { entrypoints: ['/nowhere'] } },
    }),
  );

test('on SIGHUP other callers, keys, roles and bindings hold; settings that are not good change nothing', async (t) => {
  const registry = await serveImages(new Map([['team/app', seal(makeImage(), ['notation', 'twin', 'spdx'])]]));
  t.after(registry.stop);
  const make = () => {
    const made = newApiKey();
    return { id: made.id, key: serialiseApiKey(made) };
  };
  const [first, second] = [make(), make()];
  const config = join(root, 'service.json');
  const write = (settings: object): void => {
    writeFileSync(`${config}.new`, JSON.stringify({ apiVersion: 'twinseal.dev/v1', ...settings }));
    renameSync(`${config}.new`, config);
  };
  const keyOf = ({ id, key }: { id: string; key: string }) => ({
    id,
    hash: `sha256:${createHash('sha256').update(key).digest('hex')}`,
  });
  const caller = (roles: string[], ...keys: { id: string; key: string }[]) => ({
    name: 'ci',
    roles,
    apiKeys: keys.map(keyOf),
  });
  write({
    callers: [caller(['verify', 'audit'], first)],
    bindings: [{ policies: ['lenient'] }, { policies: ['gone'], images: ['registry.example.com/**'] }],
  });
  const service = await startService(policies, join(root, 'data'), '127.0.0.1:0', ['--config', config]);
  t.after(() => service.stop('SIGKILL'));
  const ask = async ({ key }: { key: string }): Promise<string> => {
    const response = await fetch(`${service.url}/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ image: `${registry.host}/team/app:v1` }),
    });
    const body = (await response.json()) as { effect?: string; code?: string };
    return body.effect ?? body.code ?? String(response.status);
  };
  const hangUp = async (says: RegExp): Promise<void> => {
    const before = service.log().length;
    process.kill(service.pid, 'SIGHUP');
    for (let tries = 0; tries < 400 && !says.test(service.log().slice(before)); tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    assert.match(service.log().slice(before), says);
  };
  assert.match(service.log(), /warning: the settings bind the policy gone, which is not loaded/);
  assert.deepEqual([await ask(first), await ask(second)], ['admit', 'UNAUTHENTICATED']);

  write({ callers: [caller(['verify', 'audit'], first, second)], bindings: [{ policies: ['lenient', 'strict'] }] });
  await hangUp(/the settings hold that changed at callers, bindings/);
  assert.deepEqual([await ask(first), await ask(second)], ['refuse', 'refuse']);

  write({ callers: 7 });
  await hangUp(/the settings were not changed/);
  assert.equal(await ask(second), 'refuse');

  write({ callers: [caller(['verify', 'audit'], second)], bindings: [{ policies: ['lenient'] }], retentionDays: 7 });
  await hangUp(/the settings hold that changed at callers, bindings/);
  assert.match(service.log(), /the settings changed at retentionDays, which needs a new start/);
  assert.deepEqual([await ask(first), await ask(second)], ['UNAUTHENTICATED', 'admit']);

  const list = async (kind: string) => {
    const headers = { authorization: `Bearer ${second.key}` };
    const { changes } = (await (await fetch(`${service.url}/changes?kind=${kind}`, { headers })).json()) as {
      changes: { name: string; action: string }[];
    };
    return changes.map(({ name, action }) => `${name} ${action}`).toReversed();
  };
  assert.deepEqual(await list('key'), [`ci/${first.id} added`, `ci/${second.id} added`, `ci/${first.id} removed`]);
  assert.deepEqual(await list('role'), [
    'ci added',
    '(binding 0) added',
    '(binding 1) added',
    '(binding 0) changed',
    '(binding 1) removed',
    '(binding 0) changed',
  ]);
});
