import type { ConditionName, ObservedConditions } from '../../records/conditions.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { CONDITION_VARIABLES, FIXED_VARIABLES } from './side-environment.ts';

/**
 * A program for inside of a side that prints what it sees of each condition. Nothing of the plan is in it: what is recorded
 * is what was found.
 */
export const CONDITION_PROBE = [
  'echo "path=$(pwd -P)"',
  'echo "home=$HOME"',
  'echo "hostname=$(uname -n)"',
  'echo "timezone=$TZ ($(date +%z))"',
  'echo "locale=$LC_ALL $LANGUAGE"',
  'echo "umask=$(umask)"',
  'echo "parallelism=GOMAXPROCS=$GOMAXPROCS"',
  'echo "file-times=go.mod of $(date -u -r go.mod +%Y-%m-%dT%H:%M:%SZ)"',
  'echo "cache-entries=$(find "$GOCACHE" -mindepth 1 | wc -l)"',
  'echo "cache-folder=$GOCACHE"',
  'echo "user=$(id -u)"',
  'echo "clock=$(date -u +%Y-%m-%dT%H:%M:%SZ)"',
  'echo "kernel=$(uname -srm)"',
  // Two programs: where the kernel picks addresses at random, their stacks lie apart.
  'one=$(grep -F "[stack]" /proc/self/maps) two=$(grep -F "[stack]" /proc/self/maps)',
  'if [ -z "$one" ]; then echo aslr=; elif [ "$one" = "$two" ]; then echo "aslr=fixed addresses"; else echo "aslr=random addresses"; fi',
  'echo "cpus=$(nproc)"',
  'echo "file-order=$(find . | cksum)"',
  // Its first entry is Go, which has a row of its own.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it, not JavaScript.
  'echo "exec-path=${PATH#*:}"',
  'echo "domain=$(cat /proc/sys/kernel/domainname 2>/dev/null)"',
  'echo "toolchain=$(go env GOVERSION GOROOT | paste -s -d " " -)"',
  'echo environment=',
  'env',
].join('\n');

/** What the probe found. */
export interface Probed {
  readonly observed: ObservedConditions;
  /** Entries in the build cache before anything was built. */
  readonly cacheEntries: number;
}

/**
 * Reads what {@link CONDITION_PROBE} printed.
 * @throws TwinsealError `BUILD_SANDBOX` when a line is missing
 * @example readProbe(run.stdout).observed.hostname // 'side-a'
 */
export function readProbe(text: string): Probed {
  const [head = '', tail = ''] = text.split(/^environment=\n/m, 2);
  const seen = new Map<string, string>();
  for (const line of head.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0) seen.set(line.slice(0, at), line.slice(at + 1));
  }
  const value = (name: string): string => {
    const found = seen.get(name);
    if (found === undefined) throw new TwinsealError('BUILD_SANDBOX', `a side could not tell its ${name}`);
    return found;
  };
  const cacheEntries = Number(value('cache-entries'));
  return {
    cacheEntries,
    observed: {
      path: value('path'),
      home: value('home'),
      hostname: value('hostname'),
      timezone: value('timezone'),
      locale: value('locale'),
      umask: value('umask'),
      environment: otherVariables(tail),
      parallelism: value('parallelism'),
      'file-times': value('file-times'),
      cache: `${cacheEntries === 0 ? 'empty' : `${cacheEntries} entries`}, own, at ${value('cache-folder')}`,
      user: value('user'),
      clock: value('clock'),
      kernel: value('kernel'),
      cpus: value('cpus'),
      'file-order': `checksum and size of the list in the order of the folders: ${value('file-order')}`,
      'exec-path': value('exec-path'),
      // What could not be read stays out, and is then said to be not observed.
      ...optional('aslr', value('aslr')),
      ...optional('domain', value('domain')),
      ...optional('toolchain', value('toolchain')),
    },
  };
}

function optional(name: ConditionName, value: string): ObservedConditions {
  return value === '' ? {} : { [name]: value };
}

function otherVariables(text: string): string {
  // PWD and its like are set by the shell that runs the probe.
  const known = new Set<string>([...CONDITION_VARIABLES, ...FIXED_VARIABLES, 'PWD', 'OLDPWD', 'SHLVL', '_']);
  const lines = text
    .split('\n')
    .filter((line) => line.includes('=') && !known.has(line.slice(0, line.indexOf('='))))
    .sort();
  return lines.length === 0 ? 'nothing else' : lines.join(' ');
}
