import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../adapters/clock.ts';
import { fileStamps } from '../../adapters/file-stamps.ts';
import { readInputFile } from '../../adapters/input-file.ts';
import { systemRandom } from '../../adapters/random.ts';
import { instanceOf, keptRoots } from '../../adapters/trust/kept-roots.ts';
import { shippedAnchor } from '../../adapters/trust/shipped-trust.ts';
import { TrustFolder } from '../../adapters/trust/trust-folder.ts';
import { updateTrust } from '../../adapters/trust/update-trust.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionLedger } from '../../ports/decision-ledger.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { PUBLIC_INSTANCE, type TrustedInstance, type TrustedRoots } from '../../ports/trusted-roots.ts';
import type { TrustInstanceSetting } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { declaredTrust } from '../../roads/declarations.ts';
import { isNewerTrust } from '../../roads/newer-trust.ts';
import { noteChanges } from '../../roads/note-changes.ts';

/**
 * Milliseconds between two looks at the folder; for one update, and for the first ones, which the start waits for; before a mirror
 * that failed is asked again.
 */
const LOOKING = 2_000;
const UPDATING = 60_000;
const STARTING = 8_000;
const AGAIN = 300_000;
const MAX_ROOT = 512 * 1024;

/** What the trusted roots of a service stand on. */
export interface TrustParts {
  readonly ledger: Pick<DecisionLedger, 'note' | 'changes'>;
  readonly telemetry: Telemetry;
  /** Folder of kept trusted roots; undefined where there is none: then what was shipped is all there is. */
  readonly folder: string | undefined;
}

/** The trusted roots that a running service uses. */
export interface LiveTrust extends TrustedRoots {
  /** Calls back once another trusted root has taken the place of one that is used. @example trust.onChange(() => policies.read()) */
  onChange(changed: () => Promise<void>): void;
  /** Asks and reads nothing any more. @example await trust.close() */
  close(): Promise<void>;
}

/**
 * Trusted roots in memory, by the name of their instance. In the background the mirrors of the settings are asked now and then,
 * and the folder is looked at, which another process may fill: what is newer and proved takes the place of what was used,
 * once the change is in the log. Nothing older ever does, whatever folder and mirror have. Requests only read.
 *
 * @throws TwinsealError `INPUT_UNREADABLE` for a root of trust that the settings name
 * @example const trust = await liveTrust(settings.trust?.instances ?? [], { ledger, telemetry, folder }, call)
 */
