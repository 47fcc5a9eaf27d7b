// deploy/helm/twinseal and deploy/kustomize: rendered, taken by a real API server, and installed on it. There are no nodes and no cert-manager:
// pods are only accepted, and what would be mounted into one is laid out in a folder for a `twinseal serve` of this machine.
// Long because what is installed once is looked at from every side.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from 'node:tls';
import type { JsonObject } from '../../src/formats/json/value.ts';
import { parseManifests } from '../../src/formats/kubernetes/manifests.ts';
import { parseYaml } from '../../src/formats/yaml.ts';
import { parseServiceSettings } from '../../src/roads/service-settings.ts';
import { peerOutput, runPeer, withoutPeers } from '../interop/peer.ts';
import { type RunningService, startService } from '../support/running-service.ts';
import { balance } from './balancer.ts';
import { type Gate, PORT, release, SERVICE_NAME, startGate } from './gate.ts';
import { dataOf, layOut, type MountedKind } from './kubelet.ts';
import { assertKinds } from './served-kinds.ts';

const skip = withoutPeers('etcd', 'kube-apiserver', 'kubectl', 'helm');
const root = join(import.meta.dirname, '..', '..');
const chart = join(root, 'deploy', 'helm', 'twinseal');
const base = join(root, 'deploy', 'kustomize', 'base');
const IMAGE = { repository: 'registry.example.com/twinseal', digest: `sha256:${'c'.repeat(64)}` };
const folder = mkdtempSync(join(tmpdir(), 'twinseal-chart-'));
const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
after(async () => {
  for (const end of ends.reverse()) await end();
});

let gate: Gate;
before(
  async () => {
    if (skip !== false) return;
    gate = await startGate();
    ends.push(() => gate.stop());
    for (const name of ['twinseal', 'shop'])
      await gate.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    // Of cert-manager there are only the names of its kinds.
    for (const kind of ['Issuer', 'Certificate']) await gate.apply(customKind(kind));
  },
  { timeout: 180_000 },
);

