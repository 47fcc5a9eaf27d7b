// What every cell of the matrix needs: registries, images that carry nothing, keys of each type for each peer, and Twinseal itself.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLayout } from '../../../src/adapters/layout/layout-reader.ts';
import { openRegistries } from '../../../src/adapters/registry/registries.ts';
import { RememberedManifests } from '../../../src/adapters/registry/remembered-manifests.ts';
import { compilePolicy } from '../../../src/judge/policy/compile.ts';
import { parsePolicy } from '../../../src/judge/policy/parse.ts';
import { verifyImage } from '../../../src/roads/verify.ts';
import { craneImage } from '../../support/crane-image.ts';
import { twinseal } from '../../support/twinseal-program.ts';
import { testCall } from '../../support/walkable-image.ts';
import { type NotationKey, newNotationKey } from '../notation-rounds.ts';
import { peerOutput } from '../peer.ts';
import { type Registry, startDistribution, startGgcr } from '../registry.ts';
import { startTimestampServer } from '../timestamp-server.ts';

/** Types of keys, in the order of the columns. */
export const KEY_TYPES = ['P-256', 'P-384', 'P-521', 'RSA 2048', 'RSA 3072', 'RSA 4096', 'Ed25519'] as const;
export type KeyType = (typeof KEY_TYPES)[number];

/** Where evidence lies. */
export type Storage = 'referrers API' | 'fallback tag' | 'cosign’s tag' | 'layout';

/** The files of one key. */
export interface MatrixKey {
  readonly type: KeyType;
  /** Encrypted, as cosign keeps it, and the public half. */
  readonly cosign: string;
  readonly pub: string;
  /** The Notary Project has no Ed25519. */
  readonly notation?: NotationKey;
}

/** An image that carries nothing but what a cell attaches: the index and its children, as each peer names them. */
export interface MatrixImage {
  readonly storage: Storage;
  /** Repository, or folder of the layout. */
  readonly place: string;
  readonly index: string;
  readonly children: readonly string[];
}

/** The real timestamp authority, and what each peer is told to trust it by. */
export interface Stamps {
  readonly url: string;
  /** Its root in PEM, and a trusted root with its chain and nothing else. */
  readonly root: string;
  readonly trustedRoot: string;
}

/** Everything that cells share. */
export interface Workbench {
  readonly folder: string;
  readonly key: (type: KeyType, owner: 'signer' | 'stranger') => Promise<MatrixKey>;
  /** A timestamp authority, started when first asked for. */
  readonly stamps: () => Promise<Stamps>;
  readonly image: (storage: Storage, name: string) => Promise<MatrixImage>;
  readonly stop: () => Promise<void>;
}

export const PASSWORD = { COSIGN_PASSWORD: '' };
export const PREDICATE_TYPE = 'https://example.com/reviewed/v1';

