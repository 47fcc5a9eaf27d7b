// Every kind and operation through the door of the validating webhook, with the real engine, store and a registry on loopback behind it.
import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { BAD, bare, GOOD, GOOD_BY_TAG_TOO, registry, signed, startDoor, TAG } from '../support/admission-door.ts';
import {
  objectOf,
  type PodImages,
  podSpec,
  reviewOf,
  WORKLOAD_KINDS,
  type WorkloadKind,
} from '../support/admission-reviews.ts';

const finally_: (() => unknown)[] = [];
after(async () => {
  for (const end of finally_.reverse()) await end();
});
const forAll = { after: (end: () => unknown) => void finally_.push(end) } as Pick<TestContext, 'after'>;
const CUSTOM = { group: 'argoproj.io', version: 'v1alpha1', kind: 'Workflow', resource: 'workflows' };
const door = await startDoor(
  forAll,
  { release: signed() },
  {
    namespace: 'twinseal',
    exemptNamespaces: ['kube-*'],
    kinds: [
      {
        group: CUSTOM.group,
        kind: CUSTOM.kind,
        podSpecs: ['/spec/podSpecs/*'],
        images: ['/spec/templates/*/container/image'],
      },
    ],
  },
);

type Row = readonly [name: string, review: ReturnType<typeof reviewOf>, allowed: boolean, says?: RegExp];
const only = (image: string): PodImages => ({ containers: [image] });

function rowsOf(kind: WorkloadKind): readonly Row[] {
  const object = (images: PodImages, more?: Parameters<typeof objectOf>[2]) => objectOf(kind, images, more);
  const create = (images: PodImages, more: object = {}, how?: Parameters<typeof objectOf>[2]) =>
    reviewOf(kind, 'CREATE', object(images, how), { ...more });
  const update = (before: object, now: object, more: object = {}) =>
    reviewOf(kind, 'UPDATE', now, { oldObject: before, ...more });
  const ending = { metadata: { deletionTimestamp: '2026-11-28T11:00:00Z', finalizers: [] } };
  const forged = {
    metadata: { annotations: { 'twinseal.dev/verified': 'true', 'kyverno.io/verify-images': `{"${BAD}":"pass"}` } },
  };
  const missing = /bad@sha256:[0-9a-f]{12}: SIGNATURE_MISSING; next: twinseal verify IMAGE --policy release$/;
  const rows: Row[] = [
    ['a sealed image', create(only(GOOD)), true],
    ['a tag with a digest', create(only(GOOD_BY_TAG_TOO)), true],
    ['an unsealed image', create(only(BAD)), false, missing],
    ['one of two is unsealed', create({ containers: [GOOD, BAD] }), false, missing],
    ['an init container', create({ containers: [GOOD], init: [BAD] }), false, missing],
    ['an image volume', create({ containers: [GOOD], volumes: [BAD] }), false, missing],
    ['an image volume without a reference', create({ containers: [GOOD], volumes: [''] }), true],
    ['a tag', create(only(TAG)), false, /app:v1: IMAGE_NOT_PINNED; next: /],
    ['no tag', create(only(`${registry.host}/team/app`)), false, /app: IMAGE_NOT_PINNED/],
    ['what is no reference', create(only('UPPER case')), false, /UPPER case: REFERENCE_INVALID/],
    ['a forged annotation', create(only(BAD), {}, forged), false, missing],
    ['an exempt namespace', create(only(BAD), { namespace: 'kube-system' }), true],
    ['the own namespace', create(only(BAD), { namespace: 'twinseal' }), true],
    [
      'the label of an exempt namespace',
      create(only(BAD), {}, { metadata: { labels: { namespace: 'kube-system' } } }),
      false,
    ],
    ['a dry run', create(only(BAD), { dryRun: true }), false, missing],
    [
      'an update of another field',
      update(object(only(BAD)), object(only(BAD), { metadata: { labels: { a: 'b' } } })),
      true,
    ],
    ['the same digest under another spelling', update(object(only(GOOD)), object(only(GOOD_BY_TAG_TOO))), true],
    ['an update to an unsealed image', update(object(only(GOOD)), object(only(BAD))), false, missing],
    [
      'an update that adds a container',
      update(object(only(GOOD)), object({ containers: [GOOD, BAD] })),
      false,
      missing,
    ],
    ['an update without the old object', update({}, object(only(BAD)), { oldObject: null }), false, missing],
    ['the end of a finalizer', update(object(only(TAG), ending), object(only(TAG), ending)), true],
    [
      'an ending object with another image',
      update(object(only(GOOD), ending), object(only(BAD), ending)),
      false,
      missing,
    ],
    ['an ending that only the new object claims', update(object(only(TAG)), object(only(BAD), ending)), false],
    ['a delete', reviewOf(kind, 'DELETE', null, { oldObject: object(only(BAD)) }), true],
    ['a status update', update(object(only(BAD)), object(only(BAD)), { subResource: 'status' }), true],
    [
      'containers that are no list',
      create(only(GOOD), { object: bent(kind, { containers: 'x' }) }),
      false,
      /INPUT_MALFORMED/,
    ],
    [
      'an image that is no text',
      create(only(GOOD), { object: bent(kind, { containers: [{ image: 7 }] }) }),
      false,
      /INPUT_MALFORMED/,
    ],
    ['no object', reviewOf(kind, 'CREATE', null), false, /INPUT_MALFORMED/],
  ];
  if (kind.kind === 'Pod')
    rows.push(
      [
        'an update of a pod by tag',
        update(object(only(TAG)), object(only(TAG), { metadata: { labels: { a: 'b' } } })),
        true,
      ],
      ['another tag', update(object(only(`${TAG}0`)), object(only(TAG))), false, /IMAGE_NOT_PINNED/],
      ['an ephemeral container', ephemeral(BAD), false, missing],
      ['a sealed ephemeral container', ephemeral(GOOD), true],
      ['an ephemeral container by the tag of another', ephemeral(TAG, TAG), false, /IMAGE_NOT_PINNED/],
      ['a resize', update(object(only(BAD)), object(only(BAD)), { subResource: 'resize' }), true],
      ['a binding', reviewOf({ ...kind, kind: 'Binding' }, 'CREATE', {}, { subResource: 'binding' }), true],
      ['an eviction', reviewOf({ ...kind, kind: 'Eviction' }, 'CREATE', {}, { subResource: 'eviction' }), true],
      ['kubectl exec', reviewOf({ ...kind, kind: 'PodExecOptions' }, 'CONNECT', {}, { subResource: 'exec' }), true],
    );
  else
    rows.push([
      'an update of a template by tag',
      update(object(only(TAG)), object(only(TAG))),
      false,
      /IMAGE_NOT_PINNED/,
    ]);
  if (kind.hasReplicas)
    rows.push(
      ['fewer copies', update(object(only(TAG), { replicas: 3 }), object(only(TAG), { replicas: 0 })), true],
      ['more copies', update(object(only(TAG), { replicas: 1 }), object(only(TAG), { replicas: 2 })), false],
      ['fewer copies of another image', update(object(only(GOOD)), object(only(BAD), { replicas: 1 })), false, missing],
      ['the scale subresource', reviewOf({ ...kind, kind: 'Scale' }, 'UPDATE', {}, { subResource: 'scale' }), true],
    );
  return rows;
}

