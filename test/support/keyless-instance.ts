// A Sigstore instance on loopback: sigstore-js' own CA, log of certificates and log of signatures behind real HTTP, and a timestamp
// authority of OpenSSL. What sigstore-js' log enters is what was proposed; here it is what the real logs make of it.
import { createHash, createPublicKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fulcioHandler, initializeCA, initializeCTLog, initializeTLog } from '@sigstore/mock';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import type { JsonObject } from '../../src/formats/json/value.ts';
import { type OpensslTsa, startOpensslTsa } from './openssl-tsa.ts';

/** Who signs, as a token says. */
export const WHO = { issuer: 'https://issuer.example.com', subject: 'https://example.com/ci/release' } as const;

/** What an instance may do otherwise. */
export interface InstanceBend {
  /** Changes what a service answers. */
  readonly answer?: (path: string, body: string) => string;
  /** Answers in place of a service. */
  readonly status?: (
    path: string,
  ) => { readonly status: number; readonly headers?: Record<string, string> } | undefined;
}

/** An instance that runs. */
export interface KeylessInstance {
  /** `signing_config.json` with the log of that version, and trusted_root.json. */
  readonly config: (version: 1 | 2, stamps?: boolean) => string;
  readonly trustedRoot: string;
  /** A token of {@link WHO}, in a file. */
  readonly token: string;
  /** Paths that were asked, and the Host that they were asked at. */
  readonly asked: { readonly path: string; readonly host: string }[];
  stop(): Promise<void>;
}

/** Name of the second log. */
const TILES = 'log.localhost';
const b64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const b64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const ec = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

interface Envelope {
  readonly payload: string;
  readonly signatures: readonly { readonly sig: string }[];
}

interface ProposedV1 {
  readonly kind: string;
  readonly spec: { readonly proposedContent: { readonly envelope: string; readonly verifiers: readonly string[] } };
}

/** The body of an entry as Rekor 1 keeps it. @see rekor pkg/types/dsse/v0.0.1, pkg/types/hashedrekord/v0.0.1 (kept as it was proposed) */
function bodyOfV1(proposed: ProposedV1): object {
  if (proposed.kind === 'hashedrekord') return proposed;
  const { envelope: text, verifiers } = proposed.spec.proposedContent;
  const envelope = JSON.parse(text) as Envelope;
  const hash = (bytes: Uint8Array) => ({ algorithm: 'sha256', value: sha256(bytes).toString('hex') });
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: hash(Buffer.from(text)),
      payloadHash: hash(Buffer.from(envelope.payload, 'base64')),
      signatures: envelope.signatures.map(({ sig }) => ({ signature: sig, verifier: verifiers[0] })),
    },
  };
}

/** And as Rekor 2 does. @see rekor-tiles pkg/types/hashedrekord */
function bodyOfV2(request: { hashedRekordRequestV002: { digest: string; signature: JsonObject } }): JsonObject {
  const { digest, signature } = request.hashedRekordRequestV002;
  const data = { algorithm: 'SHA2_256', digest };
  return { apiVersion: '0.0.2', kind: 'hashedrekord', spec: { hashedRekordV002: { data, signature } } };
}

