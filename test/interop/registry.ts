// Real registries on loopback for the tests: distribution's (no referrers API, so the fallback tag is in play) and
// go-containerregistry's (with the referrers API). The operating system picks the port.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PeerName, peerEnvironment, peerPath } from './peer.ts';

/** A registry that runs: `host` is `127.0.0.1:PORT`, for references such as `${host}/app:v1`; `stop` ends it and removes its data. */
export interface Registry {
  readonly host: string;
  readonly stop: () => Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/**
 * Starts distribution's registry. It answers 404 to the referrers API.
 * @param notify - URL that it tells of what is pushed and pulled
 *
 * @example
 * const registry = await startDistribution();
 * after(registry.stop);
 */
export async function startDistribution(notify?: string): Promise<Registry> {
  return distribution('registry-distribution', notify);
}

/** Starts distribution's registry as Debian has it, version 2: older than the referrers API and than OCI 1.1. */
export async function startDebian(): Promise<Registry> {
  return distribution('registry-debian', undefined);
}

async function distribution(name: PeerName, notify: string | undefined): Promise<Registry> {
  const home = mkdtempSync(join(tmpdir(), 'twinseal-registry-'));
  const config = join(home, 'config.json');
  // The file is YAML, of which JSON is a part.
  writeFileSync(
    config,
    JSON.stringify({
      version: '0.1',
      log: { level: 'info', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(home, 'data') }, delete: { enabled: true } },
      http: { addr: '127.0.0.1:0' },
      ...(notify !== undefined && {
        notifications: { endpoints: [{ name: 'twinseal', url: notify, timeout: '5s', threshold: 3, backoff: '1s' }] },
      }),
    }),
  );
  return start(name, ['serve', config], home);
}

/** Starts go-containerregistry's registry, in memory and with the referrers API. */
export async function startGgcr(): Promise<Registry> {
  return start('registry-ggcr', [], mkdtempSync(join(tmpdir(), 'twinseal-registry-')));
}

/** Both kinds by name, for tests that must hold on each. */
export const REGISTRIES: Readonly<Record<'distribution' | 'go-containerregistry', () => Promise<Registry>>> = {
  distribution: () => startDistribution(),
  'go-containerregistry': startGgcr,
};

async function start(name: PeerName, args: readonly string[], home: string): Promise<Registry> {
  const child = spawn(peerPath(name), args, {
    cwd: home,
    env: peerEnvironment(home, { OTEL_TRACES_EXPORTER: 'none' }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // A test that dies must not leave a server behind, nor may an idle one keep the test's process alive.
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const host = await listeningOn(name, child);
    await answers(host);
    return { host, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Both registries say `listening on 127.0.0.1:PORT` on stderr, the only place where the picked port can be read. */
function listeningOn(name: PeerName, child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    let host: string | undefined;
    const timer = setTimeout(
      () => reject(new Error(`${name} was not ready in ${READY_WITHIN_MS} ms:\n${log}`)),
      READY_WITHIN_MS,
    );
    child.once('error', reject);
    child.once('exit', (status, signal) => {
      clearTimeout(timer);
      if (host === undefined) reject(new Error(`${name} ended with ${signal ?? status} before it was ready:\n${log}`));
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      if (host !== undefined) return; // read on, so that the pipe never fills, but keep nothing
      log += chunk;
      host = /listening on (127\.0\.0\.1:\d+)/.exec(log)?.[1];
      if (host === undefined) return;
      clearTimeout(timer);
      resolve(host);
    });
  });
}

async function answers(host: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      const response = await fetch(`http://${host}/v2/`);
      await response.body?.cancel();
      if (response.ok) return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error(`the registry on ${host} does not answer /v2/ with 200`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
