import { generateKeyPairSync, type KeyObject, sign as nodeSign } from 'node:crypto';
import { writeDistinguishedName } from '../../src/formats/der/distinguished-name.ts';
import { serialisePem } from '../../src/formats/der/pem.ts';
import { contextTag, DER_TAGS } from '../../src/formats/der/tags.ts';
import * as der from '../../src/formats/der/writer.ts';
import { EXTENSION_OIDS, KEY_USAGES, type KeyUsage } from '../../src/formats/der/x509-extensions.ts';

/** What one certificate of a test chain is like; everything that an attack may want to bend. */
export interface CertificateShape {
  readonly cn?: string;
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly ca?: boolean;
  readonly caCritical?: boolean;
  /** 1: without extensions. */
  readonly version?: 1;
  /** What it is signed with, in place of SHA-256. */
  readonly hash?: 'sha1';
  readonly pathLength?: number;
  readonly keyUsage?: readonly KeyUsage[] | undefined;
  readonly keyUsageCritical?: boolean;
  readonly purposes?: readonly string[];
  readonly purposesCritical?: boolean;
  /** Subject alternative names: DNS names and IPv4 addresses. */
  readonly names?: readonly string[];
  /** Further critical extension, by dotted identifier. */
  readonly strange?: string;
  /** Big-endian; 1122 in hex unless given. */
  readonly serial?: Uint8Array;
  /** Addresses of OCSP responders, and of revocation lists, each a distribution point of its own. */
  readonly ocsp?: readonly string[];
  readonly crl?: readonly string[];
  /** Further extensions that are not critical: dotted identifier and DER. */
  readonly more?: Readonly<Record<string, Uint8Array>>;
  /** Public key to put in, in place of its own. */
  readonly key?: KeyObject;
}

/** A root, an intermediate when asked for, and a leaf with its private key. */
export interface TestChain {
  readonly rootPem: string;
  /** DER, leaf first. */
  readonly chain: readonly Uint8Array[];
  readonly leafKey: KeyObject;
  readonly rootKey: KeyObject;
  /** Of the intermediate, or of the root where there is none: what issued the leaf. */
  readonly issuerKey: KeyObject;
}

const DAY = 86_400;
export const CHAIN_START = Date.UTC(2026, 0, 1) / 1000;
export const CHAIN_END = CHAIN_START + 365 * DAY;

/** Makes keys for a chain. @param kind - `P-256`, `P-384`, `P-521`, or a number of RSA bits */
export function keyPair(kind: string | number): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return typeof kind === 'number'
    ? generateKeyPairSync('rsa', { modulusLength: kind })
    : generateKeyPairSync('ec', { namedCurve: kind });
}

/** Makes a chain whose certificates are good unless a shape bends them. */
export function makeChain(
  options: {
    readonly leaf?: CertificateShape;
    readonly intermediate?: CertificateShape | false;
    readonly root?: CertificateShape;
    readonly kind?: string | number;
  } = {},
): TestChain {
  const rootKey = keyPair('P-256');
  const root = certificate(
    { cn: 'root', ca: true, keyUsage: ['keyCertSign'], ...options.root },
    rootKey.publicKey,
    'root',
    rootKey.privateKey,
  );
  const leafKey = keyPair(options.kind ?? 'P-256');
  const leafShape = { cn: 'leaf', keyUsage: ['digitalSignature'] as const, ...options.leaf };
  if (options.intermediate === undefined || options.intermediate === false) {
    const leaf = certificate(leafShape, leafKey.publicKey, options.root?.cn ?? 'root', rootKey.privateKey);
    return {
      rootPem: serialisePem('CERTIFICATE', root),
      chain: [leaf, root],
      leafKey: leafKey.privateKey,
      rootKey: rootKey.privateKey,
      issuerKey: rootKey.privateKey,
    };
  }
  const middleKey = keyPair('P-256');
  const middle = certificate(
    { cn: 'middle', ca: true, keyUsage: ['keyCertSign'], ...options.intermediate },
    middleKey.publicKey,
    'root',
    rootKey.privateKey,
  );
  const leaf = certificate(leafShape, leafKey.publicKey, 'middle', middleKey.privateKey);
  return {
    rootPem: serialisePem('CERTIFICATE', root),
    chain: [leaf, middle, root],
    leafKey: leafKey.privateKey,
    rootKey: rootKey.privateKey,
    issuerKey: middleKey.privateKey,
  };
}

function name(cn: string): Uint8Array {
  const attribute = (type: string, value: string) => [{ type, value }];
  return writeDistinguishedName([
    attribute('C', 'DE'),
    attribute('ST', 'BE'),
    attribute('O', 'Example'),
    attribute('CN', cn),
  ]);
}

