import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { FormatError } from './format-error.ts';

declare const digestBrand: unique symbol;

/** A digest whose grammar and, for registered algorithms, encoded length have been checked: `sha256:<64 hex>`. */
export type Digest = string & { readonly [digestBrand]: true };

// image-spec v1.1.1 descriptor.md, "Digests": the grammar, and the encoded form of each registered algorithm.
const GRAMMAR = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/;
const REGISTERED: Readonly<Record<string, RegExp>> = {
  sha256: /^[a-f0-9]{64}$/,
  sha512: /^[a-f0-9]{128}$/,
  blake3: /^[a-f0-9]{64}$/,
};
const MAX_LENGTH = 512;

/**
 * Checks a digest string.
 *
 * A registered algorithm must have its exact lower-case hex form; another algorithm needs only the grammar, as the
 * specification asks readers to pass what they can't verify.
 *
 * @param value - `algorithm:encoded`
 * @returns the same string, branded
 * @throws FormatError naming the rule that the value breaks
 * @example parseDigest('sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
 * @see image-spec v1.1.1, descriptor.md, "Digests"
 */
export function parseDigest(value: string): Digest {
  const problem = problemOf(value);
  if (problem !== undefined) throw new FormatError('digest', `${quote(value)} is not a digest: ${problem}`);
  return value as Digest;
}

/** Tells whether {@link parseDigest} would take the value. @example isDigest('sha256:xyz') // false */
export function isDigest(value: unknown): value is Digest {
  return typeof value === 'string' && problemOf(value) === undefined;
}

/**
 * True for `algorithm:encoded`, whatever the algorithm asks for besides: what {@link isDigest} refuses then has another length or
 * case than its algorithm's.
 * @example followsGrammar('sha256:ABC') // true
 */
export function followsGrammar(value: string): boolean {
  return value.length <= MAX_LENGTH && GRAMMAR.test(value);
}

/** Which rule a value breaks. Told, not thrown: whoever only asks need not pay for an error with its stack. */
function problemOf(value: string): string | undefined {
  if (!followsGrammar(value)) return 'expected algorithm:encoded, such as sha256:<64 hex>';
  const algorithm = digestAlgorithm(value as Digest);
  const form = REGISTERED[algorithm];
  if (form === undefined || form.test(digestEncoded(value as Digest))) return undefined;
  return `${algorithm} takes ${algorithm === 'sha512' ? 128 : 64} lower-case hex characters`;
}

/** The part before the colon. @example digestAlgorithm(d) // 'sha256' */
export function digestAlgorithm(digest: Digest): string {
  return digest.slice(0, digest.indexOf(':'));
}

/** The part after the colon: lower-case hex for registered algorithms. @example digestEncoded(digest).length // 64 */
export function digestEncoded(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}

/** The digest of some bytes held in memory. @example sha256Digest(new TextEncoder().encode('{}')) */
export function sha256Digest(bytes: Uint8Array): Digest {
  return `sha256:${bytesToHex(sha256(bytes))}` as Digest;
}

function quote(value: string): string {
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}...` : value);
}
