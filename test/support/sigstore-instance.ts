// Longer than others: one instance whose parts only make sense together.
// A whole Sigstore instance in memory: authority, log of certificates, two logs of signatures, timestamps. What it writes
// is what the specifications say; every part can be bent before it is signed, as an attacker could have it signed.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { contextTag, DER_TAGS } from '../../src/formats/der/tags.ts';
import * as der from '../../src/formats/der/writer.ts';

export const SIGNED = Date.UTC(2026, 5, 1, 12, 0, 0) / 1000;
export const IDENTITY = 'https://github.com/example/app/.github/workflows/release.yml@refs/tags/v1';
export const ISSUER = 'https://token.actions.githubusercontent.com';
const DAY = 86_400;

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}
const ec = (): Keys => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();
const b64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const pem = (label: string, bytes: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${b64(bytes)}\n-----END ${label}-----\n`;
const json = (value: unknown): string => JSON.stringify(value);

/** As logs write entries: members in order, no white space (RFC 8785, for values without fractions). */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** What a certificate says; everything has a good default. */
export interface CertificateBend {
  readonly identity?: string;
  readonly issuer?: string;
  /** The older extension for the issuer, when it shall say something else. */
  readonly olderIssuer?: string;
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly purpose?: string;
  readonly usage?: number;
  readonly ca?: boolean;
  readonly secondName?: string;
  readonly strange?: boolean;
  /** Further extensions of Fulcio with a text each, by the last number of their identifier. */
  readonly claims?: Readonly<Record<string, string>>;
  /** Who signs it, in place of the instance's authority. */
  readonly signer?: KeyObject;
  /** Timestamps of the log of certificates. */
  readonly sct?: 'none' | 'other-log' | 'other-certificate' | 'other-issuer' | 'too-early';
}

/** What else of a bundle may be bent. */
export interface KeylessBend extends CertificateBend {
  readonly log?: 'v1' | 'v2';
  /** When the log took it, or when it was stamped. */
  readonly time?: number;
  /** The entry, before the log signs it. */
  readonly body?: (body: Record<string, never>) => unknown;
  /** The entry in the bundle, after the log signed it. */
  readonly entry?: (entry: EntryJson) => unknown;
  readonly checkpoint?: (note: string) => string;
  /** The head of the log, before the log signs it. */
  readonly head?: (text: string) => string;
  /** What the log promises, as the text that it signs. */
  readonly promised?: (promise: Readonly<Record<string, string | number>>) => string;
  readonly stamp?: StampBend | 'none';
  /** A certificate that somebody else issued, with its key. */
  readonly issued?: { readonly certificate: Uint8Array; readonly key: KeyObject };
  readonly bundle?: (bundle: Record<string, unknown>) => unknown;
}

export interface EntryJson {
  logIndex: string;
  logId: { keyId: string };
  kindVersion: { kind: string; version: string };
  integratedTime?: string;
  inclusionPromise?: { signedEntryTimestamp: string };
  inclusionProof?: {
    logIndex: string;
    rootHash: string;
    treeSize: string;
    hashes: string[];
    checkpoint?: { envelope: string };
  };
  canonicalizedBody: string;
}

export interface StampBend {
  readonly over?: Uint8Array;
  readonly signer?: KeyObject;
  /** The hash of another certificate, bound in place of the signer's. */
  readonly bound?: Uint8Array;
  /** Certificates that the token carries. */
  readonly carried?: readonly Uint8Array[];
  /** How the token names its signer. */
  readonly named?: { readonly issuer: string; readonly serial: readonly number[] };
  readonly content?: (content: Uint8Array) => Uint8Array;
  readonly status?: number;
}

/** An instance with its keys. */
export type SigstoreInstance = ReturnType<typeof makeInstance>;

function name(text: string): Uint8Array {
  return der.writeSequence(der.writeSetOfOne(der.writeSequence(der.writeOid('2.5.4.3'), der.writeUtf8String(text))));
}

function extension(oid: string, value: Uint8Array, critical = false): Uint8Array {
  return der.writeSequence(
    der.writeOid(oid),
    ...(critical ? [der.writeBoolean(true)] : []),
    der.writeOctetString(value),
  );
}

const ECDSA = der.writeSequence(der.writeOid('1.2.840.10045.4.3.2'));
const SHA256_ID = der.writeSequence(der.writeOid('2.16.840.1.101.3.4.2.1'));

function tbsOf(
  issuer: string,
  subject: string,
  key: KeyObject,
  [from, until]: readonly [number, number],
  extensions: readonly Uint8Array[],
): Uint8Array {
  return der.writeSequence(
    der.writeConstructed(contextTag(0, 'constructed'), [der.writeInteger(new Uint8Array([2]))]),
    der.writeInteger(new Uint8Array([0x33, 0x44])),
    ECDSA,
    name(issuer),
    der.writeSequence(der.writeTime(from), der.writeTime(until)),
    name(subject),
    new Uint8Array(spkiOf(key)),
    der.writeConstructed(contextTag(3, 'constructed'), [der.writeSequence(...extensions)]),
  );
}

function signed(tbs: Uint8Array, key: KeyObject): Uint8Array {
  return der.writeSequence(tbs, ECDSA, der.writeBitString(sign('sha256', tbs, key)));
}

const usageBits = (bits: number): Uint8Array =>
  der.writeBitString(new Uint8Array([bits]), 31 - Math.clz32(bits & -bits));
const constraints = (ca: boolean): Uint8Array =>
  extension('2.5.29.19', der.writeSequence(...(ca ? [der.writeBoolean(true)] : [])), true);
const purposes = (oid: string, critical = false): Uint8Array =>
  extension('2.5.29.37', der.writeSequence(der.writeOid(oid)), critical);
const DIGITAL_SIGNATURE = 0x80;
const CERT_SIGN = 0x04;

/** An authority of two certificates and one below it, as [leaf-most, root]. */
function authority(prefix: string, valid: readonly [number, number]) {
  const [root, middle] = [ec(), ec()];
  const ca = [constraints(true), extension('2.5.29.15', usageBits(CERT_SIGN), true)];
  const rootDer = signed(
    tbsOf(`${prefix} root`, `${prefix} root`, root.publicKey, [SIGNED - 999 * DAY, SIGNED + 999 * DAY], ca),
    root.privateKey,
  );
  const middleDer = signed(tbsOf(`${prefix} root`, `${prefix} middle`, middle.publicKey, valid, ca), root.privateKey);
  return { key: middle, name: `${prefix} middle`, chain: [middleDer, rootDer] };
}

/** Makes an instance. @param options - validities that an attack may shorten; the day around which everything is valid */
export function makeInstance(options: { readonly middle?: readonly [number, number]; readonly at?: number } = {}) {
  const at = options.at ?? SIGNED;
  const always = [at - 300 * DAY, at + 300 * DAY] as const;
  const fulcio = authority('fulcio', options.middle ?? always);
  const [ctlog, rekor, leaf, tsaKey] = [ec(), ec(), ec(), ec()];
  const rekor2 = generateKeyPairSync('ed25519');
  const tsa = authority('tsa', always);
  /** A certificate for timestamps in the names of the authority's own, by whoever signs it. */
  const stamperOf = (key: KeyObject, signer: KeyObject): Uint8Array =>
    signed(
      tbsOf(tsa.name, 'stamper', key, always, [
        extension('2.5.29.15', usageBits(DIGITAL_SIGNATURE), true),
        purposes('1.3.6.1.5.5.7.3.8', true),
      ]),
      signer,
    );
  const stamper = stamperOf(tsaKey.publicKey, tsa.key.privateKey);
  const raw2 = spkiOf(rekor2.publicKey).subarray(-32);
  const ids = {
    rekor: sha256(spkiOf(rekor.publicKey)),
    rekor2: sha256(Buffer.concat([Buffer.from('log.example.com\n\x01'), raw2])),
  };

  function certificateOf(bend: CertificateBend): Uint8Array {
    const uri = (text: string): Uint8Array => der.writeElement(contextTag(6, 'primitive'), Buffer.from(text));
    const names = [bend.identity ?? IDENTITY, ...(bend.secondName === undefined ? [] : [bend.secondName])];
    const issuer = bend.issuer ?? ISSUER;
    const extensions = [
      extension('2.5.29.15', usageBits(bend.usage ?? DIGITAL_SIGNATURE), true),
      purposes(bend.purpose ?? '1.3.6.1.5.5.7.3.3'),
      ...(bend.ca === true ? [constraints(true)] : []),
      extension('2.5.29.17', der.writeSequence(...names.map(uri)), true),
      extension('1.3.6.1.4.1.57264.1.1', Buffer.from(bend.olderIssuer ?? issuer)),
      extension('1.3.6.1.4.1.57264.1.8', der.writeUtf8String(issuer)),
      ...Object.entries(bend.claims ?? {}).map(([last, text]) =>
        extension(`1.3.6.1.4.1.57264.1.${last}`, der.writeUtf8String(text)),
      ),
      ...(bend.strange === true ? [extension('1.2.3.4', der.writeNull(), true)] : []),
    ];
    const times = [bend.notBefore ?? SIGNED - 60, bend.notAfter ?? SIGNED + 540] as const;
    const tbs = (more: readonly Uint8Array[]): Uint8Array =>
      tbsOf(fulcio.name, 'subject', leaf.publicKey, times, [...extensions, ...more]);
    const signer = bend.signer ?? fulcio.key.privateKey;
    if (bend.sct === 'none') return signed(tbs([]), signer);
    const before = bend.sct === 'other-certificate' ? tbs([extension('1.2.3.5', der.writeNull())]) : tbs([]);
    const issuerKey = bend.sct === 'other-issuer' ? ctlog.publicKey : fulcio.key.publicKey;
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(BigInt((bend.sct === 'too-early' ? SIGNED - 400 * DAY : SIGNED - 60) * 1000));
    const length = Buffer.from([before.length >> 16, (before.length >> 8) & 255, before.length & 255]);
    const message = Buffer.concat([
      Buffer.from([0, 0]),
      stamp,
      Buffer.from([0, 1]),
      sha256(spkiOf(issuerKey)),
      length,
      before,
      Buffer.from([0, 0]),
    ]);
    const other = ec();
    const log = bend.sct === 'other-log' ? other : ctlog;
    const signature = sign('sha256', message, log.privateKey);
    const sct = Buffer.concat([
      Buffer.from([0]),
      sha256(spkiOf(log.publicKey)),
      stamp,
      Buffer.from([0, 0, 4, 3, 0, signature.length]),
      signature,
    ]);
    const list = Buffer.concat([Buffer.from([0, sct.length + 2, 0, sct.length]), sct]);
    return signed(tbs([extension('1.3.6.1.4.1.11129.2.4.2', der.writeOctetString(list))]), signer);
  }

  function stampOf(over: Uint8Array, time: number, bend: StampBend = {}): string {
    const stampTime = new Date(time * 1000).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');
    const info = der.writeSequence(
      der.writeInteger(new Uint8Array([1])),
      der.writeOid('1.2.3'),
      der.writeSequence(SHA256_ID, der.writeOctetString(sha256(bend.over ?? over))),
      der.writeInteger(new Uint8Array([7])),
      der.writeElement(DER_TAGS.generalizedTime, Buffer.from(`${stampTime}Z`)),
    );
    const attribute = (oid: string, value: Uint8Array): Uint8Array =>
      der.writeSequence(der.writeOid(oid), der.writeSetOfOne(value));
    const bound = der.writeSequence(
      der.writeSequence(der.writeSequence(der.writeOctetString(sha256(bend.bound ?? stamper)))),
    );
    const attributes = [
      attribute('1.2.840.113549.1.9.3', der.writeOid('1.2.840.113549.1.9.16.1.4')),
      attribute('1.2.840.113549.1.9.4', der.writeOctetString(sha256(info))),
      attribute('1.2.840.113549.1.9.16.2.47', bound),
    ];
    const signature = sign('sha256', der.writeConstructed(DER_TAGS.set, attributes), bend.signer ?? tsaKey.privateKey);
    const signer = der.writeSequence(
      der.writeInteger(new Uint8Array([1])),
      der.writeSequence(
        name(bend.named?.issuer ?? tsa.name),
        der.writeInteger(Uint8Array.from(bend.named?.serial ?? [0x33, 0x44])),
      ),
      SHA256_ID,
      der.writeConstructed(contextTag(0, 'constructed'), attributes),
      ECDSA,
      der.writeOctetString(signature),
    );
    const content = bend.content?.(info) ?? info;
    const signedData = der.writeSequence(
      der.writeInteger(new Uint8Array([3])),
      der.writeSetOfOne(SHA256_ID),
      der.writeSequence(
        der.writeOid('1.2.840.113549.1.9.16.1.4'),
        der.writeConstructed(contextTag(0, 'constructed'), [der.writeOctetString(content)]),
      ),
      ...(bend.carried === undefined ? [] : [der.writeConstructed(contextTag(0, 'constructed'), bend.carried)]),
      der.writeSetOfOne(signer),
    );
    const token = der.writeSequence(
      der.writeOid('1.2.840.113549.1.7.2'),
      der.writeConstructed(contextTag(0, 'constructed'), [signedData]),
    );
    return b64(der.writeSequence(der.writeSequence(der.writeInteger(new Uint8Array([bend.status ?? 0]))), token));
  }

  function entryOf(body: string, bend: KeylessBend): EntryJson {
    const { kind, apiVersion } = JSON.parse(body) as { kind: string; apiVersion: string };
    const v2 = bend.log === 'v2';
    const [host, id] = v2 ? ['log.example.com', ids.rekor2] : ['rekor.example.com', ids.rekor];
    const neighbour = sha256('neighbour');
    const leafNode = sha256(Buffer.concat([Buffer.from([0]), Buffer.from(body)]));
    const root = sha256(Buffer.concat([Buffer.from([1]), neighbour, leafNode]));
    const honest = `${host}${v2 ? '' : ' - 123456'}\n2\n${b64(root)}\n`;
    const text = bend.head?.(honest) ?? honest;
    const signature = v2
      ? sign(undefined, Buffer.from(text), rekor2.privateKey)
      : sign('sha256', Buffer.from(text), rekor.privateKey);
    const note = `${text}\n\u2014 ${host} ${b64(Buffer.concat([id.subarray(0, 4), signature]))}\n`;
    const integratedTime = bend.time ?? SIGNED;
    const promise = { body: b64(body), integratedTime, logID: id.toString('hex'), logIndex: 4001 };
    const promised = bend.promised?.(promise) ?? json(promise);
    return {
      logIndex: v2 ? '1' : '4001',
      logId: { keyId: b64(id) },
      kindVersion: { kind, version: apiVersion },
      ...(!v2 && {
        integratedTime: String(integratedTime),
        inclusionPromise: { signedEntryTimestamp: b64(sign('sha256', Buffer.from(promised), rekor.privateKey)) },
      }),
      inclusionProof: {
        logIndex: '1',
        rootHash: b64(root),
        treeSize: '2',
        hashes: [b64(neighbour)],
        checkpoint: { envelope: bend.checkpoint?.(note) ?? note },
      },
      canonicalizedBody: b64(body),
    };
  }

  /** A bundle over a file, or a statement. */
  function bundle(
    signedContent: { readonly file: Uint8Array } | { readonly statement: string },
    bend: KeylessBend = {},
  ): Uint8Array {
    const certificate = bend.issued?.certificate ?? certificateOf(bend);
    const payloadType = 'application/vnd.in-toto+json';
    const message =
      'file' in signedContent
        ? signedContent.file
        : Buffer.from(
            `DSSEv1 ${payloadType.length} ${payloadType} ${Buffer.byteLength(signedContent.statement)} ${signedContent.statement}`,
          );
    const signature = sign('sha256', message, bend.issued?.key ?? leaf.privateKey);
    const verifier = { x509Certificate: { rawBytes: b64(certificate) }, keyDetails: 'PKIX_ECDSA_P256_SHA_256' };
    const body: unknown =
      bend.log === 'v2'
        ? {
            apiVersion: '0.0.2',
            kind: 'hashedrekord',
            spec: {
              hashedRekordV002: {
                data: { algorithm: 'SHA2_256', digest: b64(sha256(message)) },
                signature: { content: b64(signature), verifier },
              },
            },
          }
        : 'file' in signedContent
          ? {
              apiVersion: '0.0.1',
              kind: 'hashedrekord',
              spec: {
                data: { hash: { algorithm: 'sha256', value: sha256(message).toString('hex') } },
                signature: { content: b64(signature), publicKey: { content: b64(pem('CERTIFICATE', certificate)) } },
              },
            }
          : {
              apiVersion: '0.0.1',
              kind: 'dsse',
              spec: {
                envelopeHash: { algorithm: 'sha256', value: sha256(signedContent.statement).toString('hex') },
                payloadHash: { algorithm: 'sha256', value: sha256(signedContent.statement).toString('hex') },
                signatures: [{ signature: b64(signature), verifier: b64(pem('CERTIFICATE', certificate)) }],
              },
            };
    const logged = canonical(bend.body?.(JSON.parse(json(body))) ?? body);
    const entry = entryOf(logged, bend);
    const stamp = bend.stamp ?? (bend.log === 'v2' ? {} : 'none');
    const whole: Record<string, unknown> = {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        certificate: { rawBytes: b64(certificate) },
        tlogEntries: [bend.entry?.(entry) ?? entry],
        ...(stamp !== 'none' && {
          timestampVerificationData: {
            rfc3161Timestamps: [{ signedTimestamp: stampOf(signature, bend.time ?? SIGNED, stamp) }],
          },
        }),
      },
      ...('file' in signedContent
        ? {
            messageSignature: {
              messageDigest: { algorithm: 'SHA2_256', digest: b64(sha256(signedContent.file)) },
              signature: b64(signature),
            },
          }
        : {
            dsseEnvelope: { payload: b64(signedContent.statement), payloadType, signatures: [{ sig: b64(signature) }] },
          }),
    };
    return Buffer.from(json(bend.bundle?.(whole) ?? whole));
  }

  const validFor = { start: new Date((at - 300 * DAY) * 1000).toISOString() };
  const log = (baseUrl: string, key: KeyObject, keyDetails: string, id: Buffer) => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: b64(spkiOf(key)), keyDetails, validFor },
    logId: { keyId: b64(id) },
  });
  const certificates = (chain: readonly Uint8Array[]) => ({
    certificates: chain.map((rawBytes) => ({ rawBytes: b64(rawBytes) })),
  });
  const root = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [
      log('https://rekor.example.com', rekor.publicKey, 'PKIX_ECDSA_P256_SHA_256', ids.rekor),
      log('https://log.example.com', rekor2.publicKey, 'PKIX_ED25519', ids.rekor2),
    ],
    certificateAuthorities: [{ uri: 'https://fulcio.example.com', certChain: certificates(fulcio.chain), validFor }],
    ctlogs: [
      log('https://ct.example.com', ctlog.publicKey, 'PKIX_ECDSA_P256_SHA_256', sha256(spkiOf(ctlog.publicKey))),
    ],
    timestampAuthorities: [
      { uri: 'https://tsa.example.com', certChain: certificates([stamper, ...tsa.chain]), validFor },
    ],
  };
  return { bundle, root, stamper, stamperOf, rootBytes: Buffer.from(json(root)), entryOf, stampOf };
}
