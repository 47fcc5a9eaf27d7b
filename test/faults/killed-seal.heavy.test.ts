// A run that is killed leaves nothing that looks whole, no process, and nothing that the next run does not clean up.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { killAt, processesBelow, survivors } from '../support/killed-program.ts';
import { GO_MOD, MAIN_GO, refusalBench } from '../support/refusals.ts';
import { makeImage, seal } from '../support/sealed-image.ts';
import { freshRandom } from '../support/seeded-random.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { writeLayout } from '../support/written-layout.ts';

const bench = refusalBench();
after(() => bench.remove());
const { work, temporary, env } = bench;
const skip = !existsSync('/proc/self/stat') && 'this machine: no /proc';
const targets = join(work, 'targets');
mkdirSync(targets);
bench.write({ 'good/go.mod': GO_MOD, 'good/main.go': MAIN_GO });
await writeLayout(seal(makeImage()), join(work, 'app.oci'));
{
  const { status, stderr } = await twinseal(['keys', 'generate', 'cosign'], { cwd: work, env });
  assert.equal(status, 0, stderr);
}

const SEAL = ['seal', 'good', '--layout', 'targets/app.oci', '--cosign-key', 'cosign.key', '--platform', 'linux/amd64'];
const hidden = (): readonly string[] => readdirSync(targets).filter((name) => name.startsWith('.'));
const isWhole = async (layout: string): Promise<boolean> =>
  (await twinseal(['validate', layout], { cwd: work, env })).status === 0;
const random = freshRandom();

test('a seal that is killed at any moment leaves no layout and no process, and the next run cleans up and seals', {
  skip,
}, async () => {
  let reached = 0;
  for (const [moment, most] of [
    ['source: importing', 30],
    ['side A: building', 200],
    ['side A: building', 3_000],
    ['ok  compare:', 100],
    ['ok  sign:', 15],
  ] as const) {
    const delay = random.nat(most);
    const at = `${moment} + ${delay} ms`;
    const killed = await killAt([...SEAL, '--verbose'], { cwd: work, env }, 'SIGKILL', moment, delay);
    assert.deepEqual(await survivors(dirname(temporary)), [], at);
    if (!killed.reached) {
      // It was faster: then it has sealed.
      assert.equal(killed.status, 0, `${at}: ${killed.stderr}`);
      assert.ok(await isWhole('targets/app.oci'), at);
      continue;
    }
    reached += 1;
    assert.equal(killed.signal, 'SIGKILL');
    assert.equal(killed.stdout, '', 'nothing was said to be sealed');
    // Only the last rename makes it show, so it can only be absent or whole.
    if (existsSync(join(targets, 'app.oci'))) assert.ok(await isWhole('targets/app.oci'), at);
  }
  assert.ok(reached >= 3, 'most moments were met');
  const again = await twinseal(SEAL, { cwd: work, env });
  assert.equal(again.status, 0, again.stderr);
  assert.ok(await isWhole('targets/app.oci'));
  assert.deepEqual([hidden(), readdirSync(temporary)], [[], []], 'all that the killed runs left is gone');
});

test('a seal that is told to stop ends with status 3, one sentence, and nothing left', { skip }, async () => {
  for (const [signal, moment, most] of [
    ['SIGTERM', 'side A: building', 1_500],
    ['SIGINT', 'ok  compare:', 20],
  ] as const) {
    const before = bench.entries();
    const words = SEAL.map((word) => word.replace('app.oci', `${signal}.oci`));
    const stopped = await killAt([...words, '--verbose'], { cwd: work, env }, signal, moment, random.nat(most));
    assert.deepEqual(await survivors(dirname(temporary)), []);
    if (!stopped.reached || stopped.status === 0) {
      assert.ok(await isWhole(`targets/${signal}.oci`), stopped.stderr);
      continue;
    }
    assert.equal(stopped.status, 3, stopped.stderr);
    assert.match(stopped.stderr, /\ntwinseal: [^\n]*(?:cancelled|stopped)[^\n]*\n$/);
    assert.equal(stopped.stdout, '');
    assert.deepEqual(bench.entries(), before);
  }
});

test('a layout that is being replaced is there whole, old or new, whenever the program is killed', {
  skip,
}, async () => {
  const layout = 'targets/copy.oci';
  await writeLayout(seal(makeImage()), join(work, layout));
  let met = 0;
  for (let round = 0; round < 10; round += 1) {
    const watcher = watch(targets);
    const begun = new Promise<void>((resolve) =>
      watcher.on('change', (_event, name) => {
        if (String(name).startsWith('.copy.oci.twinseal-')) resolve();
      }),
    );
    const killed = await killAt(['copy', 'app.oci', `./${layout}`], { cwd: work, env }, 'SIGKILL', begun, round * 3);
    watcher.close();
    if (killed.reached && hidden().length > 0) met += 1;
    // The instant between the two renames: the next run puts the old one back before it does anything else.
    if (existsSync(join(work, layout))) assert.ok(await isWhole(layout), `round ${round}`);
    else
      assert.ok(
        hidden().some((name) => name.endsWith('-old')),
        `round ${round}`,
      );
  }
  assert.ok(met > 0, 'at least one run was killed while it wrote');
  assert.equal((await twinseal(['copy', 'app.oci', `./${layout}`], { cwd: work, env })).status, 0);
  assert.ok(await isWhole(layout));
  assert.deepEqual(hidden(), []);
});

test('a process that works below a folder is seen, so that the absence of one means something', async () => {
  assert.deepEqual(processesBelow(dirname(temporary)), []);
  const { spawn } = await import('node:child_process');
  const child = spawn('sleep', ['30'], { cwd: temporary });
  assert.equal(processesBelow(dirname(temporary)).length, 1);
  child.kill();
});
