// The same changed evidence, given to Twinseal and to cosign and notation as programs.
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLayout } from '../../src/adapters/layout/layout-reader.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { verifyBlobBundle } from '../../src/judge/verify/blob-bundle.ts';
import { publicKeyOf } from '../../src/judge/verify/public-key.ts';
import { verifyImage } from '../../src/roads/verify.ts';
import { fileArtifact } from '../support/blob-bundles.ts';
import { makeChain } from '../support/certificates.ts';
import { DIFFERENTIAL, differentialBases, type Said } from '../support/differential.ts';
import { drawByteMutation, drawMutation, type Mutation, mutate } from '../support/evidence-mutations.ts';
import { coseSignature } from '../support/notation-cose.ts';
import { testPolicy } from '../support/sealed-image.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { bundleOf, notationSignature, statementOf } from '../support/signing.ts';
import { IDENTITY, ISSUER } from '../support/sigstore-instance.ts';
import { testCall } from '../support/walkable-image.ts';
import { notationHome } from './notation-home.ts';
import { runPeer } from './peer.ts';

/** Good bytes, what an attacker makes of them once changed, and how both sides are asked about that. */
export interface PeerBase {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isJson: boolean;
  /** Signs what was changed, where an attacker could. */
  readonly made: (changed: Uint8Array) => Uint8Array;
  readonly ours: (evidence: Uint8Array) => Promise<Said>;
  readonly theirs: (evidence: Uint8Array) => Promise<Said>;
}

/** A program with the evidence that it verifies. */
export interface DifferentialPeer {
  readonly peer: 'cosign' | 'notation';
  readonly bases: readonly PeerBase[];
  readonly stop: () => void;
}

const asItIs = (bytes: Uint8Array): Uint8Array => bytes;
const last = (text: string): string => text.trim().split('\n').at(-1) ?? '';

/** A change of a base. @example drawn(base, random).change */
export function drawn({ bytes, isJson }: PeerBase, random: SeededRandom): Mutation {
  return isJson ? drawMutation(bytes, random) : drawByteMutation(random);
}

/** The evidence that a change makes. */
export function changed({ bytes, made }: PeerBase, mutation: Mutation): Uint8Array {
  return made(mutate(bytes, mutation));
}

