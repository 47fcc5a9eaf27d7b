// Credentials that can't be had right now: a file that is being written, a helper whose caller has given up.
import assert from 'node:assert/strict';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { askHelper } from '../../src/adapters/registry/credential-helper.ts';
import { DockerCredentials } from '../../src/adapters/registry/docker-credentials.ts';
import { CALL } from '../stages/sample-image.ts';
import { refused } from '../support/hostile-registry.ts';

async function folderFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'twinseal-credentials-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('a configuration that was half written is read again once it is whole, and remembered then', async (t) => {
  const path = join(await folderFor(t), 'config.json');
  const whole = JSON.stringify({ auths: { 'a.example.com': { username: 'user', password: 'secret' } } });
  const credentials = new DockerCredentials({ REGISTRY_AUTH_FILE: path });
  const find = () => credentials.find('a.example.com', 'app', CALL);
  await writeFile(path, whole.slice(0, 30));
  for (let i = 0; i < 2; i++) await refused(find(), 'INPUT_MALFORMED', /config\.json is malformed/);
  await writeFile(path, whole);
  const found = { kind: 'password', username: 'user', password: 'secret' };
  assert.deepEqual(await find(), found);
  await rm(path);
  assert.deepEqual(await find(), found);
});

test('a helper whose caller gives up ends at once, and is told as given up and not as refused', async (t) => {
  const folder = await folderFor(t);
  const seen = join(folder, 'seen');
  await writeFile(join(folder, 'docker-credential-slow'), `#!/bin/sh\n: > ${seen}\nexec sleep 60\n`, { mode: 0o755 });
  const ask = (signal: AbortSignal, deadline = CALL.deadline) =>
    askHelper('slow', 'a.example.com', { PATH: `${folder}:/usr/bin:/bin` }, { signal, deadline });
  const started = Date.now();
  await refused(ask(AbortSignal.abort()), 'ABORTED', /docker-credential-slow/);
  await refused(ask(CALL.signal, Date.now() - 1), 'TIMEOUT', /docker-credential-slow/);
  await assert.rejects(access(seen), { code: 'ENOENT' }, 'a call that is over starts no program');
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 200);
  await refused(ask(stop.signal), 'ABORTED', /docker-credential-slow/);
  await refused(ask(AbortSignal.timeout(200)), 'TIMEOUT', /docker-credential-slow/);
  assert.ok(Date.now() - started < 15_000);
});
