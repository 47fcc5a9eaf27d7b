// Pull secrets on a real API server: the chart is installed with the rights that it gives itself and no more, the service asks with the
// token of its own account, and the registry demands credentials. There is no kubelet: what it would mount is laid out in a folder.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { peerOutput, withoutPeers } from '../interop/peer.ts';
import { type RunningService, startService } from '../support/running-service.ts';
import { balance } from './balancer.ts';
import { type Gate, PORT, release, startGate } from './gate.ts';
import { dataOf, layOut } from './kubelet.ts';

const skip = withoutPeers('etcd', 'kube-apiserver', 'kubectl', 'helm');
const chart = join(import.meta.dirname, '..', '..', 'deploy', 'helm', 'twinseal');
const USER = 'shop';
const PASSWORD = 'hunter2-secret';
const RIGHT = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;

const folder = mkdtempSync(join(tmpdir(), 'twinseal-pull-secrets-'));
const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
after(async () => {
  for (const end of ends.reverse()) await end();
});

let gate: Gate;
let service: RunningService;
const account = join(folder, 'pod', 'account');

before(
  async () => {
    if (skip !== false) return;
    gate = await startGate({ release: release() }, (_, authorization) => authorization === RIGHT);
    ends.push(() => gate.stop());
    for (const name of ['twinseal', 'shop', 'other'])
      await gate.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    for (const namespace of ['shop', 'other']) await fill(namespace);
    await install();
  },
  { timeout: 240_000 },
);

/** Secrets as kubectl makes them, and accounts that name them or not. */
async function fill(namespace: string): Promise<void> {
  const made = async (name: string, password: string): Promise<void> => {
    const words = ['create', 'secret', 'docker-registry', name, '--namespace', namespace];
    const login = [
      `--docker-server=${gate.registry.host}`,
      `--docker-username=${USER}`,
      `--docker-password=${password}`,
    ];
    const { status, stderr } = await gate.cluster.kubectl([...words, ...login]);
    assert.equal(status, 0, stderr);
  };
  await made('right', PASSWORD);
  await made('wrong', 'guess');
  for (const [name, secrets] of [
    ['default', []],
    ['robot', [{ name: 'right' }]],
  ] as const)
    await gate.apply({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace },
      imagePullSecrets: secrets,
    });
}

async function install(): Promise<void> {
  const clients = readFileSync(join(gate.folder, 'clients.crt'));
  const metadata = { name: 'clients', namespace: 'twinseal' };
  await gate.apply({ apiVersion: 'v1', kind: 'Secret', metadata, data: { 'ca.crt': clients.toString('base64') } });
  const apiServer = { url: gate.cluster.url, tokenFile: '../account/token', caFile: '../account/ca.crt' };
  const values = join(folder, 'values.json');
  writeFileSync(
    values,
    JSON.stringify({
      image: { repository: 'registry.example.com/twinseal', digest: `sha256:${'c'.repeat(64)}` },
      policies: { 'release.json': JSON.stringify(release()) },
      webhook: { failurePolicy: 'Fail' },
      clientCertificate: { caSecret: 'clients', subject: 'CN=kube-apiserver,O=Example,ST=BE,C=DE' },
      privateRegistries: [gate.registry.host],
      pullSecrets: { namespaces: ['shop'], cacheSeconds: 1 },
      service: { port: PORT },
      settings: { metricsListen: '127.0.0.1:0', admission: { pullSecrets: { apiServer } } },
    }),
  );
  const env = { KUBECONFIG: gate.cluster.kubeconfig };
  const words = ['upgrade', '--install', 'twinseal', chart, '--namespace', 'twinseal', '--values', values];
  await peerOutput('helm', words, { env, timeout: 120_000 });
  mkdirSync(account, { recursive: true });
  await renewToken();
  writeFileSync(join(account, 'ca.crt'), gate.cluster.ca);
  const pod = join(folder, 'pod');
  for (const [part, kind, name] of [
    ['settings', 'configmaps', 'twinseal-settings'],
    ['policies', 'configmaps', 'twinseal-policies'],
    ['tls', 'secrets', 'twinseal-tls'],
    ['clients', 'secrets', 'clients'],
  ] as const)
    layOut(join(pod, part), kind, await dataOf(gate.cluster, kind, 'twinseal', name));
  const settings = ['--config', join(pod, 'settings', 'service.yaml')];
  service = await startService(join(pod, 'policies'), join(pod, 'data'), '127.0.0.1:0', settings, {
    ...process.env,
    DOCKER_CONFIG: join(folder, 'nothing'),
  });
  ends.push(() => service.stop('SIGKILL'));
  const { body } = await gate.cluster.api('GET', '/api/v1/namespaces/twinseal/services/twinseal');
  const { clusterIP } = (body as unknown as { readonly spec: { readonly clusterIP: string } }).spec;
  const balancer = await balance(clusterIP, PORT, [Number(new URL(service.url).port)]);
  ends.push(() => balancer.stop());
  const deadline = Date.now() + 60_000;
  // Until the API server has read the webhooks, everything is let in.
  while ((await create({})).status === 201 || (await create({ names: ['right'] })).status !== 201) {
    if (Date.now() > deadline) assert.fail(`never let in:\n${service.log().slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A token as a kubelet asks for it. */
async function renewToken(): Promise<void> {
  const path = '/api/v1/namespaces/twinseal/serviceaccounts/twinseal/token';
  const { status, body } = await gate.cluster.api('POST', path, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 600 },
  });
  assert.equal(status, 201, body.message);
  const { token } = (body as unknown as { readonly status: { readonly token: string } }).status;
  writeFileSync(join(account, 'token'), token);
}

interface Wish {
  readonly names?: readonly string[];
  readonly account?: string;
  readonly namespace?: string;
  readonly image?: string;
}
let serial = 0;
function create({ names = [], account: serviceAccountName, namespace = 'shop', image = gate.pinned('app') }: Wish) {
  return gate.cluster.api('POST', `/api/v1/namespaces/${namespace}/pods?dryRun=All`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${serial++}` },
    spec: {
      containers: [{ name: 'c', image }],
      ...(names.length > 0 && { imagePullSecrets: names.map((name) => ({ name })) }),
      ...(serviceAccountName !== undefined && { serviceAccountName }),
    },
  });
}

