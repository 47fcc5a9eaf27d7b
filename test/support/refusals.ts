// Runs bin/twinseal on bad input as a user would, and holds each refusal to the same rules.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ProgramResult, twinseal, withCompiled } from './twinseal-program.ts';

export const GO_MOD = 'module example.com/m\n\ngo 1.21\n';
/** `println` alone keeps the standard library out of the build. */
export const MAIN_GO = 'package main\n\nfunc main() { println(1) }\n';
export const PASSWORD = 'c0rrect-horse-battery';

export interface Refusal {
  readonly words: readonly string[];
  /** Exit status. */
  readonly status: 1 | 2 | 3;
  /** What the one sentence must say: what, where, what to do. */
  readonly says: RegExp;
  /** Besides PATH, HOME, TMPDIR and the password. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder with the user's files, a home and a folder for temporary files. */
export interface RefusalBench {
  readonly work: string;
  readonly temporary: string;
  readonly env: NodeJS.ProcessEnv;
  /** Writes files below `work`. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Asserts the refusal, and that nothing changed on disk. */
  refuse(refusal: Refusal): Promise<void>;
  /** Every entry below the work folder and the folder for temporary files, with sizes. */
  entries(): readonly string[];
  remove(): void;
}

/** @example const bench = refusalBench(); after(() => bench.remove()); */
export function refusalBench(): RefusalBench {
  const root = mkdtempSync(join(tmpdir(), 'twinseal-refusals-'));
  const [work, home, temporary] = [join(root, 'work'), join(root, 'home'), join(root, 'tmp')];
  for (const folder of [work, home, temporary]) mkdirSync(folder);
  // No test of a refusal waits for a checksum database.
  const own = { PATH: process.env.PATH, HOME: home, TMPDIR: temporary, COSIGN_PASSWORD: PASSWORD, GOSUMDB: 'off' };
  const env = withCompiled(own);
  const entries = (): readonly string[] =>
    [work, temporary].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
        const info = statSync(join(folder, name));
        return info.isDirectory() ? `${name}/` : `${name} ${info.size}`;
      }),
    );
  return {
    work,
    temporary,
    env,
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(work, name)), { recursive: true });
        writeFileSync(join(work, name), content);
      }
    },
    async refuse({ words, status, says, env: more }) {
      const before = entries();
      const result = await twinseal(words, { cwd: work, env: { ...env, ...more } });
      assertRefused(result, status, says, [PASSWORD, ...Object.values(more ?? {}).filter((text) => text.length > 12)]);
      assert.deepEqual(entries(), before, 'something was left behind, or changed');
    },
    entries,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** One clear sentence, then at most details that are indented; nothing on stdout, no stack, no secret. */
export function assertRefused(
  { status, stdout, stderr }: ProgramResult,
  expected: number,
  says: RegExp,
  secrets: readonly string[] = [],
): void {
  assert.equal(status, expected, stdout + stderr);
  assert.equal(stdout, '');
  const [first = '', ...details] = stderr.replace(/\n$/, '').split('\n');
  assert.match(first, /^twinseal: \S/);
  assert.match(first, says);
  assert.ok(first.length < 600, 'the sentence is short');
  assert.doesNotMatch(first, /\[object|undefined(?!: )|NaN|defect|\bE[A-Z]{4,}\b/, 'the sentence is for people');
  for (const line of details) assert.match(line, /^ {2}/);
  assert.doesNotMatch(stderr, /^\s+at |node:internal|\.ts:\d+/m, 'no stack is shown');
  for (const secret of secrets) assert.ok(!stderr.includes(secret), 'a secret is shown');
}
