// Mirrors that take a connection and say nothing: a service starts without what they would have, and uses it once it comes.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startService } from '../support/running-service.ts';
import { IDENTITY, ISSUER, makeInstance } from '../support/sigstore-instance.ts';
import { serveRepository, TufRepository } from '../support/tuf-repository.ts';

const folder = mkdtempSync(join(tmpdir(), 'silent-mirrors-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const policy = (instance: string) => ({
  apiVersion: 'twinseal.dev/v1',
  kind: 'Policy',
  trust: [{ name: 'ci', keyless: { identity: IDENTITY, issuer: ISSUER, trust: instance } }],
  require: { signatures: [{ by: 'ci' }] },
});

test('silent mirrors are waited for together and not for long; what comes late is used', async (t) => {
  const repository = new TufRepository();
  repository.publish({ 'trusted_root.json': makeInstance().rootBytes });
  const good = await serveRepository(repository);
  t.after(() => good.close());
  let silent = true;
  const held: ServerResponse[] = [];
  const late = createServer(async (request, response) => {
    if (silent) held.push(response);
    else {
      const answer = await fetch(good.mirror + request.url);
      response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
    }
  });
  await new Promise<void>((resolve) => late.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    late.closeAllConnections();
    late.close();
  });
  const mirror = `http://127.0.0.1:${(late.address() as AddressInfo).port}`;
  const policies = join(folder, 'policies');
  mkdirSync(policies);
  for (const [name, instance] of [
    ['now', 'corp'],
    ['later', 'first'],
  ] as const)
    writeFileSync(join(policies, `${name}.json`), JSON.stringify(policy(instance)));
  writeFileSync(join(folder, 'root.json'), repository.roots[0] ?? '');
  const silentOnes = ['first', 'second', 'third', 'fourth'].map((name) => ({ name, mirror, rootFile: 'root.json' }));
  const instances = [...silentOnes, { name: 'corp', mirror: good.mirror, rootFile: 'root.json' }];
  const config = join(folder, 'service.json');
  writeFileSync(config, JSON.stringify({ apiVersion: 'twinseal.dev/v1', trust: { instances } }));
  const from = Date.now();
  const service = await startService(policies, join(folder, 'data'), '127.0.0.1:0', ['--config', config]);
  t.after(() => service.stop('SIGKILL'));
  // Four times eight seconds would be the whole time that a start may take.
  assert.ok(Date.now() - from < 14_000, `${Date.now() - from} ms`);
  const loaded = async (): Promise<string | undefined> =>
    /^twinseal_policies_loaded (\d+)$/m.exec(await (await fetch(`${service.url}/metrics`)).text())?.[1];
  assert.equal(await loaded(), '1');
  silent = false;
  for (const response of held) response.destroy();
  for (let tries = 0; tries < 100 && (await loaded()) !== '2'; tries++) await sleep(100);
  assert.equal(await loaded(), '2', service.log().slice(-2000));
});
