import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { makeSourceImporter } from '../../src/adapters/source/importer.ts';
import type { ImportedTree } from '../../src/records/imported-tree.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

/** A private folder that goes away with the test file. */
export const root = mkdtempSync(join(tmpdir(), 'twinseal-source-'));
chmodSync(root, 0o700);
after(() => rmSync(root, { recursive: true, force: true }));

export const call = { signal: new AbortController().signal, deadline: Date.now() + 120_000 };

/** An environment in which git makes the same commits everywhere. */
export const GIT_ENV = {
  PATH: process.env.PATH ?? '',
  HOME: root,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'C',
  GIT_COMMITTER_EMAIL: 'c@example.com',
  GIT_AUTHOR_DATE: '1700000000 +0100',
  GIT_COMMITTER_DATE: '1700000000 +0100',
};

/** A new folder with files. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const path = mkdtempSync(join(root, 'module-'));
  write(path, files);
  return path;
}

export function write(path: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
}

export function git(path: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: path, env: GIT_ENV, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
}

/** A folder with files and one commit of them. */
export function repository(files: Readonly<Record<string, string>>, ...init: string[]): string {
  const path = folder(files);
  git(path, 'init', '-q', '-b', 'main', ...init);
  git(path, 'add', '-A');
  git(path, 'commit', '-q', '-m', 'first');
  return path;
}

const importer = makeSourceImporter();

export function imported(path: string): Promise<ImportedTree> {
  return importer.importTree(path, root, call);
}

/** Tells whether an error is the expected one. */
export function fails(code: string, pattern = /./): (error: unknown) => boolean {
  return (error) => error instanceof TwinsealError && error.code === code && pattern.test(error.message);
}
