import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { peerOutput } from '../interop/peer.ts';
import { tarOf } from './tar.ts';

/** An image of two platforms, as crane made it. */
export interface CraneImage {
  readonly reference: string;
  /** Config digests by architecture. */
  readonly configs: Readonly<Record<string, string>>;
}

/** Makes an index of linux/amd64 and linux/arm64 in a registry and tags it `v1`. */
export async function craneImage(folder: string, repository: string): Promise<CraneImage> {
  const tar = join(folder, 'layer.tar');
  writeFileSync(tar, tarOf([{ name: 'hello', content: 'hello\n' }]));
  const configs: Record<string, string> = {};
  const children: string[] = [];
  for (const architecture of ['amd64', 'arm64']) {
    const tag = `${repository}:${architecture}`;
    await peerOutput('crane', ['append', '--oci-empty-base', '-f', tar, '-t', tag]);
    const entry = ['--entrypoint', '/hello'];
    await peerOutput('crane', ['mutate', '--set-platform', `linux/${architecture}`, ...entry, '-t', tag, tag]);
    configs[architecture] = JSON.parse(await peerOutput('crane', ['manifest', tag])).config.digest;
    children.push('-m', tag);
  }
  const reference = `${repository}:v1`;
  await peerOutput('crane', ['index', 'append', ...children, '-t', reference]);
  return { reference, configs };
}