/** Starts an instance whose files lie in `folder`. */
export async function startKeylessInstance(
  folder: string,
  bend: InstanceBend = {},
  shared?: OpensslTsa,
): Promise<KeylessInstance> {
  mkdirSync(folder, { recursive: true });
  const tsa = shared ?? (await startOpensslTsa(join(folder, 'tsa')));
  const [caKey, ctKey, logKey] = [generateKeyPairSync('ec', { namedCurve: 'P-384' }), ec(), ec()];
  const ctlog = await initializeCTLog(ctKey);
  const ca = await initializeCA(caKey, ctlog);
  const tlog = await initializeTLog('https://rekor.localhost', logKey);
  const fulcio = fulcioHandler(ca);
  const tilesKey = generateKeyPairSync('ed25519');
  const tilesSpki = tilesKey.publicKey.export({ type: 'spki', format: 'der' });
  // As signed notes name the keys of their signers.
  const tilesId = sha256(Buffer.concat([Buffer.from(`${TILES}\n\x01`), tilesSpki.subarray(-32)]));
  const asked: { path: string; host: string }[] = [];

  const services: Readonly<Record<string, (body: string) => Promise<string>>> = {
    '/api/v2/signingCert': async (body) => {
      const made = JSON.parse(String((await fulcio.fn(body)).response));
      const { chain } = made.signedCertificateEmbeddedSct;
      // Its PEM has one long line; that of Fulcio does not.
      chain.certificates = chain.certificates.map((pem: string) => new X509Certificate(pem).toString());
      return JSON.stringify(made);
    },
    '/api/v1/log/entries': async (body) => JSON.stringify(await tlog.log(bodyOfV1(JSON.parse(body)))),
    '/api/v2/log/entries': async (body) => {
      const entry = bodyOfV2(JSON.parse(body));
      const canonical = Buffer.from(canonicalJson(entry));
      // The second of two leaves, under a head that the log signs as a note.
      const neighbour = sha256(Buffer.from('neighbour'));
      const leaf = sha256(Buffer.concat([Buffer.from([0]), canonical]));
      const rootHash = sha256(Buffer.concat([Buffer.from([1]), neighbour, leaf]));
      const head = `${TILES}\n2\n${b64(rootHash)}\n`;
      const signature = Buffer.concat([
        tilesId.subarray(0, 4),
        sign(undefined, Buffer.from(head), tilesKey.privateKey),
      ]);
      return JSON.stringify({
        logIndex: '1',
        logId: { keyId: b64(tilesId) },
        kindVersion: { kind: 'hashedrekord', version: '0.0.2' },
        inclusionProof: {
          rootHash: b64(rootHash),
          logIndex: '1',
          treeSize: '2',
          hashes: [b64(neighbour)],
          checkpoint: { envelope: `${head}\n\u2014 ${TILES} ${b64(signature)}\n` },
        },
        canonicalizedBody: b64(canonical),
      });
    },
  };
  const server = createServer(async (request: IncomingMessage, response) => {
    const path = request.url ?? '';
    asked.push({ path, host: request.headers.host ?? '' });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const other = bend.status?.(path);
    if (other !== undefined)
      return void response.writeHead(other.status, other.headers).end('{"message":"as it was told"}');
    const made = await services[path]?.(Buffer.concat(chunks).toString());
    if (made === undefined) return void response.writeHead(404).end();
    // Rekor 1 names the entry there too, and sigstore-go looks for it by that.
    const named = path === '/api/v1/log/entries' ? { etag: Object.keys(JSON.parse(made))[0] ?? '' } : {};
    response.writeHead(201, { 'content-type': 'application/json', ...named }).end(bend.answer?.(path, made) ?? made);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const validFor = { start: '2020-01-01T00:00:00Z' };
  const service = (at: string, majorApiVersion: number) => [
    { url: at, majorApiVersion, validFor, operator: 'example.com' },
  ];
  const log = (baseUrl: string, spki: Uint8Array, keyDetails = 'PKIX_ECDSA_P256_SHA_256', id = sha256(spki)) => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: b64(spki), keyDetails, validFor },
    logId: { keyId: b64(id) },
  });
  const chain = (...certificates: readonly Uint8Array[]) => ({
    certificates: certificates.map((rawBytes) => ({ rawBytes: b64(rawBytes) })),
  });
  const stamper = readFileSync(tsa.chain, 'utf8').match(/-----BEGIN[\s\S]*?END CERTIFICATE-----/g) ?? [];
  const trusted = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [
      log('https://rekor.localhost', tlog.publicKey),
      log(`https://${TILES}`, tilesSpki, 'PKIX_ED25519', tilesId),
    ],
    certificateAuthorities: [
      {
        subject: { organization: 'sigstore.mock', commonName: 'sigstore' },
        uri: url,
        certChain: chain(
          Buffer.from(ca.rootCertificate.buffer, ca.rootCertificate.byteOffset, ca.rootCertificate.byteLength),
        ),
        validFor,
      },
    ],
    ctlogs: [log('https://ct.localhost', createPublicKey(ctKey.privateKey).export({ type: 'spki', format: 'der' }))],
    timestampAuthorities: [
      {
        subject: { organization: 'Twinseal test', commonName: 'TSA' },
        uri: tsa.url,
        certChain: chain(...stamper.map((pem) => new X509Certificate(pem).raw)),
        validFor,
      },
    ],
  };
  const trustedRoot = join(folder, 'trusted_root.json');
  writeFileSync(trustedRoot, JSON.stringify(trusted));
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: WHO.issuer, sub: WHO.subject, aud: 'sigstore', iat: now, exp: now + 600 };
  const token = join(folder, 'token');
  writeFileSync(
    token,
    `${b64url({ alg: 'ES256', kid: 'k', typ: 'JWT' })}.${b64url(claims)}.${b64('signature').replaceAll('=', '')}\n`,
  );
  return {
    config(version, stamps = version === 2) {
      const file = join(folder, `signing_config_${version}_${stamps}.json`);
      const config = {
        mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
        caUrls: service(url, 1),
        rekorTlogUrls: service(url, version),
        rekorTlogConfig: { selector: 'ANY' },
        ...(stamps && { tsaUrls: service(tsa.url, 1), tsaConfig: { selector: 'ANY' } }),
      };
      writeFileSync(file, JSON.stringify(config));
      return file;
    },
    trustedRoot,
    token,
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (shared === undefined) await tsa.stop();
    },
  };
}
