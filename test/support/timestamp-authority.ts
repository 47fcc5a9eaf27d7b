import { createHash, type KeyObject, sign } from 'node:crypto';
import { writeDistinguishedName } from '../../src/formats/der/distinguished-name.ts';
import { serialisePem } from '../../src/formats/der/pem.ts';
import { contextTag, DER_TAGS } from '../../src/formats/der/tags.ts';
import * as der from '../../src/formats/der/writer.ts';
import { type CertificateShape, CHAIN_START, certificate, keyPair } from './certificates.ts';

// A timestamp authority of its own, sharing nothing with the readers but how DER is written.

const DAY = 86_400;
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const HASHES = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2' } as const;
const ECDSA = der.writeSequence(der.writeOid('1.2.840.10045.4.3.2'));

/** What an attacker, or an authority that errs, may bend in a timestamp. */
export interface TokenBend {
  readonly hash?: keyof typeof HASHES;
  /** Dotted identifier of the policy. */
  readonly policy?: string;
  /** Seconds, then milliseconds. */
  readonly accuracy?: readonly [number, number];
  /** Bind the certificate as RFC 3161 did at first, by SHA-1. */
  readonly bindsBySha1?: boolean;
  /** In place of the stamper's certificate. */
  readonly bound?: Uint8Array;
  readonly signer?: KeyObject;
  readonly carried?: readonly Uint8Array[];
  /** The content that the token carries, in place of what was signed. */
  readonly content?: (content: Uint8Array) => Uint8Array;
  /** Give the whole response. */
  readonly response?: boolean;
}

/** A timestamp authority: a root, an intermediate and a stamper. */
export interface TestStamper {
  readonly rootPem: string;
  readonly root: Uint8Array;
  readonly middle: Uint8Array;
  /** Key of the intermediate. */
  readonly issuerKey: KeyObject;
  readonly stamper: Uint8Array;
  /** A timestamp over bytes, at a time in seconds since 1970, with fractions. */
  stamp(over: Uint8Array, time: number, bend?: TokenBend): Uint8Array;
}

/** Makes an authority whose certificates outlive those of signers by years, unless a shape bends them. */
export function makeStamper(
  shapes: {
    readonly root?: CertificateShape;
    readonly middle?: CertificateShape;
    readonly stamper?: CertificateShape;
  } = {},
): TestStamper {
  const [rootKey, middleKey, key] = [keyPair('P-256'), keyPair('P-256'), keyPair('P-256')];
  const times = { notBefore: CHAIN_START - 900 * DAY, notAfter: CHAIN_START + 3000 * DAY };
  const ca = { ...times, ca: true, keyUsage: ['keyCertSign'] as const };
  const root = certificate(
    { ...ca, cn: 'tsa root', ...shapes.root },
    rootKey.publicKey,
    'tsa root',
    rootKey.privateKey,
  );
  const middle = certificate(
    { ...ca, cn: 'tsa', ...shapes.middle },
    middleKey.publicKey,
    'tsa root',
    rootKey.privateKey,
  );
  const usual = { ...times, cn: 'stamper', keyUsage: ['digitalSignature'] as const };
  const purposes = { purposes: [TIME_STAMPING], purposesCritical: true };
  const stamper = certificate({ ...usual, ...purposes, ...shapes.stamper }, key.publicKey, 'tsa', middleKey.privateKey);
  return {
    rootPem: serialisePem('CERTIFICATE', root),
    root,
    middle,
    issuerKey: middleKey.privateKey,
    stamper,
    stamp: (over, time, bend = {}) => tokenOf(over, time, bend, { key: key.privateKey, stamper, middle }),
  };
}

function tokenOf(
  over: Uint8Array,
  time: number,
  bend: TokenBend,
  own: { readonly key: KeyObject; readonly stamper: Uint8Array; readonly middle: Uint8Array },
): Uint8Array {
  const digest = (hash: string, bytes: Uint8Array) => createHash(hash).update(bytes).digest();
  const algorithm = (hash: keyof typeof HASHES) => der.writeSequence(der.writeOid(HASHES[hash]));
  const { hash = 'sha256', accuracy } = bend;
  const [whole, fraction = ''] = new Date(Math.round(time * 1000)).toISOString().slice(0, -1).split('.');
  const digits = fraction.replace(/0+$/, '');
  const text = `${whole?.replaceAll(/[-:T]/g, '')}${digits === '' ? '' : `.${digits}`}Z`;
  const millis = (value: number) =>
    der.writeElement(contextTag(0, 'primitive'), new Uint8Array(value > 255 ? [value >> 8, value & 255] : [value]));
  const info = der.writeSequence(
    der.writeInteger(new Uint8Array([1])),
    der.writeOid(bend.policy ?? '1.2.3'),
    der.writeSequence(algorithm(hash), der.writeOctetString(digest(hash, over))),
    der.writeInteger(new Uint8Array([7])),
    der.writeElement(DER_TAGS.generalizedTime, Buffer.from(text)),
    ...(accuracy === undefined
      ? []
      : [
          der.writeSequence(
            ...(accuracy[0] > 0 ? [der.writeInteger(new Uint8Array([accuracy[0]]))] : []),
            ...(accuracy[1] > 0 ? [millis(accuracy[1])] : []),
          ),
        ]),
  );
  const attribute = (oid: string, value: Uint8Array) => der.writeSequence(der.writeOid(oid), der.writeSetOfOne(value));
  const bound = der.writeOctetString(digest(bend.bindsBySha1 ? 'sha1' : 'sha256', bend.bound ?? own.stamper));
  const attributes = [
    attribute('1.2.840.113549.1.9.3', der.writeOid('1.2.840.113549.1.9.16.1.4')),
    attribute('1.2.840.113549.1.9.4', der.writeOctetString(digest('sha256', info))),
    attribute(
      bend.bindsBySha1 ? '1.2.840.113549.1.9.16.2.12' : '1.2.840.113549.1.9.16.2.47',
      der.writeSequence(der.writeSequence(der.writeSequence(bound))),
    ),
  ];
  const issuer = writeDistinguishedName(
    [
      ['C', 'DE'],
      ['ST', 'BE'],
      ['O', 'Example'],
      ['CN', 'tsa'],
    ].map(([type = '', value = '']) => [{ type, value }]),
  );
  const signer = der.writeSequence(
    der.writeInteger(new Uint8Array([1])),
    der.writeSequence(issuer, der.writeInteger(new Uint8Array([0x11, 0x22]))),
    algorithm('sha256'),
    der.writeConstructed(contextTag(0, 'constructed'), attributes),
    ECDSA,
    der.writeOctetString(sign('sha256', der.writeConstructed(DER_TAGS.set, attributes), bend.signer ?? own.key)),
  );
  const signedData = der.writeSequence(
    der.writeInteger(new Uint8Array([3])),
    der.writeSetOfOne(algorithm('sha256')),
    der.writeSequence(
      der.writeOid('1.2.840.113549.1.9.16.1.4'),
      der.writeConstructed(contextTag(0, 'constructed'), [der.writeOctetString(bend.content?.(info) ?? info)]),
    ),
    der.writeConstructed(contextTag(0, 'constructed'), bend.carried ?? [own.stamper, own.middle]),
    der.writeSetOfOne(signer),
  );
  const token = der.writeSequence(
    der.writeOid('1.2.840.113549.1.7.2'),
    der.writeConstructed(contextTag(0, 'constructed'), [signedData]),
  );
  if (bend.response !== true) return token;
  return der.writeSequence(der.writeSequence(der.writeInteger(new Uint8Array([0]))), token);
}
