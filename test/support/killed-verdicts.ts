// A service under load that is killed again and again, on one data folder.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertWhole, LedgerWatch } from './ledger-watch.ts';
import { type RunningService, startService } from './running-service.ts';
import { makeImage, publicPem, seal, type TestImage, testKey } from './sealed-image.ts';
import { freshRandom, type SeededRandom } from './seeded-random.ts';
import { type ServingRegistry, serveImages } from './serving-registry.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const CLIENTS = 8;
/** Milliseconds after which a service that is not asked anything is killed at the latest while it starts. */
const STARTING = 800;

/** One data folder with its services, one after another. */
export interface KilledVerdicts {
  /** Decisions that were acknowledged so far. */
  readonly acknowledged: number;
  /**
   * One life: starts the service, checks what the one before has left, asks for an image that is new and for older ones on several
   * connections, and kills it.
   */
  life(): Promise<void>;
  /** A service that is killed while it starts. */
  stillbirth(): Promise<void>;
  /** The last look: a service that is let live, and the whole database. */
  end(): Promise<void>;
}

/** A folder of policies, a registry on loopback, and a data folder. */
export async function killedVerdicts(): Promise<KilledVerdicts> {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-killed-'));
  const policies = join(folder, 'policies');
  const data = join(folder, 'data');
  mkdirSync(policies);
  const policy = {
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }],
    require: { signatures: [{ by: 'release' }], twinBuild: { by: ['release'] } },
  };
  writeFileSync(join(policies, 'release.json'), JSON.stringify(policy));
  const images = new Map<string, TestImage>();
  const registry = await serveImages(images);
  const watch = new LedgerWatch(data);
  const random = freshRandom();
  let promised: readonly string[] = [];
  let acknowledged = 0;

  const begin = async (): Promise<RunningService> => {
    const service = await startService(policies, data);
    try {
      await watch.check(service.url, promised);
    } catch (error) {
      // Else the test would wait for it without an end.
      await service.stop('SIGKILL');
      throw error;
    }
    promised = [];
    return service;
  };
  return {
    get acknowledged() {
      return acknowledged;
    },
    async life() {
      images.set(`team/app${images.size}`, seal(makeImage({ config: { author: `${images.size}` } }), ['notation']));
      const service = await begin();
      const delay = 20 + random.nat(300);
      const { ids, first } = load(service.url, registry, [...images.keys()], random);
      // Counted from the first answer: before, there is nothing to lose.
      await Promise.race([first, sleep(10_000)]);
      await sleep(delay);
      assert.equal(await service.stop('SIGKILL'), 'SIGKILL', service.log());
      promised = await ids;
      acknowledged += promised.length;
    },
    async stillbirth() {
      const words = ['serve', '--listen', '127.0.0.1:0', '--policies', policies, '--data', data];
      const child = spawn(bin, words, { stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('close', resolve));
      await sleep(random.nat(STARTING));
      child.kill('SIGKILL');
      await ended;
    },
    async end() {
      try {
        const service = await begin();
        assert.equal(await service.stop(), 0, service.log());
        assertWhole(data);
      } finally {
        await registry.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Asks on several connections until the service is gone; gives the ids of all decisions whose answers came whole. */
function load(url: string, registry: ServingRegistry, names: readonly string[], random: SeededRandom) {
  const ids: string[] = [];
  let answered: () => void = () => {};
  const first = new Promise<void>((resolve) => {
    answered = resolve;
  });
  const newest = names.at(-1);
  const client = async (): Promise<void> => {
    for (let n = 0; ; n++) {
      const name = n % 2 === 0 ? newest : random.pick(names);
      const body = JSON.stringify({ image: `${registry.host}/${name}:v1`, policy: 'release' });
      let answer: { readonly status: number; readonly text: string };
      try {
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(`${url}/verify`, { method: 'POST', headers, body });
        answer = { status: response.status, text: await response.text() };
      } catch {
        return;
      }
      // Nothing but a verdict to allow, or no answer at all.
      assert.equal(answer.status, 200, answer.text);
      const { outcome, decisionId } = JSON.parse(answer.text) as { outcome: string; decisionId: string };
      assert.equal(outcome, 'allow');
      ids.push(decisionId);
      answered();
    }
  };
  const all = Promise.all(Array.from({ length: CLIENTS }, client));
  // Looked at once the service is gone.
  all.catch(() => undefined);
  return { ids: all.then(() => ids), first };
}
