import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BAD, GOOD, registry, sealed, signed, startDoor, TAG } from '../support/admission-door.ts';
import { objectOf, type PodImages, reviewOf, WORKLOAD_KINDS } from '../support/admission-reviews.ts';

const MUTATE = '/admission/mutate';
interface Step {
  readonly op: string;
  readonly path: string;
  readonly value: string;
}
function stepsOf(patch: string | undefined): readonly Step[] {
  return patch === undefined ? [] : JSON.parse(Buffer.from(patch, 'base64').toString('utf8'));
}
/** RFC 6902 `replace` only, which is all that is ever sent. */
function patched(object: object, steps: readonly Step[]): object {
  const copy = structuredClone(object);
  for (const { op, path, value } of steps) {
    assert.equal(op, 'replace');
    const names = path.split('/').slice(1);
    const last = names.pop() ?? '';
    let at = copy as Record<string, unknown>;
    for (const name of names) at = at[name] as Record<string, unknown>;
    assert.ok(Object.hasOwn(at, last), path);
    at[last] = value;
  }
  return copy;
}

test('each tag of each kind gets its digest, field by field; the result needs no patch and passes the validating webhook', async (t) => {
  const { ask } = await startDoor(t, { release: signed() });
  const images: PodImages = { containers: [TAG, GOOD, TAG], init: [TAG], volumes: [TAG] };
  for (const kind of WORKLOAD_KINDS) {
    const object = objectOf(kind, images);
    assert.equal((await ask(reviewOf(kind, 'CREATE', object))).allowed, false);
    const { allowed, patch, patchType, warnings } = await ask(reviewOf(kind, 'CREATE', object), MUTATE);
    assert.deepEqual([allowed, patchType, warnings], [true, 'JSONPatch', undefined]);
    const base = `/${kind.path.join('/')}`;
    assert.deepEqual(
      stepsOf(patch)
        .map(({ path }) => path)
        .sort(),
      ['containers/0/image', 'containers/2/image', 'initContainers/0/image', 'volumes/1/image/reference'].map(
        (path) => `${base}/${path}`,
      ),
    );
    for (const { value } of stepsOf(patch)) assert.equal(value, `${TAG}@${sealed.index.digest}`);
    const result = patched(object, stepsOf(patch));
    assert.equal((await ask(reviewOf(kind, 'CREATE', result), MUTATE)).patch, undefined);
    assert.equal((await ask(reviewOf(kind, 'CREATE', result))).allowed, true);
  }
});

test('what passes without a look is left as it is: running pods are not restarted, nothing of an exempt namespace is touched', async (t) => {
  const { ask } = await startDoor(t, { release: signed() }, { exemptNamespaces: ['kube-*'] });
  const [pod] = WORKLOAD_KINDS;
  assert.ok(pod);
  const object = objectOf(pod, { containers: [TAG] });
  for (const review of [
    reviewOf(pod, 'UPDATE', object, { oldObject: object }),
    reviewOf(pod, 'CREATE', object, { namespace: 'kube-system' }),
    reviewOf(pod, 'DELETE', null, { oldObject: object }),
    reviewOf(pod, 'CREATE', objectOf(pod, { containers: [BAD] })),
  ]) {
    const { allowed, patch } = await ask(review, MUTATE);
    assert.deepEqual([allowed, patch], [true, undefined]);
  }
});

test('it fails open: what can not be resolved, read or understood is let through, and only the rest is patched', async (t) => {
  const { ask, decisions } = await startDoor(t, { release: signed() });
  const [pod] = WORKLOAD_KINDS;
  assert.ok(pod);
  const containers = ['127.0.0.1:1/x:v1', `${registry.host}/team/gone:v1`, 'UPPER case', '\u001b[31m', TAG];
  const answer = await ask(reviewOf(pod, 'CREATE', objectOf(pod, { containers })), MUTATE);
  assert.equal(answer.allowed, true);
  assert.deepEqual(
    stepsOf(answer.patch).map(({ path }) => path),
    ['/spec/containers/4/image'],
  );
  const said = (answer.warnings ?? []).map((line) => /: ([A-Z_]+); its digest/.exec(line)?.[1]);
  assert.deepEqual(said, ['REGISTRY_UNREACHABLE', 'CONTENT_NOT_FOUND', 'REFERENCE_INVALID', 'REFERENCE_INVALID']);
  assert.doesNotMatch((answer.warnings ?? []).join(''), /\u001b/);
  const odd = [
    reviewOf({ ...pod, kind: 'Unknown' }, 'CREATE', {}),
    reviewOf(pod, 'CREATE', { spec: { containers: 7 } }),
    reviewOf(pod, 'CREATE', null),
  ];
  for (const review of odd) assert.equal((await ask(review, MUTATE)).allowed, true);
  assert.deepEqual(await decisions(), []);
});

test('one reference is asked for once, however often an object names it', async (t) => {
  const { ask } = await startDoor(t, { release: signed() });
  const [pod] = WORKLOAD_KINDS;
  assert.ok(pod);
  const before = registry.requests.length;
  const containers = Array.from({ length: 50 }, () => TAG);
  const { patch } = await ask(reviewOf(pod, 'CREATE', objectOf(pod, { containers })), MUTATE);
  assert.equal(stepsOf(patch).length, 50);
  assert.ok(registry.requests.length - before <= 2, registry.requests.slice(before).join(' '));
});
