import assert from 'node:assert/strict';
import { parseStatement } from '../../src/formats/in-toto.ts';
import { disagreement } from '../support/differential.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { changed, type DifferentialPeer, drawn, type PeerBase } from './differential-peers.ts';

/** Codes by which Twinseal refuses what a peer takes, with the reason. Another one has to be looked at before it stands here. */
const STRICTER: Readonly<Record<DifferentialPeer['peer'], Readonly<Record<string, string>>>> = {
  cosign: {
    BUNDLE_MALFORMED:
      'one text for one value: cosign takes base64 with line ends, snake_case, numbers as 1e0, and leaves parts unread',
    BUNDLE_ENTRY_MISMATCH: 'cosign does not compare what the bundle says of the kind of an entry',
    BUNDLE_PROOF_INVALID:
      'cosign does not compare a proof with the checkpoint, and reads a body without verifying it against the proof of v2',
    BUNDLE_STATEMENT_MALFORMED: 'cosign takes a statement of any _type, with null in place of a text',
    BUNDLE_CERTIFICATE_UNTRUSTED:
      'cosign takes certificates whose DER is not the shortest or whose spare parts are bent',
    BUNDLE_TIMESTAMP_INVALID: 'cosign takes timestamps whose DER is not the shortest or whose spare parts are bent',
    BUNDLE_HINT_WRONG: 'the digest beside the signature is that of another file',
  },
  notation: {
    SIGNATURE_MALFORMED:
      'Go folds the case of names, takes the last of two and passes over unknown ones; base64 with line ends is taken',
  },
};

/** What Twinseal takes although a peer does not: the same evidence without it is taken by the peer. */
const LAXER: readonly {
  readonly peer: DifferentialPeer['peer'];
  readonly why: string;
  readonly without: (base: PeerBase, evidence: Uint8Array) => Uint8Array;
}[] = [
  {
    peer: 'cosign',
    why: 'DSSE v1.0: a keyid is a hint that decides nothing; go-securesystemslib skips a signature with another one than its own',
    without: (_, evidence) => {
      const bundle = JSON.parse(Buffer.from(evidence).toString());
      for (const signature of bundle.dsseEnvelope?.signatures ?? []) delete signature.keyid;
      return Buffer.from(JSON.stringify(bundle));
    },
  },
  {
    peer: 'cosign',
    why: 'in-toto statement v1: members that are not known are passed over; cosign reads statements by protobuf, which refuses them',
    without: ({ name, made }, evidence) => {
      if (!name.startsWith('statement, signed')) return evidence;
      const { payload } = JSON.parse(Buffer.from(evidence).toString()).dsseEnvelope;
      return made(Buffer.from(JSON.stringify(parseStatement(Buffer.from(payload, 'base64')))));
    },
  },
];

/**
 * Changes evidence at random and asks both sides. Twinseal must never take what the peer refuses, but for what `LAXER` explains, and
 * must refuse what the peer takes by a code that `STRICTER` explains.
 */
export async function differentialRounds(peer: DifferentialPeer, count: number, random: SeededRandom, seed: number) {
  const both = { taken: 0, refused: 0 };
  for (let at = 0; at < count; at++) {
    const base = random.pick(peer.bases);
    const mutation = drawn(base, random);
    const evidence = changed(base, mutation);
    const [ours, theirs] = [await base.ours(evidence), await base.theirs(evidence)];
    if (ours.accepted === theirs.accepted) both[ours.accepted ? 'taken' : 'refused']++;
    const words = disagreement(peer.peer, ours, theirs);
    if (words === undefined) continue;
    const told = `${words}\n  ${base.name}: ${JSON.stringify(mutation)}\n  TWINSEAL_SEED=${seed} makes it again`;
    if (ours.accepted) assert.ok(await isExplained(peer, base, evidence), told);
    else assert.ok(Object.hasOwn(STRICTER[peer.peer], ours.reason.split(':')[0] ?? ''), told);
  }
  return both;
}

/** Whether the peer takes the evidence once what `LAXER` explains is taken out. */
export async function isExplained({ peer }: DifferentialPeer, base: PeerBase, evidence: Uint8Array): Promise<boolean> {
  for (const { peer: whose, without } of LAXER) {
    if (whose !== peer) continue;
    const rest = without(base, evidence);
    if (Buffer.compare(rest, evidence) !== 0 && (await base.theirs(rest)).accepted) return true;
  }
  return false;
}

/** Both take what is changed. */
export async function bothTakeTheGood({ bases }: DifferentialPeer): Promise<void> {
  for (const { name, bytes, made, ours, theirs } of bases) {
    const evidence = made(bytes);
    assert.ok((await ours(evidence)).accepted, `${name}: Twinseal`);
    const said = await theirs(evidence);
    assert.ok(said.accepted, `${name}: ${said.reason}`);
  }
}
