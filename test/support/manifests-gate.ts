// A folder with policies, and `twinseal verify` in it, for tests of `--manifests`.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { stringify } from 'yaml';
import { signed } from './admission-door.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
export const root = mkdtempSync(join(tmpdir(), 'twinseal-manifests-'));
after(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, 'policies'));
mkdirSync(join(root, 'warn'));
writeFileSync(join(root, 'policies', 'release.json'), JSON.stringify(signed()));
writeFileSync(join(root, 'warn', 'release.json'), JSON.stringify(signed({ mode: 'warn' })));

/** The registry lives in this process, so nothing may wait for a child with its thread. */
export function run(
  stdin: string,
  ...words: string[]
): Promise<{ readonly status: number | null; readonly out: string; readonly err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(bin, ['verify', ...words], { cwd: root });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject).on('close', (status) => resolve({ status, out, err }));
    child.stdin.on('error', () => {}).end(stdin);
  });
}
export const here = ['--manifests', '-', '--policy', 'policies/release.json'];
export const documents = (...all: unknown[]): string => all.map((one) => stringify(one)).join('---\n');
export const CONFIG = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c' },
  data: { a: '1.5', b: 'image: x' },
  ratio: 1.5,
};
