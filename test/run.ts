// Runs the suites and sums them up: a compact report over node:test's own runner, one result file a suite, one closing line for all.
//   node test/run.ts suite NAME [--exclude GLOB]... [--first GLOB]... [--forbid-skips] GLOB...
//   node test/run.ts step NAME -- COMMAND [ARG]...       a command that counts only when it fails (lint, types, peers)
//   node test/run.ts expect NAME...                      begins anew: each of these counts as failed until it has ended well
//   node test/run.ts summary                             the closing line `N passed, N failed[, N skipped]`
import { spawn } from 'node:child_process';
import { globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, matchesGlob, relative } from 'node:path';
import { run } from 'node:test';
import { inspect, parseArgs, stripVTControlCharacters } from 'node:util';

interface Result {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  readonly notes: readonly string[];
}

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache', 'results');

/**
 * How the reason of a skip begins that no set-up of ours could avoid: the machine has no user namespaces, no network, no gdb. It stays a
 * skip where skips are forbidden, and is named in the summary.
 */
const MACHINE = 'this machine: ';

/**
 * A test makes much that is garbage at once: measured, with more room for it a test that changes 100,000 layouts takes a quarter less time
 * of the processor, and the small ones a twelfth.
 */
const ROOM = ['--min-semi-space-size=16', '--max-semi-space-size=32'];

