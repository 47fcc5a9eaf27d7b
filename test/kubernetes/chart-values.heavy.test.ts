// Values of deploy/helm/twinseal that could say more or less than they seem to, as rendered. No cluster is needed.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseYaml, parseYamlStream } from '../../src/formats/yaml.ts';
import { parseServiceSettings } from '../../src/roads/service-settings.ts';
import { peerOutput, runPeer, withoutPeers } from '../interop/peer.ts';

const options = { skip: withoutPeers('helm'), timeout: 60_000 };
const chart = join(import.meta.dirname, '..', '..', 'deploy', 'helm', 'twinseal');
const LIMITS = { maxBytes: 1 << 20, maxDepth: 64, maxValues: 100_000 };
const IMAGE = { repository: 'registry.example.com/twinseal', digest: `sha256:${'c'.repeat(64)}` };
const folder = mkdtempSync(join(tmpdir(), 'twinseal-values-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function words(values: object, more: readonly string[] = []): readonly string[] {
  const file = join(folder, `values-${files++}.json`);
  writeFileSync(file, JSON.stringify({ image: IMAGE, ...values }));
  return ['template', 'twinseal', chart, '--namespace', 'twinseal', '--values', file, ...more];
}

interface PodSpec {
  readonly containers: readonly { readonly lifecycle?: unknown }[];
  readonly terminationGracePeriodSeconds: number;
}
interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data: Readonly<Record<string, string>>;
  readonly spec: {
    readonly ingress?: unknown;
    readonly egress?: unknown;
    readonly template?: { readonly spec: PodSpec };
  };
  readonly webhooks: readonly { readonly rules: readonly { readonly resources: unknown; readonly scope: unknown }[] }[];
}

async function render(values: object, more?: readonly string[]): Promise<(kind: string, name?: string) => Rendered> {
  const text = await peerOutput('helm', words(values, more), {});
  // The reader's objects have no prototype.
  const found = JSON.parse(JSON.stringify(parseYamlStream(Buffer.from(text), LIMITS))) as readonly Rendered[];
  return (kind, name = 'twinseal') => {
    const [one, ...others] = found.filter((each) => each?.kind === kind && each.metadata.name === name);
    assert.ok(one !== undefined && others.length === 0, `${kind} ${name}`);
    return one;
  };
}

async function refusal(values: object): Promise<string> {
  const { status, stderr } = await runPeer('helm', words(values));
  assert.notEqual(status, 0, JSON.stringify(values));
  return stderr;
}

test('the policy that lets everything in counts only as long as there is no other', options, async () => {
  const policies = async (values: object) => (await render(values))('ConfigMap', 'twinseal-policies').data;
  const observe = readFileSync(join(chart, 'policies', 'observe.yaml'), 'utf8');
  assert.match(observe, /^mode: audit$/m);
  assert.deepEqual(await policies({}), { 'observe.yaml': observe });
  assert.deepEqual(await policies({ policies: { 'release.yaml': 'mine' } }), { 'release.yaml': 'mine' });
  // Of the same name it is theirs.
  const own = { 'observe.yaml': 'mine', 'release.yaml': 'mine' };
  assert.deepEqual(await policies({ policies: own }), own);
  // So it was taken away while it was a default of the values.
  assert.deepEqual(await policies({ policies: { 'observe.yaml': null, 'release.yaml': 'mine' } }), {
    'release.yaml': 'mine',
  });
  assert.match(await refusal({ policies: { 'release.txt': 'mine' } }), /release\.txt/);
});

test('callers of the settings come beside the API server, and only its own name takes its place', options, async () => {
  const callers = async (values: object): Promise<unknown> => {
    const text = (await render(values))('ConfigMap', 'twinseal-settings').data['service.yaml'] ?? '';
    await parseServiceSettings(Buffer.from(text), 'service.yaml');
    const settings = JSON.parse(JSON.stringify(parseYaml(Buffer.from(text)))) as { readonly callers?: unknown };
    return settings.callers;
  };
  const clientCertificate = { caSecret: 'clients', subject: 'CN=kube-apiserver' };
  const cluster = { name: 'cluster', roles: ['verify'], rate: 0, mtls: { subject: 'CN=kube-apiserver' } };
  const apiKeys = [{ id: 'abcdefghijkl', hash: `sha256:${'d'.repeat(64)}` }];
  const gate = { name: 'gate', roles: ['verify'], apiKeys };
  assert.deepEqual(await callers({ clientCertificate }), [cluster]);
  assert.deepEqual(await callers({ clientCertificate, settings: { callers: [gate] } }), [cluster, gate]);
  const slower = { ...cluster, rate: 100 };
  assert.deepEqual(await callers({ clientCertificate, settings: { callers: [gate, slower] } }), [gate, slower]);
  assert.deepEqual(await callers({ settings: { callers: [gate] } }), [gate]);
});

