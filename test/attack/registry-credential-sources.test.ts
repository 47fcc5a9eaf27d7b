import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Credential } from '../../src/adapters/registry/credentials.ts';
import { DockerCredentials } from '../../src/adapters/registry/docker-credentials.ts';
import { CALL } from '../stages/sample-image.ts';
import { refused } from '../support/hostile-registry.ts';

const PASSWORD = 'hunter2-secret';
const USER: Credential = { kind: 'password', username: 'user', password: PASSWORD };

const root = await mkdtemp(join(tmpdir(), 'twinseal-credentials-'));
after(() => rm(root, { recursive: true, force: true }));
let count = 0;
async function file(name: string, text: string, mode = 0o600): Promise<string> {
  const path = join(root, `${count++}-${name}`);
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

test('credentials are found where docker and podman put them', async () => {
  const auth = Buffer.from(`user:${PASSWORD}`).toString('base64');
  const folder = await mkdtemp(join(root, 'docker-'));
  await writeFile(
    join(folder, 'config.json'),
    JSON.stringify({
      auths: {
        'https://index.docker.io/v1/': { auth },
        'registry.example.com': { auth },
        'http://plain.example.com:5000/v2/': { username: 'a', password: 'b' },
        'split.example.com/team': { auth: Buffer.from('team:t').toString('base64') },
        'id.example.com': { auth, identitytoken: 'idt' },
        'empty.example.com': {},
      },
      HttpHeaders: { 'User-Agent': 'x' },
      detachKeys: 'ctrl-e,e',
    }),
  );
  const podman = await file('auth.json', JSON.stringify({ auths: { 'podman.example.com': { auth } } }));
  const found = new DockerCredentials({ DOCKER_CONFIG: folder, REGISTRY_AUTH_FILE: podman });
  const of = (registry: string, repository = 'app') => found.find(registry, repository, CALL);
  assert.deepEqual(await of('docker.io', 'library/alpine'), USER);
  assert.deepEqual(await of('registry.example.com'), USER);
  assert.deepEqual(await of('podman.example.com'), USER);
  assert.deepEqual(await of('plain.example.com:5000'), { kind: 'password', username: 'a', password: 'b' });
  assert.deepEqual(await of('split.example.com', 'team/app'), { kind: 'password', username: 'team', password: 't' });
  assert.equal(await of('split.example.com', 'teams/app'), undefined);
  assert.deepEqual(await of('id.example.com'), { kind: 'identity-token', token: 'idt' });
  for (const host of ['empty.example.com', 'registry.example.com.evil.com', 'example.com', '__proto__'])
    assert.equal(await of(host), undefined, host);
  assert.equal(await new DockerCredentials({}).find('registry.example.com', 'app', CALL), undefined);
});

test('a malformed configuration is named by its path and nothing of it is shown', async () => {
  for (const text of [
    `{"auths":{"a.b":{"auth":"${PASSWORD}"}}`,
    `{"auths":{"a.b":{"auth":"!${PASSWORD}"}}}`,
    `{"auths":{"a.b":"${PASSWORD}"}}`,
    `{"auths":["${PASSWORD}"]}`,
    `{"credHelpers":{"a.b":"../../${PASSWORD}"}}`,
    `{"credHelpers":{"a.b":"-x ${PASSWORD}"}}`,
    `{"credsStore":7,"x":"${PASSWORD}"}`,
  ]) {
    const path = await file('config.json', text);
    const credentials = new DockerCredentials({ REGISTRY_AUTH_FILE: path });
    await refused(credentials.find('a.b', 'app', CALL), 'INPUT_MALFORMED', /config\.json is malformed/, [PASSWORD]);
  }
});

test('a credential helper gets the server on stdin, a minimal environment and no shell', async () => {
  const folder = await mkdtemp(join(root, 'helper-'));
  const seen = join(folder, 'seen');
  const helper = async (name: string, script: string) => {
    await writeFile(join(folder, `docker-credential-${name}`), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  };
  const stored = JSON.stringify({ ServerURL: 'x', Username: 'user', Secret: PASSWORD });
  await helper('good', `{ echo "$@"; cat; echo; env; } > ${seen}\necho '${stored}'`);
  await helper('token', `echo '{"Username":"<token>","Secret":"idt"}'`);
  await helper('none', 'echo "credentials not found in native keychain"; exit 1');
  await helper('broken', `echo ${PASSWORD}; exit 3`);
  await helper('junk', `echo '${PASSWORD}'`);
  await helper('endless', `yes ${PASSWORD}`);
  await helper('slow', 'exec sleep 60');
  const config = await file(
    'config.json',
    JSON.stringify({
      credHelpers: Object.fromEntries(
        ['good', 'token', 'none', 'broken', 'junk', 'endless', 'slow', 'missing'].map((name) => [
          `${name}.example.com`,
          name,
        ]),
      ),
    }),
  );
  const environment = {
    PATH: `${folder}:/usr/bin:/bin`,
    HOME: folder,
    REGISTRY_AUTH_FILE: config,
    COSIGN_PASSWORD: 'never-this',
    AWS_PROFILE: 'yes-this',
  };
  const credentials = new DockerCredentials(environment);
  const of = (name: string, call = CALL) => credentials.find(`${name}.example.com`, 'app', call);
  assert.deepEqual(await of('good'), USER);
  const told = await readFile(seen, 'utf8');
  assert.match(told, /^get\ngood\.example\.com\n/);
  assert.match(told, /AWS_PROFILE=yes-this/);
  assert.doesNotMatch(told, /never-this|REGISTRY_AUTH_FILE/);
  assert.deepEqual(await of('token'), { kind: 'identity-token', token: 'idt' });
  assert.equal(await of('none'), undefined);
  for (const name of ['broken', 'junk', 'endless', 'missing'])
    await refused(of(name), 'REGISTRY_UNAUTHORIZED', new RegExp(`docker-credential-${name}`), [PASSWORD]);
  await refused(of('slow', { ...CALL, deadline: Date.now() + 200 }), 'REGISTRY_UNAUTHORIZED', /ran out of time/);
});
