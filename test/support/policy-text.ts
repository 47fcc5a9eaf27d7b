import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import type { Policy } from '../../src/records/policy.ts';
import { CHAIN, publicPem, testKey } from './sealed-image.ts';

/** Signers of policies that tests write: three keys, and `n` with certificates. */
export const TRUST = [
  ...['a', 'b', 'c'].map((name) => ({ name, cosign: { key: publicPem(testKey(name)) } })),
  { name: 'n', notation: { certificates: CHAIN.rootPem, identities: ['*'] } },
];

/** A policy document with these members. @example policyDocument({ require: { image: { nonRoot: true } } }) */
export function policyDocument(more: object): object {
  return { apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust: TRUST, ...more };
}

/** Reads such a document, as the policy `test`. */
export function parseDocument(more: object): Promise<Policy> {
  const readFile = async () => new Uint8Array();
  return parsePolicy({ name: 'test', bytes: encodeUtf8(JSON.stringify(policyDocument(more))), readFile });
}
