import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type Digest, sha256Digest } from '../../src/formats/digest.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import type { RunConfig } from '../../src/formats/oci/documents.ts';
import { type CompiledPolicy, compilePolicy } from '../../src/judge/policy/compile.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import { verifyImage } from '../../src/roads/verify.ts';
import { elfSample } from '../formats/elf-sample.ts';
import { CHAIN_START, makeChain, type TestChain } from './certificates.ts';
import { ImageStore } from './image-store.ts';
import { bundleOf, imageSignature, notationSignature, statementOf } from './signing.ts';
import { type RawEntry, tarOf } from './tar.ts';
import { testCall } from './walkable-image.ts';

export const TYPES = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  bundle: 'application/vnd.dev.sigstore.bundle.v0.3+json',
  notation: 'application/vnd.cncf.notary.signature',
  empty: 'application/vnd.oci.empty.v1+json',
} as const;

/** Seconds since 1970 at which tests verify, unless they say otherwise. */
export const NOW = CHAIN_START + 100 * 86_400;

const generated = new Map<string, KeyObject>();
/** A P-256 key by name, one for the whole run. */
export function testKey(name: string): KeyObject {
  const key = generated.get(name) ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  generated.set(name, key);
  return key;
}
/** The chain that the policies of tests trust. */
export const CHAIN: TestChain = makeChain({ intermediate: {} });

/** One platform image of a test. */
export interface TestPlatform {
  readonly architecture: string;
  readonly descriptor: Descriptor;
  readonly binary: Uint8Array;
}

/** An image of two platforms, with everything attached or nothing. */
export interface TestImage {
  readonly store: ImageStore;
  readonly index: Descriptor;
  readonly platforms: readonly TestPlatform[];
}

/** What an attacker may bend when an image is made. */
export interface ImageBend {
  /** Layers after (above) the one that holds the program. */
  readonly layersAbove?: readonly (readonly RawEntry[] | ((binary: Uint8Array) => readonly RawEntry[]))[];
  /** In place of a static ELF, by machine. */
  readonly binary?: (machine: number) => Uint8Array;
  /** In place of the usual layer. */
  readonly layer?: (binary: Uint8Array) => readonly RawEntry[];
  /** The first layer as the manifest names it. */
  readonly layerDescriptor?: (descriptor: Descriptor) => Descriptor;
  readonly run?: RunConfig;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly indexEntry?: (entry: Record<string, unknown>, architecture: string) => Record<string, unknown>;
  readonly moreChildren?: (store: ImageStore) => readonly object[];
  readonly index?: Readonly<Record<string, unknown>>;
}

const MACHINES: Readonly<Record<string, number>> = { amd64: 62, arm64: 183 };

/** Makes an image whose program is `/usr/local/bin/app`, a static ELF of its platform. */
export function makeImage(bend: ImageBend = {}): TestImage {
  const store = new ImageStore();
  const platforms = Object.entries(MACHINES).map(([architecture, machine]): TestPlatform => {
    const binary = bend.binary?.(machine) ?? elfSample({ machine });
    const first = bend.layer?.(binary) ?? [{ name: 'usr/local/bin/app', content: binary }];
    const above = (bend.layersAbove ?? []).map((layer) => (typeof layer === 'function' ? layer(binary) : layer));
    const tars = [first, ...above].map((entries) => tarOf(entries));
    const config = store.putJson(
      {
        architecture,
        os: 'linux',
        config: {
          User: '65532:65532',
          Entrypoint: ['app'],
          Env: ['PATH=/usr/local/bin:/bin'],
          Labels: { a: 'b' },
          ...bend.run,
        },
        rootfs: { type: 'layers', diff_ids: tars.map((tar) => sha256Digest(tar)) },
        ...bend.config,
      },
      TYPES.config,
    );
    const [lowest, ...higher] = tars.map((tar) => store.put(new Uint8Array(gzipSync(tar)), TYPES.layer));
    const layers = lowest === undefined ? [] : [bend.layerDescriptor?.(lowest) ?? lowest, ...higher];
    const manifest = store.putJson({ schemaVersion: 2, mediaType: TYPES.manifest, config, layers }, TYPES.manifest);
    return { architecture, descriptor: manifest, binary };
  });
  const manifests = platforms.map(({ architecture, descriptor }) => {
    const entry = { ...descriptor, platform: { os: 'linux', architecture } };
    return bend.indexEntry?.(entry, architecture) ?? entry;
  });
  const index = store.putJson(
    {
      schemaVersion: 2,
      mediaType: TYPES.index,
      manifests: [...manifests, ...(bend.moreChildren?.(store) ?? [])],
      ...bend.index,
    },
    TYPES.index,
  );
  store.root = index;
  return { store, index, platforms };
}

/** The predicate of a twin proof for the image's binaries. */
export function twinPredicate({ platforms }: TestImage, edit: Readonly<Record<string, unknown>> = {}): object {
  const binaries = platforms.map(({ architecture, binary }) => ({
    platform: `linux/${architecture}`,
    name: 'app',
    digest: sha256Digest(binary),
    size: binary.length,
  }));
  const side = (id: string) => ({
    invocationId: id,
    startedOn: '2026-04-01T00:00:00Z',
    finishedOn: '2026-04-01T00:01:00Z',
    cold: true,
    isolation: { kind: 'namespaces', inForce: ['network'], missing: [], networkless: true },
    binaries,
  });
  return {
    apiVersion: 'twinseal.dev/twin-result/v1',
    outcome: 'identical',
    source: {
      module: 'example.com/app',
      treeDigest: `sha256:${'0'.repeat(64)}`,
      goModDigest: `sha256:${'0'.repeat(64)}`,
    },
    toolchain: { version: 'go1.26.8', host: 'linux/amd64', digests: {}, authenticated: true },
    flags: {},
    conditions: ['path', 'home'].map((name) => ({ name, varied: true, a: 'x', b: 'y' })),
    sides: { a: side('1'), b: side('2') },
    binaries,
    assembly: { profile: 1, compressor: 'none' },
    ...edit,
  };
}

