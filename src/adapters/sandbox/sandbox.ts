import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { getuid } from 'node:process';
import type { Call } from '../../ports/call.ts';
import type { Sandbox, Side, SideRequest } from '../../ports/sandbox.ts';
import type { ImportedTree } from '../../records/imported-tree.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { type MemoryFolder, pagesOf } from '../memory-folder.ts';
import { type Containment, findContainment, runContained, type Surroundings } from './containment.ts';
import { type GroupAttempt, makeControlGroup } from './control-group.ts';
import { ISOLATION_PROBE, readIsolation } from './isolation.ts';
import { keepBytes } from './keep-bytes.ts';
import { kernelLook } from './kernel-look.ts';
import { copyGo } from './own-go.ts';
import { ownTree } from './own-tree.ts';
import { resourceLimits } from './resource-limits.ts';
import { type BOX_FOLDERS, collectFile, isDiskFull, makeBox, removeBox } from './side-folders.ts';
import { guardSide } from './side-guard.ts';

/** Where sides live, and an optional containment for tests and for `doctor`. */
export interface SandboxOptions {
  /** A private folder (0700) that nothing else uses. */
  readonly folder: string;
  /** A private folder in memory for copies of the source that are only read, as long as they have room there. */
  readonly memory?: Pick<MemoryFolder, 'folder' | 'room'>;
  /** Instead of the best that works here. */
  readonly containment?: Containment;
}

const PROBE_PATH = '/usr/bin:/bin:/usr/sbin:/sbin:/run/current-system/sw/bin';

/**
 * A sandbox that contains sides as well as this machine allows, found out when the first side is opened.
 *
 * With namespaces, a side sees only its own folder (read-write), the system's programs and Go (read-only), an own /proc, /tmp
 * and host name, no network, and runs without privileges, under a user of its own where we are root. Without, it is a plain
 * process with a clean environment, and its isolation says so.
 * @returns its `open` throws TwinsealError `BUILD_SANDBOX` when a side can't be set up; as {@link makeBox}
 * @example const side = await makeSandbox({ folder }).open({ name: 'a', tree, toolchain, conditions, limits }, call);
 */
export function makeSandbox(options: SandboxOptions): Sandbox {
  let found: Promise<Containment> | undefined;
  let opened = 0;
  const containment = (call: Call): Promise<Containment> => {
    if (options.containment !== undefined) return Promise.resolve(options.containment);
    found ??= trialContainment(join(options.folder, 'trial'), call);
    return found;
  };
  return {
    open: async (request, call) => {
      const how = await containment(call);
      opened += 1;
      const own = `side-${request.name}-${opened}`;
      const fits = request.readsSource === true && how.kind !== 'process' && hasRoom(options.memory, request.tree);
      const place = {
        home: join(options.folder, own),
        source: fits && options.memory !== undefined ? join(options.memory.folder, own) : undefined,
        number: opened,
      };
      const attempt = await makeControlGroup(request.limits);
      try {
        return await openSide(request, how, attempt, place, options.folder, call);
      } catch (error) {
        await attempt.group?.remove();
        for (const each of [place.home, place.source]) if (each !== undefined) removeBox(each);
        throw error;
      }
    },
  };
}

function hasRoom(memory: SandboxOptions['memory'], tree: ImportedTree): boolean {
  return memory !== undefined && memory.room() >= pagesOf(tree.files);
}

interface SidePlace {
  /** Folder of all that is the side's. */
  readonly home: string;
  /** Folder in memory for its source; absent: below `home`. */
  readonly source: string | undefined;
  readonly number: number;
}

