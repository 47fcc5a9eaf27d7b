import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { getuid } from 'node:process';
import type { Call } from '../../ports/call.ts';
import type { Sandbox, Side } from '../../ports/sandbox.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { type Containment, findContainment, runContained, type Surroundings } from './containment.ts';
import { ISOLATION_PROBE, readIsolation } from './isolation.ts';
import { ownTree } from './own-tree.ts';
import { type BOX_FOLDERS, collectFile, isDiskFull, makeBox, removeBox } from './side-folders.ts';

/** Where sides live, and an optional containment for tests and for `doctor`. */
export interface SandboxOptions {
  /** A private folder (0700) that nothing else uses. */
  readonly folder: string;
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
 * @example const side = await makeSandbox({ folder }).open({ name: 'a', tree, toolchain, conditions }, call);
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
    open: async ({ name, tree, toolchain, conditions, cache }, call) => {
      const how = await containment(call);
      opened += 1;
      const home = join(options.folder, `side-${name}-${opened}`);
      const box = join(home, 'box');
      const namespaced = how.kind !== 'process';
      const around: Surroundings = {
        view: join(home, 'view'),
        box,
        inside: namespaced ? conditions.root : box,
        hostname: conditions.hostname,
        umask: conditions.umask,
        goroot: toolchain.goroot,
        uid: conditions.userId,
        ...(cache !== undefined && { cache: cache.folder }),
      };
      const owner = how.kind === 'root' && getuid?.() === 0 ? conditions.userId : undefined;
      mkdirSync(around.view, { recursive: true, mode: 0o700 });
      const { umask, fileTime } = conditions;
      makeBox(box, tree, { umask, fileTime, owner, ...(cache !== undefined && { seed: cache.seed }) });
      if (cache !== undefined) ownTree(cache.folder, owner ?? getuid?.() ?? 0);
      const inside = (folder: (typeof BOX_FOLDERS)[number]): string => `${around.inside}/${folder}`;
      const probe = await runContained(
        how,
        around,
        { argv: ['/bin/sh', '-c', ISOLATION_PROBE], environment: { PATH: PROBE_PATH }, folder: inside('source') },
        call,
      );
      if (probe.status !== 0) {
        removeBox(home);
        throw new TwinsealError('BUILD_SANDBOX', 'the sandbox of a side could not be set up', {
          details: probe.stderr.split('\n').slice(0, 20),
        });
      }
      let collected = 0;
      const side: Side = {
        name,
        folders: {
          source: inside('source'),
          home: inside('home'),
          // Without namespaces nothing can be mounted, and a side sees the cache where it lies.
          cache: cache === undefined || namespaced ? inside('cache') : cache.folder,
          tmp: inside('tmp'),
          out: inside('out'),
        },
        goroot: toolchain.goroot,
        isolation: readIsolation(probe.stdout, how),
        run: (argv, environment, runCall, run = {}) =>
          runContained(
            how,
            around,
            {
              argv,
              environment,
              folder: run.folder ?? inside('source'),
              ...(run.maxOutput === undefined ? {} : { maxOutput: run.maxOutput }),
              ...(run.stdin === undefined ? {} : { stdin: run.stdin }),
            },
            runCall,
          ),
        collect: async (path) => {
          collected += 1;
          return collectFile(join(box, 'out'), path, join(options.folder, 'kept', `${name}-${opened}-${collected}`));
        },
        isDiskFull: () => isDiskFull(box) || (cache !== undefined && isDiskFull(cache.folder)),
        close: async () => removeBox(home),
      };
      return side;
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
    umask: '022',
    goroot: '',
    uid: 65534,
  };
  mkdirSync(trial.view, { recursive: true, mode: 0o700 });
  mkdirSync(trial.box, { recursive: true, mode: 0o700 });
  try {
    return await findContainment(trial, call);
  } finally {
    removeBox(folder);
  }
}
