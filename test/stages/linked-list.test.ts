import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { LinkedList } from '../../src/ports/linked-list.ts';

test('whatever comes and goes, a list holds what an array would, in the order in which it came', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('append' as const), value: fc.nat(9) }),
    fc.record({ kind: fc.constant('leave' as const), value: fc.nat(30) }),
    fc.record({ kind: fc.constant('remove' as const), value: fc.nat(9) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const list = new LinkedList<{ readonly n: number }>();
      let model: { readonly n: number }[] = [];
      const leaving: { readonly value: object; leave(): boolean }[] = [];
      for (const { kind, value } of steps) {
        if (kind === 'append') {
          const one = { n: value };
          model.push(one);
          leaving.push({ value: one, leave: list.append(one) });
        } else if (kind === 'leave') {
          const one = leaving[value % Math.max(1, leaving.length)];
          assert.equal(one?.leave() ?? false, model.includes(one?.value as { n: number }));
          model = model.filter((each) => each !== one?.value);
        } else {
          const at = model.findIndex(({ n }) => n === value);
          assert.equal(
            list.remove(({ n }) => n === value),
            at >= 0,
          );
          if (at >= 0) model.splice(at, 1);
        }
        assert.deepEqual([...list], model);
        assert.equal(list.size, model.length);
      }
    }),
  );
});

test('what comes or goes while a list is gone through changes nothing of that', () => {
  const list = new LinkedList<number>();
  list.append(1);
  const leave = list.append(2);
  list.append(3);
  const seen: number[] = [];
  for (const one of list) {
    seen.push(one);
    leave();
    list.append(one + 10);
  }
  assert.deepEqual(seen, [1, 2, 3]);
  assert.deepEqual([...list], [1, 3, 11, 12, 13]);
});

/** Megabytes that grow old while 8,000 objects of 40 kB come and go; the first of them was there when all of the heap was marked. */
function grownOld(holder: string): number {
  const file = fileURLToPath(new URL('./linked-list-run.ts', import.meta.url));
  const argv = ['--expose-gc', '--max-semi-space-size=16', '--disable-warning=ExperimentalWarning', file, holder];
  return Number(execFileSync(process.execPath, argv, { encoding: 'utf8' }));
}

test('nothing that has left a list is kept alive by what has grown old, as it would be by a Map', () => {
  assert.ok(grownOld('list') < 20, 'a list');
  // If this fails, V8 has changed, and the lists can go.
  assert.ok(grownOld('map') > 60, 'a map');
});
