// What holds whoever is killed, and whenever.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { anyCall, type JobBench } from '../support/job-bench.ts';
import { attachedTo, sealAndKill, taggedIn, type Victim } from '../support/killed-job.ts';
import { survivors } from '../support/killed-program.ts';

let n = 0;
/** What a seal attaches to its index, as a run that nobody disturbed has it. */
let undisturbed: readonly string[] | undefined;

/** One seal with a victim. @returns whether the victim died before the job had ended */
export async function round(
  bench: JobBench,
  registry: string,
  archive: string,
  [victim, moment, delay]: readonly [Victim, string, number],
): Promise<boolean> {
  n += 1;
  const repository = `killed/app${n}`;
  const what = `${victim} killed at "${moment}" + ${delay} ms`;
  const { job, struck, log } = await sealAndKill(
    bench,
    { archive, push: `${registry}/${repository}:v1` },
    victim,
    moment,
    delay,
  );
  assert.equal(job.state, 'succeeded', `${what}: ${JSON.stringify(job.failure)}\n${log}`);
  const { digest } = (job.result as { pushed: { digest: string } }).pushed;
  assert.equal(await taggedIn(registry, repository, 'v1'), digest, what);
  const attached = await attachedTo(registry, repository, digest);
  // Signatures differ each time, so a job that was sealed twice would have two of each here.
  undisturbed ??= attached;
  assert.deepEqual(attached, undisturbed, what);
  assert.equal(attached.filter((type) => type.includes('notary')).length, 1, `${what}: ${attached.join()}`);
  assert.deepEqual(readdirSync(join(bench.data, 'sealed')), [], what);
  assert.deepEqual(await survivors(bench.folder), [], what);
  const events = await bench.stores.queue.events(job.id, 0, anyCall());
  assert.equal(events.filter(({ text }) => text === 'succeeded').length, 1, what);
  return struck;
}
