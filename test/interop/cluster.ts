import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../support/free-ports.ts';
import type { IssuedPair } from '../support/test-authority.ts';
import { type PeerName, type PeerResult, peerEnvironment, peerPath, runPeer } from './peer.ts';

const READY_WITHIN_MS = 120_000;
/** Services get addresses of this network; every one of them is this machine. */
// One for each process: clusters that run side by side choose addresses for their services by chance, and tests listen on them.
export const SERVICES = `127.${96 + (process.pid % 32)}.${(process.pid >> 5) % 256}`;

/** What the API server answers. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly message?: string };
  /** The texts of its `Warning` headers (RFC 9110 section 5.5 of RFC 7234's header). */
  readonly warnings: readonly string[];
}

/** One line of the API server's audit log. */
export interface AuditEvent {
  readonly verb: string;
  readonly stage: string;
  readonly objectRef?: { readonly resource?: string; readonly name?: string; readonly subresource?: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A cluster that runs. */
export interface Cluster {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  /** PEM of the authority of its certificate. */
  readonly ca: string;
  /** A kubeconfig of an administrator. */
  readonly kubeconfig: string;
  /** Asks the API server as an administrator. @example await cluster.api('GET', '/api/v1/namespaces') */
  api(method: string, path: string, body?: object, type?: string): Promise<ApiAnswer>;
  /** Runs kubectl as an administrator. @example await cluster.kubectl(['get', 'pods']) */
  kubectl(args: readonly string[], input?: string): Promise<PeerResult>;
  /** What its audit log says so far. */
  audit(): readonly AuditEvent[];
  stop(): Promise<void>;
}

/**
 * Starts etcd and an API server.
 *
 * @param webhookClient - certificate that it shows to the webhooks of a service, by the service's name with its port
 * @example
 * const cluster = await startCluster();
 * after(() => cluster.stop());
 */
export async function startCluster(webhookClient?: {
  readonly service: string;
  readonly pair: IssuedPair;
}): Promise<Cluster> {
  const home = mkdtempSync(join(tmpdir(), 'twinseal-cluster-'));
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const child of children.reverse()) await ended(child);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const [client, peer, secure] = await freePorts(3);
    children.push(startEtcd(home, `http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`));
    const token = randomBytes(24).toString('hex');
    const words = serverWords(home, `http://127.0.0.1:${client}`, secure ?? 0, token, webhookClient);
    const server = start('kube-apiserver', words, home);
    children.push(server.child);
    const url = `https://127.0.0.1:${secure}`;
    const ca = await untilReady(url, home, token, server);
    const kubeconfig = writeKubeconfig(join(home, 'kubeconfig'), url, ca, token);
    const kubectlHome = join(home, 'kubectl');
    mkdirSync(kubectlHome);
    return {
      url,
      ca,
      kubeconfig,
      api: (method, path, body, type) => ask(url, ca, token, method, path, body, type),
      kubectl: (args, input) =>
        runPeer('kubectl', args, {
          home: kubectlHome,
          env: { KUBECONFIG: kubeconfig },
          ...(input !== undefined && { input }),
        }),
      audit: () =>
        readFileSync(join(home, 'audit.log'), 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as AuditEvent),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startEtcd(home: string, clients: string, peers: string): ChildProcess {
  const words = [
    ['--data-dir', join(home, 'etcd')],
    ['--listen-client-urls', clients],
    ['--advertise-client-urls', clients],
    ['--listen-peer-urls', peers],
    ['--initial-advertise-peer-urls', peers],
    ['--initial-cluster', `default=${peers}`],
  ].flat();
  // Nothing of it outlives the test.
  return start('etcd', [...words, '--unsafe-no-fsync'], home).child;
}

function serverWords(
  home: string,
  etcd: string,
  port: number,
  token: string,
  webhookClient: Parameters<typeof startCluster>[0],
): readonly string[] {
  const file = (name: string, text: string): string => {
    writeFileSync(join(home, name), text, { mode: 0o600 });
    return join(home, name);
  };
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const auditPolicy = { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules: [{ level: 'Metadata' }] };
  const flags: Readonly<Record<string, string>> = {
    'etcd-servers': etcd,
    'bind-address': '127.0.0.1',
    'secure-port': String(port),
    'cert-dir': join(home, 'certificates'),
    'service-cluster-ip-range': `${SERVICES}.0/24`,
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-signing-key-file': file('sa.key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
    'service-account-key-file': file('sa.pub', publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    'token-auth-file': file('tokens.csv', `${token},admin,admin,"system:masters"\n`),
    'authorization-mode': 'RBAC',
    // No controller makes the accounts that it waits for.
    'disable-admission-plugins': 'ServiceAccount',
    'feature-gates': 'ImageVolume=true',
    'audit-policy-file': file('audit.json', JSON.stringify(auditPolicy)),
    'audit-log-path': join(home, 'audit.log'),
    'audit-log-mode': 'blocking-strict',
    'endpoint-reconciler-type': 'none',
    ...(webhookClient !== undefined && {
      'admission-control-config-file': file('admission.json', admissionConfiguration(home, webhookClient, file)),
    }),
  };
  return Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
}

/** @see kubernetes/website, extensible-admission-controllers, "Authenticate apiservers" */
function admissionConfiguration(
  _home: string,
  { service, pair }: NonNullable<Parameters<typeof startCluster>[0]>,
  file: (name: string, text: string) => string,
): string {
  const user = {
    'client-certificate': file('webhook.crt', pair.certificate),
    'client-key': file('webhook.key', pair.key),
  };
  const config = { apiVersion: 'v1', kind: 'Config', users: [{ name: service, user }] };
  const kubeConfigFile = file('webhook-kubeconfig.json', JSON.stringify(config));
  const configuration = {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'WebhookAdmissionConfiguration',
    kubeConfigFile,
  };
  const plugins = ['ValidatingAdmissionWebhook', 'MutatingAdmissionWebhook'].map((name) => ({ name, configuration }));
  return JSON.stringify({ apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AdmissionConfiguration', plugins });
}

interface Started {
  readonly child: ChildProcess;
  /** The end of what it wrote to stderr. */
  log(): string;
}

function start(name: PeerName, words: readonly string[], home: string): Started {
  const own = join(home, `home-${name}`);
  mkdirSync(own, { recursive: true });
  const child = spawn(peerPath(name), words, {
    cwd: own,
    env: peerEnvironment(own),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    log = (log + chunk).slice(-8_000);
  });
  return { child, log: () => log };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await end;
}

/** Waits until the API server is ready and has its first namespaces. @returns its own certificate, which is its authority */
async function untilReady(url: string, home: string, token: string, { child, log }: Started): Promise<string> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`kube-apiserver ended with ${child.exitCode}:\n${log()}`);
    try {
      const ca = readFileSync(join(home, 'certificates', 'apiserver.crt'), 'utf8');
      const ready = await ask(url, ca, token, 'GET', '/readyz');
      const there = await ask(url, ca, token, 'GET', '/api/v1/namespaces/default');
      const system = await ask(url, ca, token, 'GET', '/api/v1/namespaces/kube-system');
      if ([ready, there, system].every(({ status }) => status === 200)) return ca;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error(`kube-apiserver was not ready in ${READY_WITHIN_MS} ms:\n${log()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function ask(
  url: string,
  ca: string,
  token: string,
  method: string,
  path: string,
  body?: object,
  type = 'application/json',
): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': type };
    const sent = request(`${url}${path}`, { method, ca, headers, timeout: 60_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        const raw = response.rawHeaders;
        const warnings = raw.flatMap((name, at) =>
          at % 2 === 0 && name.toLowerCase() === 'warning' ? [textOfWarning(raw[at + 1] ?? '')] : [],
        );
        resolve({ status: response.statusCode ?? 0, body: bodyOf(text), warnings });
      });
    });
    sent.once('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer within a minute`)));
    sent.once('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** `299 - "text"` */
function textOfWarning(header: string): string {
  return (/^299 \S+ "(.*)"$/.exec(header)?.[1] ?? header).replaceAll('\\"', '"');
}

function bodyOf(text: string): ApiAnswer['body'] {
  try {
    return JSON.parse(text) as ApiAnswer['body'];
  } catch {
    return { message: text };
  }
}

function writeKubeconfig(path: string, server: string, ca: string, token: string): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
    'current-context': 'test',
  };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}
