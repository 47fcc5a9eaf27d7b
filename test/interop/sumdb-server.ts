// Go's own checksum database server on loopback, behind what looks like a module proxy.
import { spawn } from 'node:child_process';
import { peerEnvironment, peerHome, peerPath } from './peer.ts';

/** A server that runs: what GOPROXY and GOSUMDB are for it. */
export interface SumdbServer {
  readonly goproxy: string;
  readonly gosumdb: string;
  readonly stop: () => Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/**
 * Starts the server with that many records; it adds one for each new version below v2 that is looked up.
 * @example const server = await startSumdb(1000); after(server.stop);
 */
export async function startSumdb(records: number): Promise<SumdbServer> {
  const home = peerHome();
  const child = spawn(peerPath('sumdb-server'), ['-name', 'sumdb.test/log', '-records', String(records)], {
    cwd: home,
    env: peerEnvironment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    kill();
    await ended;
  };
  let [key, log] = ['', ''];
  const found = await new Promise<SumdbServer>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no checksum database within ${READY_WITHIN_MS} ms:\n${log}`)),
      READY_WITHIN_MS,
    );
    const look = (): void => {
      const host = /listening on (127\.0\.0\.1:\d+)/.exec(log)?.[1];
      if (host === undefined || !key.endsWith('\n')) return;
      clearTimeout(timer);
      resolve({ goproxy: `http://${host}`, gosumdb: key.trim(), stop });
    };
    child.once('error', reject);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      key += chunk;
      look();
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
      look();
    });
  });
  return found;
}