function customKind(kind: string): object {
  const plural = `${kind.toLowerCase()}s`;
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.cert-manager.io` },
    spec: {
      group: 'cert-manager.io',
      scope: 'Namespaced',
      names: { plural, singular: kind.toLowerCase(), kind },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  };
}

let files = 0;
/** Runs helm with values; those of the image are given. */
async function helm(words: readonly string[], values: object = {}): Promise<string> {
  const file = join(folder, `values-${files++}.json`);
  writeFileSync(file, JSON.stringify({ image: IMAGE, ...values }));
  const env = { KUBECONFIG: gate.cluster.kubeconfig };
  return await peerOutput('helm', [...words, '--values', file], { env, timeout: 120_000 });
}
const template = (values?: object) => helm(['template', 'twinseal', chart, '--namespace', 'twinseal'], values);

const VARIANTS: Readonly<Record<string, object>> = {
  'as it comes': {},
  'cert-manager': { certificates: { mode: 'cert-manager' } },
  'a secret of somebody else': {
    certificates: { mode: 'secret', secret: 'mine', caBundle: '-----BEGIN CERTIFICATE-----\n' },
  },
  'pull secrets of all namespaces, for whoever gets through': {
    pullSecrets: { namespaces: ['*'], anyCaller: true },
    trust: { instances: [{ name: 'sigstore' }] },
  },
  'everything there is': {
    image: { ...IMAGE, tag: 'v0.1.0', pullSecrets: ['pull'] },
    webhook: {
      failurePolicy: 'Fail',
      namespaceSelector: [{ key: 'twinseal.dev/enforce', operator: 'Exists' }],
      matchConditions: [
        {
          name: 'not-mirrored',
          expression:
            "!has(object.metadata.annotations) || !('kubernetes.io/config.mirror' in object.metadata.annotations)",
        },
      ],
      kinds: [
        {
          group: 'argoproj.io',
          versions: ['v1alpha1'],
          resource: 'rollouts',
          kind: 'Rollout',
          podSpecs: ['/spec/template/spec'],
        },
      ],
    },
    clientCertificate: { caSecret: 'clients', subject: 'CN=kube-apiserver' },
    registryCredentials: 'registries',
    privateRegistries: ['registry.intern:5000'],
    store: { databaseSecret: 'database', logKeySecret: 'log' },
    networkPolicy: {
      apiServers: ['192.0.2.0/24'],
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'argocd' } } }],
      metricsFrom: ['monitoring'],
      egressPorts: [443, 5000],
      plainHttp: true,
    },
    pullSecrets: { namespaces: ['shop'], names: ['registry'] },
    trust: { instances: [{ name: 'sigstore' }], rootFiles: 'roots', claim: 'trust' },
    serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/gate' },
    dashboards: { enabled: true },
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ operator: 'Exists' }],
    podAnnotations: { a: 'b' },
    priorityClassName: 'system-cluster-critical',
    podDisruptionBudget: { minAvailable: 1 },
    preStopSeconds: 10,
  },
};

for (const [name, values] of Object.entries(VARIANTS))
  test(`the chart with ${name}: linted, rendered, taken by the API server`, { skip, timeout: 120_000 }, async () => {
    const linted = await helm(['lint', '--strict', chart], values);
    assert.match(linted, /0 chart\(s\) failed/);
    const rendered = await template(
      name === 'a secret of somebody else'
        ? { ...values, certificates: { mode: 'secret', secret: 'mine', caBundle: gate.authority.pem } }
        : values,
    );
    const dry = await gate.cluster.kubectl(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], rendered);
    assert.equal(dry.status, 0, dry.stderr);
    assert.equal(dry.stderr, '', 'no warnings');
    // The service is held to what it holds others to.
    const [container, ...more] = parseManifests(Buffer.from(rendered), []).images;
    assert.deepEqual(more, []);
    const {
      command: _command,
      args: _args,
      mounts: _mounts,
      overrides: _overrides,
      ...may
    } = container?.container ?? {};
    assert.deepEqual(may, {
      runAsNonRoot: true,
      runAsUser: 65532,
      allowPrivilegeEscalation: false,
      droppedCapabilities: ['ALL'],
      readOnlyRoot: true,
      seccomp: 'RuntimeDefault',
    });
    assert.ok(container?.image.endsWith(`@${IMAGE.digest}`));
  });

test('values that make no sense are refused', { skip, timeout: 120_000 }, async () => {
  const refused = async (values: object): Promise<string> => {
    const file = join(folder, `values-${files++}.json`);
    writeFileSync(file, JSON.stringify(values));
    const { status, stderr } = await runPeer('helm', ['template', 'x', chart, '--values', file]);
    assert.notEqual(status, 0, JSON.stringify(values));
    return stderr;
  };
  assert.match(await refused({}), /repository/);
  assert.match(await refused({ image: { repository: 'x' } }), /set image\.digest/);
  assert.match(await refused({ image: { ...IMAGE, digest: 'latest' } }), /digest/);
  assert.match(await refused({ image: IMAGE, webhook: { failurepolicy: 'Fail' } }), /failurepolicy/);
  assert.match(await refused({ image: IMAGE, certificates: { mode: 'secret' } }), /certificates\.secret/);
  assert.match(await refused({ image: IMAGE, clientCertificate: { caSecret: 'a' } }), /clientCertificate\.subject/);
  assert.match(
    await refused({ image: IMAGE, pullSecrets: { namespaces: ['shop'] } }),
    /clientCertificate[\s\S]*pullSecrets\.anyCaller/,
  );
  const all = { namespaces: ['*', 'shop'], anyCaller: true };
  assert.match(await refused({ image: IMAGE, pullSecrets: all }), /stands for all/);
  assert.match(await refused({ image: IMAGE, pullSecrets: { namespaces: ['team-*'] } }), /namespaces/);
  assert.match(await refused({ image: IMAGE, store: { databaseSecret: 'a' } }), /store\.logKeySecret/);
});

interface Rendered {
  readonly kind: string;
  readonly spec: JsonObject;
  readonly webhooks?: readonly { readonly clientConfig: { readonly service: { readonly port: number } } }[];
}
/** The objects of a rendered chart. */
const objects = (rendered: string): readonly Rendered[] =>
  rendered
    .split(/^---$/m)
    .map((text) => text.replaceAll(/^#.*$/gm, '').trim())
    .filter((text) => text !== '')
    // The reader's objects have no prototype.
    .map((text) => JSON.parse(JSON.stringify(parseYaml(Buffer.from(text)))) as Rendered);

test('as it comes, the webhooks ask port 443 of a service that leads to where the container listens', {
  skip,
  timeout: 120_000,
}, async () => {
  const found = objects(await template());
  const of = (kind: string) => found.filter((one) => one.kind === kind);
  for (const kind of ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'])
    assert.deepEqual(
      of(kind).flatMap(({ webhooks = [] }) => webhooks.map(({ clientConfig }) => clientConfig.service.port)),
      [443],
    );
  assert.deepEqual(
    of('Service').map(({ spec }) => spec.ports),
    [[{ name: 'https', port: 443, targetPort: 'https' }]],
  );
  const [deployment] = of('Deployment');
  const text = JSON.stringify(deployment?.spec);
  assert.match(text, /\{"name":"https","containerPort":8443\}/);
  const [settings] = found.filter((one) => JSON.stringify(one).includes('"service.yaml":'));
  assert.match(JSON.stringify(settings), /listen: 0\.0\.0\.0:8443/);
  // Neither rights nor a token, and no way out but by TLS.
  assert.match(text, /"automountServiceAccountToken":false/);
  assert.deepEqual(
    found.filter(({ kind }) => /Role/.test(kind)),
    [],
  );
  const [network] = of('NetworkPolicy');
  assert.deepEqual(network?.spec.egress, [
    {
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    },
    { ports: [{ port: 443 }] },
  ]);
});

test('what is asked for is opened, and no more: revocation, pull secrets, a volume for trusted roots', {
  skip,
  timeout: 120_000,
}, async () => {
  const found = objects(await template(VARIANTS['everything there is']));
  const [network] = found.filter(({ kind }) => kind === 'NetworkPolicy');
  const egress = network?.spec.egress;
  assert.ok(Array.isArray(egress));
  assert.deepEqual(egress.slice(1), [
    { ports: [443, 5000, 80, 5432].map((port) => ({ port })) },
    { ports: [{ port: 443 }, { port: 6443 }], to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] },
  ]);
  const roles = found.filter(({ kind }) => /Role$/.test(kind)) as unknown as readonly JsonObject[];
  assert.deepEqual(
    roles.map(({ kind, metadata, rules }) => [kind, (metadata as JsonObject).namespace, rules]),
    [
      [
        'Role',
        'shop',
        [
          { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['registry'] },
          { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['get'] },
        ],
      ],
    ],
  );
  const text = JSON.stringify(found.find(({ kind }) => kind === 'Deployment'));
  assert.match(text, /"automountServiceAccountToken":true/);
  assert.match(text, /"name":"trust","persistentVolumeClaim":\{"claimName":"trust"\}/);
  const wide = await template(VARIANTS['pull secrets of all namespaces, for whoever gets through']);
  assert.deepEqual(
    objects(wide).flatMap(({ kind }) => (/Role/.test(kind) ? [kind] : [])),
    ['ClusterRole', 'ClusterRoleBinding'],
  );
});

test('the settings that the chart writes are settings', { skip, timeout: 240_000 }, async () => {
  for (const values of Object.values(VARIANTS)) {
    const found = objects(await template(values)) as unknown as readonly { readonly data?: Record<string, string> }[];
    const text = found.map(({ data }) => data?.['service.yaml']).find((one) => one !== undefined) ?? '';
    await parseServiceSettings(Buffer.from(text), 'service.yaml');
  }
});

test('the dashboard of the chart is the one of deploy/grafana', () => {
  const read = (path: string) => readFileSync(path, 'utf8');
  assert.equal(
    read(join(chart, 'dashboards', 'twinseal.json')),
    read(join(root, 'deploy', 'grafana', 'twinseal.json')),
  );
});

test('the kustomize base is what the chart renders with cert-manager, and is taken', {
  skip,
  timeout: 120_000,
}, async () => {
  const path = join(base, 'twinseal.yaml');
  const rendered = (await template({ certificates: { mode: 'cert-manager' } })).replaceAll(
    'managed-by: Helm',
    'managed-by: kustomize',
  );
  // UPDATE=1 writes it.
  if (process.env.UPDATE === '1') writeFileSync(path, rendered);
  assert.equal(readFileSync(path, 'utf8'), rendered);
  const built = await gate.cluster.kubectl(['kustomize', base]);
  assert.equal(built.status, 0, built.stderr);
  const dry = await gate.cluster.kubectl(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], built.stdout);
  assert.equal(dry.status, 0, dry.stderr);
});

const secret = (name: string) => dataOf(gate.cluster, 'secrets', 'twinseal', name);
async function mount(folder: string, kind: MountedKind, name: string): Promise<void> {
  layOut(folder, kind, await dataOf(gate.cluster, kind, 'twinseal', name));
}

async function webhookCas(): Promise<readonly string[]> {
  const { body } = await gate.cluster.api(
    'GET',
    '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/twinseal',
  );
  const { webhooks } = body as unknown as {
    readonly webhooks: readonly { readonly clientConfig: { readonly caBundle: string } }[];
  };
  const pem = Buffer.from(webhooks[0]?.clientConfig.caBundle ?? '', 'base64').toString();
  return [...pem.matchAll(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)].map(
    ([text]) => new X509Certificate(text).subject,
  );
}

async function eventually(service: RunningService, check: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await check())) {
    if (Date.now() > deadline) assert.fail(`it did not come to that within a minute:\n${service.log().slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

let pods = 0;
function create(name: string) {
  const metadata = { name: `pod-${pods++}` };
  const spec = { containers: [{ name: 'c', image: gate.pinned(name) }] };
  return gate.cluster.api('POST', '/api/v1/namespaces/shop/pods?dryRun=All', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec,
  });
}

test('installed for real: it gates, its certificates change under load without a failed review, and it goes', {
  skip,
  timeout: 240_000,
}, async () => {
  const clients = readFileSync(join(gate.folder, 'clients.crt'));
  await gate.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'clients', namespace: 'twinseal' },
    data: { 'ca.crt': clients.toString('base64') },
  });
  const values = (rotation: number) => ({
    policies: { 'release.json': JSON.stringify(release()) },
    webhook: { failurePolicy: 'Fail' },
    certificates: { selfMade: { rotation } },
    clientCertificate: { caSecret: 'clients', subject: 'CN=kube-apiserver,O=Example,ST=BE,C=DE' },
    privateRegistries: [gate.registry.host],
    service: { port: PORT },
    settings: { metricsListen: '127.0.0.1:0' },
  });
  const upgrade = (rotation: number) =>
    helm(['upgrade', '--install', 'twinseal', chart, '--namespace', 'twinseal'], values(rotation));
  await upgrade(1);
  const pod = join(folder, 'pod');
  await mount(join(pod, 'settings'), 'configmaps', 'twinseal-settings');
  await mount(join(pod, 'policies'), 'configmaps', 'twinseal-policies');
  await mount(join(pod, 'tls'), 'secrets', 'twinseal-tls');
  await mount(join(pod, 'clients'), 'secrets', 'clients');
  const service = await startService(join(pod, 'policies'), join(pod, 'data'), '127.0.0.1:0', [
    '--config',
    join(pod, 'settings', 'service.yaml'),
  ]);
  ends.push(() => service.stop('SIGKILL'));
  const { body } = await gate.cluster.api('GET', '/api/v1/namespaces/twinseal/services/twinseal');
  const { clusterIP } = (body as unknown as { readonly spec: { readonly clusterIP: string } }).spec;
  const balancer = await balance(clusterIP, PORT, [Number(new URL(service.url).port)]);
  ends.push(() => balancer.stop());
  await eventually(service, async () => (await create('app')).status === 201);
  assert.match((await create('bad')).body.message ?? '', /SIGNATURE_MISSING/);
  assert.deepEqual(await webhookCas(), ['CN=twinseal 1']);
  const first = await secret('twinseal-tls');
  // The same again changes nothing.
  await upgrade(1);
  assert.deepEqual(await secret('twinseal-tls'), first);

  const failed: string[] = [];
  let reviews = 0;
  let running = true;
  const load = Promise.all(
    Array.from({ length: 3 }, async () => {
      while (running) {
        const { status, body: answer } = await create('app');
        reviews++;
        if (status !== 201) failed.push(`${status} ${answer.message}`);
      }
    }),
  );
  try {
    await upgrade(2);
    assert.deepEqual(await webhookCas(), ['CN=twinseal 2', 'CN=twinseal 1']);
    // A while passes until a kubelet writes the new pair.
    const half = reviews;
    await eventually(service, async () => reviews > half + 20);
    await mount(join(pod, 'tls'), 'secrets', 'twinseal-tls');
    await eventually(service, async () => (await servedIssuer(clusterIP)) === 'CN=twinseal 2');
    const before_ = reviews;
    await eventually(service, async () => reviews > before_ + 20);
    await upgrade(3);
    await mount(join(pod, 'tls'), 'secrets', 'twinseal-tls');
    await eventually(service, async () => (await servedIssuer(clusterIP)) === 'CN=twinseal 3');
  } finally {
    running = false;
    await load;
  }
  assert.deepEqual([...new Set(failed)], []);
  assert.deepEqual(await webhookCas(), ['CN=twinseal 3', 'CN=twinseal 2']);
  await peerOutput('helm', ['uninstall', 'twinseal', '--namespace', 'twinseal'], {
    env: { KUBECONFIG: gate.cluster.kubeconfig },
    timeout: 120_000,
  });
  await eventually(service, async () => (await create('bad')).status === 201);
});

test('each kind of its own of which the API server keeps objects runs containers or is known to hold no image', {
  skip,
}, async () => {
  const { body } = await gate.cluster.api('GET', '/openapi/v2');
  assert.ok(assertKinds(body) > 60);
});

function servedIssuer(host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: PORT, servername: SERVICE_NAME, rejectUnauthorized: false });
    socket.once('secureConnect', () => {
      resolve(socket.getPeerX509Certificate()?.issuer);
      socket.destroy();
    });
    socket.once('error', () => resolve(undefined));
  });
}
