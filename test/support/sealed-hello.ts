import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Digest, parseDigest } from '../../src/formats/digest.ts';
import { parseStatement, type Statement } from '../../src/formats/in-toto.ts';
import { parseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { parseSigstoreBundle } from '../../src/formats/sigstore/bundle.ts';
import { writeHelloModule } from './hello-module.ts';
import { type ProgramOptions, twinseal } from './twinseal-program.ts';

export const PLATFORMS = ['linux/amd64', 'linux/arm64'] as const;
export const PASSWORD = 'correct horse';

/** The files of one operator. */
export interface OperatorKeys {
  readonly cosignKey: string;
  readonly cosignPub: string;
  readonly notationKey: string;
  readonly notationChain: string;
  readonly notationRoot: string;
}

/** The module sealed for two platforms by both families, as the program did it. */
export interface SealedHello {
  readonly layout: string;
  /** Name of the commit. */
  readonly revision: string;
  readonly index: Digest;
  readonly platforms: readonly { readonly platform: string; readonly manifest: Digest }[];
  /** The index and each platform, by name. */
  readonly subjects: readonly { readonly name: string; readonly digest: Digest }[];
}

/** How to seal, for tests that vary it. */
export interface SealOptions {
  readonly node?: string;
  /** Variables besides PATH, HOME and the password. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of a kept build cache; both sides are cold unless given. */
  readonly cache?: string;
}

/** Makes keys of both families with `twinseal keys generate` in a new folder. */
export async function makeKeys(folder: string): Promise<OperatorKeys> {
  mkdirSync(folder, { recursive: true });
  const options = { cwd: folder, env: { ...process.env, COSIGN_PASSWORD: PASSWORD } };
  await succeeds(['keys', 'generate', 'cosign'], options);
  await succeeds(['keys', 'generate', 'notation'], options);
  const file = (name: string): string => join(folder, name);
  return {
    cosignKey: file('cosign.key'),
    cosignPub: file('cosign.pub'),
    notationKey: file('notation.key'),
    notationChain: file('notation.crt'),
    notationRoot: file('notation-root.crt'),
  };
}

/** Writes the module to `folder/module` and seals it into `folder/app.oci`, with a home of its own and, unless told otherwise, empty caches. */
export async function sealHello(folder: string, keys: OperatorKeys, options: SealOptions = {}): Promise<SealedHello> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const revision = writeHelloModule(join(folder, 'module'));
  const layout = join(folder, 'app.oci');
  const signers = ['--cosign-key', keys.cosignKey, '--notation-key', keys.notationKey];
  const words = ['seal', join(folder, 'module'), '--platform', PLATFORMS.join(), '--layout', layout, ...signers];
  if (options.cache !== undefined) words.push('--cache', options.cache);
  const output = await succeeds([...words, '--notation-cert', keys.notationChain, '-o', 'json'], {
    cwd: folder,
    // Its module is in no database.
    env: { PATH: process.env.PATH, HOME: home, COSIGN_PASSWORD: PASSWORD, GOSUMDB: 'off', ...options.env },
    ...(options.node !== undefined && { node: options.node }),
  });
  const summary = JSON.parse(output) as Pick<SealedHello, 'index' | 'platforms'>;
  const platforms = summary.platforms.map(({ platform, manifest }) => ({ platform, manifest: parseDigest(manifest) }));
  const subjects = [
    { name: 'the index', digest: summary.index },
    ...platforms.map(({ platform, manifest }) => ({ name: platform, digest: manifest })),
  ];
  return { layout, revision, index: parseDigest(summary.index), platforms, subjects };
}

/** The bytes of a layout's blob. */
export function blobBytes(layout: string, digest: string): Buffer {
  return readFileSync(join(layout, 'blobs', 'sha256', digest.slice('sha256:'.length)));
}

/** One piece of evidence as a layout holds it. */
export interface Attached {
  readonly digest: string;
  readonly subject: string;
  readonly artifactType: string;
  /** Digest of its one layer. */
  readonly blob: string;
  /** The statement inside, for a bundle. */
  readonly statement?: Statement;
}

/** Everything that index.json lists besides the image. */
export function attachedIn(layout: string): readonly Attached[] {
  const index = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as {
    readonly manifests: readonly { readonly mediaType: string; readonly digest: string }[];
  };
  const referrers = index.manifests.filter(({ mediaType }) => mediaType === MEDIA_TYPES.ociManifest);
  return referrers.map(({ digest }) => {
    const { subject, artifactType, config, layers } = parseImageManifest(blobBytes(layout, digest));
    const [layer, ...more] = layers;
    assert.ok(subject !== undefined && layer !== undefined && more.length === 0, digest);
    const found = {
      digest,
      subject: subject.digest,
      artifactType: artifactType ?? config.mediaType,
      blob: layer.digest,
    };
    if (found.artifactType !== MEDIA_TYPES.sigstoreBundle) return found;
    const { content } = parseSigstoreBundle(blobBytes(layout, layer.digest));
    assert.ok(content.kind === 'dsse', digest);
    return { ...found, statement: parseStatement(content.envelope.payload) };
  });
}

async function succeeds(words: readonly string[], options: ProgramOptions): Promise<string> {
  const { status, stdout, stderr } = await twinseal(words, options);
  assert.equal(status, 0, `twinseal ${words.join(' ')}\n${stderr}${stdout}`);
  return stdout;
}