function record(name: string, result: Result): void {
  mkdirSync(folder, { recursive: true });
  // Beside it first: on a full disk what was recorded before, a failure, stays readable.
  const file = join(folder, `${name}.json`);
  writeFileSync(`${file}.new`, `${JSON.stringify(result, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

const secondsSince = (start: number): number => Math.round((performance.now() - start) / 100) / 10;

/** Until a suite ends well its result stands as a failure, so that one killed by its time budget is never mistaken for a pass. */
function recordUnfinished(name: string, note = 'did not finish'): void {
  record(name, { passed: 0, failed: 1, skipped: 0, seconds: 0, notes: [note] });
}

/** Takes back all results and lets each name stand as failed, so that a suite for which no time was left is counted too. */
function expect(names: readonly string[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const name of names) recordUnfinished(name, 'did not begin');
}

/** Runs one suite's files, each in a process of its own, three at a time: many of them wait. Returns whether it passed. */
async function runSuite(name: string, files: readonly string[], forbidSkips: boolean): Promise<boolean> {
  const start = performance.now();
  const unfinished = new Set(files);
  const titles = new Map<string, string[]>();
  const output = new Map<string, string[]>();
  const printed = new Set<string>();
  const total = { passed: 0, failed: 0, skipped: 0 };
  let excused = 0;
  const notes: string[] = [];

  const finish = (): boolean => {
    const forbidden = Math.max(0, total.skipped - excused);
    if (forbidSkips && forbidden > 0) {
      notes.push(`${forbidden} skipped, and a skip is a failure in this suite on CI`);
      total.failed += forbidden;
      total.skipped -= forbidden;
    }
    for (const note of notes) console.log(`${name}: ${note}`);
    console.log(`${name}: ${sentence(total)} in ${secondsSince(start)} s`);
    record(name, { ...total, seconds: secondsSince(start), notes });
    return total.failed === 0;
  };
  const stop = (signal: string): void => {
    // Files are reported in order, so the first without a report is the one that runs or hangs.
    const [current, ...waiting] = unfinished;
    notes.push(
      `stopped by ${signal} (its time budget, if nobody else) in ${current}; not reported: ${waiting.length} more`,
    );
    total.failed += 1;
    finish();
    process.exit(1);
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));

  const shown = (file: string | undefined): string => (file === undefined ? '?' : relative(root, file));
  const options = { files: files.map((file) => join(root, file)), concurrency: 3, cwd: root, execArgv: ROOM };
  for await (const event of run(options)) {
    switch (event.type) {
      case 'test:start': {
        const stack = titles.get(shown(event.data.file)) ?? [];
        stack.length = event.data.nesting;
        stack.push(event.data.name);
        titles.set(shown(event.data.file), stack);
        break;
      }
      case 'test:stdout':
      case 'test:stderr': {
        const file = shown(event.data.file);
        output.set(file, [...(output.get(file) ?? []), event.data.message]);
        break;
      }
      case 'test:pass':
        if (event.data.skip !== undefined && event.data.skip !== false) {
          const why = String(event.data.skip);
          notes.push(`skipped: ${event.data.name} (${shown(event.data.file)}): ${why}`);
          if (why.startsWith(MACHINE)) excused += 1;
        }
        break;
      case 'test:fail': {
        const { error } = event.data.details;
        // A parent that failed only because its children did has nothing to add.
        if ('failureType' in error && error.failureType === 'subtestsFailed') break;
        const file = shown(event.data.file);
        const stack = (titles.get(file) ?? []).slice(0, event.data.nesting);
        console.log(`\nFAILED  ${[...stack, event.data.name].join(' > ')}`);
        console.log(`        ${file}${event.data.line === undefined ? '' : `:${event.data.line}`}`);
        console.log(indent(describe(error.cause ?? error)));
        if (!printed.has(file) && output.has(file)) {
          printed.add(file);
          console.log(indent(`output of the file so far:\n${(output.get(file) ?? []).join('').slice(-20_000)}`));
        }
        break;
      }
      case 'test:summary': {
        const { counts } = event.data;
        if (event.data.file === undefined) {
          total.passed = counts.passed;
          total.failed = counts.tests - counts.passed - counts.skipped - counts.todo;
          total.skipped = counts.skipped + counts.todo;
        } else {
          unfinished.delete(shown(event.data.file));
          const mark = event.data.success ? 'ok  ' : 'FAIL';
          console.log(
            `${mark} ${shown(event.data.file)}  ${counts.passed}/${counts.tests}  ${Math.round(event.data.duration_ms)} ms`,
          );
        }
        break;
      }
    }
  }
  return finish();
}

/** An error with its message and stack, and its causes below it, without the fields that repeat what the message shows. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return inspect(error, { depth: 8 });
  const cause = error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

function indent(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/^/gm, '        ');
}

function sentence(counts: { readonly passed: number; readonly failed: number; readonly skipped: number }): string {
  return `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`;
}

async function suite(name: string, args: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      exclude: { type: 'string', multiple: true, default: [] },
      first: { type: 'string', multiple: true, default: [] },
      'forbid-skips': { type: 'boolean', default: false },
    },
  });
  const files = [...new Set(positionals.flatMap((pattern) => globSync(pattern, { cwd: root })))]
    .filter((file) => !values.exclude.some((pattern) => matchesGlob(file, pattern)))
    .sort();
  if (files.length === 0) {
    record(name, { passed: 0, failed: 1, skipped: 0, seconds: 0, notes: ['no test files'] });
    console.log(`${name}: no file matches ${positionals.join(' ')}`);
    return false;
  }
  // The longest go first: one of them that came last would run alone.
  const isLong = (file: string): boolean => values.first.some((pattern) => matchesGlob(file, pattern));
  const ordered = [...files.filter(isLong), ...files.filter((file) => !isLong(file))];
  recordUnfinished(name);
  // Each file is a process that strips the same sources again; the compile cache saves most of that.
  process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'node');
  // Tests that prove nothing about cold builds share what others compiled (test/support/warm-caches.ts).
  process.env.TWINSEAL_TEST_CACHES ??= join(root, '.cache', 'sides');
  console.log(`${name}: ${files.length} files`);
  return runSuite(name, ordered, values['forbid-skips']);
}

async function step(name: string, [command, ...args]: readonly string[]): Promise<boolean> {
  if (command === undefined) throw new Error(`step ${name} has no command after --`);
  const start = performance.now();
  recordUnfinished(name);
  const child = spawn(command, args, { stdio: 'inherit', cwd: root });
  const problem = await new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (status, signal) => resolve(status === 0 ? undefined : `ended with ${signal ?? status}`));
  });
  const notes = problem === undefined ? [] : [`${command} ${problem}`];
  record(name, { passed: 0, failed: notes.length, skipped: 0, seconds: secondsSince(start), notes });
  console.log(`${name}: ${problem === undefined ? 'done' : `FAILED, ${notes.join('; ')}`} in ${secondsSince(start)} s`);
  return problem === undefined;
}

function summary(): boolean {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log('');
  for (const file of readdirSync(folder)
    .filter((entry) => entry.endsWith('.json'))
    .sort()) {
    const result = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Result;
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped += result.skipped;
    console.log(`${file.replace(/\.json$/, '').padEnd(12)} ${sentence(result)} (${result.seconds} s)`);
    if (result.failed + result.skipped > 0) {
      for (const note of result.notes) console.log(`${' '.repeat(12)} ${note}`);
    }
  }
  console.log(sentence(total));
  return total.failed === 0 && total.passed > 0;
}

const [verb, name = '', ...rest] = process.argv.slice(2);
let passed = false;
if (verb === 'suite') passed = await suite(name, rest);
else if (verb === 'step') passed = await step(name, rest[0] === '--' ? rest.slice(1) : rest);
else if (verb === 'summary') passed = summary();
else if (verb === 'expect') {
  expect([name, ...rest]);
  passed = true;
} else console.error('usage: node test/run.ts suite NAME GLOB... | step NAME -- COMMAND... | expect NAME... | summary');
process.exitCode = passed ? 0 : 1;
