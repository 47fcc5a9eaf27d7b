import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { concatBytes } from './concat-bytes.ts';
import { FormatError } from './format-error.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** One signature line of a note. */
export interface NoteSignature {
  /** Name of the key: who signs. */
  readonly name: string;
  /** The key's short hash, an unsigned 32-bit number: which of the name's keys. */
  readonly keyHash: number;
  readonly signature: Uint8Array;
}

/** A text, ending in a newline, and who signed it. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A key that notes are verified with. */
export interface VerifierKey {
  readonly name: string;
  readonly keyHash: number;
  /** Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** Checks an Ed25519 signature (RFC 8032). @example const verify: VerifyEd25519 = (key, message, signature) => false; */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

const MAX_BYTES = 64 * 1024;
const MAX_SIGNATURES = 100;
const ED25519 = 1;
const DASH = '\u2014 ';
// Go's unicode.IsSpace, whose set differs from JavaScript's \s, and the plus that separates the parts of a key.
const NOT_IN_NAME = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+]/;

/**
 * Reads a signed note, verifying nothing.
 * @throws FormatError (`note`) when it is not UTF-8, has control characters, or lacks its block of signatures
 * @example parseSignedNote(bytes).signatures[0]?.name // 'example.com/log'
 * @see C2SP signed-note, "Format"
 */
export function parseSignedNote(bytes: Uint8Array): SignedNote {
  if (bytes.length > MAX_BYTES) throw fail(`has more than ${MAX_BYTES} bytes`);
  return parseSignedNoteText(decodeUtf8(bytes));
}

/**
 * Reads a signed note that stands as text in another document; as {@link parseSignedNote} does.
 * @throws FormatError (`note`)
 * @example parseSignedNoteText(proof.checkpoint).text
 */
export function parseSignedNoteText(all: string): SignedNote {
  if (all.length > MAX_BYTES) throw fail(`has more than ${MAX_BYTES} bytes`);
  if (!all.isWellFormed()) throw fail('has a character that is none');
  if (/[\u0000-\u0009\u000b-\u001f]/.test(all)) throw fail('has control characters');
  const split = all.lastIndexOf('\n\n');
  if (split < 0 || !all.endsWith('\n')) throw fail('has no block of signatures after a blank line');
  const lines = all.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw fail(`has more than ${MAX_SIGNATURES} signatures`);
  return { text: all.slice(0, split + 1), signatures: lines.map(parseSignatureLine) };
}

/**
 * Writes a signed note; the inverse of {@link parseSignedNote}.
 * @throws FormatError (`note`) when the text does not end in a newline, or a part can't stand in a note
 * @example serialiseSignedNote({ text: 'hello\n', signatures: [{ name: key.name, keyHash: key.keyHash, signature }] })
 */
export function serialiseSignedNote(note: SignedNote): Uint8Array<ArrayBuffer> {
  const lines = note.signatures.map(({ name, keyHash, signature }) => {
    return `${DASH}${name} ${encodeBase64(concatBytes([bigEndian(keyHash), signature]))}\n`;
  });
  const bytes = encodeUtf8(`${note.text}\n${lines.join('')}`);
  if (parseSignedNote(bytes).text !== note.text) throw fail('would be read as another');
  return bytes;
}

/**
 * The keys that signed a note, of those that are trusted. Signatures by others are passed over; one that claims to be by a
 * trusted key and is not spoils the note.
 * @param verify - checks one Ed25519 signature; the bytes signed are the text's
 * @returns the names of the keys, in the order of `keys`; none when no trusted key signed
 * @throws FormatError (`note`, rule `signature`)
 * @example verifySignedNote(note, [key], verify).length > 0
 * @see C2SP signed-note, "Verifying"; golang.org/x/mod/sumdb/note.Open
 */
export function verifySignedNote(
  note: SignedNote,
  keys: readonly VerifierKey[],
  verify: VerifyEd25519,
): readonly VerifierKey[] {
  const message = encodeUtf8(note.text);
  return keys.filter((key) => {
    const own = note.signatures.filter((line) => line.name === key.name && line.keyHash === key.keyHash);
    for (const { signature } of own)
      if (signature.length !== 64 || !verify(key.publicKey, message, signature))
        throw new FormatError('note', `the note bears a signature in the name of ${key.name} that is not its`, '', {
          rule: 'signature',
        });
    return own.length > 0;
  });
}

/**
 * Reads a verifier key, `name+hash+base64`, whose parts must belong together.
 * @throws FormatError (`note`), also for keys that are not Ed25519
 * @example parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW').name // 'PeterNeumann'
 * @see C2SP signed-note, "Verifier keys"
 */
export function parseVerifierKey(text: string): VerifierKey {
  const [name = '', hash = '', ...rest] = text.length > 1024 ? [] : text.split('+');
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(hash) || rest.length === 0)
    throw new FormatError('note', 'a verifier key has the form name+hash+base64');
  const encoded = decodeBase64(rest.join('+'));
  if (encoded[0] !== ED25519 || encoded.length !== 33)
    throw new FormatError('note', `the verifier key of ${name} is no Ed25519 key`);
  const key = verifierKey(name, encoded.subarray(1));
  if (key.keyHash !== Number.parseInt(hash, 16))
    throw new FormatError('note', `the verifier key of ${name} does not have the hash that it names`);
  return key;
}

/** Writes a verifier key; the inverse of {@link parseVerifierKey}. @example serialiseVerifierKey(key) */
export function serialiseVerifierKey({ name, keyHash, publicKey }: VerifierKey): string {
  const encoded = encodeBase64(concatBytes([new Uint8Array([ED25519]), publicKey]));
  return `${name}+${keyHash.toString(16).padStart(8, '0')}+${encoded}`;
}

/**
 * The verifier key of a name and an Ed25519 public key.
 * @param publicKey - 32 bytes
 * @throws FormatError (`note`) when the name can't be one, or the key is of another length
 * @example verifierKey('example.com/log', publicKey).keyHash
 * @see C2SP signed-note, "Signatures" (SHA-256(name || 0x0A || type || key)[:4])
 */
export function verifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new FormatError('note', 'the name of a key is empty, or has a space or a plus');
  if (publicKey.length !== 32) throw new FormatError('note', 'an Ed25519 public key has 32 bytes');
  const hash = sha256(concatBytes([encodeUtf8(`${name}\n`), new Uint8Array([ED25519]), publicKey]));
  return {
    name,
    keyHash: new DataView(hash.buffer, hash.byteOffset).getUint32(0),
    publicKey: new Uint8Array(publicKey),
  };
}

function parseSignatureLine(line: string): NoteSignature {
  const [name = '', base64 = '', ...rest] = line.startsWith(DASH) ? line.slice(DASH.length).split(' ') : [];
  if (!isKeyName(name) || rest.length > 0) throw fail('has a line among its signatures that is none');
  const bytes = decodeBase64(base64);
  if (bytes.length < 5) throw fail('has a signature that is too short');
  const keyHash = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { name, keyHash, signature: bytes.subarray(4) };
}

function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !NOT_IN_NAME.test(name);
}

function bigEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function fail(problem: string): FormatError {
  return new FormatError('note', `the note ${problem}`);
}
