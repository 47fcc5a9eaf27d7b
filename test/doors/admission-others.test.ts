// ImageReview and Gatekeeper's provider protocol, by documents of the shapes that their types give; neither was recorded from a cluster.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BAD, bare, GOOD, signed, startDoor, TAG } from '../support/admission-door.ts';
import { requestProblems } from '../support/openapi-contract.ts';

type Door = Awaited<ReturnType<typeof startDoor>>;
const DOWN = `127.0.0.1:1/x@${bare.index.digest}`;

async function send(door: Door, path: string, body: object): Promise<Response> {
  assert.deepEqual(requestProblems(path, 'post', body), []);
  return await door.post(JSON.stringify(body), '', 'application/json', path);
}

interface Reviewed {
  readonly allowed: boolean;
  readonly reason?: string;
  readonly auditAnnotations: Readonly<Record<string, string>>;
}
const reviewOf = (images: readonly string[], namespace = 'shop') => ({
  apiVersion: 'imagepolicy.k8s.io/v1alpha1',
  kind: 'ImageReview',
  spec: {
    containers: images.map((image) => ({ image })),
    annotations: { 'break-glass.image-policy.k8s.io/ticket': '1' },
    namespace,
  },
});
async function review(door: Door, images: readonly string[], namespace?: string): Promise<Reviewed> {
  const response = await send(door, '/image-review', reviewOf(images, namespace));
  assert.equal(response.status, 200);
  return ((await response.json()) as { readonly status: Reviewed }).status;
}

test('an ImageReview is allowed when each of its images is; no annotation counts', async (t) => {
  const door = await startDoor(t, { release: signed() }, { namespace: 'twinseal', exemptNamespaces: ['kube-*'] });
  assert.equal((await review(door, [GOOD, GOOD])).allowed, true);
  assert.equal((await review(door, [])).allowed, true);
  for (const [image, says] of [
    [BAD, /SIGNATURE_MISSING/],
    [TAG, /IMAGE_NOT_PINNED/],
    [DOWN, /REGISTRY_UNREACHABLE/],
  ] as const) {
    const { allowed, reason = '' } = await review(door, [GOOD, image]);
    assert.equal(allowed, false);
    assert.match(reason, says);
    assert.ok(reason.length <= 120);
    assert.equal((await review(door, [image], 'kube-system')).allowed, true);
    assert.equal((await review(door, [image], 'twinseal')).allowed, true);
  }
  const [decision] = await door.decisions();
  const { door: through, request } = JSON.parse(decision?.document ?? '{}');
  assert.deepEqual([through, request], ['image-review', { namespace: 'shop' }]);
});

test('what an ImageReview can not be told about goes where the settings say', async (t) => {
  const failing = await startDoor(t, { release: signed() }, { indeterminate: 'error' });
  assert.equal((await send(failing, '/image-review', reviewOf([DOWN]))).status, 500);
  const warning = await startDoor(t, { release: signed() }, { indeterminate: 'warn' });
  const { allowed, auditAnnotations } = await review(warning, [DOWN]);
  assert.equal(allowed, true);
  assert.match(auditAnnotations['warning-0'] ?? '', /REGISTRY_UNREACHABLE/);
});

interface Item {
  readonly key: string;
  readonly value?: { readonly effect: string; readonly decisionId?: string };
  readonly error?: string;
}
const provided = (keys: readonly string[]) => ({
  apiVersion: 'externaldata.gatekeeper.sh/v1beta1',
  kind: 'ProviderRequest',
  request: { keys },
});
async function provide(door: Door, keys: readonly string[]): Promise<readonly Item[]> {
  const response = await send(door, '/external-data', provided(keys));
  assert.equal(response.status, 200);
  return ((await response.json()) as { readonly response: { readonly items: readonly Item[] } }).response.items;
}

test('Gatekeeper gets a value for what is let in, and an error for what is refused or unknown', async (t) => {
  const door = await startDoor(t, { release: signed() });
  const items = await provide(door, [GOOD, BAD, TAG, DOWN, GOOD]);
  assert.deepEqual(
    items.map(({ key }) => key),
    [GOOD, BAD, TAG, DOWN],
  );
  const [good, bad, tag, down] = items;
  assert.equal(good?.value?.effect, 'admit');
  const kept = (await door.decisions()).find(({ document }) => document.includes(`"${good?.value?.decisionId}"`));
  assert.equal(JSON.parse(kept?.document ?? '{}').door, 'external-data');
  assert.match(bad?.error ?? '', /^refused: .*bad@sha256:[0-9a-f]{12}: SIGNATURE_MISSING/);
  assert.match(tag?.error ?? '', /^refused: .*IMAGE_NOT_PINNED/);
  assert.match(down?.error ?? '', /^could not tell: .*REGISTRY_UNREACHABLE/);
  assert.deepEqual(await provide(door, []), []);
  const warning = await startDoor(t, { release: signed() }, { indeterminate: 'warn' });
  assert.equal((await provide(warning, [DOWN]))[0]?.value?.effect, 'unknown');
});

test('other documents are refused', async (t) => {
  const door = await startDoor(t, { release: signed() });
  const wrong: readonly (readonly [string, object])[] = [
    ['/image-review', { ...reviewOf([]), apiVersion: 'imagepolicy.k8s.io/v1' }],
    ['/image-review', { ...reviewOf([]), spec: null }],
    ['/image-review', { ...reviewOf([]), Spec: {} }],
    ['/image-review', { ...reviewOf([]), spec: { containers: [{ image: 7 }] } }],
    ['/image-review', { ...reviewOf([]), spec: { containers: [{ Image: GOOD }] } }],
    ['/image-review', reviewOf(Array.from({ length: 257 }, () => GOOD))],
    ['/external-data', { ...provided([]), kind: 'X' }],
    ['/external-data', { ...provided([]), request: { keys: [7] } }],
    ['/external-data', { ...provided([]), request: { keys: 'x' } }],
    ['/external-data', provided(Array.from({ length: 257 }, (_, at) => `x${at}`))],
  ];
  for (const [path, body] of wrong)
    assert.equal(
      (await door.post(JSON.stringify(body), '', 'application/json', path)).status,
      400,
      JSON.stringify(body),
    );
});
