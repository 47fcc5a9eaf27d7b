// Changes of evidence in JSON as an attacker makes them, each written down so that it can be made again on other evidence of its kind.
import { DER_CHANGES, isDer, mutateDer } from './der-mutations.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** One change. The same change of the same bytes gives the same bytes. */
export interface Mutation {
  readonly change: string;
  /** JSON pointer of what is changed; none for bytes anywhere. */
  readonly at?: string;
  /** Of the draws inside of the change. */
  readonly seed: number;
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Place = { readonly holder: Json[] | { [name: string]: Json }; readonly key: string };
type Change = (value: Json, random: SeededRandom, place: Place) => Json | undefined;

const TWIN = '\u0001twin';
const bytesOf = (value: Json): Uint8Array | undefined =>
  typeof value === 'string' && value.length >= 4 && /^[\w+/-]+={0,2}$/.test(value)
    ? Buffer.from(value, 'base64')
    : undefined;
const likeBefore = (value: Json, bytes: Uint8Array): string => {
  const text = Buffer.from(bytes);
  return typeof value === 'string' && !/[+/=]/.test(value) && value.length % 4 !== 0
    ? text.toString('base64url')
    : text.toString('base64');
};
const text =
  (edit: (value: string, random: SeededRandom) => string): Change =>
  (value, random) =>
    typeof value === 'string' ? edit(value, random) : undefined;
const base64 =
  (edit: (bytes: Uint8Array, random: SeededRandom) => Uint8Array): Change =>
  (value, random) => {
    const bytes = bytesOf(value);
    return bytes === undefined || bytes.length === 0 ? undefined : likeBefore(value, edit(bytes, random));
  };
const whole =
  (edit: (value: string) => Json): Change =>
  (value) =>
    typeof value === 'string' && /^[0-9]+$/.test(value) ? edit(value) : undefined;

const CHANGES: Readonly<Record<string, Change>> = {
  null: () => null,
  'other type': (_, random) => random.pick<Json>([true, 0, 1, '', 'x', [], {}, -1, 1.5]),
  doubled: (value) => (Array.isArray(value) ? [...value, ...value] : undefined),
  emptied: (value) => (Array.isArray(value) ? [] : typeof value === 'object' && value !== null ? {} : ''),
  'in a list': (value) => [value],
  'more text': text((value, random) => value + random.pick([' ', '\n', '=', 'A', '\u0000', 'é'])),
  'less text': text((value) => value.slice(0, -1)),
  'other case': text((value) => (value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase())),
  'other text': text((value, random) => {
    const at = random.nat(Math.max(1, value.length));
    return value.slice(0, at) + random.pick(['A', '0', '/', '-', '.', ' ']) + value.slice(at + 1);
  }),
  'URL-safe': text((value) => value.replaceAll('+', '-').replaceAll('/', '_')),
  unpadded: text((value) => value.replace(/=+$/, '')),
  'line end in base64': text((value) => `${value.slice(0, 4)}\n${value.slice(4)}`),
  'junk in base64': text((value) => `${value.slice(0, 4)}!${value.slice(4)}`),
  'spare bits of base64': text((value) =>
    value.replace(/([A-Za-z0-9+/])(=+)$/, (_, last: string, pad: string) => next(last) + pad),
  ),
  'flipped bit': base64((bytes, random) => {
    const out = Uint8Array.from(bytes);
    const at = random.nat(out.length);
    out[at] = (out[at] ?? 0) ^ (1 << random.nat(8));
    return out;
  }),
  'more bytes': base64((bytes, random) => Uint8Array.of(...bytes, random.nat(256))),
  'fewer bytes': base64((bytes) => bytes.subarray(0, -1)),
  'space inside': base64((bytes) => Uint8Array.of(...bytes, 0x20)),
  'other s': base64((bytes) => otherS(bytes)),
  number: whole(Number),
  'larger number': whole((value) => String(BigInt(value) + 1n)),
  'padded number': whole((value) => `0${value}`),
  'signed number': whole((value) => `+${value}`),
  'fractional number': whole((value) => `${value}.0`),
  'exponent number': whole((value) => `${value}e0`),
  'negative number': whole((value) => `-${value}`),
  'huge number': whole(() => '9223372036854775807'),
  ...Object.fromEntries(
    DER_CHANGES.map((change) => [
      `DER: ${change}`,
      ((value, random) => {
        const bytes = bytesOf(value);
        return bytes !== undefined && isDer(bytes) ? likeBefore(value, mutateDer(bytes, change, random)) : undefined;
      }) satisfies Change,
    ]),
  ),
  'JSON inside': (value, random) => {
    const bytes = bytesOf(value);
    // A hash may begin with a brace too.
    if (bytes?.[0] !== 0x7b || !isJsonText(bytes)) return undefined;
    const inner = Buffer.from(bytes);
    return likeBefore(value, mutate(inner, drawMutation(inner, seededRandom(random.nat(2 ** 31)))));
  },
};
function isJsonText(bytes: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(bytes).toString());
    return true;
  } catch {
    return false;
  }
}

