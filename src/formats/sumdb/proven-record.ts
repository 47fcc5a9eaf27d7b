import { encodeBase64 } from '../base64.ts';
import { FormatError } from '../format-error.ts';
import { canonicalJsonBytes } from '../json/canonical.ts';
import { Members } from '../json/members.ts';
import { type JsonLimits, parseJson } from '../json/parse.ts';
import type { JsonValue } from '../json/value.ts';
import { checkConsistency, type Tree } from '../merkle/consistency-proof.ts';
import { leafHash, type MerkleHash, parseHash } from '../merkle/hash.ts';
import { checkInclusion } from '../merkle/inclusion-proof.ts';
import { encodeUtf8 } from '../utf8.ts';
import { requireRecord } from './lookup.ts';

/** A record with the proof that a tree holds it, kept so that it can be proved again without asking anybody. */
export interface ProvenRecord {
  readonly id: number;
  readonly record: string;
  readonly tree: Tree;
  readonly proof: readonly MerkleHash[];
}

/** The proof that one tree begins with another, kept so that what was proved in the older stays proved in the newer. */
export interface TreeStep {
  readonly older: Tree;
  readonly newer: Tree;
  readonly proof: readonly MerkleHash[];
}

const LIMITS: JsonLimits = { maxBytes: 128 * 1024, maxDepth: 4, maxValues: 512 };
const RECORD_TYPE = 'twinseal.dev/sumdb-record/v1';
const STEP_TYPE = 'twinseal.dev/sumdb-step/v1';
const MAX_PROOF = 128;

/** A proven record as canonical JSON. @example serialiseProvenRecord({ id, record, tree, proof }) */
export function serialiseProvenRecord({ id, record, tree, proof }: ProvenRecord): Uint8Array<ArrayBuffer> {
  return canonicalJsonBytes({ type: RECORD_TYPE, id, record, tree: treeToJson(tree), proof: proof.map(encodeBase64) });
}

/**
 * Reads a proven record and runs its proof: what comes back is in the tree that it names. Whether that tree is the
 * database's is left to the caller.
 * @throws FormatError, with the rule `proof` when the proof does not hold
 * @example parseProvenRecord(bytes).tree.size
 * @see RFC 6962 section 2.1.1
 */
export function parseProvenRecord(bytes: Uint8Array): ProvenRecord {
  const members = open(bytes, RECORD_TYPE, ['type', 'id', 'record', 'tree', 'proof']);
  const record = members.text('record', 64 * 1024);
  requireRecord(record);
  const [tree, proof, id] = [treeOf(members.inside('tree')), proofOf(members), wholeNumber(members, 'id')];
  if (!checkInclusion({ ...tree, index: id, leaf: leafHash(encodeUtf8(record)) }, proof)) throw unproven('record');
  return { id, record, tree, proof };
}

/** A step between trees as canonical JSON. @example serialiseTreeStep({ older, newer, proof }) */
export function serialiseTreeStep({ older, newer, proof }: TreeStep): Uint8Array<ArrayBuffer> {
  const proofs = proof.map(encodeBase64);
  return canonicalJsonBytes({ type: STEP_TYPE, older: treeToJson(older), newer: treeToJson(newer), proof: proofs });
}

/**
 * Reads a step between trees and runs its proof: the newer tree, if it is the database's, begins with the older.
 * @throws FormatError, with the rule `proof` when the proof does not hold
 * @example parseTreeStep(bytes).newer.size
 * @see RFC 6962 section 2.1.2
 */
export function parseTreeStep(bytes: Uint8Array): TreeStep {
  const members = open(bytes, STEP_TYPE, ['type', 'older', 'newer', 'proof']);
  const [older, newer] = [treeOf(members.inside('older')), treeOf(members.inside('newer'))];
  const proof = proofOf(members);
  if (!checkConsistency(older, newer, proof)) throw unproven('tree');
  return { older, newer, proof };
}

function open(bytes: Uint8Array, type: string, known: readonly string[]): Members {
  const members = new Members('sumdb-proof', parseJson(bytes, LIMITS));
  members.only(known);
  if (members.text('type') !== type) members.fail('type', `must be ${type}`);
  return members;
}

function treeToJson({ size, root }: Tree): JsonValue {
  return { size, root: encodeBase64(root) };
}

function treeOf(members: Members): Tree {
  members.only(['size', 'root']);
  return { size: wholeNumber(members, 'size'), root: parseHash(members.text('root')) };
}

function proofOf(members: Members): readonly MerkleHash[] {
  return members
    .array('proof', MAX_PROOF)
    .map((hash) => (typeof hash === 'string' ? parseHash(hash) : members.fail('proof', 'must be an array of hashes')));
}

function wholeNumber(members: Members, name: string): number {
  const value = members.object[name];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  return members.fail(name, 'must be a whole number');
}

function unproven(what: string): FormatError {
  return new FormatError('sumdb-proof', `the proof of the ${what} does not hold`, '', { rule: 'proof' });
}
