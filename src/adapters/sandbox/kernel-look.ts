import { readFileSync } from 'node:fs';
import type { Call } from '../../ports/call.ts';
import type { PlannedConditions } from '../../records/build-plan.ts';
import { runProcess } from '../process/process-run.ts';
import type { SandboxTools } from './tools.ts';

/**
 * The words before a program that change what it sees of kernel and processors, each tried on this machine before: a system
 * call filter may forbid it, and then the program runs without, which reading back shows.
 * @example await kernelLook(conditions, tools, call) // ['/usr/bin/setarch', '-R', '--uname-2.6']
 * @see personality(2), setarch(8), taskset(1)
 */
export async function kernelLook(
  conditions: Pick<PlannedConditions, 'addresses' | 'kernelName' | 'processors'>,
  tools: SandboxTools,
  call: Call,
): Promise<readonly string[]> {
  const { setarch, taskset } = tools;
  const flags: string[] = [];
  if (setarch !== undefined) {
    if (conditions.addresses === 'fixed' && (await works([setarch, '-R'], tools, call))) flags.push('-R');
    if (conditions.kernelName === '2.6' && (await works([setarch, '--uname-2.6'], tools, call)))
      flags.push('--uname-2.6');
  }
  const personality = setarch === undefined || flags.length === 0 ? [] : [setarch, ...flags];
  if (taskset === undefined || conditions.processors === undefined) return personality;
  const few = [taskset, '-c', ownProcessors().slice(0, conditions.processors).join(',')];
  return [...((await works(few, tools, call)) ? few : []), ...personality];
}

const tried = new Map<string, Promise<boolean>>();

function works(words: readonly string[], { sh }: SandboxTools, call: Call): Promise<boolean> {
  const key = words.join('\0');
  const before = tried.get(key);
  if (before !== undefined) return before;
  const [program = '', ...rest] = words;
  const request = { argv: [program, ...rest, sh ?? '', '-c', ':'] as const, environment: {}, folder: '/' };
  const attempt = runProcess(request, call).then(({ status }) => status === 0);
  tried.set(key, attempt);
  // A call that was cut off has told nothing about the machine.
  attempt.catch(() => tried.delete(key));
  return attempt;
}

/** Numbers of the processors that we may use: `Cpus_allowed_list: 0-3,8`. @see proc_pid_status(5) */
function ownProcessors(): readonly number[] {
  const text = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return text.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });
}
