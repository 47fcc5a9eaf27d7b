// `twinseal verify --manifests`: rendered manifests in a file and on stdin, judged here and at a server.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BAD, GOOD, TAG } from '../support/admission-door.ts';
import { objectOf, podSpec, WORKLOAD_KINDS } from '../support/admission-reviews.ts';
import { CONFIG, documents, here, root, run } from '../support/manifests-gate.ts';
import { startService } from '../support/running-service.ts';

test('each image of each kind is judged once, and a failing one is a line with its place', async () => {
  const all = [CONFIG, ...WORKLOAD_KINDS.map((kind) => objectOf(kind, { containers: [GOOD], init: [GOOD] }))];
  const good = await run(documents(...all), ...here);
  assert.equal(good.status, 0, good.out + good.err);
  assert.match(
    good.out,
    /^PASS {2}image .*\(Pod\/web \/spec\/initContainers\/0\/image and 17 more\)\nallow: 1 of 1 images/,
  );
  writeFileSync(
    join(root, 'rendered.yaml'),
    documents(...all, objectOf(WORKLOAD_KINDS[4] ?? assert.fail(), { containers: [GOOD, BAD], volumes: [TAG] })),
  );
  const bad = await run('', '--manifests', 'rendered.yaml', '--policy', 'policies/release.json');
  assert.equal(bad.status, 1, bad.out + bad.err);
  const failing = bad.out.split('\n').filter((line) => line.startsWith('FAIL'));
  assert.equal(failing.length, 2, bad.out);
  assert.ok(
    failing.some((line) =>
      /SIGNATURE_MISSING .*team\/bad@.*\(Deployment\/web \/spec\/template\/spec\/containers\/1\/image\)$/.test(line),
    ),
  );
  assert.ok(failing.some((line) => /IMAGE_NOT_PINNED .*team\/app:v1 .*volumes\/1\/image\/reference\)$/.test(line)));
  assert.match(bad.out, /\ndeny: 2 of 3 images: .*\n$/);
  for (const format of ['json', 'junit', 'sarif', 'github']) {
    const { status, out } = await run(
      '',
      '--manifests',
      'rendered.yaml',
      '--policy',
      'policies/release.json',
      '-o',
      format,
    );
    assert.equal(status, 1, format);
    assert.ok(out.includes('IMAGE_NOT_PINNED'), format);
  }
});

test('lists are opened, and containers of kinds that nobody described are found', async () => {
  const pod = WORKLOAD_KINDS[0] ?? assert.fail();
  const list = { apiVersion: 'v1', kind: 'List', items: [objectOf(pod, { containers: [BAD] })] };
  assert.equal((await run(documents(list), ...here)).status, 1);
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    spec: { template: { spec: podSpec({ ephemeral: [BAD] }) } },
  };
  const { status, out } = await run(documents(rollout), ...here);
  assert.equal(status, 1);
  assert.match(out, /\(Rollout\/ \/spec\/template\/spec\/ephemeralContainers\/0\/image\)/);
  const none = await run(documents(CONFIG), ...here);
  assert.deepEqual([none.status, none.out], [0, 'allow: no image in stdin\n']);
});

test('a server judges the same, and refuses tags where its policies enforce', async () => {
  const service = await startService(join(root, 'policies'), join(root, 'data'));
  try {
    const pod = objectOf(WORKLOAD_KINDS[0] ?? assert.fail(), { containers: [GOOD, BAD, TAG] });
    const { status, out } = await run(documents(pod), '--manifests', '-', '--server', service.url);
    assert.equal(status, 1, out);
    assert.match(out, /^PASS .*team\/app@/m);
    assert.match(out, /^FAIL +SIGNATURE_MISSING/m);
    assert.match(out, /^FAIL +IMAGE_NOT_PINNED/m);
  } finally {
    await service.stop('SIGKILL');
  }
});