export async function liveTrust(
  instances: readonly TrustInstanceSetting[],
  { ledger, telemetry, folder: path }: TrustParts,
  call: Call,
): Promise<LiveTrust> {
  const anchors = new Map<string, Uint8Array>();
  for (const { name, rootFile } of instances)
    if (rootFile !== undefined) anchors.set(name, await readInputFile(rootFile, MAX_ROOT, call));
  const folder = path === undefined ? undefined : new TrustFolder(path);
  const disk = keptRoots(path, anchors);
  const used = new Map<string, TrustedInstance>();
  const stamps = new Map<string, string>();
  const stop = new AbortController();
  const within = (): Call => ({ signal: stop.signal, deadline: systemClock.now() + UPDATING });
  const ports = { ledger, clock: systemClock, random: systemRandom };
  let changed: () => Promise<void> = async () => {};

  // One at a time: what somebody read is compared with what is used by then, and the log has the order of the changes.
  let taking: Promise<unknown> = Promise.resolve();
  const takeNext = async (found: TrustedInstance, during: Call): Promise<boolean> => {
    const now = used.get(found.name);
    if (now !== undefined && !isNewerTrust(found, now)) return false;
    if (now?.digest === found.digest) {
      used.set(found.name, found);
      return false;
    }
    await noteChanges(declaredTrust(found), { kinds: ['trust'], isGone: () => false }, ports, during);
    used.set(found.name, found);
    return now !== undefined;
  };
  const take = async (found: TrustedInstance, during: Call): Promise<void> => {
    const taken = taking.then(() => takeNext(found, during));
    taking = taken.catch(() => undefined);
    if (!(await taken)) return;
    telemetry.count('reloads', { what: 'trust', result: 'changed' });
    telemetry.log('info', 'another trusted root holds', { instance: found.name, digest: found.digest });
    await changed();
  };
  /** As {@link take}; the first one of an instance is news too, since policies may have been read without it. */
  const takeNews = async (found: TrustedInstance, during: Call): Promise<void> => {
    const isFirst = !used.has(found.name);
    await take(found, during);
    if (isFirst) await changed();
  };
  const refused = (name: string, error: unknown): void => {
    if (stop.signal.aborted) return;
    const code = error instanceof TwinsealError ? error.code : 'INTERNAL';
    telemetry.count('reloads', { what: 'trust', result: 'refused' });
    const message = error instanceof Error ? error.message : String(error);
    telemetry.log('warn', `the trusted root of ${name} was not renewed: ${message}`, { code, instance: name });
  };

  const refresh = async ({ name, mirror }: TrustInstanceSetting, during: Call): Promise<void> => {
    if (folder === undefined) throw new TwinsealError('OUTPUT_UNWRITABLE', 'there is no folder to keep it in');
    const anchor = anchors.get(name) ?? (name === PUBLIC_INSTANCE ? await shippedAnchor() : undefined);
    const order = { name, mirror, ...(anchor !== undefined && { anchor }) };
    const { now, file, checked } = await updateTrust(order, folder, systemClock, during);
    // It was proved just now: looking at the folder need not do it again, unless another process has put a newer one there.
    stamps.set(name, await fileStamps([file]));
    await takeNews(instanceOf(now, { file, checked }), during);
  };
  /** Milliseconds until the next time. */
  const tryRefresh = async (setting: TrustInstanceSetting, during: Call): Promise<number> => {
    const every = setting.refreshSeconds * 1000;
    try {
      await refresh(setting, during);
      return every;
    } catch (error) {
      refused(setting.name, error);
      return Math.min(every, AGAIN);
    }
  };
  const keepFresh = async (setting: TrustInstanceSetting, first: number): Promise<void> => {
    for (let wait = first; !stop.signal.aborted; ) {
      await sleep(wait, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
      if (!stop.signal.aborted) wait = await tryRefresh(setting, within());
    }
  };
  const look = async (name: string): Promise<void> => {
    const stamp = await folder?.stamp(name);
    if (stamp === undefined || stamp === '' || stamp === stamps.get(name)) return;
    stamps.set(name, stamp);
    await takeNews(await disk.open(name, within()), within());
  };
  const watch = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const names = new Set([...used.keys(), ...instances.map(({ name }) => name)]);
      for (const name of names) await look(name).catch((error: unknown) => refused(name, error));
      for (const [root, { checked }] of used)
        telemetry.gauge('trusted_root_age_seconds', { root }, Math.max(0, systemClock.now() / 1000 - checked));
      await sleep(LOOKING, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
    }
  };

  // What is there is used, and renewed behind the scenes. What is not is asked for before the first request, of all mirrors at once
  // and not for long: a service that waits for a silent one would not start at all.
  const begin = async (setting: TrustInstanceSetting): Promise<number> => {
    const { name } = setting;
    const shipped = name === PUBLIC_INSTANCE && !anchors.has(name);
    if (shipped || (await folder?.newestRoot(name)) !== undefined) return 0;
    const wait = await tryRefresh(setting, {
      ...call,
      deadline: Math.min(call.deadline, systemClock.now() + STARTING),
    });
    return used.has(name) ? wait : LOOKING;
  };
  const waits = await Promise.all(instances.map(begin));
  const loops = [...instances.map((setting, at) => keepFresh(setting, waits[at] ?? 0)), watch()];
  return {
    async open(name, during) {
      if (!used.has(name)) await take(await disk.open(name, during), during);
      return used.get(name) ?? (await disk.open(name, during));
    },
    onChange(callback) {
      changed = callback;
    },
    async close() {
      stop.abort();
      await Promise.all(loops);
      await taking;
    },
  };
}
