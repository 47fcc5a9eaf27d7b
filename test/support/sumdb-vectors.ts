// What Go's own code made; test/testdata/sumdb/README.md tells how.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SumdbVectors {
  readonly key: string;
  readonly trees: readonly {
    readonly size: number;
    readonly root: string;
    readonly note: string;
    readonly inclusion: readonly { readonly index: number; readonly proof: readonly string[] }[];
    readonly consistency: readonly { readonly size: number; readonly proof: readonly string[] }[];
  }[];
  /** Of the largest tree: all but most full tiles of the lowest level. */
  readonly tiles: readonly { readonly path: string; readonly data: string }[];
  readonly paths: readonly string[];
  readonly patterns: readonly { readonly globs: string; readonly path: string; readonly match: boolean }[];
  readonly names: readonly { readonly path: string; readonly version: string; readonly escaped: string }[];
}

const folder = join(import.meta.dirname, '..', 'testdata', 'sumdb');

/** @example sumdbVectors().trees.at(-1)?.size // 70000 */
export function sumdbVectors(): SumdbVectors {
  return JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8'));
}

/** The answer of the public database for golang.org/x/mod v0.30.0. */
export function publicLookup(): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, 'lookup.txt')));
}
