// A PostgreSQL server of this machine's own, in a folder that goes away, reached through a socket in it.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** The reason why no PostgreSQL can be started here; false when one can. For a test's `skip`. */
export function withoutPostgres(): string | false {
  const { status } = spawnSync('postgres', ['--version']);
  return status !== 0 && 'there is no postgres on PATH';
}

/** It refuses to run as root, so then it runs as the user that its package has made. */
function owner(): { uid?: number; gid?: number } {
  if (getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export async function startJobPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-pg-'));
  const who = owner();
  chmodSync(folder, 0o700);
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid ?? who.uid);
  const data = join(folder, 'data');
  const around = { ...who, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
  execFileSync('initdb', ['-D', data, '-U', 'twinseal', '-A', 'trust', '-N', '--no-instructions'], {
    ...around,
    stdio: 'ignore',
  });
  const words = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'];
  const child = spawn('postgres', words, { ...around, stdio: 'ignore' });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `postgres://twinseal@/postgres?host=${encodeURIComponent(folder)}`;
  const { default: pg } = await import('pg');
  for (let i = 0; ; i++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      break;
    } catch (error) {
      if (i > 200) throw error;
      await sleep(50);
    }
  }
  return {
    url,
    async stop() {
      process.off('exit', kill);
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
