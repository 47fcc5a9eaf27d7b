import { getuid } from 'node:process';
import type { Call } from '../../ports/call.ts';
import type { SideRun } from '../../ports/sandbox.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { nameOf, type ProcessRequest, runProcess } from '../process/process-run.ts';
import { limitWords, type ResourceLimits } from './resource-limits.ts';
import { findTools, type SandboxTools } from './tools.ts';
import { VIEW_SCRIPT } from './view-script.ts';

/** How programs can be contained on this machine. */
export interface Containment {
  /** `root`: namespaces made by root; `user`: by a user namespace; `process`: none. */
  readonly kind: 'root' | 'user' | 'process';
  /** Why nothing better is in force; empty for `root`. */
  readonly why: string;
  readonly tools: SandboxTools;
}

/** A contained program's surroundings. */
export interface Surroundings {
  /** Empty folder, outside, over which the new root is mounted. */
  readonly view: string;
  /** The side's folder outside and its path inside. Without namespaces it is seen by its outer path. */
  readonly box: string;
  readonly inside: string;
  readonly hostname: string;
  readonly domain: string;
  /** Octal. */
  readonly umask: string;
  /** The folder of Go outside, and its path inside. */
  readonly go: string;
  readonly goroot: string;
  /** User id inside, where root may choose one. */
  readonly uid: number;
  /** Folder outside that stands, read-only, in the place of the side's source. */
  readonly source?: string;
  /** Folder outside that stands in the place of the side's build cache. */
  readonly cache?: string;
  /** Files by which its control groups are joined, two at most. */
  readonly joins: readonly string[];
  readonly resources: ResourceLimits;
  /** Words before a program, which change what it sees of the kernel. */
  readonly look: readonly string[];
}

const NAMESPACES = ['--net', '--mount', '--uts', '--ipc', '--pid', '--fork', '--kill-child'];
// A plain process joins its groups and gives way as one behind the view does.
const PLAIN_SCRIPT =
  'umask "$0"; for each in "$T_JOIN_1" "$T_JOIN_2"; do if [ -n "$each" ]; then echo 0 > "$each" || exit 1; fi; done; { echo 500 > /proc/self/oom_score_adj; } 2>/dev/null; exec "$@"';

/**
 * Finds out by trying which containment works here: namespaces as root, namespaces through a user namespace, or nothing
 * but a process group.
 * @param trial - a private folder with an empty view for the trial
 * @example (await findContainment(folder, call)).kind // 'root'
 */
export async function findContainment(trial: Surroundings, call: Call): Promise<Containment> {
  const tools = findTools();
  const reasons: string[] = [];
  for (const kind of getuid?.() === 0 ? (['root', 'user'] as const) : (['user'] as const)) {
    const containment = { kind, why: reasons.join('; '), tools };
    const missing = ['sh', 'env', 'unshare', 'setpriv', 'mount', 'umount', 'pivotRoot', 'mkdir', 'rmdir', 'cp'].filter(
      (name) => tools[name as keyof SandboxTools] === undefined,
    );
    if (missing.length > 0)
      return { kind: 'process', why: `this machine lacks ${missing.join(', ')} (util-linux)`, tools };
    const request = { argv: ['/bin/sh', '-c', ':'] as const, environment: {}, folder: trial.inside };
    const run = await runContained(containment, trial, request, call);
    if (run.status === 0) return containment;
    reasons.push(run.stderr.trim().split('\n').at(-1)?.slice(0, 200) ?? `unshare failed with status ${run.status}`);
  }
  return { kind: 'process', why: reasons.join('; '), tools };
}

/**
 * Runs a program under a containment; `request.folder` is a path as seen from inside.
 * @throws TwinsealError as {@link runProcess} does
 * @example await runContained(containment, surroundings, { argv: ['/usr/bin/id'], environment: {}, folder: '/box' }, call)
 */
export async function runContained(
  containment: Containment,
  around: Surroundings,
  request: ProcessRequest,
  call: Call,
): Promise<SideRun> {
  const { kind, tools } = containment;
  // Not the tools around it, which no user has asked for.
  const shownAs = nameOf(request);
  const { setpriv, sh, env, unshare } = tools;
  const limits = limitWords(tools.prlimit, around.resources);
  const joins = { T_JOIN_1: around.joins[0] ?? '', T_JOIN_2: around.joins[1] ?? '' };
  const program = [...around.look, ...exact(request, env)];
  // Dies with us, however we die: the kernel sends the signal (PR_SET_PDEATHSIG outlives exec).
  const leash = setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'SIGKILL', '--'];
  if (kind === 'process') {
    if (sh === undefined) throw new TwinsealError('BUILD_SANDBOX', 'this machine has no /bin/sh to start a build with');
    const argv = [...leash, sh, '-c', PLAIN_SCRIPT, around.umask, ...limits, ...program];
    return await runProcess({ ...request, shownAs, argv: nonEmpty(argv), environment: joins }, call);
  }
  // The leash anew: the kernel takes it off whoever changes his user (commit_creds clears the signal).
  const drop = [setpriv ?? '', '--pdeathsig', 'SIGKILL', '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'];
  if (kind === 'root') drop.push(`--reuid=${around.uid}`, `--regid=${around.uid}`, '--clear-groups');
  const argv = [
    ...leash,
    unshare ?? '',
    ...(kind === 'user' ? ['--user', '--map-root-user'] : []),
    ...NAMESPACES,
    sh ?? '',
    '-c',
    VIEW_SCRIPT,
    'side',
    around.view,
    around.box,
    around.inside,
    around.hostname,
    around.domain,
    around.umask,
    around.go,
    around.goroot,
    request.folder,
    ...limits,
    ...drop,
    '--',
    ...program,
  ];
  const environment = {
    ...joins,
    T_HOSTNAME: tools.hostname ?? '',
    T_DOMAINNAME: tools.domainname ?? '',
    T_MOUNT: tools.mount ?? '',
    T_UMOUNT: tools.umount ?? '',
    T_PIVOT: tools.pivotRoot ?? '',
    T_MKDIR: tools.mkdir ?? '',
    T_RMDIR: tools.rmdir ?? '',
    T_CP: tools.cp ?? '',
    T_SOURCE: around.source ?? '',
    T_ALONE: kind === 'user' ? 'yes' : '',
    T_CACHE: around.cache ?? '',
    T_UID: String(kind === 'root' ? around.uid : 0),
  };
  return await runProcess({ ...request, shownAs, folder: '/', argv: nonEmpty(argv), environment }, call);
}

/** The program with exactly its environment: `env -i`, so that nothing the shell exports comes along. */
function exact(request: ProcessRequest, env: string | undefined): readonly string[] {
  if (env === undefined) throw new TwinsealError('BUILD_SANDBOX', 'this machine has no env (coreutils)');
  const pairs = Object.entries(request.environment).map(([name, value]) => `${name}=${value}`);
  return [env, '-i', ...pairs, ...request.argv];
}

function nonEmpty(argv: readonly string[]): readonly [string, ...string[]] {
  const [first = '', ...rest] = argv;
  return [first, ...rest];
}