function bent(kind: WorkloadKind, spec: object): object {
  return [...kind.path].reverse().reduce<object>((inner, step) => ({ [step]: inner }), spec);
}

function ephemeral(image: string, other = GOOD) {
  const [pod] = WORKLOAD_KINDS;
  assert.ok(pod);
  const now = objectOf(pod, { containers: [other], ephemeral: [image] });
  return reviewOf(pod, 'UPDATE', now, { oldObject: objectOf(pod, only(other)), subResource: 'ephemeralcontainers' });
}

const custom = (spec: object) => reviewOf(CUSTOM, 'CREATE', { metadata: { name: 'x' }, spec });
const OTHERS: readonly Row[] = [
  [
    'a custom kind by single images',
    custom({ templates: [{ container: { image: BAD } }, { script: {} }] }),
    false,
    /SIGNATURE_MISSING/,
  ],
  ['a custom kind with nothing against it', custom({ templates: [{ container: { image: GOOD } }] }), true],
  ['a custom kind by pod specs', custom({ podSpecs: { a: podSpec({ init: [BAD] }) } }), false, /SIGNATURE_MISSING/],
  ['a custom kind without images', custom({}), true],
  [
    'a kind that nobody described',
    reviewOf({ ...CUSTOM, kind: 'Rollout' }, 'CREATE', { spec: {} }),
    false,
    /KIND_UNKNOWN/,
  ],
  [
    'a kind of another group',
    reviewOf({ ...CUSTOM, group: 'evil.io', kind: 'Pod' }, 'CREATE', {}),
    false,
    /KIND_UNKNOWN/,
  ],
];

const TABLE = [
  ...WORKLOAD_KINDS.flatMap((kind) => rowsOf(kind).map((row) => [kind.kind, ...row] as const)),
  ...OTHERS.map((row) => ['custom', ...row] as const),
];

test('every kind and operation is judged by the images that it brings', async () => {
  assert.ok(TABLE.length >= 120, String(TABLE.length));
  for (const [kind, name, review, allowed, says] of TABLE) {
    const answer = await door.ask(review);
    const message = answer.status?.message ?? '';
    assert.equal(answer.allowed, allowed, `${kind}, ${name}: ${message}`);
    assert.ok(message.length <= 120, message);
    if (says !== undefined) assert.match(message, says, `${kind}, ${name}`);
  }
});

