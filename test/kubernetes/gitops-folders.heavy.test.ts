// deploy/gitops/gate/gate.sh on folders that are one thing to one tool and another to the next: what any of them would apply is judged.
// Neither a cluster nor a registry: what is refused names a tag, and what is let in names no image.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { withoutPeers } from '../interop/peer.ts';
import { type GateResult, runGate } from './run-gate.ts';

const skip = withoutPeers('kubectl', 'helm');
const folder = mkdtempSync(join(tmpdir(), 'twinseal-folders-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const policy = join(folder, 'policy.json');
writeFileSync(
  policy,
  JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', require: { pod: { runAsNonRoot: true } } }),
);
const temporary = join(folder, 'tmp');
mkdirSync(temporary);

const good = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
const BAD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: bad}\nspec: {containers: [{name: c, image: "registry.example.com/bad:v1"}]}\n';
const CHART = 'apiVersion: v2\nname: app\nversion: 1.0.0\n';

/** Lays the files out in a folder of their own, and runs the gate there. */
async function gate(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}) {
  const at = mkdtempSync(join(folder, 'app-'));
  const place = (path: string): string => {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    return join(at, path);
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(place(path), text);
  for (const [path, target] of Object.entries(links)) symlinkSync(target, place(path));
  return await runGate(at, { TWINSEAL_POLICY: policy, HOME: folder, TMPDIR: temporary });
}

function assertRefused({ status, out, err }: GateResult): void {
  assert.deepEqual([status, out], [1, ''], err);
  assert.match(err, /IMAGE_NOT_PINNED {2}registry\.example\.com\/bad:v1/);
}

/** The names of what was printed, as they follow each other. */
function printed({ status, out, err }: GateResult): readonly string[] {
  assert.equal(status, 0, err);
  return [...out.matchAll(/name: ([a-z0-9-]+)/g)].map(([, name = '']) => name);
}

for (const [what, files] of Object.entries({
  'in a subfolder of plain manifests': { 'cm.yaml': good('a'), 'sub/bad.yaml': BAD },
  'deep down, beside nothing good above': { 'a/b/c/cm.yml': good('a'), 'a/b/d/bad.yml': BAD },
  'in a hidden file': { 'cm.yaml': good('a'), '.bad.yaml': BAD },
  'in a hidden folder, with a space in its name': { 'cm.yaml': good('a'), '..hid den/bad.yaml': BAD },
  'in a kustomization of a subfolder': {
    'cm.yaml': good('a'),
    'sub/kustomization.yml': 'resources: [bad.txt]\n',
    'sub/bad.txt': BAD,
  },
  'in a kustomization beside a good chart': {
    'Chart.yaml': CHART,
    'templates/cm.yaml': good('a'),
    'kustomization.yaml': 'resources: [bad.yaml]\n',
    'bad.yaml': BAD,
  },
  'in a chart beside a good kustomization': {
    'Chart.yaml': CHART,
    'templates/bad.yaml': BAD,
    Kustomization: 'resources: [cm.yaml]\n',
    'cm.yaml': good('a'),
  },
  'beside a good chart whose Chart.yaml is an object for Flux': {
    'Chart.yaml': `${CHART.replace('v2', 'v1')}"\\x6bind": ConfigMap\nmetadata: {name: decoy}\n`,
    'templates/cm.yaml': good('a'),
    'bad.yaml': BAD,
  },
}))
  test(`what is bad ${what} is refused`, { skip, timeout: 60_000 }, async () => assertRefused(await gate(files)));

test('what is good is printed: all that was judged, and of a chart beside a kustomization the chart', {
  skip,
  timeout: 60_000,
}, async () => {
  const tree = {
    'a.yaml': good('a'),
    'b/c.json': JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }).replaceAll(':', ': '),
    'k/kustomization.yaml': 'resources: [d.yaml]\nnamePrefix: my-\n',
    'k/d.yaml': good('d'),
    // Not named by the kustomization, so no tool takes it; nor what Git keeps for itself, nor a text that is no manifest.
    'k/bad.yaml': BAD,
    '.git/bad.yaml': BAD,
    'bad.txt': BAD,
  };
  // A folder that leads back into itself has no end.
  const plain = await gate(tree, { 'b/again': '..' });
  assert.deepEqual(printed(plain), ['a', 'my-d'], plain.out);
  assert.match(plain.out, /"name": "c"/);
  const both = await gate({
    'Chart.yaml': CHART,
    'templates/cm.yaml': good('of-the-chart'),
    'kustomization.yaml': 'resources: [cm.yaml]\n',
    'cm.yaml': good('of-the-kustomization'),
  });
  assert.deepEqual(printed(both), ['of-the-chart']);
  // A chart is no plain folder: what lies beside its templates is nobody's manifest.
  const chart = await gate({ 'Chart.yaml': CHART, 'templates/cm.yaml': good('a'), 'ci/bad.yaml': BAD });
  assert.deepEqual(printed(chart), ['a']);
});

test('a part that cannot be rendered or holds nothing is never passed over, and nothing stays in the temporary folder', {
  skip,
  timeout: 60_000,
}, async () => {
  for (const files of [
    { 'cm.yaml': good('a'), 'sub/kustomization.yaml': 'resources: [absent.yaml]\n' },
    { 'Chart.yaml': CHART, 'templates/cm.yaml': good('a'), 'kustomization.yaml': 'resources: [absent.yaml]\n' },
    { 'Chart.yaml': CHART, 'kustomization.yaml': 'resources: [cm.yaml]\n', 'cm.yaml': good('a') },
    { 'cm.yaml': good('a'), 'sub/values.yaml': 'replicas: 2\n' },
  ]) {
    const { status, out, err } = await gate(files);
    assert.notEqual(status, 0, err);
    assert.equal(out, '');
  }
  const dangling = await gate({ 'cm.yaml': good('a') }, { 'sub/b.yaml': 'absent.yaml' });
  assert.notEqual(dangling.status, 0);
  assert.equal(dangling.out, '');
  assert.deepEqual(readdirSync(temporary), []);
});
