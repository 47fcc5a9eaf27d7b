import { cleanPath } from '../../formats/clean-path.ts';
import type { RunConfig } from '../../formats/oci/documents.ts';
import type { ImageTree } from './image-tree.ts';
import { followPath } from './lookup.ts';

// Runtimes lay file systems of their own over these (runtime-spec v1.2, config-linux.md, "Default Filesystems"; containerd
// mounts /run too), and files of their own over some in /etc (Docker, CRI-O, Kubernetes, podman).
const MOUNTED = ['/proc', '/sys', '/dev', '/run', '/etc/hosts', '/etc/hostname', '/etc/resolv.conf', '/etc/mtab'];
const MAX_VOLUMES = 256;

/**
 * Tells which place on the way to a program is not the image's own when a container runs: what the layers have there is
 * hidden, and links of the kernel below `/proc` lead on to any file of the image. Volumes count, since runtimes differ on
 * whether one begins as a copy of what the image has.
 *
 * @param trail - every path that was looked at
 * @returns why the program can't be told; undefined when every place is the image's own
 * @example runtimePlace(tree, {}, ['/proc', '/proc/self', '/proc/self/root']) // '/proc is not the image's own ...'
 * @see image-spec v1.1.1, config.md, "Volumes"; proc_pid_root(5); CVE-2019-5736 (an entrypoint below /proc)
 */
export function runtimePlace(tree: ImageTree, config: RunConfig, trail: readonly string[]): string | undefined {
  const volumes = Object.keys(config.Volumes ?? {});
  if (volumes.length > MAX_VOLUMES) return `the config has more than ${MAX_VOLUMES} volumes`;
  const places = [...MOUNTED, ...volumes.flatMap((volume) => [cleanPath(volume), followed(tree, volume)])];
  const looked = new Set(trail);
  // Each place on the way is in the trail itself, so no prefixes need be compared; the root would cover everything.
  const covered = places.find((place) => place === '/' || looked.has(place));
  return covered === undefined
    ? undefined
    : `${covered} is not the image's own when a container runs: runtimes put a file system or a volume there`;
}

function followed(tree: ImageTree, volume: string): string {
  const found = followPath(tree, volume, '/', []);
  return found.found === 'node' ? found.path : cleanPath(volume);
}
