// Runs in a worker thread: hashing a whole Go takes half a second, for which the main thread has other work.
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { InstalledGo } from '../../records/installed-go.ts';

/** What the worker answers. */
export type InstalledGoAnswer = { readonly installed: InstalledGo } | { readonly failed: 'too many' | 'unreadable' };

// Several times what any release of Go has.
const MAX_FILES = 100_000;
const MAX_DEPTH = 40;
const FOLDERS = ['bin', 'lib', 'pkg', 'src'];

function read(goroot: string): InstalledGoAnswer {
  const files = new Map<string, string>();
  const irregular: string[] = [];
  const walk = (folder: string, depth: number): boolean => {
    for (const entry of readdirSync(join(goroot, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        const wanted = folder !== '' || FOLDERS.includes(entry.name);
        if (wanted && (depth === MAX_DEPTH || !walk(path, depth + 1))) return false;
      } else if (entry.isFile()) files.set(path, hash('sha256', readFileSync(join(goroot, path)), 'hex'));
      else irregular.push(path);
      if (files.size + irregular.length > MAX_FILES) return false;
    }
    return true;
  };
  if (!walk('', 0)) return { failed: 'too many' };
  const goEnv = files.has('go.env') ? readFileSync(join(goroot, 'go.env'), 'utf8') : undefined;
  return { installed: { files, irregular, ...(goEnv === undefined ? {} : { goEnv }) } };
}

function answer(goroot: string): InstalledGoAnswer {
  try {
    return read(goroot);
  } catch {
    return { failed: 'unreadable' };
  }
}

parentPort?.postMessage(answer(String(workerData)));
