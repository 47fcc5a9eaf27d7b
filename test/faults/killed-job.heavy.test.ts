// Nine seals, each with a process that is killed at a random moment of a step: every step is met by some victim, and over many runs by each.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withoutPeers } from '../interop/peer.ts';
import { startDistribution } from '../interop/registry.ts';
import { jobBench, uploadFolder } from '../support/job-bench.ts';
import { withoutMounts } from '../support/private-mounts.ts';
import { GO_MOD, MAIN_GO } from '../support/refusals.ts';
import { freshRandom } from '../support/seeded-random.ts';
import { round } from './killed-job-rounds.ts';

const random = freshRandom();
const skip = withoutPeers('registry-distribution') || withoutMounts();
const registry = skip === false ? await startDistribution() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);
const bench = await jobBench(registry.host, ['leaseSeconds: 2']);
after(() => bench.remove());
mkdirSync(join(bench.folder, 'module'));
writeFileSync(join(bench.folder, 'module', 'go.mod'), GO_MOD);
writeFileSync(join(bench.folder, 'module', 'main.go'), MAIN_GO);

const STEPS: readonly (readonly [string, number])[] = [
  ['source', 200],
  ['side A', 2_000],
  ['compare', 100],
  ['sign', 50],
  ['layout', 20],
  ['copy', 60],
];

test('whoever is killed at whatever step, each job is sealed and pushed once', { skip }, async () => {
  const archive = await uploadFolder(bench, join(bench.folder, 'module'));
  let struck = 0;
  const offset = random.nat(STEPS.length);
  for (const [at, victim] of (['worker', 'signer', 'serve'] as const).entries())
    for (const [moment, most] of STEPS.filter((_, step) => (step + at + offset) % 2 === 0)) {
      const delay = random.nat(most);
      if (await round(bench, registry.host, archive, [victim, moment, delay])) struck += 1;
    }
  assert.ok(struck >= 4, `only ${struck} were killed in time`);
});

test('signer, worker or service killed: the job is begun anew, and what it has sealed is pushed once', {
  skip,
}, async () => {
  const archive = await uploadFolder(bench, join(bench.folder, 'module'));
  const struck = [];
  for (const each of [
    ['signer', 'side A', 100],
    ['worker', 'layout', 0],
    ['serve', 'copy', 5],
  ] as const)
    struck.push(await round(bench, registry.host, archive, each));
  assert.ok(struck.filter(Boolean).length >= 2, 'most were killed in time');
  assert.deepEqual(readdirSync(join(bench.folder, 'tmp')), [], 'the next worker removed what dead ones left');
});