/** Attaches a bundle as cosign does; `manifest` bends the referrer. */
export function attachBundle(
  store: ImageStore,
  subject: Descriptor,
  bundle: Uint8Array,
  manifest: Readonly<Record<string, unknown>> = {},
): Descriptor {
  const config = store.put(Buffer.from('{}'), TYPES.empty);
  const layer = store.put(bundle, TYPES.bundle);
  const { mediaType, digest, size } = subject;
  const referrer = store.putJson(
    {
      schemaVersion: 2,
      mediaType: TYPES.manifest,
      artifactType: TYPES.bundle,
      config,
      layers: [layer],
      subject: { mediaType, digest, size },
      ...manifest,
    },
    TYPES.manifest,
  );
  const descriptor = { ...referrer, artifactType: TYPES.bundle };
  store.attach(digest, descriptor);
  return descriptor;
}

/** Attaches a notation signature, JWS or COSE, in the shape of notation v1.3.2, or the newer one. */
export function attachNotation(
  store: ImageStore,
  subject: Descriptor,
  envelope: Uint8Array,
  newer = false,
  manifest: Readonly<Record<string, unknown>> = {},
): Descriptor {
  const config = store.put(Buffer.from('{}'), newer ? TYPES.empty : TYPES.notation);
  // Tag 18 (COSE_Sign1), which no JSON begins with.
  const layer = store.put(envelope, envelope[0] === 0xd2 ? 'application/cose' : 'application/jose+json');
  const { mediaType, digest, size } = subject;
  const referrer = store.putJson(
    {
      schemaVersion: 2,
      mediaType: TYPES.manifest,
      ...(newer && { artifactType: TYPES.notation }),
      config,
      layers: [layer],
      subject: { mediaType, digest, size },
      ...manifest,
    },
    TYPES.manifest,
  );
  const descriptor = { ...referrer, artifactType: TYPES.notation };
  store.attach(digest, descriptor);
  return descriptor;
}

/** Which parts of the seal to leave out. */
export type SealPart = 'cosign' | 'notation' | 'twin' | 'spdx';

/** All digests that statements name: the index and each platform. */
export function digestsOf({ index, platforms }: TestImage): readonly Digest[] {
  return [index.digest, ...platforms.map(({ descriptor }) => descriptor.digest)];
}

/** Signs and attests an image as Twinseal does. */
export function seal(
  image: TestImage,
  without: readonly SealPart[] = [],
  predicate: object = twinPredicate(image),
): TestImage {
  const { store, index, platforms } = image;
  const key = testKey('release');
  for (const subject of [index, ...platforms.map(({ descriptor }) => descriptor)]) {
    if (!without.includes('cosign')) attachBundle(store, subject, imageSignature(key, subject.digest));
    if (!without.includes('notation')) attachNotation(store, subject, notationSignature(CHAIN, subject));
  }
  const state = (type: string, body: unknown) =>
    attachBundle(store, index, bundleOf(key, JSON.stringify(statementOf(digestsOf(image), type, body))));
  if (!without.includes('twin')) state('https://twinseal.dev/twin-proof/v1', predicate);
  if (!without.includes('spdx')) state('https://spdx.dev/Document', { spdxVersion: 'SPDX-2.3' });
  return image;
}

const REQUIRE = {
  platforms: ['linux/amd64', 'linux/arm64'],
  signatures: [{ by: 'release' }, { by: 'notary' }],
  statements: [{ type: 'spdxjson', by: ['release'] }],
  twinBuild: { by: ['release'], varied: ['path'], cold: true, networkless: true, toolchainAuthenticated: true },
  image: { nonRoot: true, staticBinary: true, labels: { a: 'b' } },
};

/** The policy of most tests, with `require` replaced where a test asks less. */
export async function testPolicy(
  require: Readonly<Record<string, unknown>> = REQUIRE,
  more: Readonly<Record<string, unknown>> = {},
): Promise<CompiledPolicy> {
  const document = {
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: [
      { name: 'release', cosign: { key: publicPem(testKey('release')) } },
      { name: 'other', cosign: { key: publicPem(testKey('other')) } },
      { name: 'notary', notation: { certificates: CHAIN.rootPem, identities: ['*'] } },
    ],
    require,
    ...more,
  };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  return compilePolicy(await parsePolicy({ name: 'test', bytes, readFile: async () => new Uint8Array() }));
}

/** SPKI PEM of the public half. */
export function publicPem(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}

/** Runs the whole road. */
export async function judge(image: TestImage, policy?: CompiledPolicy, now: number = NOW) {
  const compiled = policy ?? (await testPolicy());
  const request = {
    reader: image.store,
    requested: 'registry.example.com/team/app:v1',
    target: 'v1',
    policy: compiled,
  };
  return verifyImage(request, { now: () => now * 1000 }, testCall());
}

/** Outcome, and the checks that fail or could not be made, as short text. */
export async function verdictOf(image: TestImage, policy?: CompiledPolicy, now?: number): Promise<readonly string[]> {
  const { verdict } = await judge(image, policy, now);
  const bad = verdict.checks
    .filter(({ status }) => status === 'fail' || status === 'fault')
    .map(({ id, status, code }) => `${id} ${status} ${code}`);
  return [verdict.outcome, ...new Set(bad)];
}
