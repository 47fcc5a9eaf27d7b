// Makes the vectors of this folder anew with the real peers (`make peers` first): node test/testdata/signing/make.ts
// Everything it writes is random by nature (keys, signatures, times), so it is run by hand, never by the tests.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { peerHome, runPeer } from '../../interop/peer.ts';
import { startGgcr } from '../../interop/registry.ts';

const folder = import.meta.dirname;
const PASSWORD = 'twinseal';
const INDEX = '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}';
const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

function fresh(name: string): string {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  return path;
}

function openssl(cwd: string, ...args: readonly string[]): void {
  execFileSync('openssl', [...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}

function makeOpenssl(): void {
  const cwd = fresh('openssl');
  for (const [name, curve] of Object.entries({ p256: 'P-256', p384: 'P-384', p521: 'P-521' })) {
    openssl(cwd, 'genpkey', '-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`, '-out', `${name}.key`);
  }
  openssl(cwd, 'genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'rsa2048.key');
  openssl(cwd, 'genpkey', '-algorithm', 'ED25519', '-out', 'ed25519.key');
  openssl(cwd, 'ecparam', '-name', 'prime256v1', '-genkey', '-out', 'sec1-with-parameters.key');
  openssl(cwd, 'rsa', '-in', 'rsa2048.key', '-traditional', '-out', 'pkcs1.key');
  openssl(cwd, 'pkcs8', '-topk8', '-in', 'p256.key', '-passout', 'pass:x', '-out', 'pkcs8-encrypted.key');
  writeFileSync(join(cwd, 'message.txt'), 'twinseal signs this\n');
  for (const name of ['p256', 'p384', 'p521', 'rsa2048', 'ed25519']) {
    openssl(cwd, 'pkey', '-in', `${name}.key`, '-pubout', '-out', `${name}.pub`);
  }
  for (const name of ['p256', 'p384', 'p521']) {
    openssl(cwd, 'dgst', '-sha256', '-sign', `${name}.key`, '-out', `${name}.sig`, 'message.txt');
  }
  const config = `[req]
distinguished_name=dn
prompt=no
[dn]
C=DE
ST=Berlin
O=Strauß, Söhne + Co
CN=leaf
[root]
basicConstraints=critical,CA:true,pathlen:1
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[mid]
basicConstraints=critical,CA:true,pathlen:0
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
[leaf]
basicConstraints=CA:false
keyUsage=critical,digitalSignature
extendedKeyUsage=codeSigning
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
subjectAltName=email:a@example.com,URI:https://example.com/x,DNS:example.com,IP:127.0.0.1,otherName:1.2.3.4;UTF8:other
`;
  writeFileSync(join(cwd, 'req.cnf'), config);
  const req = ['req', '-new', '-config', 'req.cnf', '-utf8'];
  openssl(cwd, ...req, '-x509', '-key', 'p384.key', '-subj', '/C=DE/O=Root', '-extensions', 'root', '-days', '36500', '-out', 'root.crt');
  openssl(cwd, ...req, '-key', 'rsa2048.key', '-subj', '/C=DE/O=Mid', '-out', 'mid.csr');
  openssl(cwd, 'x509', '-req', '-in', 'mid.csr', '-CA', 'root.crt', '-CAkey', 'p384.key', '-extfile', 'req.cnf', '-extensions', 'mid', '-days', '36500', '-out', 'mid.crt');
  openssl(cwd, ...req, '-key', 'p256.key', '-out', 'leaf.csr');
  openssl(cwd, 'x509', '-req', '-in', 'leaf.csr', '-CA', 'mid.crt', '-CAkey', 'rsa2048.key', '-extfile', 'req.cnf', '-extensions', 'leaf', '-days', '36500', '-out', 'leaf.crt', '-text');
  for (const name of readdirSync(cwd)) if (name.endsWith('.csr')) rmSync(join(cwd, name));
}

async function peer(name: 'cosign' | 'notation', args: readonly string[], home: string): Promise<void> {
  const { status, stderr, stdout } = await runPeer(name, args, { home, env: { COSIGN_PASSWORD: PASSWORD } });
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${stderr}${stdout}`);
}

interface Manifest {
  readonly layers: readonly { readonly digest: string }[];
}

async function get(host: string, repository: string, path: string): Promise<Buffer> {
  const accept = `${INDEX_TYPE}, application/vnd.oci.image.manifest.v1+json`;
  const response = await fetch(`http://${host}/v2/${repository}/${path}`, { headers: { accept } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

async function push(host: string, repository: string): Promise<string> {
  const url = `http://${host}/v2/${repository}/manifests/v1`;
  const response = await fetch(url, { method: 'PUT', body: INDEX, headers: { 'content-type': INDEX_TYPE } });
  const digest = response.headers.get('docker-content-digest');
  if (digest === null) throw new Error(`push: ${response.status}`);
  return digest;
}

/** Keeps the manifests that refer to the subject, each with its first layer. */
async function keepReferrers(host: string, repository: string, digest: string, into: string, name: string): Promise<void> {
  const list = JSON.parse(String(await get(host, repository, `referrers/${digest}`)));
  for (const { digest: manifestDigest } of list.manifests) {
    const manifest = await get(host, repository, `manifests/${manifestDigest}`);
    writeFileSync(join(into, `${name}.manifest.json`), manifest);
    const { layers }: Manifest = JSON.parse(String(manifest));
    writeFileSync(join(into, name), await get(host, repository, `blobs/${layers[0]?.digest}`));
  }
}

async function makeCosign(host: string): Promise<void> {
  const into = fresh('cosign');
  const home = peerHome();
  await peer('cosign', ['generate-key-pair', '--output-key-prefix', join(into, 'cosign')], home);
  const key = ['--key', join(into, 'cosign.key')];
  const offline = ['--use-signing-config=false', '--tlog-upload=false', '-y', '--allow-http-registry'];
  const predicate = join(into, 'predicate.json');
  writeFileSync(predicate, '{"spdxVersion":"SPDX-2.3","name":"<x>"}');
  for (const [name, verb] of [
    ['sign.bundle.json', ['sign', '-a', 'who=me']],
    ['attest.bundle.json', ['attest', '--type', 'spdxjson', '--predicate', predicate]],
  ] as const) {
    const repository = name.split('.')[0] ?? '';
    const digest = await push(host, repository);
    await peer('cosign', [...verb, ...key, ...offline, `${host}/${repository}@${digest}`], home);
    await keepReferrers(host, repository, digest, into, name);
  }
  const old = [...offline, '--new-bundle-format=false'];
  const digest = await push(host, 'legacy');
  const ref = `${host}/legacy@${digest}`;
  await peer('cosign', ['attest', '--type', 'spdxjson', '--predicate', predicate, ...key, ...old, ref], home);
  const manifest = await get(host, 'legacy', `manifests/${digest.replace(':', '-')}.att`);
  writeFileSync(join(into, 'legacy-envelope.json.manifest.json'), manifest);
  const { layers }: Manifest = JSON.parse(String(manifest));
  writeFileSync(join(into, 'legacy-envelope.json'), await get(host, 'legacy', `blobs/${layers[0]?.digest}`));
}

async function makeNotation(host: string): Promise<void> {
  const into = fresh('notation');
  const home = peerHome();
  await peer('notation', ['cert', 'generate-test', '--default', 'example.com'], home);
  for (const format of ['jws', 'cose']) {
    const digest = await push(host, format);
    const args = ['sign', '--insecure-registry', '--signature-format', format, '--force-referrers-tag=false'];
    await peer('notation', [...args, '--user-metadata', 'who=me', '--expiry', '87600h', `${host}/${format}@${digest}`], home);
    await keepReferrers(host, format, digest, into, format === 'jws' ? 'signature.jws.json' : 'signature.cose');
  }
  const store = join(home, '.config/notation/truststore/x509/ca/example.com');
  const [certificate = ''] = readdirSync(store);
  execFileSync('cp', [join(store, certificate), join(into, 'example.com.crt')]);
}

makeOpenssl();
const registry = await startGgcr();
try {
  await makeCosign(registry.host);
  await makeNotation(registry.host);
} finally {
  await registry.stop();
}