/** Starts the registries and makes the image that all are copies of. */
export async function openWorkbench(): Promise<Workbench> {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-matrix-'));
  const [withApi, without] = await Promise.all([startGgcr(), startDistribution()]);
  const bases = new Map<Registry, string>();
  for (const registry of [withApi, without])
    bases.set(registry, (await craneImage(folder, `${registry.host}/base/app`)).reference);
  const base = bases.get(withApi) ?? '';
  const index = (await peerOutput('crane', ['digest', base])).trim();
  const { manifests } = JSON.parse(await peerOutput('crane', ['manifest', base]));
  const children = manifests.map(({ digest }: { digest: string }) => digest);
  const layout = join(folder, 'base.oci');
  const pulled = await twinseal(['pull', base, layout]);
  assert.equal(pulled.status, 0, pulled.stderr);
  writeFileSync(join(folder, 'predicate.json'), '{"reviewed":true}');
  const empty = { tlogs: [], certificateAuthorities: [], ctlogs: [], timestampAuthorities: [] };
  const mediaType = 'application/vnd.dev.sigstore.trustedroot+json;version=0.1';
  writeFileSync(join(folder, 'empty-root.json'), JSON.stringify({ mediaType, ...empty }));
  const keys = new Map<string, Promise<MatrixKey>>();
  let stamps: Promise<Stamps> | undefined;
  return {
    folder,
    stamps() {
      stamps ??= openStamps(folder);
      return stamps;
    },
    key(type, owner) {
      const name = `${owner}-${type.toLowerCase().replaceAll(' ', '-')}`;
      const key = keys.get(name) ?? makeKey(join(folder, name), type);
      keys.set(name, key);
      return key;
    },
    async image(storage, name) {
      if (storage === 'layout') {
        const place = join(folder, `${name.replaceAll('/', '-')}.oci`);
        cpSync(layout, place, { recursive: true });
        return { storage, place, index, children };
      }
      const registry = storage === 'referrers API' ? withApi : without;
      const place = `${registry.host}/${name}`;
      await peerOutput('crane', ['copy', bases.get(registry) ?? '', `${place}:v1`]);
      return { storage, place, index, children };
    },
    async stop() {
      await Promise.all([withApi.stop(), without.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openStamps(folder: string): Promise<Stamps> {
  const { url, chain } = await startTimestampServer();
  const [root, file, trustedRoot] = ['tsa-root.pem', 'tsa-chain.pem', 'tsa-trusted-root.json'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const blocks = chain.trim().split(/(?=-----BEGIN)/);
  writeFileSync(root, blocks.at(-1) ?? '');
  writeFileSync(file, chain);
  await peerOutput('cosign', ['trusted-root', 'create', '--timestamp-certificate-chain', file, '--out', trustedRoot]);
  return { url, root, trustedRoot };
}

async function makeKey(folder: string, type: KeyType): Promise<MatrixKey> {
  mkdirSync(folder, { recursive: true });
  const bits = Number(type.slice(4));
  const kind = type.startsWith('RSA') ? bits : type;
  const { privateKey } =
    type === 'Ed25519'
      ? generateKeyPairSync('ed25519')
      : typeof kind === 'number'
        ? generateKeyPairSync('rsa', { modulusLength: kind })
        : generateKeyPairSync('ec', { namedCurve: kind });
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const words = [
    'import-key-pair',
    '--key',
    join(folder, 'key.pem'),
    '--output-key-prefix',
    join(folder, 'c'),
    '--yes',
  ];
  await peerOutput('cosign', words, { env: PASSWORD });
  const notation = type === 'Ed25519' ? {} : { notation: newNotationKey(join(folder, 'notation'), kind) };
  return { type, cosign: join(folder, 'c.key'), pub: join(folder, 'c.pub'), ...notation };
}

/** Which document of an image a cell is about. */
export type Part = 'index' | 'child';

/** The document, as cosign, notation and Twinseal take it. @example documentOf(image, 'child') */
export function documentOf({ place, index, children }: MatrixImage, part: Part): string {
  return `${place}@${part === 'index' ? index : children[0]}`;
}

/** The documents that cells are about. */
export function documentsOf(image: MatrixImage): readonly string[] {
  return [documentOf(image, 'index'), documentOf(image, 'child')];
}

/** Whether Twinseal finds that the key signed the document, or stated that it was reviewed. */
export async function twinsealTakes(
  image: MatrixImage,
  part: Part,
  trust: object,
  what: 'signature' | 'attestation',
): Promise<boolean> {
  const require =
    what === 'signature'
      ? { signatures: [{ by: 'signer' }] }
      : { statements: [{ type: PREDICATE_TYPE, by: ['signer'] }] };
  const document = { apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust: [{ name: 'signer', ...trust }], require };
  const bytes = Buffer.from(JSON.stringify(document));
  const readFile = async (path: string) => new Uint8Array(readFileSync(path));
  const policy = compilePolicy(await parsePolicy({ name: 'matrix', bytes, readFile }));
  const target = part === 'index' ? image.index : (image.children[0] ?? '');
  const registries = openRegistries({});
  try {
    const reader =
      image.storage === 'layout'
        ? await openLayout(image.place, testCall())
        : new RememberedManifests(registries.repository(image.place));
    const request = { reader, requested: documentOf(image, part), target, policy };
    const { verdict } = await verifyImage(request, { now: Date.now }, testCall());
    assert.notEqual(verdict.outcome, 'indeterminate', JSON.stringify(verdict.checks));
    // Of an index, the check of the index itself: its children are cells of their own.
    const own = verdict.checks.filter(({ id, subject }) => /^(?:signature|statement):/.test(id) && subject === target);
    assert.notEqual(own.length, 0, JSON.stringify(verdict.checks));
    return own.every(({ status }) => status === 'pass');
  } finally {
    await registries.close();
  }
}
