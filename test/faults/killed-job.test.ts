// A service whose processes are killed while it seals: the job is begun anew and pushed once. killed-job.heavy.test.ts has more.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withoutPeers } from '../interop/peer.ts';
import { startDistribution } from '../interop/registry.ts';
import { jobBench, uploadFolder } from '../support/job-bench.ts';
import { withoutMounts } from '../support/private-mounts.ts';
import { GO_MOD, MAIN_GO } from '../support/refusals.ts';
import { round } from './killed-job-rounds.ts';

const skip = withoutPeers('registry-distribution') || withoutMounts();
const registry = skip === false ? await startDistribution() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);
const bench = await jobBench(registry.host, ['leaseSeconds: 2']);
after(() => bench.remove());
mkdirSync(join(bench.folder, 'module'));
writeFileSync(join(bench.folder, 'module', 'go.mod'), GO_MOD);
writeFileSync(join(bench.folder, 'module', 'main.go'), MAIN_GO);

test('a worker is killed: the job is begun anew, and what it has sealed is pushed once', { skip }, async () => {
  const archive = await uploadFolder(bench, join(bench.folder, 'module'));
  // The layout may be pushed before the worker is killed; a side never is done so soon.
  const struck =
    (await round(bench, registry.host, archive, ['worker', 'layout', 0])) ||
    (await round(bench, registry.host, archive, ['worker', 'side A', 100]));
  assert.ok(struck, 'it was killed in time');
  assert.deepEqual(readdirSync(join(bench.folder, 'tmp')), [], 'the next worker removed what dead ones left');
});
