// Runs the real programs that the tests hold Twinseal against, each in a home of its own and with nothing inherited.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program that `make peers` builds; `pyspdxtools` and `schemathesis` come from PyPI, `node-26` from npm, `skopeo` and `registry-debian` from Debian. */
export type PeerName =
  | 'cosign'
  | 'cosign2'
  | 'fulcio'
  | 'notation'
  | 'timestamp-server'
  | 'registry-distribution'
  | 'registry-ggcr'
  | 'registry-debian'
  | 'crane'
  | 'oras'
  | 'ko'
  | 'regctl'
  | 'dlv'
  | 'syft'
  | 'buildx'
  | 'sumdb-server'
  | 'etcd'
  | 'kube-apiserver'
  | 'kubectl'
  | 'helm'
  | 'gatekeeper-ask'
  | 'umoci'
  | 'skopeo'
  | 'containers-copy'
  | 'pyspdxtools'
  | 'schemathesis'
  | 'node-26';

/** How a peer ended: `status` is its exit code. */
export interface PeerResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface PeerOptions {
  /** Folder that holds HOME and the XDG folders; a fresh temporary one for each call unless given. State (notation's trust store) lives there. */
  readonly home?: string;
  /** Variables besides the minimal environment, e.g. `COSIGN_PASSWORD`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
  /** Milliseconds after which the peer is killed; 120,000 unless given. */
  readonly timeout?: number;
}

const cache = join(import.meta.dirname, '..', '..', '.cache', 'peers');
const bin = join(cache, 'bin');

/**
 * The path of a peer's program, absolute. With TWINSEAL_PEERS=optimized it is the one that bench measures.
 *
 * @throws Error when it is not built. A missing peer fails the test that needs it: a test that skips itself proves nothing.
 */
export function peerPath(name: PeerName): string {
  const optimized = process.env.TWINSEAL_PEERS === 'optimized';
  const path = join(optimized ? join(cache, 'optimized') : bin, name);
  const words = `${optimized ? '--optimized ' : ''}${name}`;
  if (!existsSync(path))
    throw new Error(
      `the peer ${name} is not built; run 'make ${optimized ? 'bench' : 'peers'}' (test/interop/build-peers.sh ${words})`,
    );
  return path;
}

/**
 * What to give as a test's `skip` when it needs these peers: `false`, unless TWINSEAL_SKIP_PEERS=1 says, outside of CI, that
 * missing peers may be skipped on this machine.
 *
 * @example
 * test('cosign verifies the index', { skip: withoutPeers('cosign') }, async () => { ... });
 */
export function withoutPeers(...names: readonly PeerName[]): string | false {
  if (process.env.TWINSEAL_SKIP_PEERS !== '1' || process.env.CI === 'true') return false;
  const missing = names.filter((name) => !existsSync(join(bin, name)));
  return missing.length === 0 ? false : `${missing.join(', ')} not built, and TWINSEAL_SKIP_PEERS=1`;
}

/** The environment of a peer: a PATH, its own home and XDG folders inside `home`, UTC and plain text; nothing of the caller's. */
export function peerEnvironment(home: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const folders = {
    XDG_CONFIG_HOME: '.config',
    XDG_CACHE_HOME: '.cache',
    XDG_DATA_HOME: '.local/share',
    TMPDIR: 'tmp',
  };
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    NO_COLOR: '1',
  };
  for (const [name, folder] of Object.entries(folders)) {
    const path = join(home, folder);
    mkdirSync(path, { recursive: true });
    env[name] = path;
  }
  return { ...env, ...extra };
}

const homes = new Set<string>();

function removeHomes(): void {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
}

/** A fresh home for a peer whose state outlives one call, such as notation's keys and trust policy. Removed when the test's process ends. */
export function peerHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'twinseal-peer-'));
  if (homes.size === 0) process.once('exit', removeHomes);
  homes.add(home);
  return home;
}

/**
 * Runs a peer to its end and gives its exit status and output; a status other than 0 is an answer, not an error.
 *
 * @throws Error when the peer is not built, does not start, outlives its timeout, or prints more than 64 MiB.
 * @example
 * const { status, stderr } = await runPeer('crane', ['validate', '--remote', `${host}/app:v1`]);
 * assert.equal(status, 0, stderr);
 */
export async function runPeer(name: PeerName, args: readonly string[], options: PeerOptions = {}): Promise<PeerResult> {
  const path = peerPath(name);
  const home = options.home ?? peerHome();
  const timeout = options.timeout ?? 120_000;
  return new Promise((resolve, reject) => {
    const child = execFile(
      path,
      [...args],
      {
        cwd: options.cwd ?? home,
        env: peerEnvironment(home, options.env),
        timeout,
        killSignal: 'SIGKILL',
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve({ status: 0, stdout, stderr });
        else if (typeof error.code === 'number') resolve({ status: error.code, stdout, stderr });
        else
          reject(
            new Error(
              `${name} ${args.join(' ')}: ${error.killed ? `killed after ${timeout} ms` : error.message}\n${stderr}`,
            ),
          );
      },
    );
    child.stdin?.on('error', () => {}); // a peer that reads no input may close it first
    child.stdin?.end(options.input ?? '');
  });
}

/**
 * Runs a peer that has to succeed and gives what it wrote to stdout.
 *
 * @throws AssertionError with its words when its status is not 0
 * @example const digest = (await peerOutput('crane', ['digest', `${host}/app:v1`])).trim();
 */
export async function peerOutput(name: PeerName, args: readonly string[], options?: PeerOptions): Promise<string> {
  const { status, stdout, stderr } = await runPeer(name, args, options);
  assert.equal(status, 0, `${name} ${args.join(' ')}\n${stderr}${stdout}`);
  return stdout;
}
