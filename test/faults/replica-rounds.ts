// Replicas under load that are struck again and again: what they acknowledged must be there, once and whole.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkWholeLog } from '../contract/service-store-contract.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { anyCall, type Replicas } from '../support/replicas.ts';
import type { RunningService } from '../support/running-service.ts';
import type { SeededRandom } from '../support/seeded-random.ts';

/** What happens to the service in the middle of its work. */
export type Strike = 'kill a replica' | 'crash the database' | 'freeze a replica' | 'freeze the database';

const CLIENTS = 6;

/** Callers of both replicas, who note what was acknowledged. */
class Load {
  readonly acknowledged = new Map<string, string>();
  /** Statuses that were answered, and how often nobody answered. */
  readonly answers = new Map<string, number>();
  readonly #replicas: Replicas;
  readonly #services: RunningService[];
  #on = true;

  constructor(replicas: Replicas, services: RunningService[]) {
    this.#replicas = replicas;
    this.#services = services;
  }

  async run(): Promise<void> {
    await Promise.all(Array.from({ length: CLIENTS }, (_, i) => this.#client(i)));
  }

  stop(): void {
    this.#on = false;
  }

  /** Each has one replica: whoever asks one that hangs waits for it. */
  async #client(n: number): Promise<void> {
    while (this.#on) {
      const service = this.#services[n % this.#services.length];
      assert.ok(service);
      const answer = await this.#replicas.verify(service).catch((error: unknown) => {
        if (error instanceof assert.AssertionError) throw error;
        return undefined;
      });
      const status = String(answer?.status);
      this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
      if (answer?.status === 200 && answer.decisionId !== undefined)
        this.acknowledged.set(answer.decisionId, answer.outcome ?? '');
      else {
        // "Could not tell" says that the same question may be answered later.
        if (answer !== undefined) assert.deepEqual([answer.status, answer.retryable], [503, true]);
        await sleep(20);
      }
    }
  }
}

/**
 * Strikes once for each word, at random moments, with a new replica after each that was killed.
 * @returns how many decisions were acknowledged
 */
export async function strikeReplicas(
  replicas: Replicas,
  server: PostgresServer,
  strikes: readonly Strike[],
  random: SeededRandom,
): Promise<number> {
  const services = await Promise.all([replicas.serve(), replicas.serve()]);
  const load = new Load(replicas, services);
  const running = load.run();
  try {
    for (const [n, strike] of strikes.entries()) await hit(replicas, server, services, n, strike, load, random);
    await sleep(500);
  } finally {
    load.stop();
  }
  await running;
  await checkKept(replicas, services, load.acknowledged);
  assert.deepEqual(
    [...load.answers.keys()].filter((status) => !['200', '503', 'undefined'].includes(status)),
    [],
  );
  return load.acknowledged.size;
}

/** One strike, and what puts things right after it. */
async function hit(
  replicas: Replicas,
  server: PostgresServer,
  services: RunningService[],
  n: number,
  strike: Strike,
  load: Load,
  random: SeededRandom,
): Promise<void> {
  await sleep(300 + random.nat(500));
  const at = n % 2;
  if (strike === 'kill a replica') {
    await services[at]?.stop('SIGKILL');
    await sleep(200);
    services[at] = await replicas.serve();
  } else if (strike === 'crash the database') {
    await server.stop('immediate');
    await sleep(300);
    await server.start();
  } else if (strike === 'freeze a replica') {
    // Longer than a transaction may be left alone; whatever it was doing, the other goes on.
    services[at]?.signal('SIGSTOP');
    const before = load.acknowledged.size;
    await sleep(7_000);
    services[at]?.signal('SIGCONT');
    assert.ok(load.acknowledged.size > before, 'a replica that hangs has stopped the other');
  } else {
    server.freeze();
    await sleep(500 + random.nat(1_000));
    server.thaw();
  }
}

async function checkKept(
  replicas: Replicas,
  services: readonly RunningService[],
  acknowledged: ReadonlyMap<string, string>,
): Promise<void> {
  const store = await replicas.store();
  const leaves = await checkWholeLog(store);
  const logged = new Set(leaves.map((leaf) => (JSON.parse(leaf) as { readonly id: string }).id));
  assert.equal(logged.size, leaves.length, 'an id is in the log twice');
  for (const [id, outcome] of acknowledged) {
    assert.ok(logged.has(id), `the acknowledged decision ${id} is not in the log`);
    const kept = await store.ledger.get(id, anyCall());
    const { verdict } = JSON.parse(kept?.document ?? '{}') as { readonly verdict?: { readonly outcome: string } };
    assert.equal(verdict?.outcome, outcome, `the acknowledged decision ${id} is lost`);
  }
  // Dense: every index of the log has its entry, and every entry is whole.
  const indexes: number[] = [];
  for (let before: number | undefined; ; before = indexes.at(-1)) {
    const page = await store.ledger.list({}, before, 1_000, anyCall());
    if (page.length === 0) break;
    indexes.push(...page.map(({ index }) => index));
  }
  const changes = await store.ledger.changes(undefined, undefined, 1_000, anyCall());
  indexes.push(...changes.map(({ index }) => index));
  assert.deepEqual(
    indexes.toSorted((a, b) => a - b),
    leaves.map((_, i) => i),
  );
  await store.close();
  const [last] = [...acknowledged.keys()].slice(-1);
  for (const service of services) assert.equal((await replicas.ask(service, `/decisions/${last}`)).status, 200);
}
