// A service whose disk fills up while it answers, as a real mount: what it can't keep it doesn't say, and it goes on by itself once
// there is room.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { LedgerWatch } from '../support/ledger-watch.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { onSmallDisk, withoutMounts } from '../support/private-mounts.ts';
import { startService } from '../support/running-service.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-full-service-'));
after(() => rmSync(root, { recursive: true, force: true }));
const [policies, data] = [join(root, 'policies'), join(root, 'data')];
for (const folder of [policies, data]) mkdirSync(folder, { mode: 0o700 });
writeFileSync(
  join(policies, 'release.json'),
  JSON.stringify({
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }],
    require: { signatures: [{ by: 'release' }] },
  }),
);

test('a disk that fills up under a service', { skip: withoutMounts() }, async (t) => {
  const registry = await serveImages(
    new Map([
      ['team/app', seal(makeImage(), ['notation'])],
      ['team/unsigned', makeImage()],
    ]),
  );
  t.after(registry.stop);
  const disk = onSmallDisk(data, 'size=6m', 4_000_000);
  const service = await startService(policies, data, '127.0.0.1:0', [], process.env, disk);
  const seen = `/proc/${service.pid}/root${data}`;
  const copy = join(root, 'copy');
  const watch = new LedgerWatch(copy);
  /** SQLite follows the links of its path, and the one into another mount leads nowhere: a copy is looked at. */
  const check = async (acknowledged: readonly string[]): Promise<void> => {
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy);
    for (const name of ['decisions.sqlite', 'decisions.sqlite-wal']) cpSync(join(seen, name), join(copy, name));
    await watch.check(service.url, acknowledged);
  };
  const verify = async (name: string) => {
    const response = await fetch(`${service.url}/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ image: `${registry.host}/${name}:v1`, policy: 'release' }),
    });
    assert.deepEqual(await responseProblems('/verify', 'post', response), []);
    const body = (await response.json()) as Readonly<Record<string, unknown>>;
    return { status: response.status, body };
  };
  try {
    const kept: string[] = [];
    let full: Awaited<ReturnType<typeof verify>> | undefined;
    // A large batch may not find room where a small one does: full is a disk that takes no more at all.
    let refused = 0;
    for (let asked = 0; asked < 4000 && refused < 5; asked += 8) {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => verify(n % 2 === 0 ? 'team/app' : 'team/unsigned')),
      );
      for (const [n, { status, body }] of answers.entries())
        if (status === 200) {
          assert.equal(body.outcome, n % 2 === 0 ? 'allow' : 'deny');
          kept.push(String(body.decisionId));
        } else full = { status, body };
      refused = answers.every(({ status }) => status !== 200) ? refused + 1 : 0;
    }
    assert.ok(kept.length > 8, 'the disk was too small for anything');
    assert.equal(full?.status, 503, 'the disk never filled up');
    assert.equal(full?.body.code, 'DISK_FULL');
    assert.equal(full?.body.retryable, true);
    assert.equal('outcome' in (full?.body ?? {}), false, 'no verdict without a record');
    const ready = await fetch(`${service.url}/readyz`);
    assert.equal(ready.status, 503);
    assert.equal(((await ready.json()) as { code: string }).code, 'DISK_FULL');
    assert.equal((await fetch(`${service.url}/healthz`)).status, 200, 'a restart would not help');
    await check(kept);

    rmSync(join(seen, 'ballast'));
    const later = [await verify('team/app'), await verify('team/unsigned')];
    assert.deepEqual(
      later.map(({ status, body }) => [status, body.outcome]),
      [
        [200, 'allow'],
        [200, 'deny'],
      ],
    );
    assert.equal((await fetch(`${service.url}/readyz`)).status, 200);
    await check(later.map(({ body }) => String(body.decisionId)));
    assert.equal(await service.stop(), 0, service.log());
  } finally {
    await service.stop('SIGKILL');
  }
});
