// The long run of differential.test.ts, and of sigstore-js. TWINSEAL_SEED=N makes the draws of N, TWINSEAL_SEED=random new ones, TWINSEAL_ROUNDS=N draws so many.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { differentialBases } from '../support/differential.ts';
import { tryMutations } from '../support/differential-cases.ts';
import type { Mutation } from '../support/evidence-mutations.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { changed, cosignPeer, notationPeer } from './differential-peers.ts';
import { differentialRounds, isExplained } from './differential-rounds.ts';
import { withoutPeers } from './peer.ts';

const asked = process.env.TWINSEAL_SEED ?? '20261128';
const seed = asked === 'random' ? randomInt(2 ** 31) : Number(asked);
const rounds = Number(process.env.TWINSEAL_ROUNDS ?? 400);
const PEERS = { cosign: async () => cosignPeer(), notation: notationPeer } as const;

interface KeptCase {
  readonly class: string;
  readonly why: string;
  readonly base: string;
  readonly mutation: Mutation;
}

for (const [name, open] of Object.entries(PEERS))
  test(`what ${name} and Twinseal have disagreed about, they still do, for the reasons that were kept`, {
    skip: withoutPeers(name as 'cosign'),
  }, async () => {
    const peer = await open();
    after(peer.stop);
    const file = join(import.meta.dirname, '..', 'testdata', 'differential', `${name}.json`);
    const kept: readonly KeptCase[] = JSON.parse(readFileSync(file, 'utf8'));
    for (const one of kept) {
      const base = peer.bases.find((other) => other.name === one.base);
      assert.ok(base !== undefined && one.why !== '', one.base);
      const evidence = changed(base, one.mutation);
      // Two signatures of three have padding that could be taken away.
      const parsed = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString());
      if (one.mutation.change === 'unpadded' && isDeepStrictEqual(parsed(evidence), parsed(base.bytes))) continue;
      const [ours, theirs] = [await base.ours(evidence), await base.theirs(evidence)];
      assert.notEqual(
        ours.accepted,
        theirs.accepted,
        `${one.class}: both say the same (a newer ${name}? then drop the case)`,
      );
      assert.equal(ours.accepted ? 'laxer' : 'stricter', one.class.split(':')[0], one.why);
      if (ours.accepted) assert.ok(await isExplained(peer, base, evidence), one.why);
    }
  });

for (const [name, open] of Object.entries(PEERS))
  test(`${name} and Twinseal on ${rounds} changes from the seed ${seed}`, {
    skip: withoutPeers(name as 'cosign'),
  }, async () => {
    const peer = await open();
    after(peer.stop);
    const both = await differentialRounds(peer, rounds, seededRandom(seed), seed);
    assert.ok(both.refused > rounds / 20 && both.taken > 0, JSON.stringify(both));
  });

test(`sigstore-js and Twinseal on ${20 * rounds} changes from the seed ${seed}`, () => {
  const { disagreements } = tryMutations(differentialBases().bases, 20 * rounds, seededRandom(seed));
  for (const [words, { base, mutation }] of disagreements)
    assert.match(words, /^stricter /, `${base}: ${JSON.stringify(mutation)}; TWINSEAL_SEED=${seed} makes it again`);
});
