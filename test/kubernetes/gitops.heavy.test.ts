// deploy/gitops: the gate in front of Argo CD and Flux judges what it renders; their own objects are rendered, and the jobs and pods among them
// taken by a real API server. Neither Argo CD nor Flux runs here.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ContainerSettings } from '../../src/formats/kubernetes/container-settings.ts';
import { parseManifests } from '../../src/formats/kubernetes/manifests.ts';
import { parseYamlStream } from '../../src/formats/yaml.ts';
import { withoutPeers } from '../interop/peer.ts';
import { type RunningService, startService } from '../support/running-service.ts';
import { type Gate, release, startGate } from './gate.ts';
import { runGate as run } from './run-gate.ts';

const skip = withoutPeers('etcd', 'kube-apiserver', 'kubectl', 'helm');
const root = join(import.meta.dirname, '..', '..');
const gitops = join(root, 'deploy', 'gitops');
const folder = mkdtempSync(join(tmpdir(), 'twinseal-gitops-'));
const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
after(async () => {
  for (const end of ends.reverse()) await end();
});
const runGate = (cwd: string, env: Readonly<Record<string, string>>) =>
  run(cwd, { HOME: folder, TMPDIR: folder, ...env });
const LIMITS = { maxBytes: 1 << 20, maxDepth: 64, maxValues: 100_000 };

let gate: Gate;
let service: RunningService;
before(
  async () => {
    if (skip !== false) return;
    gate = await startGate();
    ends.push(() => gate.stop());
    mkdirSync(join(folder, 'policies'));
    const policy = release({ require: { signatures: [{ by: 'release' }], pod: { runAsNonRoot: true } } });
    writeFileSync(join(folder, 'policies', 'release.json'), JSON.stringify(policy));
    service = await startService(join(folder, 'policies'), join(folder, 'data'));
    ends.push(() => service.stop('SIGKILL'));
  },
  { timeout: 180_000 },
);

const deployment = (image: string, nonRoot = true) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app' },
  spec: {
    selector: { matchLabels: { app: 'app' } },
    template: {
      metadata: { labels: { app: 'app' } },
      spec: { securityContext: { runAsNonRoot: nonRoot }, containers: [{ name: 'app', image }] },
    },
  },
});

/** The same application in each form that the gate renders. */
const FORMS: Readonly<Record<string, (at: string, object: object) => void>> = {
  chart(at, object) {
    mkdirSync(join(at, 'templates'));
    writeFileSync(join(at, 'Chart.yaml'), 'apiVersion: v2\nname: app\nversion: 1.0.0\n');
    writeFileSync(join(at, 'templates', 'app.json'), JSON.stringify(object));
  },
  kustomization(at, object) {
    writeFileSync(join(at, 'app.json'), JSON.stringify(object));
    writeFileSync(join(at, 'kustomization.yaml'), 'resources: [app.json]\nnamePrefix: my-\n');
  },
  plain(at, object) {
    writeFileSync(join(at, 'app.json'), JSON.stringify(object));
    writeFileSync(join(at, 'settings.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n');
  },
};

for (const [form, write] of Object.entries(FORMS))
  test(`an application as ${form}: printed when all of it is let in, and else not a line of it`, {
    skip,
    timeout: 240_000,
  }, async () => {
    const app = (object: object): string => {
      const at = mkdtempSync(join(folder, 'app-'));
      write(at, object);
      return at;
    };
    for (const env of [
      { TWINSEAL_SERVER: service.url },
      { TWINSEAL_POLICY: join(folder, 'policies', 'release.json') },
    ]) {
      const good = await runGate(app(deployment(gate.pinned('app'))), env);
      assert.equal(good.status, 0, good.err);
      assert.deepEqual(
        parseManifests(Buffer.from(good.out), []).images.map(({ image }) => image),
        [gate.pinned('app')],
      );
      for (const [object, says] of [
        [deployment(gate.pinned('bad')), /SIGNATURE_MISSING/],
        [deployment(gate.tag('app')), /IMAGE_NOT_PINNED/],
        [deployment(gate.pinned('app'), false), /POD_RUNS_AS_ROOT/],
      ] as const) {
        const bad = await runGate(app(object), env);
        assert.deepEqual([bad.status, bad.out], [1, ''], bad.err);
        assert.match(bad.err, says);
      }
    }
    const down = await runGate(app(deployment(gate.pinned('app'))), { TWINSEAL_SERVER: 'http://127.0.0.1:1' });
    assert.deepEqual([down.status, down.out], [3, ''], down.err);
    const nobody = await runGate(app(deployment(gate.pinned('app'))), {});
    assert.notEqual(nobody.status, 0);
    assert.equal(nobody.out, '');
  });

test('an empty folder, or one that cannot be rendered, is never an empty success', {
  skip,
  timeout: 240_000,
}, async () => {
  const env = { TWINSEAL_SERVER: service.url };
  const empty = await runGate(mkdtempSync(join(folder, 'app-')), env);
  assert.deepEqual([empty.status, empty.out], [2, ''], empty.err);
  const broken = mkdtempSync(join(folder, 'app-'));
  writeFileSync(join(broken, 'kustomization.yaml'), 'resources: [absent.yaml]\n');
  const failed = await runGate(broken, env);
  assert.notEqual(failed.status, 0);
  assert.equal(failed.out, '');
});

/** As literals are: with the usual prototype. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What a container may do, whatever it runs. */
function mayDo(container: ContainerSettings | undefined) {
  const { command: _c, args: _a, workingDir: _w, mounts: _m, overrides: _o, variables: _v, ...may } = container ?? {};
  return may;
}

const HARDENED = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  droppedCapabilities: ['ALL'],
  readOnlyRoot: true,
  seccomp: 'RuntimeDefault',
};