/** cosign with the bundles of `differentialBases`, and with statements that are signed after they were changed. */
export function cosignPeer(): DifferentialPeer {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-differential-'));
  const { bases, rootBytes, keyPem } = differentialBases();
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(join(folder, 'app'), DIFFERENTIAL.file);
  writeFileSync(join(folder, 'root.json'), rootBytes);
  writeFileSync(join(folder, 'key.pub'), keyPem);
  writeFileSync(join(folder, 'own.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
  const ask = (words: readonly string[]) => async (bytes: Uint8Array) => {
    writeFileSync(join(folder, 'bundle.json'), bytes);
    const { status, stderr } = await runPeer('cosign', [...words, '--bundle', 'bundle.json', 'app'], { cwd: folder });
    return { accepted: status === 0, reason: last(stderr) };
  };
  const stated = ['verify-blob-attestation', '--type', DIFFERENTIAL.predicateType];
  const byKey = (file: string) => ['--key', file, '--insecure-ignore-tlog'];
  const identity = ['--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER];
  const key = publicKeyOf(publicKey.export({ type: 'spki', format: 'der' }));
  const statement = statementOf([sha256Digest(DIFFERENTIAL.file)], DIFFERENTIAL.predicateType, { a: 1 });
  return {
    peer: 'cosign',
    bases: [
      ...bases.map(({ name, bytes, keyless, ours }): PeerBase => {
        const who = keyless ? [...identity, '--trusted-root', 'root.json'] : byKey('key.pub');
        const stamps = name.endsWith('v2') ? ['--use-signed-timestamps'] : [];
        const words = [...(name.includes('file') ? ['verify-blob'] : stated), '--new-bundle-format', ...stamps, ...who];
        return { name, bytes, isJson: true, made: asItIs, ours: async (one) => ours(one), theirs: ask(words) };
      }),
      {
        name: 'statement, signed after the change',
        bytes: Buffer.from(JSON.stringify(statement)),
        isJson: true,
        made: (payload) => bundleOfBytes(privateKey, payload),
        async ours(bytes) {
          const wanted = { kind: 'key', key } as const;
          const artifact = fileArtifact(DIFFERENTIAL.file);
          const { outcome, checks, predicateType } = verifyBlobBundle({ name: 'b', bytes, artifact, wanted, now: 0 });
          // cosign is asked for the type too; here that is for whoever reads the report.
          if (outcome === 'verified' && predicateType !== DIFFERENTIAL.predicateType)
            return { accepted: false, reason: 'the report tells another type' };
          const bad = checks.find(({ status }) => status === 'fail' || status === 'fault');
          return { accepted: outcome === 'verified', reason: bad === undefined ? '' : `${bad.code}: ${bad.reason}` };
        },
        theirs: ask([...stated, '--new-bundle-format', ...byKey('own.pub')]),
      },
    ],
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** As `bundleOf`, for payloads that are no text. */
function bundleOfBytes(key: Parameters<typeof bundleOf>[0], payload: Uint8Array): Uint8Array {
  const type = 'application/vnd.in-toto+json';
  const head = Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `);
  const sig = sign('sha256', Buffer.concat([head, payload]), key).toString('base64');
  const dsseEnvelope = {
    payload: Buffer.from(payload).toString('base64'),
    payloadType: type,
    signatures: [{ sig }],
  };
  return bundleOf(key, '', { edit: (bundle) => ({ ...bundle, dsseEnvelope }) });
}

const TYPES = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  notation: 'application/vnd.cncf.notary.signature',
} as const;

/** notation with signatures in both envelopes, in a layout of its own; and with headers and payloads signed after they were changed. */
export async function notationPeer(): Promise<DifferentialPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-differential-'));
  const now = Math.floor(Date.now() / 1000);
  const times = { notBefore: now - 86_400, notAfter: now + 86_400 };
  const chain = makeChain({ leaf: times, intermediate: times, root: times });
  writeFileSync(join(folder, 'root.crt'), chain.rootPem);
  const home = await notationHome(join(folder, 'root.crt'), ['local/app']);
  const policy = await testPolicy(
    { signatures: [{ by: 'notary' }] },
    { trust: [{ name: 'notary', notation: { certificates: chain.rootPem, identities: ['*'] } }] },
  );
  let count = 0;
  const layoutOf = (mediaType: string, envelope: Uint8Array): { place: string; image: Descriptor } => {
    const place = join(folder, `l${++count}`);
    mkdirSync(join(place, 'blobs', 'sha256'), { recursive: true });
    const put = (bytes: Uint8Array, type: string): Descriptor => {
      const digest = sha256Digest(bytes);
      writeFileSync(join(place, 'blobs', 'sha256', digest.slice(7)), bytes);
      return { mediaType: type, digest, size: bytes.length };
    };
    const json = (value: object, type: string) => put(Buffer.from(JSON.stringify(value)), type);
    const rootfs = { type: 'layers', diff_ids: [] };
    const config = json({ architecture: 'amd64', os: 'linux', rootfs }, 'application/vnd.oci.image.config.v1+json');
    const base = { schemaVersion: 2, mediaType: TYPES.manifest };
    const image = json({ ...base, config, layers: [] }, TYPES.manifest);
    const signature = {
      ...base,
      config: put(Buffer.from('{}'), TYPES.notation),
      layers: [put(envelope, mediaType)],
      subject: image,
    };
    const manifests = [image, json(signature, TYPES.manifest)];
    writeFileSync(join(place, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
    writeFileSync(join(place, 'index.json'), JSON.stringify({ schemaVersion: 2, mediaType: TYPES.index, manifests }));
    return { place, image };
  };
  const { image } = layoutOf('application/jose+json', new Uint8Array());
  const asked = (mediaType: string) => ({
    async ours(envelope: Uint8Array): Promise<Said> {
      const { place } = layoutOf(mediaType, envelope);
      const reader = await openLayout(place, testCall());
      const request = { reader, requested: place, target: image.digest, policy };
      const { verdict, facts } = await verifyImage(request, { now: Date.now }, testCall());
      rmSync(place, { recursive: true });
      const [bad] = facts.rejected;
      const check = verdict.checks.find(({ status }) => status === 'fail' || status === 'fault');
      const words = bad === undefined ? `${check?.code}: ${check?.reason}` : `${bad.code}: ${bad.reason}`;
      return { accepted: verdict.outcome === 'allow', reason: verdict.outcome === 'allow' ? '' : words };
    },
    async theirs(envelope: Uint8Array): Promise<Said> {
      const { place } = layoutOf(mediaType, envelope);
      const words = ['verify', '--oci-layout', '--scope', 'local/app', `${place}@${image.digest}`];
      const { status, stderr } = await runPeer('notation', words, { home, env: { NOTATION_EXPERIMENTAL: '1' } });
      rmSync(place, { recursive: true });
      return { accepted: status === 0, reason: last(stderr) };
    },
  });
  const [jose, cose] = [asked('application/jose+json'), asked('application/cose')];
  const signedAt = {
    header: { 'io.cncf.notary.signingTime': new Date(now * 1000).toISOString().replace(/\.\d+/, '') },
  };
  const good = JSON.parse(Buffer.from(notationSignature(chain, image, signedAt)).toString());
  const part = (name: 'protected' | 'payload') => Buffer.from(good[name], 'base64url');
  const resigned = (parts: { readonly protected?: Uint8Array; readonly payload?: Uint8Array }): Uint8Array => {
    const header = Buffer.from(parts.protected ?? part('protected')).toString('base64url');
    const payload = Buffer.from(parts.payload ?? part('payload')).toString('base64url');
    const how = { key: chain.leafKey, dsaEncoding: 'ieee-p1363' as const };
    const signature = sign('sha256', Buffer.from(`${header}.${payload}`), how).toString('base64url');
    return Buffer.from(JSON.stringify({ ...good, protected: header, payload, signature }));
  };
  const coseOf = (bend: Parameters<typeof coseSignature>[2] = {}) => coseSignature(chain, image, bend);
  let header = new Uint8Array();
  coseOf({
    protectedBytes(bytes) {
      header = Uint8Array.from(bytes);
      return bytes;
    },
  });
  return {
    peer: 'notation',
    bases: [
      { name: 'JWS', bytes: Buffer.from(JSON.stringify(good)), isJson: true, made: asItIs, ...jose },
      {
        name: 'JWS header, signed after the change',
        bytes: part('protected'),
        isJson: true,
        ...jose,
        made: (bytes) => resigned({ protected: bytes }),
      },
      {
        name: 'JWS payload, signed after the change',
        bytes: part('payload'),
        isJson: true,
        ...jose,
        made: (bytes) => resigned({ payload: bytes }),
      },
      { name: 'COSE', bytes: coseOf(), isJson: false, made: asItIs, ...cose },
      {
        name: 'COSE header, signed after the change',
        bytes: header,
        isJson: false,
        ...cose,
        made: (bytes) => coseOf({ protectedBytes: () => bytes }),
      },
    ],
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}
