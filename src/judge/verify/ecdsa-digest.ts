import { createECDH } from 'node:crypto';
import type { EcCurve } from '../../formats/der/ecdsa-signature.ts';

interface Curve {
  readonly p: bigint;
  /** Order of the base point. */
  readonly n: bigint;
  readonly orderBits: number;
  readonly base: Point;
}

/** Jacobian coordinates: x = X / Z^2, y = Y / Z^3; Z = 0 is the point at infinity. */
type Point = readonly [x: bigint, y: bigint, z: bigint];

const INFINITY: Point = [1n, 1n, 0n];

// FIPS 186-5 and SP 800-186 sections 3.2.1.3 to 3.2.1.5; all have the coefficient a = -3.
const NUMBERS = {
  'P-256': {
    name: 'prime256v1',
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    orderBits: 256,
  },
  'P-384': {
    name: 'secp384r1',
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    orderBits: 384,
  },
  'P-521': {
    name: 'secp521r1',
    p: 2n ** 521n - 1n,
    n: 0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    orderBits: 521,
  },
} as const;

/**
 * Checks an ECDSA signature over a digest, for callers who have no file to hash: the library takes messages only. All
 * numbers are public, so nothing here needs constant time.
 *
 * @param point - the public key, uncompressed, whose lying on the curve was checked
 * @param digest - what the signature's hash made of the message
 * @param signature - `r || s`, each of the curve's length
 * @example verifiesEcdsaDigest('P-256', info.point, digest, ecdsaDerToRaw(signature, 'P-256'))
 * @see FIPS 186-5 section 6.4.2
 */
export function verifiesEcdsaDigest(
  curve: EcCurve,
  point: Uint8Array,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { p, n, orderBits, base } = curveOf(curve);
  const half = signature.length / 2;
  const [r, s] = [integer(signature.subarray(0, half)), integer(signature.subarray(half))];
  if (r <= 0n || r >= n || s <= 0n || s >= n) return false;
  const e = integer(digest) >> BigInt(Math.max(0, digest.length * 8 - orderBits));
  const inverse = invert(s, n);
  const sum = twoProducts((e * inverse) % n, base, (r * inverse) % n, pointOf(point), p);
  if (sum[2] === 0n) return false;
  const z = invert(sum[2], p);
  return ((sum[0] * z * z) % p) % n === r;
}

function curveOf(curve: EcCurve): Curve {
  const { name, ...numbers } = NUMBERS[curve];
  // One times the base point is the base point.
  const ecdh = createECDH(name);
  ecdh.setPrivateKey(Buffer.from([1]));
  return { ...numbers, base: pointOf(ecdh.getPublicKey()) };
}

/** `a * left + b * right`, both at once from the highest bit down. */
function twoProducts(a: bigint, left: Point, b: bigint, right: Point, p: bigint): Point {
  const both = add(left, right, p);
  const [bitsA, bitsB] = [a.toString(2), b.toString(2)];
  const length = Math.max(bitsA.length, bitsB.length);
  const [one, two] = [bitsA.padStart(length, '0'), bitsB.padStart(length, '0')];
  let sum = INFINITY;
  for (let bit = 0; bit < length; bit++) {
    sum = double(sum, p);
    if (one[bit] === '1') sum = add(sum, two[bit] === '1' ? both : left, p);
    else if (two[bit] === '1') sum = add(sum, right, p);
  }
  return sum;
}

/** @see explicit-formulas database, Jacobian coordinates with a = -3, "dbl-2001-b" */
function double([x, y, z]: Point, p: bigint): Point {
  if (z === 0n || y === 0n) return INFINITY;
  const [delta, gamma] = [(z * z) % p, (y * y) % p];
  const beta = (x * gamma) % p;
  const alpha = mod(3n * (x - delta) * (x + delta), p);
  const x3 = mod(alpha * alpha - 8n * beta, p);
  const z3 = mod((y + z) * (y + z) - gamma - delta, p);
  return [x3, mod(alpha * (4n * beta - x3) - 8n * gamma * gamma, p), z3];
}

/** @see explicit-formulas database, Jacobian coordinates, "add-1998-cmo-2" */
function add(a: Point, b: Point, p: bigint): Point {
  const [x1, y1, z1] = a;
  const [x2, y2, z2] = b;
  if (z1 === 0n) return b;
  if (z2 === 0n) return a;
  const [z1z1, z2z2] = [(z1 * z1) % p, (z2 * z2) % p];
  const [u1, u2] = [(x1 * z2z2) % p, (x2 * z1z1) % p];
  const [s1, s2] = [(y1 * z2 * z2z2) % p, (y2 * z1 * z1z1) % p];
  const [h, r] = [mod(u2 - u1, p), mod(s2 - s1, p)];
  if (h === 0n) return r === 0n ? double(a, p) : INFINITY;
  const hh = (h * h) % p;
  const hhh = (h * hh) % p;
  const v = (u1 * hh) % p;
  const x3 = mod(r * r - hhh - 2n * v, p);
  return [x3, mod(r * (v - x3) - s1 * hhh, p), (h * z1 * z2) % p];
}

/** By the extended Euclidean algorithm; the modulus is prime. */
function invert(value: bigint, modulus: bigint): bigint {
  let [a, b] = [mod(value, modulus), modulus];
  let [x, y] = [1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b] = [b % a, a];
    [x, y] = [y - quotient * x, x];
  }
  return mod(x, modulus);
}

function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** An uncompressed point: 0x04, x, y. */
function pointOf(bytes: Uint8Array): Point {
  const half = (bytes.length - 1) / 2;
  return [integer(bytes.subarray(1, 1 + half)), integer(bytes.subarray(1 + half)), 1n];
}

function integer(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
}
