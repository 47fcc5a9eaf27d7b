// A PostgreSQL server of the test's own, in a folder that goes away, reached through a socket in it. It keeps what it acknowledges as one
// in production does: fsync is on.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-ports.ts';
import { type PostgresPrograms, postgresPrograms } from './postgres-programs.ts';
import { onSmallDisk } from './private-mounts.ts';
import type { IssuedPair } from './test-authority.ts';

/** Stands in every URL: must be in no message and no line of a log. */
export const PASSWORD = 's3cret-word';
const STARTING = 30_000;
/** The server ends when we do, even when we are killed (prctl(2), PR_SET_PDEATHSIG). */
const PDEATHSIG = ['setpriv', '--pdeathsig', 'QUIT'];
const LEASH = spawnSync('setpriv', [...PDEATHSIG.slice(1), 'true']).status === 0 ? PDEATHSIG : [];

export interface PostgresServer {
  /** `postgres (PostgreSQL) 15.14 ...` */
  readonly version: string;
  /** URL of a new and empty database. */
  database(options?: string): Promise<string>;
  /** URL of a database that is called so. */
  url(name: string): string;
  /** URL of a database by TLS, which the query asks for. */
  tlsUrl(name: string, query: string): string;
  /** Its process, while it runs. */
  pid(): number | undefined;
  /** Stops it; `immediate` is as good as a crash. */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  /** Lets every process of it stand still, and go on. */
  freeze(): void;
  thaw(): void;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

/** Where a server comes from, and where its disk is small. */
export interface PostgresOptions {
  /** Only the system's, or only npm's. */
  readonly from?: 'system' | 'npm';
  /** Listens on localhost, too, with this certificate. */
  readonly tls?: IssuedPair;
  /** A folder where it finds a small disk of so many bytes, as many of them taken by a file `ballast`; for a tablespace. */
  readonly small?: { readonly folder: string; readonly bytes: number; readonly ballast: number };
}

/** Starts a server. */
export async function startPostgres({ from, small, tls }: PostgresOptions = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-pg-'));
  chmodSync(folder, 0o755);
  const { bin, env, user, version } = postgresPrograms(folder, from);
  const own = join(folder, 'own');
  const data = join(own, 'data');
  const word = join(folder, 'password');
  writeFileSync(word, PASSWORD);
  execFileSync('mkdir', ['-m', '700', own]);
  if (user.uid !== undefined) chownSync(own, user.uid, user.gid ?? user.uid);
  const around = { ...user, cwd: own, env: { ...env, PATH: process.env.PATH, LC_ALL: 'C' } };
  const words = ['-D', data, '-U', 'twinseal', '-A', 'scram-sha-256', `--pwfile=${word}`, '-E', 'UTF8', '-N'];
  execFileSync(join(bin, 'initdb'), [...words, '--no-instructions'], { ...around, stdio: 'ignore' });
  const port = tls === undefined ? 5432 : await freePort();
  const more = tls === undefined ? ['-c', 'listen_addresses='] : withTls(own, tls, user);
  let child: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();
  const url = (name: string): string =>
    `postgres://twinseal:${PASSWORD}@/${name}?host=${encodeURIComponent(own)}&port=${port}`;
  const crash = (): void => {
    for (const pid of processes()) signal(pid, 'SIGKILL');
  };
  process.once('exit', crash);

  /** The server and those that it has forked, each with a session of its own. */
  function processes(): readonly number[] {
    const parent = child?.exitCode === null && child.signalCode === null ? child.pid : undefined;
    if (parent === undefined) return [];
    const forked = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === parent);
    return [parent, ...forked.map(Number)];
  }

  const server: PostgresServer = {
    version,
    url,
    tlsUrl: (name, query) => `postgres://twinseal:${PASSWORD}@localhost:${port}/${name}?${query}`,
    pid: () => child?.pid,
    async database(options = '') {
      const name = `d${process.hrtime.bigint()}`;
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE ${name} ${options}`);
      await client.end();
      return url(name);
    },
    async start() {
      const words = [...LEASH, join(bin, 'postgres'), '-D', data, '-k', own, '-p', String(port), ...more];
      const [program = '', ...rest] = small === undefined ? words : [...onDisk(small, user), ...words];
      const { uid, gid, ...here } = around;
      const who = small === undefined ? { uid, gid } : {};
      const started = spawn(program, rest, { ...here, ...who, stdio: 'ignore' });
      child = started;
      ended = new Promise((resolve) => started.once('exit', resolve));
      await answers(url('postgres'), started);
    },
    async stop(how = 'fast') {
      child?.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await ended;
    },
    freeze() {
      for (const pid of processes()) signal(pid, 'SIGSTOP');
    },
    thaw() {
      for (const pid of processes()) signal(pid, 'SIGCONT');
    },
    async close() {
      process.off('exit', crash);
      server.thaw();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** Settings for TLS; the key is its user's alone, as PostgreSQL wants it. */
function withTls(folder: string, tls: IssuedPair, { uid, gid }: PostgresPrograms['user']): readonly string[] {
  const [certificate, key] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  writeFileSync(certificate, tls.certificate);
  writeFileSync(key, tls.key, { mode: 0o600 });
  if (uid !== undefined) for (const path of [certificate, key]) chownSync(path, uid, gid ?? uid);
  const settings = ['listen_addresses=localhost', 'ssl=on', `ssl_cert_file=${certificate}`, `ssl_key_file=${key}`];
  return settings.flatMap((setting) => ['-c', setting]);
}

/** Words that mount the small disk and then become the user that PostgreSQL runs as, who must not be root, not even one of a namespace. */
function onDisk(
  { folder, bytes, ballast }: NonNullable<PostgresOptions['small']>,
  { uid, gid }: PostgresPrograms['user'],
): readonly string[] {
  const options = `size=${bytes},mode=700,uid=${uid ?? 0},gid=${gid ?? 0}`;
  const become =
    uid === undefined
      ? ['unshare', '--user', '--map-user=1000', '--map-group=1000']
      : ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return [...onSmallDisk(folder, options, ballast), ...become];
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + STARTING; ; ) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return;
    } catch (error) {
      if (Date.now() > end || child.exitCode !== null) throw error;
      await sleep(30);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** One that has ended in the meantime needs no signal. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {}
}

/** Asks a database statement by statement. @returns the rows of the last */
export async function ask(url: string, ...statements: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: readonly Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}
