// A real registry tells the service what was pushed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startService } from '../support/running-service.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { writeLayout } from '../support/written-layout.ts';
import { startDistribution } from './registry.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-interop-notify-'));
after(() => rmSync(root, { recursive: true, force: true }));
const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
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

test('what is pushed to distribution is looked into before anybody asks', async (t) => {
  const service = await startService(policies, join(root, 'data'));
  t.after(() => service.stop('SIGKILL'));
  const registry = await startDistribution(`${service.url}/notifications`);
  t.after(registry.stop);
  const layout = await writeLayout(seal(makeImage(), ['notation', 'twin']), join(root, 'app.oci'));
  const child = spawn(bin, ['push', layout, `${registry.host}/team/app:v1`], { stdio: 'ignore' });
  assert.equal(await new Promise((resolve) => child.on('close', resolve)), 0);
  const warmed = async (): Promise<number> => {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    return Number(/^twinseal_step_seconds_count\{step="engine\.warm",result="ok"\} (\d+)$/m.exec(text)?.[1] ?? 0);
  };
  for (let tries = 0; tries < 400 && (await warmed()) < 3; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok((await warmed()) >= 3, service.log().slice(-2000));
  const listed = (await (await fetch(`${service.url}/decisions`)).json()) as { decisions: unknown[] };
  assert.deepEqual(listed.decisions, []);
});
