// From CI to auditors with real programs: a service, a registry, real evidence; then the registry and the service are gone.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { ReplayReport } from '../../src/records/audit-report.ts';
import { startService } from '../support/running-service.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { writeLayout } from '../support/written-layout.ts';
import { REGISTRIES } from './registry.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-audited-'));
after(() => rmSync(root, { recursive: true, force: true }));
const run = async (...words: string[]) => await twinseal(words, { cwd: root });

const policies = join(root, 'policies');
mkdirSync(policies);
const trust = ['release', 'other'].map((name) => ({ name, cosign: { key: publicPem(testKey(name)) } }));
const iso = (millis: number) => `${new Date(millis).toISOString().slice(0, 19)}Z`;
const [before, soon] = [iso(Date.now() - 60_000), iso(Date.now() + 86_400_000)];
const documents: Readonly<Record<string, object>> = {
  release: { require: { signatures: [{ by: 'release' }], twinBuild: { by: ['release'] } } },
  next: { shadowOf: 'release', require: { signatures: [{ by: 'other' }] } },
  watch: { mode: 'warn', require: { signatures: [{ by: 'other' }] } },
  excused: {
    require: { signatures: [{ by: 'other' }] },
    exceptions: [
      { id: 'glass', images: ['**'], checks: ['*'], owner: 'ops', reason: 'a drill', from: before, until: soon },
    ],
  },
};
for (const [name, more] of Object.entries(documents))
  writeFileSync(
    join(policies, `${name}.json`),
    JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, ...more }),
  );

for (const [name, startRegistry] of Object.entries(REGISTRIES))
  test(`${name}: what the service decided is listed, served, exported, verified and computed anew without it`, async () => {
    const registry = await startRegistry();
    const data = mkdtempSync(join(root, 'data-'));
    const service = await startService(policies, data);
    const layout = mkdtempSync(join(root, 'layout-'));
    const image = `${registry.host}/team/app:v1`;
    const verify = async (body: object) => {
      const response = await fetch(`${service.url}/verify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as { readonly decisionId: string; readonly outcome?: string };
      assert.ok(answer.decisionId, JSON.stringify(answer));
      return answer;
    };
    const [set, tar] = [join(root, `${name}-set`), join(root, `${name}.tar`)];
    const vkey = join(root, `${name}.vkey`);
    let digest = '';
    try {
      await writeLayout(seal(makeImage(), ['notation']), layout);
      const pushed = await run('push', layout, image);
      assert.equal(pushed.status, 0, pushed.stderr);
      assert.equal((await verify({ image, policy: 'release' })).outcome, 'allow');
      // A checkpoint that the auditor takes along.
      const early = join(root, `${name}-early.tar`);
      assert.equal((await run('audit', 'export', early, '--server', service.url)).status, 0);
      const answer = await verify({ image, policy: 'watch' });
      assert.equal(answer.outcome, 'deny');
      writeFileSync(join(root, `${name}-answer.json`), JSON.stringify(answer));
      assert.equal((await verify({ image, policy: 'excused' })).outcome, 'allow');
      assert.equal((await verify({ image })).outcome, 'deny');
      await verify({ image: '127.0.0.1:1/nothing:here', policy: 'release' });
      const { decisions } = (await (await fetch(`${service.url}/decisions?outcome=allow`)).json()) as {
        readonly decisions: readonly { readonly digest: string }[];
      };
      digest = decisions[0]?.digest ?? '';
      await registry.stop();
      const { attestations } = (await (await fetch(`${service.url}/attestations?digest=${digest}`)).json()) as {
        readonly attestations: readonly { readonly kept: boolean; readonly verified: readonly { signer: string }[] }[];
      };
      assert.ok(attestations.length >= 5 && attestations.every(({ kept }) => kept));
      assert.ok(attestations.every(({ verified }) => verified.some(({ signer }) => signer === 'release')));
      writeFileSync(vkey, await (await fetch(`${service.url}/log/key`)).text());
      const byServer = await run('audit', 'export', set, '--server', service.url);
      assert.equal(byServer.status, 0, byServer.stderr);
    } finally {
      await registry.stop();
      assert.equal(await service.stop(), 0);
    }
    const byFolder = await run('audit', 'export', tar, '--data', data);
    assert.equal(byFolder.status, 0, byFolder.stderr);
    for (const one of [set, tar]) {
      const verified = await run(
        'audit',
        'verify',
        one,
        '--key',
        vkey,
        '--checkpoint',
        join(root, `${name}-early.tar`),
      );
      assert.equal(verified.status, 0, verified.stdout + verified.stderr);
      const byReceipt = await run(
        'audit',
        'verify',
        one,
        '--key',
        vkey,
        '--receipt',
        join(root, `${name}-answer.json`),
      );
      assert.equal(byReceipt.status, 0, byReceipt.stdout + byReceipt.stderr);
      assert.match(byReceipt.stdout, /PASS\s+checkpoints/);
      const replayed = await run('audit', 'replay', one, '-o', 'json');
      assert.equal(replayed.status, 0, replayed.stdout + replayed.stderr);
      const states = (JSON.parse(replayed.stdout) as ReplayReport).results.map(({ state }) => state);
      assert.deepEqual(states, ['same', 'same', 'same', 'same', 'none']);
    }
    const readme = readFileSync(join(set, 'README.md'), 'utf8');
    assert.match(readme, /twinseal audit replay/);
  });
