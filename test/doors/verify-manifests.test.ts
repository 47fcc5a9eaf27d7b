// `twinseal verify --manifests`: rendered manifests in a file and on stdin, judged here and at a server.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { stringify } from 'yaml';
import { BAD, GOOD, signed, TAG } from '../support/admission-door.ts';
import { objectOf, podSpec, WORKLOAD_KINDS } from '../support/admission-reviews.ts';
import { startService } from '../support/running-service.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const root = mkdtempSync(join(tmpdir(), 'twinseal-manifests-'));
after(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, 'policies'));
mkdirSync(join(root, 'warn'));
writeFileSync(join(root, 'policies', 'release.json'), JSON.stringify(signed()));
writeFileSync(join(root, 'warn', 'release.json'), JSON.stringify(signed({ mode: 'warn' })));

/** The registry lives in this process, so nothing may wait for a child with its thread. */
function run(
  stdin: string,
  ...words: string[]
): Promise<{ readonly status: number | null; readonly out: string; readonly err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(bin, ['verify', ...words], { cwd: root });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject).on('close', (status) => resolve({ status, out, err }));
    child.stdin.on('error', () => {}).end(stdin);
  });
}
const here = ['--manifests', '-', '--policy', 'policies/release.json'];
const documents = (...all: unknown[]): string => all.map((one) => stringify(one)).join('---\n');
const CONFIG = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c' },
  data: { a: '1.5', b: 'image: x' },
  ratio: 1.5,
};

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
