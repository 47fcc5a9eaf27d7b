import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../adapters/clock.ts';
import { policyStamp } from '../../adapters/policy-stamp.ts';
import { systemRandom } from '../../adapters/random.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionLedger } from '../../ports/decision-ledger.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import type { TrustedRoots } from '../../ports/trusted-roots.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { PolicySet } from '../../roads/choose-policies.ts';
import { declaredPolicies } from '../../roads/declarations.ts';
import { noteChanges } from '../../roads/note-changes.ts';
import { renewPolicies, samePolicies } from '../../roads/renew-policies.ts';
import { readPolicies, requireUsable } from '../loaded-policies.ts';

/** Milliseconds between two looks at the folder. */
const LOOKING = 1_000;
const READING = 30_000;

/** The policies of a folder as they are now. */
export interface LivePolicies {
  /** @example policies.current().policies.get('release') */
  current(): PolicySet;
  /** Reads the folder now. @example await policies.read() */
  read(): Promise<void>;
  /** Reads nothing any more. @example await policies.close() */
  close(): Promise<void>;
}

/** What the policies of a service stand on. */
export interface PolicyParts {
  readonly ledger: DecisionLedger;
  readonly telemetry: Telemetry;
  /** Of the Sigstore instances that policies name; {@link LivePolicies.read} is called when one of them changes. */
  readonly roots: TrustedRoots;
}

/**
 * Loads the policies of a folder and keeps them fresh: they are read again when a file changed and has stood still from one look to
 * the next, and on SIGHUP. Each change is in the log before it counts. A policy that became unreadable does not take the place
 * of the one that worked, and a folder without any usable policy changes nothing.
 *
 * @throws TwinsealError `INPUT_UNREADABLE`, `POLICY_INVALID`, `STORE_FAILED` when it cannot start
 * @example const policies = await livePolicies('policies', { ledger, telemetry, roots }, call)
 */
export async function livePolicies(
  folder: string,
  { ledger, telemetry, roots }: PolicyParts,
  call: Call,
): Promise<LivePolicies> {
  const ports = { ledger, clock: systemClock, random: systemRandom };
  const note = (set: PolicySet, within: Call) =>
    noteChanges(
      declaredPolicies(set),
      { kinds: ['policy', 'exception'], isGone: (_, name) => !set.broken.has(name.split('/')[0] ?? '') },
      ports,
      within,
    );
  const first = await readFolder(folder, [], roots, call);
  let { stamp, named } = first;
  let current: PolicySet = first.set;
  requireUsable(current, folder);
  await note(current, call);
  telemetry.gauge('policies_loaded', {}, current.policies.size);
  warnOfShadows(current, telemetry);
  const stop = new AbortController();

  const renew = async (): Promise<void> => {
    const within = { signal: stop.signal, deadline: systemClock.now() + READING };
    const looked = await policyStamp(folder, named);
    try {
      const read = await readFolder(folder, named, roots, within);
      const renewed = renewPolicies(current, read.set);
      requireUsable(renewed, folder);
      const changed = !samePolicies(current, renewed);
      if (changed) await note(renewed, within);
      ({ stamp, named } = read);
      current = renewed;
      tell(renewed, changed);
    } catch (error) {
      if (stop.signal.aborted) return;
      const known = error instanceof TwinsealError ? error : undefined;
      // What a store could not keep is tried again at the next look; what is wrong with the files, when they change.
      if (known?.kind.stage !== 'store' && known?.code !== 'DISK_FULL') stamp = looked;
      telemetry.count('reloads', { what: 'policies', result: 'refused' });
      const message = error instanceof Error ? error.message : String(error);
      telemetry.log('error', `the policies were not changed: ${message}`, { code: known?.code ?? 'INTERNAL' });
    }
  };
  const tell = (set: PolicySet, changed: boolean): void => {
    const { policies, broken } = set;
    telemetry.gauge('policies_loaded', {}, policies.size);
    if (changed) telemetry.count('reloads', { what: 'policies', result: 'changed' });
    if (changed) telemetry.log('info', 'other policies hold', { policies: [...policies.keys()].join(' ') });
    for (const [name, { message }] of broken) {
      telemetry.count('reloads', { what: 'policies', result: 'refused' });
      const stays = policies.has(name) ? 'the one before it stays' : 'it is not loaded';
      telemetry.log('warn', `the policy ${name} cannot be used, ${stays}: ${message}`, { policy: name });
    }
    warnOfShadows(set, telemetry);
  };

  // One reading at a time; whoever asks while one is under way waits for one that begins after it.
  let reading = Promise.resolve();
  const readNow = (): Promise<void> => {
    reading = reading.then(renew);
    return reading;
  };
  const watch = async (): Promise<void> => {
    for (let seen = stamp; !stop.signal.aborted; ) {
      await sleep(LOOKING, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
      const now = await policyStamp(folder, named);
      // Files that are being written are left alone until they stand still.
      if (now !== stamp && now === seen && !stop.signal.aborted) await readNow();
      seen = now;
    }
  };
  const watching = watch();
  const hangUp = (): void => void readNow();
  process.on('SIGHUP', hangUp);
  return {
    current: () => current,
    read: readNow,
    async close() {
      process.off('SIGHUP', hangUp);
      stop.abort();
      await watching;
      await reading;
    },
  };
}

/** A mistyped name would make a policy that is being tried out look as if it never differed. */
function warnOfShadows({ policies, broken }: PolicySet, telemetry: Telemetry): void {
  for (const [name, { policy }] of policies) {
    const { shadowOf } = policy;
    const of = shadowOf === undefined ? undefined : policies.get(shadowOf);
    // That a policy is broken is told by itself.
    if (shadowOf === undefined || broken.has(shadowOf) || (of !== undefined && of.policy.shadowOf === undefined))
      continue;
    const why = of === undefined ? 'there is no policy of that name' : 'that one is a shadow itself';
    const text = `the policy ${name} never runs: it is the shadow of ${shadowOf}, and ${why}`;
    telemetry.log('warn', text, { policy: name });
  }
}

/** A folder as it was read, with a stamp that is older than what was read. */
interface ReadFolder {
  readonly set: PolicySet;
  readonly stamp: string;
  readonly named: readonly string[];
}

/** Reads until the stamp covers the very files that the policies name. */
async function readFolder(
  folder: string,
  known: readonly string[],
  roots: TrustedRoots,
  call: Call,
  tries = 3,
): Promise<ReadFolder> {
  const stamp = await policyStamp(folder, known);
  const { named, ...set } = await readPolicies(folder, roots, call);
  if (tries > 1 && named.join('\n') !== known.join('\n'))
    return await readFolder(folder, named, roots, call, tries - 1);
  return { set, stamp, named };
}
