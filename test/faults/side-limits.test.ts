// What is chosen on the command line bounds both sides, and the refusal names the flag. Each limit by itself: test/contract.
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeControlGroup } from '../../src/adapters/sandbox/control-group.ts';
import { trialContainment } from '../../src/adapters/sandbox/sandbox.ts';
import { DEFAULT_CHOICES } from '../../src/records/build-choices.ts';
import { GO_MOD, MAIN_GO, refusalBench } from '../support/refusals.ts';

const bench = refusalBench();
after(() => bench.remove());
const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
const { kind } = await trialContainment(join(bench.temporary, 'trial'), call);
const { group } = await makeControlGroup(DEFAULT_CHOICES.limits);
await group?.remove();
const skip = kind === 'process' && 'this machine: prepare commands are refused without namespaces';

const prepared = (command: string): string => `build:\n  prepare: [[sh, -c, ${JSON.stringify(command)}]]\n`;
bench.write({
  'app/go.mod': GO_MOD,
  'app/main.go': MAIN_GO,
  'hungry.yaml': prepared('tail /dev/zero & tail /dev/zero & wait'),
  'filler.yaml': prepared('cat /dev/zero > filled'),
});
const build = (settings: string, ...flags: readonly string[]): readonly string[] => [
  'build',
  'app',
  '--platform',
  'linux/amd64',
  '--settings',
  settings,
  ...flags,
];

test('a prepare command that wants more memory than --memory is ended, and nothing stays', {
  skip: skip || (group?.bounds.includes('memory') !== true && 'this machine: no control group can be made'),
}, async () => {
  // Room enough for go to list packages.
  const words = build('hungry.yaml', '--memory', '256MiB');
  await bench.refuse({ words, status: 1, says: /side a wanted more memory than 256MiB.*raise --memory/ });
});

test('a prepare command that writes more than --disk is ended, and nothing stays', { skip }, async () => {
  const words = build('filler.yaml', '--disk', '64MiB');
  await bench.refuse({ words, status: 1, says: /side a filled the 64MiB of disk.*raise --disk/ });
});
