import { cpuLevel } from '../formats/cpu-level.ts';
import type { Call } from '../ports/call.ts';
import type { Machine } from '../ports/machine.ts';
import type { Diagnosis } from '../records/diagnosis.ts';
import { examineContainment } from './examine-containment.ts';

interface Wanted {
  readonly name: string;
  readonly args: readonly string[];
  readonly needed: boolean;
  /** What it is for and where it comes from. */
  readonly advice: string;
}

const PROGRAMS: readonly Wanted[] = [
  { name: 'go', args: ['version'], needed: true, advice: 'install Go 1.21 or newer (go.dev/dl) and put it on PATH' },
  {
    name: 'git',
    args: ['--version'],
    needed: false,
    advice: 'install git, so that revision, time and version are read from the source',
  },
  { name: 'cosign', args: ['version'], needed: false, advice: 'only to check signatures with cosign itself' },
  { name: 'notation', args: ['version'], needed: false, advice: 'only to check signatures with notation itself' },
  { name: 'crane', args: ['version'], needed: false, advice: 'only to look at images with crane' },
  { name: 'oras', args: ['version'], needed: false, advice: 'only to look at attached evidence with oras' },
];

/**
 * Looks for what a twin build needs, then for what makes it better, then for the peers that can check its work.
 * @example (await examine(machine, call)).find(({ state }) => state === 'missing')?.advice
 */
export async function examine(machine: Machine, call: Call): Promise<readonly Diagnosis[]> {
  const runtime: Diagnosis = { name: 'node', state: 'found', text: machine.runtime, advice: '' };
  const programs = await Promise.all(PROGRAMS.map((wanted) => examineProgram(wanted, machine, call)));
  const containment = examineContainment(await machine.containment(call));
  return [runtime, ...programs.slice(0, 2), ...containment, await examineProcessors(machine), ...programs.slice(2)];
}

async function examineProgram(
  { name, args, needed, advice }: Wanted,
  machine: Machine,
  call: Call,
): Promise<Diagnosis> {
  const found = await machine.find(name, args, call);
  if (found !== undefined) return { name, state: 'found', text: `${found.version} (${found.path})`, advice: '' };
  return { name, state: needed ? 'missing' : 'absent', text: 'not found on PATH', advice };
}

// Which baselines can be run here, so that nobody seals linux/amd64/v4 and finds out elsewhere.
async function examineProcessors(machine: Machine): Promise<Diagnosis> {
  const { architecture, cpuinfo } = await machine.processors();
  const found = cpuLevel(architecture, cpuinfo);
  const name = 'cpu';
  if (found === undefined)
    return { name, state: 'found', text: `${architecture}, for which no levels can be told`, advice: '' };
  const { level, runs, lacks, options } = found;
  const next = lacks.length === 0 ? '' : `; the next level needs ${lacks.join(', ')}`;
  const extra = options.length === 0 ? '' : `; GOARM64 options: ${options.join(', ')}`;
  return {
    name,
    state: 'found',
    text: `${architecture} ${level} (runs ${runs.join(', ')})${extra}${next}`,
    advice: '',
  };
}