test('each decision is on record with the door, the place and who asked, and its id is in the annotations; a dry run writes nothing', async () => {
  const [pod] = WORKLOAD_KINDS;
  assert.ok(pod);
  const before = (await door.decisions()).length;
  const dry = await door.ask(reviewOf(pod, 'CREATE', objectOf(pod, only(BAD)), { dryRun: true }));
  assert.match(dry.auditAnnotations?.['image-0'] ?? '', / refuse SIGNATURE_MISSING dry-run$/);
  assert.equal((await door.decisions()).length, before);
  const answer = await door.ask(reviewOf(pod, 'CREATE', objectOf(pod, only(BAD))));
  const id = /([0-9a-f-]{36})$/.exec(answer.auditAnnotations?.['image-0'] ?? '')?.[1];
  const kept = (await door.decisions()).find(({ document }) => document.includes(`"${id}"`));
  const { door: through, request, requested, caller } = JSON.parse(kept?.document ?? '{}');
  assert.deepEqual([through, requested, caller.name], ['admission', BAD, 'cluster']);
  assert.deepEqual(request, {
    namespace: 'shop',
    labels: { app: 'web' },
    claims: { kind: 'Pod', name: 'web', operation: 'CREATE', user: 'jane' },
  });
});

test('policies that only warn or audit let everything in, with a warning or without', async (t) => {
  const [pod] = WORKLOAD_KINDS;
  assert.ok(pod);
  const gone = `${registry.host}/team/gone@${bare.index.digest}`;
  for (const mode of ['warn', 'audit'] as const) {
    const { ask } = await startDoor(t, { release: signed({ mode }) });
    for (const image of [BAD, `${registry.host}/team/bad:v1`, gone, 'UPPER case', TAG]) {
      const { allowed, warnings = [] } = await ask(reviewOf(pod, 'CREATE', objectOf(pod, only(image))));
      assert.equal(allowed, true);
      assert.equal(warnings.length, mode === 'warn' ? 1 : 0, `${mode} ${image} ${warnings}`);
    }
  }
});

test('what could not be told goes where the settings say, and a refusal wins over it', async (t) => {
  const [pod] = WORKLOAD_KINDS;
  assert.ok(pod);
  const down = `127.0.0.1:1/x@${bare.index.digest}`;
  const review = (...containers: string[]) => reviewOf(pod, 'CREATE', objectOf(pod, { containers }));
  const policies = { release: signed() };
  const refusing = await startDoor(t, policies);
  const refused = await refusing.ask(review(down));
  assert.equal(refused.allowed, false);
  assert.match(refused.status?.message ?? '', /REGISTRY_UNREACHABLE/);
  const warning = await startDoor(t, policies, { indeterminate: 'warn' });
  const warned = await warning.ask(review(down, GOOD));
  assert.equal(warned.allowed, true);
  assert.match(warned.warnings?.[0] ?? '', /REGISTRY_UNREACHABLE/);
  assert.equal((await warning.ask(review(down, BAD))).allowed, false);
  const failing = await startDoor(t, policies, { indeterminate: 'error' });
  const failed = await failing.post(JSON.stringify(review(down)));
  assert.equal(failed.status, 500);
  assert.equal(((await failed.json()) as { readonly code: string }).code, 'INDETERMINATE');
  assert.equal((await failing.ask(review(down, BAD))).allowed, false);
});

test('documents that are no review, other types, queries and callers are refused', async (t) => {
  const review = reviewOf({ group: '', version: 'v1', kind: 'Pod', resource: 'pods' }, 'CREATE', {});
  const bendings: readonly unknown[] = [
    {},
    [],
    { ...review, apiVersion: 'admission.k8s.io/v1beta1' },
    { ...review, kind: 'Review' },
    { ...review, request: null },
    { ...review, Request: review.request },
    ...[
      { uid: '' },
      { uid: 7 },
      { operation: 'PATCH' },
      { kind: null },
      { dryRun: 'no' },
      { object: 'x' },
      { Object: {} },
    ].map((more) => ({ ...review, request: { ...review.request, ...more } })),
  ];
  for (const body of bendings) assert.equal((await door.post(JSON.stringify(body))).status, 400, JSON.stringify(body));
  const text = JSON.stringify(review);
  assert.equal(
    (await door.post(text.replace('"object":{}', `"object":${'['.repeat(500)}${']'.repeat(500)}`))).status,
    400,
  );
  assert.equal((await door.post(text.replace('{}', '{"a":1,"a":2}'))).status, 400);
  assert.equal((await door.post(text, '', 'text/plain')).status, 415);
  for (const query of ['?timeout=10', '?timeout=-1s', '?timeout=0s', '?fail=deny'])
    assert.equal((await door.post(text, query)).status, 400, query);
  assert.equal((await door.post(' '.repeat(8 * 1024 * 1024 + 1))).status, 413);
  const stranger = await startDoor(t, { release: signed() }, {}, ['audit']);
  assert.equal((await stranger.post(text)).status, 403);
});

test('more images than an object may have are refused before any is asked for', async () => {
  const [pod] = WORKLOAD_KINDS;
  assert.ok(pod);
  const asked = registry.requests.length;
  const containers = Array.from({ length: 257 }, (_, at) => `${registry.host}/team/x${at}@${bare.index.digest}`);
  const answer = await door.ask(reviewOf(pod, 'CREATE', objectOf(pod, { containers })));
  assert.match(answer.status?.message ?? '', /INPUT_MALFORMED.*more than 256 images/);
  assert.equal(registry.requests.length, asked);
});
