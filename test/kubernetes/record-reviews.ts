// Records what a real API server sends to a webhook, for every kind and operation, into test/testdata/kubernetes/:
//   node test/kubernetes/record-reviews.ts
// Each line is one review as it came, with the name of its step and what the validating webhook must answer (test/doors/recorded-reviews.test.ts).
// Long because it is one table of steps.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Cluster, startCluster } from '../interop/cluster.ts';
import { objectOf, type PodImages, WORKLOAD_KINDS, type WorkloadKind } from '../support/admission-reviews.ts';
import { makeAuthority, SERVER_AUTH } from '../support/test-authority.ts';

const folder = join(import.meta.dirname, '..', 'testdata', 'kubernetes');
// Names that the test puts its own registry and digests in the place of.
const GOOD = `registry.example.com/team/app@sha256:${'a'.repeat(64)}`;
const GOOD_BY_TAG_TOO = `registry.example.com/team/app:v1@sha256:${'a'.repeat(64)}`;
const BAD = `registry.example.com/team/bad@sha256:${'b'.repeat(64)}`;
const TAG = 'registry.example.com/team/app:v1';
const MISSING = 'SIGNATURE_MISSING';
const UNPINNED = 'IMAGE_NOT_PINNED';

/** What one step is called and what must come of it: `pass`, or the code of the refusal. */
type Step = readonly [name: string, expected: string];
interface Row {
  readonly name: string;
  readonly expected: string;
  readonly review: { readonly request: { readonly kind: { readonly kind: string } } };
}

const only = (image: string): PodImages => ({ containers: [image] });
const MERGE = 'application/merge-patch+json';
const LABEL = { metadata: { labels: { seen: 'yes' } } };
const rows = new Map<string, Row[]>();
let step: Step | undefined;
let came = 0;

const authority = makeAuthority('recorder');
const { certificate, key } = authority.issue({ purposes: [SERVER_AUTH], names: ['127.0.0.1'] });
const server = createServer({ cert: certificate, key }, (request, response) => {
  let text = '';
  request.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  request.on('end', () => {
    const review = JSON.parse(text) as Row['review'] & {
      readonly request: { readonly uid: string; readonly resource: { readonly resource: string } };
    };
    if (step !== undefined) {
      const [name, expected] = step;
      const { resource } = review.request.resource;
      rows.set(resource, [...(rows.get(resource) ?? []), { name, expected, review }]);
      came++;
    }
    const { uid } = review.request;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid, allowed: true } }),
    );
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

const cluster = await startCluster();
try {
  await prepare(cluster, (server.address() as AddressInfo).port);
  for (const kind of WORKLOAD_KINDS) await recordKind(kind);
  await recordPods();
  await recordOthers();
} finally {
  await cluster.stop();
  server.close();
  server.closeAllConnections();
}
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [resource, found] of rows)
  writeFileSync(join(folder, `${resource}.jsonl`), found.map((row) => `${JSON.stringify(row)}\n`).join(''));
console.log([...rows].map(([resource, found]) => `${resource} ${found.length}`).join(', '));

