// The webhooks of docs/kubernetes.md on a real API server: what a person with kubectl meets.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from 'node:tls';
import { SERVICES } from '../interop/cluster.ts';
import { withoutPeers } from '../interop/peer.ts';
import type { RunningService } from '../support/running-service.ts';
import { makeAuthority } from '../support/test-authority.ts';
import { type Balancer, balance } from './balancer.ts';
import { bare, type Gate, PORT, SERVICE_NAME, sealed, startGate } from './gate.ts';

const skip = withoutPeers('etcd', 'kube-apiserver', 'kubectl');
const ADDRESS = `${SERVICES}.10`;
const root = join(import.meta.dirname, '..', '..');

let gate: Gate;
let service: RunningService;
let balancer: Balancer;
const portOf = ({ url }: RunningService): number => Number(new URL(url).port);
let serial = 0;

before(
  async () => {
    if (skip !== false) return;
    gate = await startGate();
    service = await gate.serve();
    balancer = await balance(ADDRESS, PORT, [portOf(service)]);
    for (const name of ['twinseal', 'shop'])
      await gate.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    await gate.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'twinseal', namespace: 'twinseal' },
      spec: { clusterIP: ADDRESS, ports: [{ port: PORT }] },
    });
    await configure(gate.authority.pem);
  },
  { timeout: 180_000 },
);
after(async () => {
  balancer?.stop();
  await gate?.stop();
});

