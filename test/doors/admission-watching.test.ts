// Policies that only watch keep nobody out, whatever a registry does; and what is ending may end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bare, signed, startDoor } from '../support/admission-door.ts';
import { objectOf, reviewOf, WORKLOAD_KINDS } from '../support/admission-reviews.ts';
import { startHostile } from '../support/hostile-registry.ts';

const [pod] = WORKLOAD_KINDS;
assert.ok(pod);
const create = (image: string) => reviewOf(pod, 'CREATE', objectOf(pod, { containers: [image] }));
const NOBODY = `127.0.0.1:1/team/app@${bare.index.digest}`;

for (const indeterminate of ['deny', 'error', 'warn'] as const)
  for (const mode of ['audit', 'warn'] as const)
    test(`where policies only ${mode}, a registry that can't be asked keeps no pod out (indeterminate: ${indeterminate})`, async (t) => {
      const closed = await startHostile((_, response) => {
        response.writeHead(401).end();
      });
      t.after(() => closed.stop());
      const { ask, decisions } = await startDoor(t, { watching: signed({ mode }) }, { indeterminate });
      for (const [image, code] of [
        [NOBODY, 'REGISTRY_UNREACHABLE'],
        [`${closed.host}/team/app@${bare.index.digest}`, 'REGISTRY_UNAUTHORIZED'],
      ] as const) {
        const { allowed, warnings = [], auditAnnotations = {} } = await ask(create(image));
        assert.equal(allowed, true, image);
        assert.match(auditAnnotations['image-0'] ?? '', new RegExp(` admit ${code} `));
        assert.equal(warnings.length, mode === 'warn' ? 1 : 0);
        for (const warning of warnings) assert.match(warning, new RegExp(code));
      }
      // What could not be told is kept as that.
      assert.deepEqual(
        (await decisions()).map(({ document }) => JSON.parse(document).effect),
        ['unknown', 'unknown'],
      );
    });

test('where a policy enforces beside one that audits, the same registry keeps the pod out', async (t) => {
  const { ask } = await startDoor(t, { watching: signed({ mode: 'audit' }), release: signed() });
  const { allowed, status } = await ask(create(NOBODY));
  assert.equal(allowed, false);
  assert.match(status?.message ?? '', /REGISTRY_UNREACHABLE/);
});

test('finalizers come off an object that is ending, also where its images can’t be told; nothing else changes so', async (t) => {
  const { ask } = await startDoor(t, { release: signed() });
  const kind = { group: 'example.com', version: 'v1', kind: 'Runner', resource: 'runners' };
  const runner = (spec: object, more: object) => ({
    apiVersion: 'example.com/v1',
    kind: 'Runner',
    metadata: { name: 'r', namespace: 'shop', ...more },
    spec,
  });
  const ending = { deletionTimestamp: '2026-11-29T00:00:00Z', finalizers: ['example.com/wait'] };
  const spec = { image: 'x' };
  const update = (object: object, oldObject: object) => {
    const review = reviewOf(pod, 'UPDATE', object as never, { oldObject });
    return ask({ ...review, request: { ...review.request, kind, resource: kind } } as never);
  };
  const old = runner(spec, ending);
  assert.equal((await update(runner(spec, { ...ending, finalizers: [] }), old)).allowed, true);
  const changed = await update(runner({ image: 'y' }, ending), old);
  assert.deepEqual([changed.allowed, /KIND_UNKNOWN/.test(changed.status?.message ?? '')], [false, true]);
  const alive = runner(spec, {});
  assert.equal((await update(runner(spec, { labels: { a: 'b' } }), alive)).allowed, false);
  assert.equal((await update(runner(spec, ending), alive)).allowed, false);
});