/** Changes of the object or list around a place. */
const AROUND: Readonly<Record<string, (place: Place, random: SeededRandom) => void>> = {
  removed: ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  },
  renamed: ({ holder, key }, random) => {
    if (Array.isArray(holder)) return;
    const snake = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const other = random.pick([snake, key.toUpperCase(), key.slice(0, 1).toUpperCase() + key.slice(1), `${key} `]);
    const value = holder[key] ?? null;
    delete holder[key];
    holder[other] = value;
  },
  'another member': ({ holder }, random) => {
    if (!Array.isArray(holder)) holder[random.pick(['extra', 'keyid', '__proto', 'content'])] = 'x';
  },
  'twin member': ({ holder, key }, random) => {
    if (!Array.isArray(holder)) holder[`${key}${TWIN}`] = random.pick<Json>([holder[key] ?? null, 'x', null, {}]);
  },
  'twin in another case': ({ holder, key }) => {
    if (!Array.isArray(holder)) holder[key.slice(0, 1).toUpperCase() + key.slice(1)] = holder[key] ?? null;
  },
};
const BYTES: Readonly<Record<string, (bytes: Uint8Array, at: number, random: SeededRandom) => Uint8Array>> = {
  'byte set': (bytes, at, random) =>
    Uint8Array.of(...bytes.subarray(0, at), random.nat(256), ...bytes.subarray(at + 1)),
  'bit flipped': (bytes, at, random) =>
    Uint8Array.of(...bytes.subarray(0, at), (bytes[at] ?? 0) ^ (1 << random.nat(8)), ...bytes.subarray(at + 1)),
  'byte more': (bytes, at, random) => Uint8Array.of(...bytes.subarray(0, at), random.nat(256), ...bytes.subarray(at)),
  'byte less': (bytes, at) => Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(at + 1)),
  'cut off': (bytes, at) => bytes.subarray(0, at),
  'bytes behind': (bytes, _, random) => Uint8Array.of(...bytes, random.pick([0x20, 0x0a, 0x7d, 0x00])),
  'mark in front': (bytes) => Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes),
};
const NAMES = [...Object.keys(CHANGES), ...Object.keys(AROUND)];

/** Draws one change for these bytes. Every part of a document is as likely as every other. */
export function drawMutation(bytes: Uint8Array, random: SeededRandom): Mutation {
  const seed = random.nat(2 ** 31);
  if (random.nat(8) === 0) return { change: random.pick(Object.keys(BYTES)), seed };
  const at = random.pick(pointers(JSON.parse(Buffer.from(bytes).toString())));
  return { change: random.pick(NAMES), at, seed };
}

/** Draws one change of bytes that are no JSON. */
export function drawByteMutation(random: SeededRandom): Mutation {
  return { change: random.pick(Object.keys(BYTES)), seed: random.nat(2 ** 31) };
}

/** Makes a change; bytes to which it can't be made come back as they were. @example mutate(bundle, { change: 'removed', at: '/mediaType', seed: 0 }) */
export function mutate(bytes: Uint8Array, { change, at, seed }: Mutation): Uint8Array {
  const random = seededRandom(seed);
  const ofBytes = BYTES[change];
  if (ofBytes !== undefined) return ofBytes(bytes, random.nat(bytes.length), random);
  const root = { '': JSON.parse(Buffer.from(bytes).toString()) as Json };
  const keys = (at ?? '').split('/');
  let holder: Place['holder'] = root;
  for (const key of keys.slice(0, -1)) {
    const inner: Json | undefined = (holder as { [name: string]: Json })[key];
    if (typeof inner !== 'object' || inner === null) return bytes;
    holder = inner;
  }
  const place = { holder, key: keys.at(-1) ?? '' };
  const around = AROUND[change];
  if (around !== undefined) around(place, random);
  else {
    const objects = holder as { [name: string]: Json };
    const changed = CHANGES[change]?.(objects[place.key] ?? null, random, place);
    if (changed === undefined) return bytes;
    objects[place.key] = changed;
  }
  if (root[''] === undefined) return new Uint8Array();
  return Buffer.from(JSON.stringify(root['']).replaceAll(JSON.stringify(TWIN).slice(1, -1), ''));
}

function pointers(value: Json, at = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pointers(inner, `${at}/${key}`))].filter(
    (one) => one !== '' || at === '',
  );
}

function next(letter: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return letters[(letters.indexOf(letter) + 1) % 64] ?? 'A';
}

/** The other signature that every ECDSA signature of P-256 has: n - s in place of s. @see SEC 1 section 4.1.4 */
function otherS(bytes: Uint8Array): Uint8Array {
  const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const number = (part: Uint8Array) => BigInt(`0x${Buffer.from(part).toString('hex') || '0'}`);
  const fixed = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
  if (bytes.length === 64) return Buffer.concat([bytes.subarray(0, 32), fixed(n - (number(bytes.subarray(32)) % n))]);
  const sizes = [bytes[3] ?? 0, bytes[5 + (bytes[3] ?? 0)] ?? 0] as const;
  if (!isDer(bytes) || bytes.length > 72 || bytes.length !== 6 + sizes[0] + sizes[1]) return bytes;
  const s = fixed(n - (number(bytes.subarray(-sizes[1])) % n));
  const trimmed = s.subarray(s.findIndex((octet) => octet !== 0));
  const integer = (trimmed[0] ?? 0) >= 0x80 ? [0, ...trimmed] : [...trimmed];
  const body = [...bytes.subarray(2, 4 + sizes[0]), 2, integer.length, ...integer];
  return Uint8Array.of(0x30, body.length, ...body);
}