async function openSide(
  request: SideRequest,
  how: Containment,
  attempt: GroupAttempt,
  { home, source, number }: SidePlace,
  folder: string,
  call: Call,
): Promise<Side> {
  const { name, tree, toolchain, conditions, cache, limits } = request;
  const { group } = attempt;
  const box = join(home, 'box');
  const namespaced = how.kind !== 'process';
  const go = conditions.goroot === undefined ? toolchain.goroot : join(home, 'go');
  const around: Surroundings = {
    view: join(home, 'view'),
    box,
    inside: namespaced ? conditions.root : box,
    hostname: conditions.hostname,
    domain: conditions.domain,
    umask: conditions.umask,
    go,
    goroot: namespaced ? (conditions.goroot ?? go) : go,
    uid: conditions.userId,
    joins: group?.joins ?? [],
    resources: resourceLimits(how, limits, group),
    look: await kernelLook(conditions, how.tools, call),
    ...(source !== undefined && { source }),
    ...(cache !== undefined && { cache: cache.folder }),
  };
  const owner = how.kind === 'root' && getuid?.() === 0 ? conditions.userId : undefined;
  mkdirSync(around.view, { recursive: true, mode: 0o700 });
  if (conditions.goroot !== undefined) await copyGo(toolchain.goroot, go, how.tools, call);
  const { umask, fileTime, fileOrder } = conditions;
  makeBox(box, tree, { umask, fileTime, fileOrder, owner, ...(cache !== undefined && { seed: cache.seed }) }, source);
  if (cache !== undefined) ownTree(cache.folder, owner ?? getuid?.() ?? 0);
  const inside = (each: (typeof BOX_FOLDERS)[number]): string => `${around.inside}/${each}`;
  const probe = await runContained(
    how,
    around,
    { argv: ['/bin/sh', '-c', ISOLATION_PROBE], environment: { PATH: PROBE_PATH }, folder: inside('source') },
    call,
  );
  if (probe.status !== 0) {
    const details = probe.stderr.split('\n').slice(0, 20);
    throw new TwinsealError('BUILD_SANDBOX', 'the sandbox of a side could not be set up', { details });
  }
  const folders = [box, ...(cache === undefined ? [] : [cache.folder])];
  const guard = guardSide({ name, folders, limits, group });
  let collected = 0;
  return {
    name,
    folders: {
      source: inside('source'),
      home: inside('home'),
      // Without namespaces nothing can be mounted, and a side sees the cache where it lies.
      cache: cache === undefined || namespaced ? inside('cache') : cache.folder,
      tmp: inside('tmp'),
      out: inside('out'),
    },
    goroot: around.goroot,
    isolation: readIsolation(probe.stdout, how, { limits, attempt, resources: around.resources }),
    run: async (argv, environment, runCall, run = {}) => {
      const at = { argv, environment, folder: run.folder ?? inside('source') };
      const bounded = {
        ...(run.maxOutput === undefined ? {} : { maxOutput: run.maxOutput }),
        ...(run.stdin === undefined ? {} : { stdin: run.stdin }),
        ...(run.onLine === undefined ? {} : { onLine: run.onLine }),
      };
      try {
        const result = await runContained(how, around, { ...at, ...bounded, watch: guard.watch }, runCall);
        await guard.check(result);
        return result;
      } finally {
        // Without a PID namespace a program may have left others behind, out of reach of its process group.
        group?.kill();
      }
    },
    collect: async (path) => {
      collected += 1;
      return collectFile(join(box, 'out'), path, join(folder, 'kept', `${name}-${number}-${collected}`));
    },
    keep: async (bytes) => {
      collected += 1;
      return keepBytes(join(folder, 'kept', `${name}-${number}-${collected}`), bytes);
    },
    isDiskFull: () => folders.some(isDiskFull),
    close: async () => {
      await group?.remove();
      for (const each of [home, source]) if (each !== undefined) removeBox(each);
    },
  };
}

/**
 * The containment that works here, tried in a folder that is made and removed.
 * @example (await trialContainment('/private/trial', call)).kind // 'user'
 */
export async function trialContainment(folder: string, call: Call): Promise<Containment> {
  const trial: Surroundings = {
    view: join(folder, 'view'),
    box: join(folder, 'box'),
    inside: '/trial',
    hostname: 'trial',
    domain: 'trial',
    umask: '022',
    go: '',
    goroot: '',
    uid: 65534,
    joins: [],
    resources: { fileSize: 1024 ** 2 },
    look: [],
  };
  mkdirSync(trial.view, { recursive: true, mode: 0o700 });
  mkdirSync(trial.box, { recursive: true, mode: 0o700 });
  try {
    return await findContainment(trial, call);
  } finally {
    removeBox(folder);
  }
}
