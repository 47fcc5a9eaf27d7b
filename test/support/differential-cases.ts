import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DifferentialBase, disagreement } from './differential.ts';
import { drawMutation, type Mutation, mutate } from './evidence-mutations.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A disagreement that was seen, and why Twinseal says what it says. */
export interface KeptCase {
  /** As `disagreement` names it. */
  readonly class: string;
  readonly why: string;
  /** The first that showed it: made again on each run, on evidence of new keys. */
  readonly base: string;
  readonly mutation: Mutation;
}

/** The file of those between Twinseal and sigstore-js. */
export const KEPT_CASES = join(import.meta.dirname, '..', 'testdata', 'differential', 'sigstore-js.json');

/** All that were kept. @example keptCases().length */
export function keptCases(): readonly KeptCase[] {
  return JSON.parse(readFileSync(KEPT_CASES, 'utf8')) as readonly KeptCase[];
}

/** What many changes showed. */
export interface Round {
  /** Changes that changed something. */
  readonly tried: number;
  readonly bothAccept: number;
  readonly bothRefuse: number;
  /** The first of each class. */
  readonly disagreements: ReadonlyMap<string, Omit<KeptCase, 'why' | 'class'>>;
}

/** Changes good bundles at random and asks both verifiers. @example tryMutations(bases, 600, seededRandom(1)).tried */
export function tryMutations(bases: readonly DifferentialBase[], count: number, random: SeededRandom): Round {
  let [tried, bothAccept, bothRefuse] = [0, 0, 0];
  const disagreements = new Map<string, Omit<KeptCase, 'why' | 'class'>>();
  for (let at = 0; at < count; at++) {
    const base = random.pick(bases);
    const mutation = drawMutation(base.bytes, random);
    const bytes = mutate(base.bytes, mutation);
    if (Buffer.compare(bytes, base.bytes) === 0) continue;
    tried++;
    const [ours, theirs] = [base.ours(bytes), base.sigstoreJs(bytes)];
    if (ours.accepted && theirs.accepted) bothAccept++;
    if (!ours.accepted && !theirs.accepted) bothRefuse++;
    const found = disagreement('sigstore-js', ours, theirs);
    if (found !== undefined && !disagreements.has(found)) disagreements.set(found, { base: base.name, mutation });
  }
  return { tried, bothAccept, bothRefuse, disagreements };
}
