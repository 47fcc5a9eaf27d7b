// `twinseal verify --manifests`: kinds that nobody described, policies that warn, and what is no manifest.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { BAD, GOOD, TAG } from '../support/admission-door.ts';
import { objectOf, WORKLOAD_KINDS } from '../support/admission-reviews.ts';
import { documents, here, root, run } from '../support/manifests-gate.ts';

const WORKFLOW = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { name: 'hello' },
  spec: {
    entrypoint: 'a',
    templates: [
      { name: 'a', container: { image: TAG } },
      { name: 'b', script: { image: TAG } },
    ],
  },
};
test('an object that seems to name an image where nobody described its kind is refused, as at admission', async () => {
  const { status, out } = await run(documents(WORKFLOW), ...here);
  assert.equal(status, 1, out);
  assert.match(
    out,
    /^FAIL +KIND_UNKNOWN .*Workflow\/hello .*Workflow\.argoproj\.io .*--kinds .*container\/image and 1 more\)$/m,
  );
  assert.match(out, /\ndeny: 1 of 1 images and objects: Workflow\/hello\n$/);
  const lenient = ['--manifests', '-', '--policy', 'warn/release.json', '-o', 'json'];
  const both = await run(
    documents(WORKFLOW, objectOf(WORKLOAD_KINDS[0] ?? assert.fail(), { containers: [GOOD] })),
    ...lenient,
  );
  assert.equal(both.status, 1, 'a policy that only warns says nothing of kinds');
  const [image, object] = JSON.parse(both.out).results;
  assert.deepEqual([image.image, image.answer.outcome], [GOOD, 'allow']);
  assert.deepEqual([object.object, object.problem.code], ['Workflow/hello', 'KIND_UNKNOWN']);
});

test('kinds are described by the settings of a service', async () => {
  const images = ['/spec/templates/*/container/image', '/spec/templates/*/script/image'];
  const kinds = [{ group: 'argoproj.io', kind: 'Workflow', images }];
  writeFileSync(join(root, 'service.yaml'), stringify({ apiVersion: 'twinseal.dev/v1', admission: { kinds } }));
  const tags = await run(documents(WORKFLOW), ...here, '--kinds', 'service.yaml');
  assert.equal(tags.status, 1, tags.out + tags.err);
  assert.match(
    tags.out,
    /^FAIL +IMAGE_NOT_PINNED .*Workflow\/hello \/spec\/templates\/0\/container\/image and 1 more\)$/m,
  );
  const good = { ...WORKFLOW, spec: { templates: [{ container: { image: GOOD } }] } };
  const admitted = await run(documents(good), ...here, '--kinds', 'service.yaml');
  assert.equal(admitted.status, 0, admitted.out + admitted.err);
  writeFileSync(join(root, 'odd.yaml'), 'kinds: []\n');
  const odd = await run(documents(good), ...here, '--kinds', 'odd.yaml');
  assert.deepEqual([odd.status, /odd\.yaml/.test(odd.err)], [2, true], odd.err);
  const alone = await run('', 'app.oci', '--policy', 'policies/release.json', '--kinds', 'service.yaml');
  assert.deepEqual(
    [alone.status, /--kinds means something only with --manifests/.test(alone.err)],
    [2, true],
    alone.err,
  );
});

test('what is no reference is told to be none', async () => {
  const pod = objectOf(WORKLOAD_KINDS[0] ?? assert.fail(), { containers: ['UPPER/x:1'] });
  const { status, out } = await run(documents(pod), ...here);
  assert.equal(status, 2, out);
  assert.match(out, /REFERENCE_INVALID .*UPPER/);
  assert.doesNotMatch(out, /IMAGE_NOT_PINNED/);
});

test('a policy that only warns lets tags and unsealed images in, with warnings', async () => {
  const pod = objectOf(WORKLOAD_KINDS[0] ?? assert.fail(), { containers: [TAG, BAD] });
  const { status, out } = await run(documents(pod), '--manifests', '-', '--policy', 'warn/release.json');
  assert.equal(status, 0, out);
  assert.match(out, /^WARNING .*team\/bad@/m);
  assert.match(out, /^PASS .*team\/app:v1/m);
});

test('no folder of this machine stands for an image of a manifest', async () => {
  mkdirSync(join(root, '127.0.0.1:1', 'app'), { recursive: true });
  const pod = objectOf(WORKLOAD_KINDS[0] ?? assert.fail(), { containers: ['127.0.0.1:1/app'] });
  const { status, out } = await run(documents(pod), '--manifests', '-', '--policy', 'warn/release.json');
  assert.equal(status, 3, out);
  assert.match(out, /REGISTRY_UNREACHABLE/);
});

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['', /there is no object in it/],
  ['---\n# nothing\n', /there is no object in it/],
  ['just text\n', /stdin at \/0: must be an object/],
  ['a: 1\n', /an object needs apiVersion and kind/],
  ['apiVersion: v1\nkind: Pod\nspec: {containers: x}\n', /stdin at \/0\/spec\/containers: must be a list/],
  ['apiVersion: v1\nkind: Pod\nkind: X\n', /stdin:3: the key "kind" occurs twice/],
  [`apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - <<: { image: "${BAD}" }\n`, /merge keys are refused/],
  [`apiVersion: v1\nkind: Pod\na: &x "${BAD}"\nspec: {containers: [{image: *x}]}\n`, /anchors are refused/],
  ['apiVersion: v1\nkind: Pod\nspec: [\n', /stdin:\d+: /],
  [`apiVersion: v1\nkind: Pod\nspec: ${'{a: '.repeat(80)}1${'}'.repeat(80)}\n`, /nests deeper/],
];
test('what is no whole manifest is bad input, never an empty success', async () => {
  for (const [text, says] of REFUSED) {
    const { status, err, out } = await run(text, ...here);
    assert.equal(status, 2, `${text}: ${out}${err}`);
    assert.match(err, says);
  }
  assert.match((await run('', 'x', ...here)).err, /give IMAGE or --manifests FILE, not both/);
  assert.match(
    (await run('', '--manifests', 'absent.yaml', '--policy', 'policies/release.json')).err,
    /there is no such file/,
  );
  assert.match((await run('', '--manifests', '-')).err, /say what to demand/);
});
