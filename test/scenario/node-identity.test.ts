// Credential helpers, by which nodes and pods of clouds prove who they are: the service asks them as any client of docker's configuration does.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { signed } from '../support/admission-door.ts';
import { startService } from '../support/running-service.ts';
import { makeImage, seal } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-node-identity-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a credential helper opens the registry, and is asked again once what it gave no longer does', async (t) => {
  const sealed = seal(makeImage());
  let good = 'first-secret';
  const registry = await serveImages(
    new Map([['team/app', sealed]]),
    (_, authorization) => authorization === `Basic ${Buffer.from(`node:${good}`).toString('base64')}`,
  );
  t.after(() => registry.stop());
  const [secret, asked] = [join(folder, 'secret'), join(folder, 'asked')];
  writeFileSync(secret, good);
  writeFileSync(
    join(folder, 'docker-credential-cloud'),
    `#!/bin/sh\nread server\necho "$1 $server $AWS_ROLE_ARN" >> ${asked}\nprintf '{"Username":"node","Secret":"%s"}' "$(cat ${secret})"\n`,
    { mode: 0o755 },
  );
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ credHelpers: { [registry.host]: 'cloud' } }));
  const policies = mkdtempSync(join(folder, 'policies-'));
  writeFileSync(join(policies, 'release.json'), JSON.stringify(signed()));
  const env = {
    ...process.env,
    PATH: `${folder}:${process.env.PATH}`,
    DOCKER_CONFIG: folder,
    AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/gate',
    REGISTRY_AUTH_FILE: '',
  };
  const service = await startService(policies, join(folder, 'data'), '127.0.0.1:0', [], env);
  t.after(() => service.stop('SIGKILL'));
  const judge = async (): Promise<unknown> => {
    const image = `${registry.host}/team/app@${sealed.index.digest}`;
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${service.url}/verify`, { method: 'POST', headers, body: JSON.stringify({ image }) });
    const { effect } = (await response.json()) as { readonly effect?: string };
    return effect ?? response.status;
  };
  assert.equal(await judge(), 'admit', service.log());
  assert.match(readFileSync(asked, 'utf8'), /^get 127\.0\.0\.1:\d+ arn:aws:iam::123456789012:role\/gate\n/);
  // As tokens of clouds end after hours. What was fetched is remembered for seconds, so the registry is asked again.
  good = 'second-secret';
  writeFileSync(secret, good);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  assert.equal(await judge(), 'admit', service.log());
  good = 'third-secret';
  await new Promise((resolve) => setTimeout(resolve, 2100));
  assert.notEqual(await judge(), 'admit');
  assert.doesNotMatch(service.log(), /first-secret|second-secret/);
});
