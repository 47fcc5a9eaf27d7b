// Runs action.yml as GitHub's runner does and deploy/ci/gitlab.yml as GitLab's: their environment, files and caches, in a folder.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const project = join(import.meta.dirname, '..', '..');

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
export interface CiRun {
  readonly status: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

interface Done {
  readonly status: number | null;
  readonly log: string;
}

/** Not `spawnSync`: a registry whose log nobody reads stands still. */
function shell(
  words: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<Done> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        log += chunk;
      });
    child.once('error', reject).once('close', (status) => resolve({ status, log }));
  });
}

export function readAction(): Action {
  return parse(readFileSync(join(project, 'action.yml'), 'utf8')) as Action;
}

/** @param kept - where the runner's cache lies between runs */
export async function runAction(
  inputs: Readonly<Record<string, string>>,
  workspace: string,
  kept: string,
  env: NodeJS.ProcessEnv,
): Promise<CiRun> {
  const action = readAction();
  const given: Record<string, string> = {};
  for (const [name, { default: value = '' }] of Object.entries(action.inputs)) given[name] = inputs[name] ?? value;
  for (const name of Object.keys(inputs)) if (!(name in given)) throw new Error(`the action has no input ${name}`);
  const steps: Record<string, Record<string, string>> = {};
  const value = (expression: string): string => {
    for (const part of expression.split('||').map((each) => each.trim())) {
      const [root, name = '', , output = ''] = part.split('.');
      const found = root === 'inputs' ? given[name] : root === 'steps' ? steps[name]?.[output] : `(${part})`;
      if (found !== undefined && found !== '') return found;
    }
    return '';
  };
  const fill = (text: string): string =>
    text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_all, inside: string) => value(inside));
  const holds = (condition: string): boolean =>
    condition.split('&&').every((part) => {
      const [, name = '', sign, wanted] = /^\s*inputs\.([\w-]+) (==|!=) '(.*?)'\s*$/.exec(part) ?? [];
      if (sign === undefined) throw new Error(`this runner cannot tell ${part}`);
      return (given[name] === wanted) === (sign === '==');
    });
  const file = (name: string): string => join(workspace, `.runner-${name}`);
  let log = '';
  let summary = '';
  let status: number | null = 0;
  const saving: (() => void)[] = [];
  for (const step of action.runs.steps) {
    if (step.if !== undefined && !holds(step.if)) continue;
    if (step.uses?.startsWith('actions/cache@') === true) {
      const at = join(workspace, fill(step.with?.path ?? ''));
      if (existsSync(kept)) cpSync(kept, at, { recursive: true, preserveTimestamps: true });
      saving.push(() => {
        rmSync(kept, { recursive: true, force: true });
        if (existsSync(at)) cpSync(at, kept, { recursive: true, preserveTimestamps: true });
      });
      continue;
    }
    if (step.run === undefined) throw new Error(`this runner has no ${step.uses}`);
    for (const name of ['output', 'summary']) writeFileSync(file(name), '');
    writeFileSync(file('script'), step.run);
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text)]));
    const done = await shell(['-e', file('script')], {
      cwd: workspace,
      env: {
        ...env,
        ...own,
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: project,
        GITHUB_OUTPUT: file('output'),
        GITHUB_STEP_SUMMARY: file('summary'),
      },
    });
    log += done.log;
    summary += readFileSync(file('summary'), 'utf8');
    if (step.id !== undefined) steps[step.id] = variables(readFileSync(file('output'), 'utf8'));
    status = done.status;
    if (status !== 0) break;
  }
  // GitHub's cache is saved by jobs that succeed.
  if (status === 0) for (const save of saving) save();
  const outputs = Object.fromEntries(
    Object.entries(action.outputs).map(([name, { value: text }]) => [name, fill(text)]),
  );
  return { status, log, outputs, summary };
}

interface Job {
  readonly variables?: Readonly<Record<string, string>>;
  readonly cache?: { readonly paths: readonly string[] };
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: Readonly<Record<string, string>>; readonly paths?: readonly string[] };
}

/** Runs a job that extends one of the template's. @param kept - where the runner's cache lies between runs */
export async function runGitlab(
  template: '.twinseal-seal' | '.twinseal-verify',
  variablesOf: Readonly<Record<string, string>>,
  workspace: string,
  kept: string,
  env: NodeJS.ProcessEnv,
): Promise<CiRun & { readonly reports: Readonly<Record<string, string>> }> {
  const jobs = parse(readFileSync(join(project, 'deploy/ci/gitlab.yml'), 'utf8')) as Record<string, Job>;
  const job = jobs[template];
  if (job === undefined) throw new Error(`the template has no ${template}`);
  for (const path of job.cache?.paths ?? []) {
    if (existsSync(join(kept, path)))
      cpSync(join(kept, path), join(workspace, path), { recursive: true, preserveTimestamps: true });
  }
  let done: Done | undefined;
  let log = '';
  for (const line of job.script) {
    done = await shell(['-e', '-c', line], {
      cwd: workspace,
      env: { ...env, GITLAB_CI: 'true', TWINSEAL_HOME: project, ...job.variables, ...variablesOf },
    });
    log += done.log;
    if (done.status !== 0) break;
  }
  for (const path of job.cache?.paths ?? []) {
    mkdirSync(kept, { recursive: true });
    cpSync(join(workspace, path), join(kept, path), { recursive: true, preserveTimestamps: true });
  }
  const reports: Record<string, string> = {};
  for (const name of [...Object.values(job.artifacts.reports), ...(job.artifacts.paths ?? [])])
    if (existsSync(join(workspace, name))) reports[name] = readFileSync(join(workspace, name), 'utf8');
  const dotenv = job.artifacts.reports.dotenv ?? '';
  return { status: done?.status ?? null, log, outputs: variables(reports[dotenv] ?? ''), summary: '', reports };
}

function variables(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line !== '');
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