const DNS = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];
test('no rule of the NetworkPolicy is without ports: an empty list opens nothing', options, async () => {
  const egress = async (networkPolicy: object, more: object = {}) =>
    (await render({ networkPolicy, ...more }))('NetworkPolicy').spec.egress;
  assert.deepEqual(await egress({ egressPorts: [] }), [{ ports: DNS }]);
  assert.deepEqual(await egress({ egressPorts: [], plainHttp: true }), [{ ports: DNS }, { ports: [{ port: 80 }] }]);
  const pullSecrets = { namespaces: ['shop'], anyCaller: true };
  assert.deepEqual(
    await egress({ egressPorts: [], apiServerPorts: [], apiServers: ['192.0.2.0/24'] }, { pullSecrets }),
    [{ ports: DNS }],
  );
  assert.deepEqual(await egress({ apiServerPorts: [] }, { pullSecrets }), [{ ports: DNS }, { ports: [{ port: 443 }] }]);
});

test('whoever else may ask is let in beside the API server, and by no mistake everybody', options, async () => {
  const peer = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'argocd' } },
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'argocd-repo-server' } },
  };
  const ingress = async (networkPolicy: object) => (await render({ networkPolicy }))('NetworkPolicy').spec.ingress;
  const ports = [{ port: 'https' }];
  const server = { ipBlock: { cidr: '192.0.2.0/24' } };
  assert.deepEqual(await ingress({}), [{ ports }]);
  assert.deepEqual(await ingress({ apiServers: ['192.0.2.0/24'] }), [{ ports, from: [server] }]);
  assert.deepEqual(await ingress({ apiServers: ['192.0.2.0/24'], from: [peer] }), [{ ports, from: [server, peer] }]);
  // Alone it would look as if it kept others out, or lock the API server out.
  assert.match(
    await refusal({ networkPolicy: { from: [peer] } }),
    /networkPolicy\.apiServers: without these everybody/,
  );
  assert.match(await refusal({ networkPolicy: { apiServers: ['192.0.2.0/24'], from: [{}] } }), /networkPolicy.*from/);
});

test('a PodDisruptionBudget has one bound', options, async () => {
  const budget = async (podDisruptionBudget: object) => {
    const { spec } = (await render({ podDisruptionBudget }))('PodDisruptionBudget');
    const { selector: _selector, ...rest } = spec as { readonly selector?: unknown };
    return rest;
  };
  assert.deepEqual(await budget({}), { maxUnavailable: 1 });
  assert.deepEqual(await budget({ maxUnavailable: '50%' }), { maxUnavailable: '50%' });
  assert.deepEqual(await budget({ minAvailable: 1 }), { minAvailable: 1 });
  assert.deepEqual(await budget({ minAvailable: 0, unhealthyPodEvictionPolicy: 'AlwaysAllow' }), {
    minAvailable: 0,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  });
});

test('custom kinds are asked about wherever they are, of a namespace or of the cluster', options, async () => {
  const kind = { group: 'example.com', versions: ['v1'], resource: 'fleets', kind: 'Fleet', podSpecs: ['/spec'] };
  const of = await render({ webhook: { kinds: [kind] } });
  for (const configuration of ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'])
    assert.deepEqual(
      of(configuration).webhooks.map(({ rules }) => rules.map(({ scope }) => scope)),
      [['Namespaced', 'Namespaced', 'Namespaced', '*']],
    );
});

test('a pod that ends goes on until everybody has heard of it, where the kubelet can sleep', options, async () => {
  const ending = async (values: object, more?: readonly string[]): Promise<unknown> => {
    const pod = (await render(values, more))('Deployment').spec.template?.spec;
    return [pod?.containers[0]?.lifecycle, pod?.terminationGracePeriodSeconds];
  };
  const sleeping = (seconds: number) => ({ preStop: { sleep: { seconds } } });
  assert.deepEqual(await ending({}, ['--kube-version', '1.30.0']), [sleeping(5), 25]);
  assert.deepEqual(await ending({ preStopSeconds: 30 }), [sleeping(30), 50]);
  assert.deepEqual(await ending({ preStopSeconds: 0 }), [undefined, 20]);
  // 1.29 drops the field unless it is told otherwise, and then refuses a hook that does nothing.
  assert.deepEqual(await ending({}, ['--kube-version', 'v1.29.9-gke.100']), [undefined, 25]);
  assert.deepEqual(await ending({}, ['--kube-version', 'v1.33.2-eks-1']), [sleeping(5), 25]);
  assert.match(await refusal({ preStopSeconds: -1 }), /preStopSeconds/);
});
