// `twinseal verify --manifests --server`: the server is asked as it would be at admission.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { manifestsAtServer } from '../../src/doors/cli/manifests-at-server.ts';
import { manifestsIn } from '../../src/doors/cli/verify-manifests.ts';
import type { ServerQuestion } from '../../src/ports/verification-server.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { BAD, bare, GOOD, signed, TAG } from '../support/admission-door.ts';
import { documents, root, run } from '../support/manifests-gate.ts';
import { startService } from '../support/running-service.ts';

const pod = (name: string, images: readonly string[], metadata: object = {}, settings: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ...metadata },
  spec: { containers: images.map((image, at) => ({ name: `c${at}`, image, ...structuredClone(settings) })) },
});

/** The batches that a server is asked for, which can tell of none. */
async function asked(question: Partial<ServerQuestion>, ...objects: object[]): Promise<readonly ServerQuestion[]> {
  const batches: ServerQuestion[] = [];
  const { images } = manifestsIn(Buffer.from(documents(...objects)), 'x.yaml', []);
  await manifestsAtServer(images, { images: [], request: {}, ...question }, async (batch) => {
    batches.push(batch);
    return batch.images.map((image) => ({ image, error: new TwinsealError('REGISTRY_UNREACHABLE', 'gone') }));
  });
  return batches;
}

test('each image is asked for with the namespace and labels of its objects; the flags fill in what they leave out', async () => {
  const batches = await asked(
    { request: { namespace: 'lab', labels: { team: 'a', app: 'x' }, claims: { release: 'v1' } } },
    pod('one', [GOOD], { namespace: 'prod', labels: { app: 'web' } }),
    pod('two', [GOOD, BAD]),
    pod('three', [BAD], { namespace: 'prod', labels: { app: 'web' } }),
  );
  assert.deepEqual(
    batches.map(({ request, images }) => ({ ...request, images })),
    [
      {
        namespace: 'prod',
        labels: { team: 'a', app: 'web' },
        claims: { release: 'v1' },
        images: [GOOD, BAD],
      },
      { namespace: 'lab', labels: { team: 'a', app: 'x' }, claims: { release: 'v1' }, images: [GOOD, BAD] },
    ],
  );
});

test('batches keep within what one request takes, and each has an idempotency key of its own', async () => {
  const image = (at: number) => `registry.example.com/app${at}@${bare.index.digest}`;
  const many = Array.from({ length: 120 }, (_, at) => image(at));
  const by = await asked({ idempotencyKey: 'run-7' }, pod('many', many));
  assert.deepEqual(
    by.map(({ images, idempotencyKey }) => [images.length, idempotencyKey]),
    [
      [50, 'run-7'],
      [50, 'run-7.2'],
      [20, 'run-7.3'],
    ],
  );
  // Containers whose settings differ are each told to the server.
  const users = Array.from({ length: 30 }, (_, user) =>
    pod(`p${user}`, many.slice(0, 10), {}, { securityContext: { runAsUser: user + 1 } }),
  );
  const batches = await asked({}, ...users);
  assert.equal(batches.flatMap(({ images }) => images).length, 10);
  const counts = batches.map(({ containers = [] }) => containers.length);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    300,
  );
  assert.ok(
    counts.every((count) => count <= 256),
    String(counts),
  );
});

test('what a namespace’s own policy refuses is refused, and what only a shadow would refuse is not', async () => {
  const policies = join(root, 'spaces');
  mkdirSync(policies);
  const write = (name: string, document: object) =>
    writeFileSync(join(policies, `${name}.json`), JSON.stringify(document));
  write('all', signed({ mode: 'audit' }));
  write('prod', signed({ match: { namespaces: ['prod'] } }));
  write('next', signed({ match: { namespaces: ['next'] }, shadowOf: 'all' }));
  const service = await startService(policies, join(root, 'spaces-data'));
  const judge = (...objects: object[]) => run(documents(...objects), '--manifests', '-', '--server', service.url);
  try {
    const mixed = await judge(pod('a', [BAD], { namespace: 'lab' }), pod('b', [BAD, TAG], { namespace: 'prod' }));
    assert.equal(mixed.status, 1, mixed.out);
    assert.match(mixed.out, /^FAIL +SIGNATURE_MISSING .*\(Pod\/b \/spec\/containers\/0\/image\)$/m);
    assert.match(mixed.out, /^FAIL +IMAGE_NOT_PINNED .*\(Pod\/b \/spec\/containers\/1\/image\)$/m);
    assert.doesNotMatch(mixed.out, /^FAIL.*Pod\/a/m);
    const lab = await judge(pod('a', [BAD, TAG], { namespace: 'lab' }));
    assert.equal(lab.status, 0, lab.out);
    const shadowed = await judge(pod('a', [TAG], { namespace: 'next' }));
    assert.equal(shadowed.status, 0, shadowed.out);
    // What could not be told is that, tag or not.
    const gone = await judge(pod('a', ['127.0.0.1:1/team/app:v1'], { namespace: 'lab' }));
    assert.equal(gone.status, 3, gone.out);
  } finally {
    await service.stop('SIGKILL');
  }
});