/** One certificate in DER, signed by whoever is called `issuer`. */
export function certificate(shape: CertificateShape, key: KeyObject, issuer: string, signer: KeyObject): Uint8Array {
  const { hash = 'sha256' } = shape;
  const algorithm = der.writeSequence(der.writeOid(hash === 'sha1' ? '1.2.840.10045.4.1' : '1.2.840.10045.4.3.2'));
  const extension = (oid: string, critical: boolean, value: Uint8Array) =>
    der.writeSequence(der.writeOid(oid), ...(critical ? [der.writeBoolean(true)] : []), der.writeOctetString(value));
  const extensions: Uint8Array[] = [];
  if (shape.ca !== undefined)
    extensions.push(
      extension(
        EXTENSION_OIDS.basicConstraints,
        shape.caCritical ?? true,
        der.writeSequence(
          ...(shape.ca ? [der.writeBoolean(true)] : []),
          ...(shape.pathLength === undefined ? [] : [der.writeInteger(new Uint8Array([shape.pathLength]))]),
        ),
      ),
    );
  if (shape.keyUsage !== undefined)
    extensions.push(extension(EXTENSION_OIDS.keyUsage, shape.keyUsageCritical ?? true, keyUsageBits(shape.keyUsage)));
  if (shape.purposes !== undefined)
    extensions.push(
      extension(
        EXTENSION_OIDS.extKeyUsage,
        shape.purposesCritical ?? false,
        der.writeSequence(...shape.purposes.map(der.writeOid)),
      ),
    );
  if (shape.names !== undefined)
    extensions.push(extension('2.5.29.17', false, der.writeSequence(...shape.names.map(generalName))));
  const uri = (address: string) => der.writeElement(contextTag(6, 'primitive'), new TextEncoder().encode(address));
  if (shape.ocsp !== undefined)
    extensions.push(
      extension(
        '1.3.6.1.5.5.7.1.1',
        false,
        der.writeSequence(...shape.ocsp.map((at) => der.writeSequence(der.writeOid('1.3.6.1.5.5.7.48.1'), uri(at)))),
      ),
    );
  if (shape.crl !== undefined) {
    const point = (at: string) => {
      const names = der.writeConstructed(contextTag(0, 'constructed'), [uri(at)]);
      return der.writeSequence(der.writeConstructed(contextTag(0, 'constructed'), [names]));
    };
    extensions.push(extension('2.5.29.31', false, der.writeSequence(...shape.crl.map(point))));
  }
  for (const [oid, value] of Object.entries(shape.more ?? {})) extensions.push(extension(oid, false, value));
  if (shape.strange !== undefined) extensions.push(extension(shape.strange, true, der.writeNull()));
  const tbs = der.writeSequence(
    ...(shape.version === 1
      ? []
      : [der.writeConstructed(contextTag(0, 'constructed'), [der.writeInteger(new Uint8Array([2]))])]),
    der.writeInteger(shape.serial ?? new Uint8Array([0x11, 0x22])),
    algorithm,
    name(issuer),
    der.writeSequence(der.writeTime(shape.notBefore ?? CHAIN_START), der.writeTime(shape.notAfter ?? CHAIN_END)),
    name(shape.cn ?? 'leaf'),
    new Uint8Array((shape.key ?? key).export({ type: 'spki', format: 'der' })),
    ...(extensions.length === 0 || shape.version === 1
      ? []
      : [der.writeConstructed(contextTag(3, 'constructed'), [der.writeSequence(...extensions)])]),
  );
  return der.writeSequence(tbs, algorithm, der.writeBitString(new Uint8Array(nodeSign(hash, tbs, signer))));
}

function generalName(text: string): Uint8Array {
  const address = /^\d+(?:\.\d+){3}$/.test(text) ? Uint8Array.from(text.split('.'), Number) : undefined;
  const bytes = address ?? new TextEncoder().encode(text);
  return new Uint8Array([address === undefined ? 0x82 : 0x87, bytes.length, ...bytes]);
}

function keyUsageBits(uses: readonly KeyUsage[]): Uint8Array {
  const bits = KEY_USAGES.map((use) => uses.includes(use));
  const last = bits.lastIndexOf(true);
  const bytes = new Uint8Array(Math.floor(last / 8) + 1);
  bits.forEach((set, bit) => {
    if (set) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  });
  const unused = bytes.length * 8 - (last + 1);
  return new Uint8Array([DER_TAGS.bitString, bytes.length + 1, unused, ...bytes]);
}
