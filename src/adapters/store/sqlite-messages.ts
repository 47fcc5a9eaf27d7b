import type { KeyObject } from 'node:crypto';
import type { SqliteReader } from './sqlite-reader.ts';
import type { SqliteWriter } from './sqlite-writer.ts';

/** How a thread opens the database: the one that writes makes and migrates it, the other only looks. */
export interface ThreadData {
  readonly path: string;
  readonly role: 'write' | 'read';
  readonly origin: string;
  readonly secret: KeyObject;
}

/** What each role answers to: method, arguments, result. */
export interface Roles {
  readonly write: Pick<SqliteWriter, 'head' | 'append' | 'prune' | 'claim' | 'settle' | 'ping'>;
  readonly read: Pick<
    SqliteReader,
    | 'decision'
    | 'decisions'
    | 'change'
    | 'changes'
    | 'head'
    | 'tile'
    | 'leaves'
    | 'has'
    | 'document'
    | 'evidenceOf'
    | 'evidenceWith'
    | 'firstSince'
  >;
}

/** A question to a thread; `close` ends it. */
export interface ThreadRequest {
  readonly n: number;
  readonly method: string;
  readonly parameters: readonly unknown[];
}

/** What it answers; the answer to opening has number 0. */
export type ThreadAnswer =
  | { readonly n: number; readonly value: unknown }
  | { readonly n: number; readonly failed: { readonly full: boolean; readonly message: string } };
