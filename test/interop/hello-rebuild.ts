// The module that peers make images of, and Twinseal builds again from what its program says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { writeHelloModule } from '../support/hello-module.ts';
import { PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';

/** For the files of a test; it goes with the test's process. */
export const root = mkdtempSync(join(tmpdir(), 'twinseal-rebuild-peers-'));
after(() => rmSync(root, { recursive: true, force: true }));
export const module = join(root, 'module');
export const home = join(root, 'home');
mkdirSync(home);
writeHelloModule(module);
// Of the user's machine only Go's build cache, so that the standard library is not compiled once more for ko.
const goCache = execFileSync('go', ['env', 'GOCACHE'], { encoding: 'utf8' }).trim();
export const goEnv = { GOCACHE: goCache, GOFLAGS: '-mod=vendor -buildvcs=true', GOPROXY: 'off', CGO_ENABLED: '0' };

/** Rebuilds an image from the module. @example (await rebuild(reference)).said.outcome // 'reproduced' */
export async function rebuild(reference: string, ...words: string[]) {
  const env = { PATH: process.env.PATH, HOME: home, COSIGN_PASSWORD: PASSWORD };
  const all = ['rebuild', reference, '--source', module, '--offline', ...words, '-o', 'json'];
  const { status, stdout, stderr } = await twinseal(all, { cwd: root, env });
  assert.notEqual(stdout, '', stderr);
  const said = JSON.parse(stdout);
  return { status, said, first: said.platforms[0] };
}
