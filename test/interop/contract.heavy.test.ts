// schemathesis reads the contract that the service serves and asks whatever follows from it, right and wrong: no answer may be a
// defect (5xx but the documented 503) or one that the contract does not describe.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newApiKey } from '../../src/adapters/callers/new-api-key.ts';
import { apiKeyHash, serialiseApiKey } from '../../src/formats/api-key.ts';
import { startService } from '../support/running-service.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { runPeer, withoutPeers } from './peer.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-contract-'));
after(() => rmSync(root, { recursive: true, force: true }));
const policies = join(root, 'policies');
mkdirSync(policies);
writeFileSync(
  join(policies, 'release.json'),
  JSON.stringify({
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }],
    require: { signatures: [{ by: 'release' }] },
  }),
);

test('no question that follows from the contract is answered by a defect, or otherwise than it says', {
  skip: withoutPeers('schemathesis'),
}, async (t) => {
  const registry = await serveImages(new Map([['team/app', seal(makeImage(), ['notation'])]]));
  t.after(registry.stop);
  const key = newApiKey();
  const text = serialiseApiKey(key);
  const config = join(root, 'service.json');
  writeFileSync(
    config,
    JSON.stringify({
      apiVersion: 'twinseal.dev/v1',
      callers: [
        {
          name: 'everybody',
          roles: ['verify', 'seal', 'audit', 'admin'],
          apiKeys: [{ id: key.id, hash: apiKeyHash(text) }],
        },
      ],
      // A thousand questions a minute are what is wanted here.
      limits: { rate: 0 },
      seal: { worker: 'apart', repositories: ['registry.example.com/**'] },
    }),
  );
  const service = await startService(policies, join(root, 'data'), '127.0.0.1:0', ['--config', config]);
  try {
    const authorization = { authorization: `Bearer ${text}`, 'content-type': 'application/json' };
    // Something to be found by whoever lists.
    const known = await fetch(`${service.url}/verify`, {
      method: 'POST',
      headers: authorization,
      body: JSON.stringify({ image: `${registry.host}/team/app:v1`, policy: 'release' }),
    });
    assert.equal(known.status, 200, await known.text());
    const home = join(root, 'home');
    mkdirSync(home);
    writeFileSync(
      join(home, 'schemathesis.toml'),
      `request-timeout = 20

[checks.not_a_server_error]
expected-statuses = ["2xx", "4xx", 503]

[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, 431, 503]

# What an image reference is, and whether there is such an image, is more than a schema says.
[checks.positive_data_acceptance]
expected-statuses = ["2xx", 400, 403, 404, 409, 422, 503]
`,
    );
    const { status, stdout, stderr } = await runPeer(
      'schemathesis',
      [
        ...['run', `${service.url}/openapi.json`, '--url', service.url],
        ...['--header', `Authorization: Bearer ${text}`],
        ...['--max-examples', process.env.EXAMPLES ?? '40', '--seed', '1', '--no-color'],
      ],
      { home, timeout: 600_000 },
    );
    const said = `${stdout}\n${stderr}`.split('\n').map((line) => line.slice(0, 300));
    assert.equal(status, 0, said.slice(-400).join('\n'));
    assert.equal(await service.stop(), 0, service.log().slice(-4000));
  } finally {
    await service.stop('SIGKILL');
  }
});
