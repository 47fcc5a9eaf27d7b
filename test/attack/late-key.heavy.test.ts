// A key whose file is changed while a hostile source builds.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withoutMounts } from '../support/private-mounts.ts';
import { GO_MOD, MAIN_GO, refusalBench } from '../support/refusals.ts';
import { twinseal } from '../support/twinseal-program.ts';

const bench = refusalBench();
after(() => bench.remove());
const { work, env } = bench;

test('a key is read only after both builds have ended', { skip: withoutMounts() }, async () => {
  const keys = join(work, 'late');
  mkdirSync(keys);
  for (const name of ['first', 'second'])
    assert.equal(
      (await twinseal(['keys', 'generate', 'cosign', '--out', join(keys, name)], { cwd: work, env })).status,
      0,
    );
  bench.write({
    'late-key/go.mod': GO_MOD,
    'late-key/main.go': MAIN_GO,
    'late-key/twinseal.yaml': 'apiVersion: twinseal.dev/v1\nbuild:\n  prepare: [[sh, -c, "sleep 2"]]\n',
  });
  const key = join(keys, 'cosign.key');
  writeFileSync(key, readFileSync(join(keys, 'first.key')));
  const sealing = twinseal(
    [
      'seal',
      'late-key',
      '--platform',
      'linux/amd64',
      '--offline',
      '--layout',
      'late.oci',
      '--cosign-key',
      key,
      '--verbose',
    ],
    { cwd: work, env },
  );
  // While side A still prepares, another key takes the place of the first: the one that is read later signs.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  writeFileSync(key, readFileSync(join(keys, 'second.key')));
  const { status, stderr } = await sealing;
  assert.equal(status, 0, stderr);
  const verify = (name: string) =>
    twinseal(['verify', 'late.oci', '--cosign-key', join(keys, `${name}.pub`)], { cwd: work, env });
  assert.equal((await verify('second')).status, 0);
  assert.equal((await verify('first')).status, 1);
});
