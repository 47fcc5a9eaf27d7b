// A real API server that asks `twinseal serve` through TLS with client certificates, and a registry with images of every sort.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, startCluster } from '../interop/cluster.ts';
import { type RunningService, startService } from '../support/running-service.ts';
import { bare, sealed } from '../support/sealed-and-bare.ts';
import { makeImage, publicPem, seal, type TestImage, testKey } from '../support/sealed-image.ts';
import { type Lets, type ServingRegistry, serveImages } from '../support/serving-registry.ts';
import { CLIENT_AUTH, makeAuthority, SERVER_AUTH, type TestAuthority } from '../support/test-authority.ts';

/** The DNS name by which the API server asks. */
export const SERVICE_NAME = 'twinseal.twinseal.svc';
export const PORT = 8443;

export { bare, sealed };
/** Everything about it is signed and proven, and another program runs. */
export const decoy = seal(
  makeImage({
    layer: (binary) => [
      { name: 'usr/local/bin/app', content: binary },
      { name: 'usr/local/bin/evil', content: new Uint8Array([...binary, 0]) },
    ],
    run: { Entrypoint: ['evil'] },
  }),
);

/** Signatures and a twin proof. */
export const release = (more: object = {}) => ({
  apiVersion: 'twinseal.dev/v1',
  kind: 'Policy',
  trust: [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }],
  require: { signatures: [{ by: 'release' }], twinBuild: { by: ['release'] } },
  ...more,
});

/** What the tests of one cluster share. */
export interface Gate {
  readonly cluster: Cluster;
  readonly registry: ServingRegistry;
  /** By repository, each as `:v1`; changing it moves the tag. */
  readonly images: Map<string, TestImage>;
  readonly folder: string;
  readonly authority: TestAuthority;
  /** Settings file of the service; its TLS files lie in `tls/`. */
  readonly config: string;
  /** `HOST:PORT/team/NAME@DIGEST` */
  pinned(name: string): string;
  /** `HOST:PORT/team/NAME:v1` */
  tag(name: string): string;
  /** Puts a pair from an authority in the place of what is served, as a mounted secret changes: at once. */
  present(authority: TestAuthority): void;
  /** Starts one instance of the service, on a port that the system picks. */
  serve(): Promise<RunningService>;
  /** Applies YAML or JSON, as kubectl does. */
  apply(text: string | object): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the cluster and the registry; nothing asks the service yet.
 * @param lets - who may see which repository
 */
export async function startGate(
  policies: Readonly<Record<string, object>> = { release: release() },
  lets?: Lets,
): Promise<Gate> {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-gate-'));
  const clients = makeAuthority('clients');
  const authority = makeAuthority('webhooks');
  const images = new Map([
    ['team/app', sealed],
    ['team/bad', bare],
    ['team/decoy', decoy],
  ]);
  const registry = await serveImages(images, lets);
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true }), () => registry.stop()];
  const stop = async (): Promise<void> => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const pair = clients.issue({ cn: 'kube-apiserver', purposes: [CLIENT_AUTH] });
    const cluster = await startCluster({ service: `${SERVICE_NAME}:${PORT}`, pair });
    ends.push(() => cluster.stop());
    mkdirSync(join(folder, 'policies'));
    for (const [name, document] of Object.entries(policies))
      writeFileSync(join(folder, 'policies', `${name}.json`), JSON.stringify(document));
    writeFileSync(join(folder, 'clients.crt'), clients.pem);
    const config = join(folder, 'service.json');
    writeFileSync(config, JSON.stringify(settingsOf(registry.host)));
    const place = placeOf(folder);
    place(authority);
    let instances = 0;
    return {
      cluster,
      registry,
      images,
      folder,
      authority,
      config,
      pinned: (name) => `${registry.host}/team/${name}@${images.get(`team/${name}`)?.index.digest}`,
      tag: (name) => `${registry.host}/team/${name}:v1`,
      present: place,
      async serve() {
        const data = join(folder, `data-${instances++}`);
        const service = await startService(join(folder, 'policies'), data, '127.0.0.1:0', ['--config', config]);
        ends.push(() => service.stop('SIGKILL'));
        return service;
      },
      async apply(text) {
        const input = typeof text === 'string' ? text : JSON.stringify(text);
        const { status, stderr } = await cluster.kubectl(['apply', '-f', '-'], input);
        assert.equal(status, 0, stderr);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The settings of docs/kubernetes.md, with paths of the test. */
function settingsOf(registry: string): object {
  return {
    apiVersion: 'twinseal.dev/v1',
    tls: { certificate: 'tls/tls.crt', key: 'tls/tls.key', clientCa: 'clients.crt' },
    callers: [
      { name: 'cluster', roles: ['verify'], rate: 0, mtls: { subject: 'CN=kube-apiserver,O=Example,ST=BE,C=DE' } },
    ],
    admission: { namespace: 'twinseal', exemptNamespaces: ['kube-system'] },
    privateRegistries: [registry],
  };
}

/** A mounted secret is a link to a folder; the link is moved. */
function placeOf(folder: string): (authority: TestAuthority) => void {
  let version = 0;
  return (authority) => {
    const name = `tls-${version++}`;
    const { certificate, key } = authority.issue({ cn: 'twinseal', purposes: [SERVER_AUTH], names: [SERVICE_NAME] });
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'tls.crt'), certificate);
    writeFileSync(join(folder, name, 'tls.key'), key, { mode: 0o600 });
    const link = join(folder, `link-${name}`);
    rmSync(link, { force: true });
    symlinkSync(name, link);
    renameSync(link, join(folder, 'tls'));
  };
}
