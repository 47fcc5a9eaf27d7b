import { createHash, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseDer } from '../../src/formats/der/reader.ts';
import { contextTag, DER_TAGS } from '../../src/formats/der/tags.ts';
import * as der from '../../src/formats/der/writer.ts';
import { type Certificate, parseCertificate } from '../../src/formats/der/x509.ts';

// An authority of its own, written after RFC 5280 and RFC 6960: it says of certificates whatever a test wants.

const ECDSA_SHA256 = der.writeSequence(der.writeOid('1.2.840.10045.4.3.2'));
const explicit = (n: number, ...parts: readonly Uint8Array[]) =>
  der.writeConstructed(contextTag(n, 'constructed'), parts);
const implicit = (n: number, content: Uint8Array) => der.writeElement(contextTag(n, 'primitive'), content);

/** GeneralizedTime. */
export function generalTime(seconds: number): Uint8Array {
  const text = `${new Date(seconds * 1000).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  return der.writeElement(DER_TAGS.generalizedTime, new TextEncoder().encode(text));
}

/** One extension, as it stands in lists and responses. */
export function extensionDer(oid: string, value: Uint8Array, critical = false): Uint8Array {
  return der.writeSequence(
    der.writeOid(oid),
    ...(critical ? [der.writeBoolean(true)] : []),
    der.writeOctetString(value),
  );
}

const enumerated = (number: number) => der.writeElement(DER_TAGS.enumerated, new Uint8Array([number]));

/** What is said of one certificate. Reasons by number: 1 keyCompromise, 6 certificateHold, 8 removeFromCRL. */
export interface Revoked {
  readonly at: number;
  readonly reason?: number;
  readonly invalidFrom?: number;
}

/** Everything about a list that a test may want to bend. */
export interface ListShape {
  readonly revoked?: readonly (Revoked & { readonly serial: Uint8Array; readonly strange?: string })[];
  readonly thisUpdate: number;
  readonly nextUpdate?: number;
  readonly extensions?: readonly Uint8Array[];
  /** DER of another issuer's name. */
  readonly issuer?: Uint8Array;
}

/** A certificate revocation list of an issuer. */
export function listDer(issuer: Uint8Array, key: KeyObject, shape: ListShape): Uint8Array {
  const { revoked = [], thisUpdate, nextUpdate, extensions = [] } = shape;
  const entries = revoked.map((one) => {
    const own = [
      ...(one.reason === undefined ? [] : [extensionDer('2.5.29.21', enumerated(one.reason))]),
      ...(one.invalidFrom === undefined ? [] : [extensionDer('2.5.29.24', generalTime(one.invalidFrom))]),
      ...(one.strange === undefined ? [] : [extensionDer(one.strange, der.writeNull(), true)]),
    ];
    const more = own.length === 0 ? [] : [der.writeSequence(...own)];
    return der.writeSequence(der.writeInteger(one.serial), der.writeTime(one.at), ...more);
  });
  const tbs = der.writeSequence(
    der.writeInteger(new Uint8Array([1])),
    ECDSA_SHA256,
    shape.issuer ?? parseCertificate(issuer).subject.raw,
    der.writeTime(thisUpdate),
    ...(nextUpdate === undefined ? [] : [der.writeTime(nextUpdate)]),
    ...(entries.length === 0 ? [] : [der.writeSequence(...entries)]),
    ...(extensions.length === 0 ? [] : [explicit(0, der.writeSequence(...extensions))]),
  );
  return der.writeSequence(tbs, ECDSA_SHA256, der.writeBitString(new Uint8Array(sign('sha256', tbs, key))));
}

/** Everything about a response that a test may want to bend. */
export interface ResponseShape {
  readonly status?: 'good' | 'unknown' | Revoked;
  readonly thisUpdate: number;
  readonly nextUpdate?: number;
  readonly serial?: Uint8Array;
  /** Who signs, in the place of the issuer, with the certificates to send along. */
  readonly responder?: { readonly certificate: Uint8Array; readonly key: KeyObject };
  readonly certificates?: readonly Uint8Array[];
  readonly extensions?: readonly Uint8Array[];
  readonly copies?: number;
}

/** An OCSP response about one certificate. */
export function responseDer(leaf: Uint8Array, issuer: Uint8Array, key: KeyObject, shape: ResponseShape): Uint8Array {
  const { status = 'good', thisUpdate, nextUpdate, responder, extensions = [], copies = 1 } = shape;
  const signer = parseCertificate(responder?.certificate ?? issuer);
  const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest();
  const above = parseCertificate(issuer);
  const id = der.writeSequence(
    der.writeSequence(der.writeOid('1.3.14.3.2.26'), der.writeNull()),
    der.writeOctetString(sha1(above.subject.raw)),
    der.writeOctetString(sha1(keyBits(above))),
    der.writeInteger(shape.serial ?? Buffer.from(parseCertificate(leaf).serialNumber, 'hex')),
  );
  const single = der.writeSequence(
    id,
    status === 'good'
      ? implicit(0, new Uint8Array())
      : status === 'unknown'
        ? implicit(2, new Uint8Array())
        : explicit(
            1,
            generalTime(status.at),
            ...(status.reason === undefined ? [] : [explicit(0, enumerated(status.reason))]),
          ),
    generalTime(thisUpdate),
    ...(nextUpdate === undefined ? [] : [explicit(0, generalTime(nextUpdate))]),
    ...(typeof status === 'string' || status.invalidFrom === undefined
      ? []
      : [explicit(1, der.writeSequence(extensionDer('2.5.29.24', generalTime(status.invalidFrom))))]),
  );
  const tbs = der.writeSequence(
    explicit(2, der.writeOctetString(sha1(keyBits(signer)))),
    generalTime(thisUpdate),
    der.writeSequence(...Array.from({ length: copies }, () => single)),
    ...(extensions.length === 0 ? [] : [explicit(1, der.writeSequence(...extensions))]),
  );
  const certificates = shape.certificates ?? (responder === undefined ? [] : [responder.certificate]);
  const basic = der.writeSequence(
    tbs,
    ECDSA_SHA256,
    der.writeBitString(new Uint8Array(sign('sha256', tbs, responder?.key ?? key))),
    ...(certificates.length === 0 ? [] : [explicit(0, der.writeSequence(...certificates))]),
  );
  const bytes = der.writeSequence(der.writeOid('1.3.6.1.5.5.7.48.1.1'), der.writeOctetString(basic));
  return der.writeSequence(enumerated(0), explicit(0, bytes));
}

function keyBits({ spki }: Certificate): Uint8Array {
  return parseDer(spki).children[1]?.content.subarray(1) ?? new Uint8Array();
}

/** What an address does with a request. */
export type Handler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** An authority's web server on loopback, with what each path answers and what was asked. */
export interface RevocationServer {
  readonly origin: string;
  readonly asked: string[];
  readonly handlers: Map<string, Handler>;
  /** Answers with these bytes. */
  serve(path: string, bytes: () => Uint8Array): void;
  close(): Promise<void>;
}

/** Starts one. */
export async function revocationServer(): Promise<RevocationServer> {
  const handlers = new Map<string, Handler>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      asked.push(`${request.method} ${path}`);
      const handler = handlers.get(path);
      if (handler === undefined) response.writeHead(404).end();
      else handler(request, response, Buffer.concat(chunks));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    handlers,
    serve(path, bytes) {
      handlers.set(path, (_request, response) => response.writeHead(200).end(bytes()));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