async function prepare({ api }: Cluster, port: number): Promise<void> {
  await api('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  const names = { plural: 'workflows', singular: 'workflow', kind: 'Workflow' };
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  const version = { name: 'v1alpha1', served: true, storage: true, schema };
  const made = await api('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'workflows.argoproj.io' },
    spec: { group: 'argoproj.io', scope: 'Namespaced', names, versions: [version] },
  });
  assert.equal(made.status, 201, made.body.message);
  const rule = { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*/*'], scope: 'Namespaced' };
  const configured = await api('POST', '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations', {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'recorder' },
    webhooks: [
      {
        name: 'recorder.example.com',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
        rules: [rule],
        clientConfig: { url: `https://127.0.0.1:${port}/`, caBundle: Buffer.from(authority.pem).toString('base64') },
      },
    ],
  });
  assert.equal(configured.status, 201, configured.body.message);
  // Until the first review comes, and until the API server serves the custom kind.
  for (const [path, object] of [
    ['/api/v1/namespaces/shop/configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ready' } }],
    ['/apis/argoproj.io/v1alpha1/namespaces/shop/workflows', workflow('ready', GOOD)],
  ] as const)
    for (;;) {
      step = ['', ''];
      const before = came;
      const { status } = await api('POST', `${path}?dryRun=All`, object);
      step = undefined;
      rows.clear();
      if (status === 201 && came > before) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

/** One request whose reviews are recorded; at least one must come. */
async function take(
  name: string,
  expected: string,
  method: string,
  path: string,
  body?: object,
  type?: string,
  fails = false,
): Promise<void> {
  const before = came;
  step = [name, expected];
  const { status, body: answer } = await cluster.api(method, path, body, type);
  step = undefined;
  assert.ok(came > before, `${method} ${path}: no review came for "${name}": ${status} ${answer.message}`);
  assert.equal(status >= 400, fails, `${method} ${path}: ${status} ${answer.message}`);
}

function pathOf({ group, version, resource }: WorkloadKind, name = ''): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${root}/namespaces/shop/${resource}${name === '' ? '' : `/${name}`}`;
}

/** An object that the API server takes: what it fills in itself is left out. */
function made(
  kind: WorkloadKind,
  name: string,
  images: PodImages,
  replicas = 3,
  finalizers: readonly string[] = [],
): object {
  const object = objectOf(kind, images, { replicas }) as Record<string, unknown> & { spec?: Record<string, unknown> };
  object.metadata = { name, labels: { app: 'web' }, ...(finalizers.length > 0 && { finalizers }) };
  delete object.status;
  if (kind.kind === 'ReplicationController' && object.spec !== undefined) object.spec.selector = { app: 'web' };
  if (kind.kind === 'StatefulSet' && object.spec !== undefined) object.spec.serviceName = 'web';
  if (kind.kind === 'Job' && object.spec !== undefined) delete object.spec.selector;
  let spec = object as Record<string, unknown>;
  for (const at of kind.path) spec = spec[at] as Record<string, unknown>;
  if (kind.group === 'batch') spec.restartPolicy = 'Never';
  if (kind.kind === 'Job') delete (object.spec as { template: { metadata?: unknown } }).template.metadata;
  return object;
}

async function recordKind(kind: WorkloadKind): Promise<void> {
  const create = (
    name: string,
    expected: string,
    what: string,
    images: PodImages,
    query = '',
    replicas = 3,
    finalizers: readonly string[] = [],
  ) => take(what, expected, 'POST', `${pathOf(kind)}${query}`, made(kind, name, images, replicas, finalizers));
  const patch = (name: string, expected: string, what: string, body: object, sub = '') =>
    take(what, expected, 'PATCH', `${pathOf(kind, name)}${sub}`, body, MERGE);
  await create('good', 'pass', 'create: a sealed image', only(GOOD));
  await create('both', 'pass', 'create: a tag with a digest', only(GOOD_BY_TAG_TOO));
  await create('bad', MISSING, 'create: an unsealed image', only(BAD));
  await create('two', MISSING, 'create: one of two is unsealed', { containers: [GOOD, BAD] });
  await create('init', MISSING, 'create: an init container', { containers: [GOOD], init: [BAD] });
  await create('volume', MISSING, 'create: an image volume', { containers: [GOOD], volumes: [BAD] });
  await create('tag', UNPINNED, 'create: a tag', only(TAG), '', 3, ['example.com/kept']);
  await create('dry', MISSING, 'create: a dry run', only(BAD), '?dryRun=All');
  await patch('bad', 'pass', 'update: a label', LABEL);
  await patch('tag', kind.kind === 'Pod' ? 'pass' : UNPINNED, 'update: a label, with a tag', LABEL);
  await take(
    'apply: a new object',
    MISSING,
    'PATCH',
    `${pathOf(kind, 'applied')}?fieldManager=test`,
    made(kind, 'applied', only(BAD)),
    'application/apply-patch+yaml',
  );
  if (kind.kind !== 'PodTemplate')
    await patch(
      'bad',
      'pass',
      'update: the status',
      {
        status:
          kind.kind === 'Pod'
            ? { phase: 'Running' }
            : kind.kind === 'Job'
              ? { active: 1 }
              : kind.kind === 'CronJob'
                ? { active: [] }
                : { observedGeneration: 1 },
      },
      '/status',
    );
  if (kind.kind !== 'Job') {
    await patch('good', 'pass', 'update: the same digest under another spelling', imageOf(kind, GOOD_BY_TAG_TOO));
    await patch('good', MISSING, 'update: an unsealed image', imageOf(kind, BAD));
  }
  if (kind.hasReplicas) {
    await patch('bad', 'pass', 'scale: fewer', { spec: { replicas: 1 } }, '/scale');
    await patch('bad', 'pass', 'update: fewer copies', { spec: { replicas: 0 } });
    await patch('tag', 'pass', 'update: fewer copies of a tag', { spec: { replicas: 1 } });
    await patch('tag', UNPINNED, 'update: more copies of a tag', { spec: { replicas: 5 } });
  }
  await take('delete: with a finalizer', 'pass', 'DELETE', pathOf(kind, 'tag'));
  await patch('tag', 'pass', 'update: the end of a finalizer', { metadata: { finalizers: null } });
  await take('delete: an unsealed image', 'pass', 'DELETE', `${pathOf(kind, 'bad')}?gracePeriodSeconds=0`);
  await take('delete: all of them', 'pass', 'DELETE', `${pathOf(kind)}?gracePeriodSeconds=0`);
}

/** A merge patch that replaces the containers. */
function imageOf(kind: WorkloadKind, image: string): object {
  const whole = made(kind, 'x', only(image));
  let spec = whole as Record<string, unknown>;
  for (const at of kind.path) spec = spec[at] as Record<string, unknown>;
  return [...kind.path].reverse().reduce<object>((inner, at) => ({ [at]: inner }), { containers: spec.containers });
}

async function recordPods(): Promise<void> {
  const [pod] = WORKLOAD_KINDS;
  assert.ok(pod);
  const at = (sub: string) => `${pathOf(pod, 'debugged')}/${sub}`;
  await take('create: what is debugged', 'pass', 'POST', pathOf(pod), made(pod, 'debugged', only(GOOD)));
  const debug = (name: string, image: string) => ({ spec: { ephemeralContainers: [{ name, image }] } });
  const strategic = 'application/strategic-merge-patch+json';
  await take('debug: an unsealed image', MISSING, 'PATCH', at('ephemeralcontainers'), debug('a', BAD), strategic);
  await take('debug: a sealed image', 'pass', 'PATCH', at('ephemeralcontainers'), debug('b', GOOD), strategic);
  await take('debug: a tag', UNPINNED, 'PATCH', at('ephemeralcontainers'), debug('c', TAG), strategic);
  await take(
    'resize',
    'pass',
    'PATCH',
    at('resize'),
    {
      spec: {
        containers: [
          {
            name: 'app-0',
            resources: { limits: { cpu: '2', memory: '64Mi' }, requests: { cpu: '2', memory: '64Mi' } },
          },
        ],
      },
    },
    strategic,
  );
  // Nothing runs, so these end in an error after they were admitted.
  await take('connect: exec', 'pass', 'GET', `${at('exec')}?command=ls`, undefined, undefined, true);
  await take('connect: attach', 'pass', 'GET', at('attach'), undefined, undefined, true);
  await take('connect: port-forward', 'pass', 'GET', `${at('portforward')}?ports=80`, undefined, undefined, true);
  const target = { apiVersion: 'v1', kind: 'Node', name: 'node-1' };
  await take('binding', 'pass', 'POST', at('binding'), {
    apiVersion: 'v1',
    kind: 'Binding',
    metadata: { name: 'debugged' },
    target,
  });
  await take('eviction', 'pass', 'POST', at('eviction'), {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name: 'debugged' },
  });
}

function workflow(name: string, image: string): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name },
    spec: { templates: [{ name: 'main', container: { image } }, { name: 'steps' }] },
  };
}

async function recordOthers(): Promise<void> {
  const path = '/apis/argoproj.io/v1alpha1/namespaces/shop/workflows';
  await take('create: a custom kind, sealed', 'pass', 'POST', path, workflow('good', GOOD));
  await take('create: a custom kind, unsealed', MISSING, 'POST', path, workflow('bad', BAD));
  await take(
    'update: a custom kind',
    MISSING,
    'PATCH',
    `${path}/good`,
    { spec: { templates: [{ name: 'main', container: { image: BAD } }] } },
    MERGE,
  );
  await take('update: a label of a custom kind', 'pass', 'PATCH', `${path}/bad`, LABEL, MERGE);
  await take('delete: a custom kind', 'pass', 'DELETE', `${path}/bad`);
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { image: BAD } };
  await take('create: a kind that nobody described', 'KIND_UNKNOWN', 'POST', '/api/v1/namespaces/shop/configmaps', map);
}