test('the secret makes the difference: of the pod, or of its service account', { skip, timeout: 120_000 }, async () => {
  for (const wish of [{ names: ['right'] }, { names: ['wrong', 'right'] }, { account: 'robot' }]) {
    const { status, body } = await create(wish);
    assert.equal(status, 201, `${JSON.stringify(wish)} ${body.message}\n${service.log().slice(-2000)}`);
  }
  for (const wish of [{}, { names: ['wrong'] }, { account: 'default' }]) {
    const { status, body } = await create(wish);
    assert.notEqual(status, 201, JSON.stringify(wish));
    assert.match(body.message ?? '', /REGISTRY_UNAUTHORIZED/);
  }
  const bad = await create({ names: ['right'], image: gate.pinned('bad') });
  assert.match(bad.body.message ?? '', /SIGNATURE_MISSING/);
});

test('a tag of a private image becomes its digest', { skip, timeout: 120_000 }, async () => {
  const { status, body } = await create({ names: ['right'], image: gate.tag('app') });
  assert.equal(status, 201, body.message);
  assert.match(JSON.stringify(body), new RegExp(`${gate.tag('app')}@sha256:`));
});

test('the rights of the chart end at the namespaces that it was given', { skip, timeout: 120_000 }, async () => {
  const can = (verb: string, what: string, namespace: string) =>
    gate.cluster.kubectl([
      'auth',
      'can-i',
      verb,
      what,
      '-n',
      namespace,
      '--as',
      'system:serviceaccount:twinseal:twinseal',
    ]);
  for (const [verb, what, namespace, answer] of [
    ['get', 'secrets', 'shop', 'yes'],
    ['get', 'serviceaccounts', 'shop', 'yes'],
    ['list', 'secrets', 'shop', 'no'],
    ['watch', 'secrets', 'shop', 'no'],
    ['update', 'secrets', 'shop', 'no'],
    ['get', 'configmaps', 'shop', 'no'],
    ['get', 'secrets', 'other', 'no'],
    ['get', 'secrets', 'twinseal', 'no'],
  ] as const)
    assert.match(
      (await can(verb, what, namespace)).stdout,
      new RegExp(`^${answer}\\b`),
      `${verb} ${what} in ${namespace}`,
    );
  // The other namespace has a secret of the same name, and a registry that served it before.
  const { status, body } = await create({ names: ['right'], namespace: 'other' });
  assert.notEqual(status, 201);
  assert.match(body.message ?? '', /REGISTRY_UNAUTHORIZED/);
});

test('rights that are taken away are a problem of their own, and a token that was renewed is used', {
  skip,
  timeout: 120_000,
}, async () => {
  const binding = '/apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings/twinseal-pull-secrets';
  const { body: before_ } = await gate.cluster.api('GET', binding);
  assert.equal((await gate.cluster.api('DELETE', binding)).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const { body, warnings } = await create({ names: ['right'] });
  assert.match(body.message ?? '', /PULL_SECRET_UNREADABLE/);
  assert.match(warnings.join('\n'), /the pull secret shop\/right may not be read by Twinseal's service account/);
  const { metadata: _, ...rest } = before_ as unknown as { readonly metadata: object };
  await gate.apply({ ...rest, metadata: { name: 'twinseal-pull-secrets', namespace: 'shop' } });
  writeFileSync(join(account, 'token'), 'no-token');
  assert.match((await create({ names: ['right'] })).body.message ?? '', /PULL_SECRET_UNREADABLE/);
  await renewToken();
  const deadline = Date.now() + 30_000;
  while ((await create({ names: ['right'] })).status !== 201) {
    if (Date.now() > deadline) assert.fail(service.log().slice(-2000));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const log = service.log();
  assert.ok(!log.includes(PASSWORD) && !log.includes(RIGHT.slice('Basic '.length)));
});
