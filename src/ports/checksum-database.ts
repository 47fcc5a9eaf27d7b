import type { SumdbHead } from '../records/authenticity.ts';
import type { Call } from './call.ts';

/**
 * What Go's checksum database says of a module version. `unknown`: it has no record of it. `private`: the user's settings (GONOSUMDB,
 * GOPRIVATE, GOSUMDB=off) say not to ask. `unreachable`: it could not be asked, and nothing is cached. `contradicted`: its answer
 * breaks its own proofs, or the tree that was seen before.
 */
export type SumdbAnswer =
  | {
      readonly outcome: 'known' /** Of the zip. */;
      readonly h1: string /** Of go.mod. */;
      readonly goModH1: string;
      readonly head: SumdbHead;
    }
  | { readonly outcome: 'unknown' | 'private' | 'unreachable' | 'contradicted'; readonly why: string };

/** Go's checksum database, whose signed tree head only ever grows and whose every answer is proved. */
export interface ChecksumDatabase {
  /**
   * The sums of a module version, proved to be in the signed tree.
   * @returns never throws for what the database or the network does; that is an outcome
   * @throws TwinsealError `ABORTED`, `TIMEOUT`
   * @example (await sumdb.lookup('golang.org/x/mod', 'v0.30.0', call)).outcome // 'known'
   */
  lookup(path: string, version: string, call: Call): Promise<SumdbAnswer>;
}
