// Kept build caches for tests that build and prove nothing about cold builds: a standard library is compiled once, not for each build.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/**
 * A folder for `--cache` that this process alone uses. test/run.ts says where caches are kept from one test file to the next
 * (TWINSEAL_TEST_CACHES); without it the folder is fresh, and gone in the end.
 *
 * @example await twinseal(['build', 'module', '--cache', warmCaches()])
 */
export function warmCaches(): string {
  if (folder !== undefined) return folder;
  const kept = process.env.TWINSEAL_TEST_CACHES;
  if (kept === undefined || kept === '') {
    const own = mkdtempSync(join(tmpdir(), 'twinseal-caches-'));
    process.once('exit', () => rmSync(own, { recursive: true, force: true }));
    folder = own;
    return own;
  }
  for (let place = 0; ; place += 1) {
    const home = join(kept, `place-${place}`);
    mkdirSync(home, { recursive: true, mode: 0o700 });
    if (!take(home)) continue;
    folder = join(home, 'caches');
    return folder;
  }
}

/**
 * Two runs at once in one cache would have one of them begin cold, so each process takes the first place that nobody has: whoever has one
 * has a folder in it that bears his process's number. Two that come at once see one another and both go on.
 */
function take(home: string): boolean {
  const own = join(home, `used-by-${process.pid}`);
  mkdirSync(own, { recursive: true });
  const release = (): void => rmSync(own, { recursive: true, force: true });
  for (const name of readdirSync(home)) {
    const other = Number(/^used-by-(\d+)$/.exec(name)?.[1] ?? process.pid);
    if (other === process.pid) continue;
    if (isAlive(other)) {
      release();
      return false;
    }
    rmSync(join(home, name), { recursive: true, force: true });
  }
  process.once('exit', release);
  return true;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
