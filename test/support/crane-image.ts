import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { peerOutput } from '../interop/peer.ts';
import { type RawEntry, tarOf } from './tar.ts';

/** An image of two platforms, as crane made it. */
export interface CraneImage {
  readonly reference: string;
  /** The same by the digest of its index. */
  readonly pinned: string;
  /** Config digests by architecture. */
  readonly configs: Readonly<Record<string, string>>;
}

/** What it holds and runs. */
export interface CraneContent {
  readonly file?: RawEntry;
  /** False for an image to build on, which names no program; true unless given. */
  readonly runs?: boolean;
}

// No program, as far as validate looks.
const HELLO: RawEntry = { name: 'hello', content: 'hello\n' };

/**
 * Makes an image of one platform and one layer, without an index.
 * @param folder - for the layer, in a file
 * @param tag - `HOST/REPOSITORY:TAG`
 * @returns the image by digest
 */
export async function craneSingle(
  folder: string,
  tag: string,
  { file = HELLO, runs = true }: CraneContent = {},
  architecture = 'amd64',
): Promise<string> {
  const tar = join(folder, 'layer.tar');
  writeFileSync(tar, tarOf([file]));
  await peerOutput('crane', ['append', '--oci-empty-base', '-f', tar, '-t', tag]);
  const entrypoint = runs ? ['--entrypoint', `/${file.name}`] : [];
  await peerOutput('crane', ['mutate', '--set-platform', `linux/${architecture}`, ...entrypoint, '-t', tag, tag]);
  return await pinnedBy(tag);
}

/** Makes an index of linux/amd64 and linux/arm64 in a registry and tags it `v1`; its images are `amd64` and `arm64`. */
export async function craneImage(folder: string, repository: string, content?: CraneContent): Promise<CraneImage> {
  const configs: Record<string, string> = {};
  const children: string[] = [];
  for (const architecture of ['amd64', 'arm64']) {
    const tag = `${repository}:${architecture}`;
    await craneSingle(folder, tag, content, architecture);
    configs[architecture] = JSON.parse(await peerOutput('crane', ['manifest', tag])).config.digest;
    children.push('-m', tag);
  }
  const reference = `${repository}:v1`;
  await peerOutput('crane', ['index', 'append', ...children, '-t', reference]);
  return { reference, pinned: await pinnedBy(reference), configs };
}

async function pinnedBy(tag: string): Promise<string> {
  return `${tag.slice(0, tag.lastIndexOf(':'))}@${(await peerOutput('crane', ['digest', tag])).trim()}`;
}