test('the objects for Argo CD are rendered beside its own, with the script that was tested', {
  skip,
  timeout: 240_000,
}, async () => {
  const copy = join(folder, 'gitops');
  cpSync(gitops, copy, { recursive: true });
  const at = join(copy, 'overlay');
  mkdirSync(at);
  const labels = { 'app.kubernetes.io/name': 'argocd-repo-server' };
  const server = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'argocd-repo-server' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            { name: 'argocd-repo-server', image: 'registry.example.com/argocd@sha256:'.concat('d'.repeat(64)) },
          ],
          volumes: [
            { name: 'var-files', emptyDir: {} },
            { name: 'plugins', emptyDir: {} },
          ],
        },
      },
    },
  };
  writeFileSync(join(at, 'server.json'), JSON.stringify(server));
  writeFileSync(join(at, 'kustomization.yaml'), 'resources: [server.json]\ncomponents: [../argocd]\n');
  const { status, stdout, stderr } = await gate.cluster.kubectl(['kustomize', at]);
  assert.equal(status, 0, stderr);
  await gate.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } });
  const dry = await gate.cluster.kubectl(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], stdout);
  assert.equal(dry.status, 0, dry.stderr);
  const documents = parseYamlStream(Buffer.from(stdout), LIMITS) as {
    kind: string;
    metadata: { name: string };
    data?: Record<string, string>;
  }[];
  const script = documents.find(({ metadata }) => metadata.name === 'twinseal-gate')?.data?.['gate.sh'];
  assert.equal(script, readFileSync(join(gitops, 'gate', 'gate.sh'), 'utf8'));
  const sidecar = parseManifests(Buffer.from(stdout), []).images.find(({ image }) => image.includes('twinseal-gate'));
  assert.deepEqual(mayDo(sidecar?.container), { ...HARDENED, runAsUser: 999 });
});

test('the objects for Flux are rendered, and the job of the gate is taken', { skip, timeout: 240_000 }, async () => {
  await gate.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'flux-system' } });
  const job = await gate.cluster.kubectl(['kustomize', join(gitops, 'flux', 'job')]);
  assert.equal(job.status, 0, job.stderr);
  const dry = await gate.cluster.kubectl(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], job.stdout);
  assert.equal(dry.status, 0, dry.stderr);
  assert.deepEqual(mayDo(parseManifests(Buffer.from(job.stdout), []).images[0]?.container), {
    ...HARDENED,
    runAsUser: 65532,
  });
  const flux = await gate.cluster.kubectl(['kustomize', join(gitops, 'flux')]);
  assert.equal(flux.status, 0, flux.stderr);
  const documents = plain(parseYamlStream(Buffer.from(flux.stdout), LIMITS)) as {
    kind: string;
    metadata: { name: string };
    spec: { dependsOn?: readonly { name: string }[]; wait?: boolean; sourceRef?: { name: string } };
  }[];
  const find = (name: string) =>
    documents.find(({ kind, metadata }) => kind === 'Kustomization' && metadata.name === name);
  const [app, before_] = [find('app'), find('app-gate')];
  assert.deepEqual(app?.spec.dependsOn, [{ name: 'app-gate' }]);
  // Flux compares revisions only where both have one source, and waits for jobs only where it is told to.
  assert.deepEqual(before_?.spec.sourceRef, app?.spec.sourceRef);
  assert.equal(before_?.spec.wait, true);
});
