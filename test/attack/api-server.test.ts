// The API server that pull secrets are read of, by TLS: whom the token is shown to, and what is believed.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openApiServer } from '../../src/adapters/cluster/api-server.ts';
import { clusterPullSecrets } from '../../src/adapters/cluster/pull-secrets.ts';
import { dockerAuth, pullSecret } from '../support/cluster-secrets.ts';
import { makeAuthority, SERVER_AUTH } from '../support/test-authority.ts';
import { testCall } from '../support/walkable-image.ts';

const TOKEN = 'hunter2-token';
const folder = mkdtempSync(join(tmpdir(), 'twinseal-api-server-'));
const [right, wrong] = [makeAuthority('cluster'), makeAuthority('cluster')];
const shown: (string | undefined)[] = [];
const { certificate, key } = right.issue({ cn: 'kube-apiserver', purposes: [SERVER_AUTH], names: ['localhost'] });
const server = createServer({ cert: certificate, key }, (request, response) => {
  shown.push(request.headers.authorization);
  if (request.url?.endsWith('/slow') === true) return;
  if (request.url?.endsWith('/cut') === true) {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{');
    response.socket?.destroy();
    return;
  }
  response.end(JSON.stringify(pullSecret({ 'registry.example.com': dockerAuth('shop', 'hunter2-secret') })));
});
let url = '';
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://localhost:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function find(
  name: string,
  more: { readonly tokenFile?: string; readonly caFile?: string; readonly url?: string } = {},
) {
  const setting = { url, tokenFile: file('token', `${TOKEN}\n`), caFile: file('ca.crt', right.pem), ...more };
  const api = openApiServer(setting);
  try {
    const secrets = clusterPullSecrets(api, 1000, () => Date.now());
    const source = { namespace: 'shop', secrets: [name], serviceAccounts: [] };
    const found = await secrets.find(source, 'registry.example.com/app', testCall());
    assert.ok(!JSON.stringify(found.problems).includes('hunter2'), JSON.stringify(found.problems));
    return found;
  } finally {
    api.close();
  }
}

test('the token is shown to the server whose certificate the CA file stands for, and to no other', async () => {
  const { credentials, problems } = await find('regcred');
  assert.deepEqual([credentials.map(({ secret }) => secret), problems], [['shop/regcred'], []]);
  assert.deepEqual(shown.splice(0), [`Bearer ${TOKEN}`]);
  const { port } = new URL(url);
  for (const more of [
    { caFile: file('wrong.crt', wrong.pem) },
    { caFile: file('empty.crt', '') },
    { caFile: join(folder, 'missing.crt') },
    // The certificate is for another name.
    { url: `https://127.0.0.1:${port}` },
  ]) {
    const found = await find('regcred', more);
    assert.deepEqual(found.credentials, []);
    assert.match(found.problems.join(), /^the pull secret shop\/regcred could not be read of the API server: /);
  }
  const empty = await find('regcred', { caFile: file('empty.crt', '') });
  assert.match(empty.problems.join(), /its CA file holds no certificate$/);
  assert.deepEqual(shown, []);
});

test('a token that is missing, or could end a header, is a problem and is not sent', async () => {
  for (const tokenFile of [join(folder, 'missing'), file('none', ''), file('broken', 'a\r\nx-evil: b'), folder])
    assert.equal((await find('regcred', { tokenFile })).problems.length, 1, tokenFile);
  assert.deepEqual(shown, []);
});

test('an answer that breaks off or does not come is a problem, within seconds', async () => {
  assert.match((await find('cut')).problems.join(), /it broke off|the connection failed/);
  const began = Date.now();
  assert.match((await find('slow')).problems.join(), /it took too long/);
  assert.ok(Date.now() - began < 30_000);
});
