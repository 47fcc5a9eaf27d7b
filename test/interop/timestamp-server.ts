import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-ports.ts';
import { peerEnvironment, peerHome, peerPath } from './peer.ts';

const READY_WITHIN = 300_000;

/**
 * Starts the timestamp authority of the Sigstore project on loopback, with keys in memory; it ends with the test file. Its metrics
 * want a port of their own that nothing can change, so one file at a time has such a server and the others wait for it.
 * @returns its URL, and the chain that it gives out, PEM with the stamper first
 */
export async function startTimestampServer(): Promise<{ readonly url: string; readonly chain: string }> {
  const deadline = Date.now() + READY_WITHIN;
  for (;;) {
    const started = await startOnce(deadline);
    if (started !== undefined) return started;
    assert.ok(Date.now() < deadline, 'timestamp-server does not start: is its port 2112 taken?');
    await sleep(500);
  }
}

/** Undefined when the process ended before it answered. */
async function startOnce(deadline: number): Promise<{ readonly url: string; readonly chain: string } | undefined> {
  const port = await freePort();
  const words = ['serve', '--host', '127.0.0.1', '--port', String(port)];
  const home = peerHome();
  const child = spawn(
    peerPath('timestamp-server'),
    [...words, '--disable-ntp-monitoring', '--include-chain-in-response'],
    { cwd: home, env: peerEnvironment(home), stdio: 'ignore' },
  );
  after(() => child.kill('SIGKILL'));
  const base = `http://127.0.0.1:${port}`;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const answer = await fetch(`${base}/api/v1/timestamp/certchain`).catch(() => undefined);
    if (answer?.ok === true) return { url: `${base}/api/v1/timestamp`, chain: await answer.text() };
    await sleep(100);
  }
  child.kill('SIGKILL');
  return undefined;
}
