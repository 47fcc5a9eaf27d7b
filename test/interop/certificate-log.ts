// A log of certificates on loopback, as far as an authority needs one: it takes certificates before they are issued, and promises them.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DerElement, parseDer } from '../../src/formats/der/reader.ts';
import { contextTag } from '../../src/formats/der/tags.ts';
import * as der from '../../src/formats/der/writer.ts';

/** A log that runs. */
export interface CertificateLog {
  readonly url: string;
  readonly publicKey: KeyObject;
  /** How many certificates it has promised. */
  readonly count: () => number;
  readonly stop: () => Promise<void>;
}

const POISON = '1.3.6.1.4.1.11129.2.4.3';
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Starts it. @see RFC 6962 sections 3.2 and 4.2 */
export async function startCertificateLog(): Promise<CertificateLog> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = sha256(publicKey.export({ type: 'spki', format: 'der' }));
  let count = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const [certificate, issuer] = (JSON.parse(body) as { chain: string[] }).chain.map((one) =>
      Buffer.from(one, 'base64'),
    );
    if (request.url !== '/ct/v1/add-pre-chain' || certificate === undefined || issuer === undefined) {
      response.statusCode = 400;
      response.end();
      return;
    }
    count++;
    const timestamp = Date.now();
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(timestamp));
    const tbs = withoutPoison(certificate);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(tbs.length);
    const signed = Buffer.concat([
      ...[Buffer.from([0, 0]), time, Buffer.from([0, 1]), sha256(keyOf(issuer)), length.subarray(1), tbs],
      Buffer.from([0, 0]),
    ]);
    const signature = sign('sha256', signed, privateKey);
    const digitally = Buffer.concat([Buffer.from([4, 3, 0, signature.length]), signature]).toString('base64');
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ sct_version: 0, id: id.toString('base64'), timestamp, extensions: '', signature: digitally }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publicKey,
    count: () => count,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const partsOf = (certificate: Uint8Array): readonly DerElement[] => parseDer(certificate).children[0]?.children ?? [];

/** Behind number, algorithm, issuer, validity and subject. */
function keyOf(certificate: Uint8Array): Uint8Array {
  return partsOf(certificate)[6]?.bytes ?? new Uint8Array();
}

/** What the certificate will be without the extension that keeps it from being one. */
function withoutPoison(certificate: Uint8Array): Uint8Array {
  const explicit = contextTag(3, 'constructed');
  const poison = Buffer.from(der.writeOid(POISON)).toString('hex');
  return der.writeSequence(
    ...partsOf(certificate).map((part) => {
      if (part.tag !== explicit) return part.bytes;
      const kept = (part.children[0]?.children ?? []).filter(
        ({ children: [oid] }) => Buffer.from(oid?.bytes ?? []).toString('hex') !== poison,
      );
      return der.writeConstructed(explicit, [der.writeSequence(...kept.map(({ bytes }) => bytes))]);
    }),
  );
}
