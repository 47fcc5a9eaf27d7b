import { hexToBytes } from '@noble/hashes/utils.js';
import { decodeBase64 } from '../base64.ts';
import { FormatError } from '../format-error.ts';
import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';
import { decodeUtf8 } from '../utf8.ts';
import { bytesMember } from './tlog-entry.ts';

interface LogBodyBase {
  readonly kind: string;
  readonly version: string;
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  readonly digest: Uint8Array;
  /** Certificate or public key (SPKI) of the signer, DER. */
  readonly verifier: Uint8Array;
}

/** An entry that holds the signature: its digest is of what the signature covers, or of the payload inside of an envelope. */
export interface SignatureBody extends LogBodyBase {
  readonly over: 'signed' | 'payload';
  readonly signature: Uint8Array;
}

/** An entry that holds no signature: its digest is of the envelope with all that is in it, byte for byte as it was uploaded. */
export interface EnvelopeBody extends LogBodyBase {
  readonly over: 'envelope';
  /** Of the payload; the oldest entries lack it. */
  readonly payload?: Pick<LogBodyBase, 'hash' | 'digest'>;
}

/** What an entry of a log says was signed, and by what. */
export type LogBody = SignatureBody | EnvelopeBody;

const FORMAT = 'rekor-entry';
const MAX_BYTES = 32 * 1024 * 1024;
const HASHES: Readonly<Record<string, LogBody['hash']>> = {
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  SHA2_256: 'sha256',
  SHA2_384: 'sha384',
  SHA2_512: 'sha512',
};

/**
 * Reads the body of a log entry: `hashedrekord` 0.0.1 and 0.0.2, `dsse` 0.0.1 and 0.0.2, `intoto` 0.0.2. Other kinds do not
 * hold the signature, or are not of cosign.
 *
 * @param envelopes - whether `intoto` 0.0.1 is read, too: it is bound to a signature only by the bytes of the envelope as it was uploaded
 * @throws FormatError
 * @example parseLogBody(entry.canonicalizedBody).verifier
 * @see rekor pkg/types/hashedrekord, dsse, intoto (schemas); rekor-tiles api/proto/rekor/v2
 */
export function parseLogBody(bytes: Uint8Array, envelopes = false): LogBody {
  const members = new Members(FORMAT, parseJson(bytes, { maxBytes: MAX_BYTES, maxDepth: 16, maxValues: 4096 }));
  members.only(['apiVersion', 'kind', 'spec']);
  const [kind, version] = [members.text('kind', 64), members.text('apiVersion', 32)];
  const spec = members.inside('spec');
  const base = { kind, version };
  const unread = () => new FormatError(FORMAT, `entries of the kind ${kind} ${version} are not read`, '/kind');
  switch (`${kind}/${version}`) {
    case 'hashedrekord/0.0.1': {
      const signature = spec.inside('signature');
      const verifier = pemBytes(signature.inside('publicKey'), 'content');
      const digest = hexDigest(spec.inside('data').inside('hash'));
      return { ...base, over: 'signed', ...digest, signature: bytesMember(signature, 'content', 16 * 1024), verifier };
    }
    case 'hashedrekord/0.0.2': {
      const entry = spec.inside('hashedRekordV002');
      return {
        ...base,
        over: 'signed',
        ...rawDigest(entry.inside('data')),
        ...rawSignature(entry.inside('signature')),
      };
    }
    case 'dsse/0.0.1': {
      const one = onlySignature(spec);
      const signature = bytesMember(one, 'signature', 16 * 1024);
      const digest = hexDigest(spec.inside('payloadHash'));
      return { ...base, over: 'payload', ...digest, signature, verifier: pemBytes(one, 'verifier') };
    }
    case 'dsse/0.0.2': {
      const entry = spec.inside('dsseV002');
      return {
        ...base,
        over: 'payload',
        ...rawDigest(entry.inside('payloadHash')),
        ...rawSignature(onlySignature(entry)),
      };
    }
    case 'intoto/0.0.1': {
      if (!envelopes) throw unread();
      // rekor pkg/types/intoto/v0.0.1, Canonicalize: the hashes and the key are all that the log keeps.
      const content = spec.inside('content');
      content.only(['hash', 'payloadHash']);
      const payload = content.has('payloadHash') ? { payload: hexDigest(content.inside('payloadHash')) } : {};
      const digest = hexDigest(content.inside('hash'));
      return { ...base, over: 'envelope', ...digest, ...payload, verifier: pemBytes(spec, 'publicKey') };
    }
    case 'intoto/0.0.2': {
      const content = spec.inside('content');
      const one = onlySignature(content.inside('envelope'));
      // The envelope's own base64, in base64 again.
      const signature = decode(decodeUtf8(bytesMember(one, 'sig', 32 * 1024)), one.pointer('sig'));
      const digest = hexDigest(content.inside('payloadHash'));
      return { ...base, over: 'payload', ...digest, signature, verifier: pemBytes(one, 'publicKey') };
    }
    default:
      throw unread();
  }
}

/** Bundles have one signature; an entry with more is not theirs alone. */
function onlySignature(members: Members): Members {
  const [value, second] = members.array('signatures', 16);
  if (value === undefined || second !== undefined) members.fail('signatures', 'must hold exactly one');
  return new Members(FORMAT, value, `${members.pointer('signatures')}/0`);
}

function hexDigest(members: Members): Pick<LogBody, 'hash' | 'digest'> {
  const hash = hashOf(members);
  const hex = members.text('value', 128);
  if (!/^(?:[0-9a-f]{2})+$/.test(hex)) members.fail('value', 'is no lower-case hex');
  return { hash, digest: hexToBytes(hex) };
}

function rawDigest(members: Members): Pick<LogBody, 'hash' | 'digest'> {
  return { hash: hashOf(members), digest: bytesMember(members, 'digest', 64) };
}

function rawSignature(members: Members): Pick<SignatureBody, 'signature' | 'verifier'> {
  const verifier = members.inside('verifier');
  const [kind, second] = ['x509Certificate', 'publicKey'].filter((name) => verifier.has(name));
  if (kind === undefined || second !== undefined)
    return verifier.fail('publicKey', 'or a certificate must be there, one of them');
  return {
    signature: bytesMember(members, 'content', 16 * 1024),
    verifier: bytesMember(verifier.inside(kind), 'rawBytes', 64 * 1024),
  };
}

function hashOf(members: Members): LogBody['hash'] {
  const name = members.text('algorithm', 16);
  const hash = Object.hasOwn(HASHES, name) ? HASHES[name] : undefined;
  return hash ?? members.fail('algorithm', 'is none of SHA-256, SHA-384 and SHA-512');
}

/** Entries hold the PEM of whoever made them, also on one long line; it is compared and never trusted. */
function pemBytes(members: Members, name: string): Uint8Array {
  const text = decodeUtf8(bytesMember(members, name, 128 * 1024));
  const body = /^-----BEGIN (CERTIFICATE|PUBLIC KEY)-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END \1-----\s{0,8}$/.exec(
    text,
  )?.[2];
  if (body === undefined) members.fail(name, 'is not one certificate or public key as PEM');
  return decode(body.replaceAll(/[\r\n]/g, ''), members.pointer(name));
}

function decode(text: string, at: string): Uint8Array {
  try {
    return decodeBase64(text);
  } catch (cause) {
    throw new FormatError(FORMAT, 'the text is not strict base64', at, { cause });
  }
}
