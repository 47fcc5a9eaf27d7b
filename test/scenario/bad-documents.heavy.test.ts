// Documents that are none, each held against each kind by the program.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { refusalBench } from '../support/refusals.ts';
import { twinseal } from '../support/twinseal-program.ts';

const bench = refusalBench();
after(() => bench.remove());
for (const name of ['empty', 'half.oci', 'half.oci/blobs']) mkdirSync(join(bench.work, name));
bench.write({
  'other/file': 'mine\n',
  'half.oci/oci-layout': '{"imageLayoutVersion":"1.0.0"}',
  'half.oci/index.json': '{"schemaVersion":2,',
});

test('documents that are no such documents are findings with status 1, whatever they hold', async () => {
  const documents: Readonly<Record<string, string>> = {
    empty: '',
    cut: '{"schemaVersion":2,"config":',
    zeros: '\0'.repeat(64),
    deep: '['.repeat(100_000),
    array: '[]',
    twice: '{"schemaVersion":2,"schemaVersion":2}',
    text: '"hello"',
  };
  for (const [name, text] of Object.entries(documents)) {
    bench.write({ [`${name}.json`]: text });
    for (const kind of ['descriptor', 'manifest', 'index', 'config', 'layout']) {
      const words = ['validate', '--as', kind, `${name}.json`];
      const { status, stdout, stderr } = await twinseal(words, { cwd: bench.work, env: bench.env });
      assert.equal(status, 1, `${name} as ${kind}: ${stdout}${stderr}`);
      assert.equal(stderr, '');
      assert.match(stdout, /^FAIL {2}[A-Z_]+ .*\ninvalid: .*\n$/s);
    }
  }
  for (const folder of ['empty', 'other', 'half.oci']) {
    const { status, stdout, stderr } = await twinseal(['validate', folder], { cwd: bench.work, env: bench.env });
    assert.deepEqual([status, stderr], [1, ''], folder);
    assert.match(stdout, /\ninvalid: .*(?:oci-layout|index\.json).*\n$/);
  }
});