/** The webhooks of the page, with the authorities filled in and the rules that the second one shares with the first. */
async function configure(ca: string, failurePolicy = 'Fail'): Promise<void> {
  const page = readFileSync(join(root, 'docs', 'kubernetes.md'), 'utf8');
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const [validating = '', mutating = ''] = ['Validating', 'Mutating'].map(
    (kind) => blocks.find((text) => text.includes(`kind: ${kind}WebhookConfiguration`)) ?? '',
  );
  const shared = /^ {4}namespaceSelector:[\s\S]*/m.exec(validating)?.[0] ?? '';
  assert.match(shared, /ephemeralcontainers/);
  const texts = [
    validating.replace(/failurePolicy: Ignore.*/, `failurePolicy: ${failurePolicy}`),
    mutating.replace(/^ {4}# namespaceSelector and rules as above\n/m, shared),
  ].map((text) => text.replace(/caBundle: ""[^\n]*/, `caBundle: ${Buffer.from(ca).toString('base64')}`));
  // A pod of this name is not asked for, which tells when the API server has read its webhooks again.
  const marker = `marker-${serial++}`;
  const conditions = `    matchConditions: [{ name: marker, expression: "object.metadata.name != '${marker}'" }]\n    rules:\n`;
  texts[0] = texts[0]?.replace('    rules:\n', conditions) ?? '';
  await gate.apply(texts.join('\n---\n'));
  await eventually(
    async () => (await create({ containers: [gate.pinned('bad')] }, '?dryRun=All', 'shop', marker)).status === 201,
  );
}

async function eventually(check: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await check())) {
    if (Date.now() > deadline)
      assert.fail(`it did not come to that within a minute; the service says:\n${service.log().slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

interface Images {
  readonly containers: readonly string[];
  readonly volume?: string;
}
const specOf = ({ containers, volume }: Images) => ({
  containers: containers.map((image, at) => ({ name: `c${at}`, image })),
  ...(volume !== undefined && { volumes: [{ name: 'data', image: { reference: volume } }] }),
});
function create(images: Images, query = '', namespace = 'shop', name = `pod-${serial++}`) {
  const metadata = { name };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: specOf(images) };
  return gate.cluster.api('POST', `/api/v1/namespaces/${namespace}/pods${query}`, pod);
}
function deployment(name: string, image: string, replicas = 3) {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: specOf({ containers: [image] }) },
    },
  };
}
const kubectl = (...args: string[]) => gate.cluster.kubectl([...args, '--namespace', 'shop']);

test('kubectl run of an unsealed image is refused with the words of Twinseal, and a sealed one runs', {
  skip,
}, async () => {
  const refused = await kubectl('run', 'bad', '--image', gate.pinned('bad'));
  assert.equal(refused.status, 1);
  assert.match(
    refused.stderr,
    /admission webhook "images\.twinseal\.dev" denied the request: \S+bad@sha256:[0-9a-f]{12}: \w+_MISSING; next: twinseal verify IMAGE --policy release/,
  );
  const good = await kubectl('run', 'good', '--image', gate.pinned('app'));
  assert.equal(good.status, 0, good.stderr);
  const event = gate.cluster
    .audit()
    .find(({ objectRef, stage }) => objectRef?.name === 'bad' && stage === 'ResponseComplete');
  assert.match(event?.annotations?.['images.twinseal.dev/image-0'] ?? '', / refuse SIGNATURE_MISSING [0-9a-f-]{36}$/);
});

test('a tag becomes a digest, in every field that holds one, and only there', { skip }, async () => {
  const tag = gate.tag('app');
  const wanted = `${tag}@${sealed.index.digest}`;
  const { status, body } = await create({ containers: [tag, gate.pinned('app')], volume: tag });
  assert.equal(status, 201, body.message);
  const { spec } = body as unknown as {
    readonly spec: {
      readonly containers: readonly { readonly image: string }[];
      readonly volumes: readonly { readonly image?: { readonly reference: string } }[];
    };
  };
  assert.deepEqual(
    spec.containers.map(({ image }) => image),
    [wanted, gate.pinned('app')],
  );
  assert.equal(spec.volumes[0]?.image?.reference, wanted);
  assert.equal((await kubectl('create', 'deployment', 'tagged', '--image', tag)).status, 0);
  const written = await kubectl(
    'get',
    'deployment',
    'tagged',
    '-o',
    'jsonpath={.spec.template.spec.containers[0].image}',
  );
  assert.equal(written.stdout, wanted);
});

test('kubectl debug is judged', { skip }, async () => {
  assert.equal((await kubectl('run', 'debugged', '--image', gate.pinned('app'))).status, 0);
  const debug = (name: string) =>
    kubectl('debug', 'debugged', '--image', gate.pinned(name), '--container', `with-${name}`, '--attach=false');
  const refused = await debug('bad');
  assert.notEqual(refused.status, 0);
  assert.match(refused.stderr, /SIGNATURE_MISSING/);
  const good = await debug('app');
  assert.equal(good.status, 0, good.stderr);
  const names = await kubectl('get', 'pod', 'debugged', '-o', 'jsonpath={.spec.ephemeralContainers[*].name}');
  assert.equal(names.stdout, 'with-app');
});

test('a decoy, a tag that moved, an image volume and a Deployment without a digest are refused', { skip }, async () => {
  const decoy = await create({ containers: [gate.pinned('decoy')] });
  assert.match(decoy.body.message ?? '', /TWIN_BINARY_NOT_PROVEN/);
  const volume = await create({ containers: [gate.pinned('app')], volume: gate.pinned('bad') });
  assert.match(volume.body.message ?? '', /SIGNATURE_MISSING/);
  gate.images.set('team/moving', sealed);
  assert.equal((await create({ containers: [gate.tag('moving')] })).status, 201);
  gate.images.set('team/moving', bare);
  // A tag is remembered for two seconds.
  await eventually(async () => {
    const { status, body } = await create({ containers: [gate.tag('moving')] }, '?dryRun=All');
    return status === 403 && /SIGNATURE_MISSING/.test(body.message ?? '');
  });
  const missing = await gate.cluster.kubectl(
    ['apply', '-f', '-'],
    JSON.stringify(deployment('unpinned', `${gate.registry.host}/team/nobody:v1`)),
  );
  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /IMAGE_NOT_PINNED/);
  // What the mutating webhook could not do is told, too.
  assert.match(missing.stderr, /Warning: .*its digest is not written/);
});

test('a bad Deployment that is there can be scaled down, labelled and deleted, and neither scaled up nor kept by another image', {
  skip,
}, async () => {
  // As one that was there before the webhook.
  await gate.cluster.kubectl(['delete', 'validatingwebhookconfiguration', 'twinseal']);
  await eventually(async () => (await create({ containers: [gate.pinned('bad')] }, '?dryRun=All')).status === 201);
  await gate.apply(deployment('old', gate.pinned('bad')));
  await gate.apply(deployment('older', gate.pinned('bad')));
  await configure(gate.authority.pem);
  const scaled = await kubectl('scale', 'deployment', 'old', '--replicas=1');
  assert.equal(scaled.status, 0, scaled.stderr);
  // kubectl scale goes by the subresource; apply sends the whole object.
  await gate.apply(deployment('older', gate.pinned('bad'), 0));
  assert.equal((await kubectl('label', 'deployment', 'older', 'seen=yes')).status, 0);
  const image = await kubectl('set', 'image', 'deployment/older', `c0=${gate.pinned('decoy')}`);
  assert.equal(image.status, 1);
  assert.match(image.stderr, /TWIN_BINARY_NOT_PROVEN/);
  assert.equal((await kubectl('delete', 'deployment', 'old', 'older', '--wait=false')).status, 0);
});

test('a dry run is judged and leaves no decision', { skip }, async () => {
  const { status } = await create({ containers: [gate.pinned('bad')] }, '?dryRun=All');
  assert.equal(status, 403);
  const annotations = gate.cluster.audit().flatMap((event) => Object.values(event.annotations ?? {}));
  assert.ok(annotations.some((text) => text.endsWith('refuse SIGNATURE_MISSING dry-run')));
});

test('the own namespace and kube-system are never asked for', { skip }, async () => {
  for (const namespace of ['twinseal', 'kube-system'])
    assert.equal((await create({ containers: [gate.pinned('bad')] }, '', namespace)).status, 201);
});

/** Asks for good pods, four at a time, while something is done; gives what came of them. */
async function underLoad(work: (reviews: () => number) => Promise<void>) {
  const failed: string[] = [];
  let reviews = 0;
  let running = true;
  const load = Promise.all(
    Array.from({ length: 4 }, async () => {
      while (running) {
        const { status, body } = await create({ containers: [gate.pinned('app')] }, '?dryRun=All');
        reviews++;
        if (status !== 201) failed.push(`${status} ${body.message}`);
      }
    }),
  );
  try {
    await work(() => reviews);
  } finally {
    running = false;
    await load;
  }
  return [...new Set(failed)];
}

/** Whether new connections get a certificate of this authority. */
function isServed(ca: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: ADDRESS, port: PORT, servername: SERVICE_NAME, ca });
    socket.once('secureConnect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

test('certificates and authorities rotate under load, and no review fails', { skip, timeout: 180_000 }, async () => {
  const next = makeAuthority('webhooks');
  const failed = await underLoad(async (reviews) => {
    // Both authorities, then the new certificate, then the new authority alone.
    await configure(gate.authority.pem + next.pem);
    gate.present(next);
    await eventually(() => isServed(next.pem));
    assert.equal(await isServed(gate.authority.pem), false);
    await configure(next.pem);
    const before = reviews();
    await eventually(async () => reviews() > before + 40);
  });
  assert.deepEqual(failed, []);
});

test('of two replicas behind one address either may end under load', { skip, timeout: 180_000 }, async () => {
  const second = await gate.serve();
  balancer.targets.push(portOf(second));
  const failed = await underLoad(async (reviews) => {
    await eventually(async () => reviews() > 40);
    // As an endpoint goes: no new connections, then the signal.
    balancer.targets.shift();
    assert.equal(await service.stop(), 0, service.log().slice(-2000));
    const before = reviews();
    await eventually(async () => reviews() > before + 40);
  });
  assert.deepEqual(failed, []);
  assert.ok(balancer.sent.has(portOf(second)));
  service = second;
});

test('the service down means what failurePolicy says', { skip, timeout: 180_000 }, async () => {
  await service.stop();
  // Nothing listens any more.
  const fail = await kubectl('run', 'down', '--image', gate.pinned('app'));
  assert.equal(fail.status, 1);
  assert.match(fail.stderr, /failed calling webhook "images\.twinseal\.dev"/);
  await configure(gate.authority.pem, 'Ignore');
  const ignored = await kubectl('run', 'down', '--image', gate.pinned('bad'));
  assert.equal(ignored.status, 0, ignored.stderr);
});
