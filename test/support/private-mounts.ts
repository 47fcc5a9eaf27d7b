// Runs a program where a small disk, or one that cannot be written, stands at a path, seen by that program alone.
import { spawnSync } from 'node:child_process';
import { getuid } from 'node:process';

const UNSHARE = ['--mount', ...(getuid?.() === 0 ? [] : ['--user', '--map-root-user'])];

/** The reason why this machine lets us mount nothing; false when it does. For a test's `skip`. */
export function withoutMounts(): string | false {
  const { status, error } = spawnSync('unshare', [...UNSHARE, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
  return status !== 0 && `this machine: no private mounts, ${error?.message ?? 'unshare or mount is refused'}`;
}

export interface MountedRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What was in the mounted folder at the end, by path relative to it. */
  readonly left: readonly string[];
}

/**
 * Runs a command with a tmpfs of its own at `folder`.
 * @param options - of the mount: `size=64k`, `ro`
 */
export function withMount(
  folder: string,
  options: string,
  command: readonly string[],
  around: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): MountedRun {
  const script = `mount -t tmpfs -o "$1" tmpfs "$2" || exit 99
folder=$2; shift 2
"$@"; status=$?
cd "$folder" && find . -mindepth 1 >&3
exit $status`;
  const { status, stdout, stderr, output } = spawnSync(
    'unshare',
    [...UNSHARE, 'sh', '-c', script, 'sh', options, folder, ...command],
    { ...around, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const left = (output[3] ?? '').split('\n').filter((line) => line !== '');
  return { status, stdout, stderr, left };
}

/**
 * A command that puts a tmpfs at `folder`, with a file `ballast` in it, and then becomes whatever words follow it. The folder is
 * seen from outside under `/proc/PID/root`.
 *
 * @param options - of the mount: `size=4m`
 * @param ballast - bytes
 * @example spawn(...[...onSmallDisk(folder, 'size=4m', 3e6), 'sqlite3', `${folder}/a.db`])
 */
export function onSmallDisk(folder: string, options: string, ballast: number): readonly string[] {
  const script = `mount -t tmpfs -o "$1" tmpfs "$2" && head -c "$3" /dev/zero > "$2/ballast" || exit 99
shift 3
exec "$@"`;
  return ['unshare', ...UNSHARE, 'sh', '-c', script, 'sh', options, folder, String(ballast)];
}
