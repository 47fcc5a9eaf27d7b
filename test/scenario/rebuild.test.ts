// A release is sealed by one operator and built again by others, from the program's start to the gate: who reproduced it counts, each key
// once, the last word of each; who sealed it does not. rebuild-different.heavy.test.ts has those who may not, and another source.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PREDICATE_TYPES } from '../../src/records/predicate-types.ts';
import { startDistribution } from '../interop/registry.ts';
import { attachedIn } from '../support/sealed-hello.ts';
import { keys, module, rebuild, run, sealed, sealRelease, verdict } from './rebuild-bench.ts';

before(sealRelease);

test('two operators reproduce what a third sealed, and a policy that demands two takes it only then', async () => {
  assert.deepEqual(await verdict(sealed, 1), {
    status: 1,
    code: 'REBUILD_MISSING',
    reason: '/usr/local/bin/hello was reproduced by none of bob, carol, 1 demanded',
  });
  const first = await rebuild(sealed, module, keys.bob);
  assert.equal(first.status, 0, first.stderr + first.stdout);
  const said = JSON.parse(first.stdout);
  assert.equal(said.outcome, 'reproduced');
  // The release's own twin proof verified with the key that bob trusts: two operators, one program.
  assert.deepEqual(said.properties, ['SLSA_BUILD_REPRODUCED']);
  assert.equal(said.source.dirty, false);
  assert.equal(said.platforms[0].isolation.networkless, true);
  assert.equal((await verdict(sealed, 2)).code, 'REBUILD_MISSING');
  // Said twice by one operator is said once.
  const registry = await startDistribution();
  after(registry.stop);
  const reference = `${registry.host}/hello:v1`;
  assert.equal((await run(['push', sealed, reference])).status, 0);
  const second = await rebuild(reference, module, keys.carol);
  assert.equal(second.status, 0, second.stderr + second.stdout);
  assert.deepEqual(await verdict(reference, 2), {
    status: 0,
    code: 'OK',
    reason: '/usr/local/bin/hello was reproduced by bob, carol, 2 demanded',
  });
  const { status, stdout } = await run(['validate', sealed]);
  assert.equal(status, 0, stdout);
  const statements = attachedIn(sealed).filter(({ statement }) => statement?.predicateType === PREDICATE_TYPES.rebuild);
  assert.equal(statements.length, 2, 'the layout has one statement, under the index and under the platform');
});
