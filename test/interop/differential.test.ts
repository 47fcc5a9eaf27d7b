// Evidence that was changed at random, given to cosign and notation as programs and to Twinseal: never laxer, and stricter for reasons
// that are written down. A few changes here, many in differential.heavy.test.ts; sigstore-js is asked in test/attack/differential.test.ts.
import { randomInt } from 'node:crypto';
import { after, test } from 'node:test';
import { seededRandom } from '../support/seeded-random.ts';
import { cosignPeer, notationPeer } from './differential-peers.ts';
import { bothTakeTheGood, differentialRounds } from './differential-rounds.ts';
import { withoutPeers } from './peer.ts';

const PEERS = { cosign: async () => cosignPeer(), notation: notationPeer } as const;
const asked = process.env.TWINSEAL_SEED ?? '20261128';
const seed = asked === 'random' ? randomInt(2 ** 31) : Number(asked);

for (const [name, open] of Object.entries(PEERS))
  test(`${name} and Twinseal on changes from the seeds 1 and ${seed}`, {
    skip: withoutPeers(name as 'cosign'),
  }, async () => {
    const peer = await open();
    after(peer.stop);
    await bothTakeTheGood(peer);
    for (const one of [1, seed]) await differentialRounds(peer, 12, seededRandom(one), one);
  });
