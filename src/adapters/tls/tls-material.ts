import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import { parsePem } from '../../formats/der/pem.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Call } from '../../ports/call.ts';
import type { ServiceSettings } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readInputFile } from '../input-file.ts';

const MAX_FILE = 512 * 1024;

/** TLS 1.2 with forward secrecy and authenticated encryption only; the three suites of TLS 1.3. */
const CIPHERS = [
  ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
  ...['ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
];

/** The files of `tls` in the settings. */
export type TlsFiles = NonNullable<ServiceSettings['tls']>;

/** A certificate and key that belong together, ready to be served. */
export interface TlsMaterial {
  readonly context: SecureContextOptions;
  /** Milliseconds since 1970 at which the first certificate of the chain ends. */
  readonly notAfter: number;
  /** SHA-256 over everything that was read. */
  readonly digest: string;
  /** SHA-256 over the authorities of client certificates; undefined without them. */
  readonly authorities: string | undefined;
}

/**
 * Reads the files and checks that they make sense together: whole PEM, a key that is the certificate's, authorities that
 * may issue. Nothing of the key is repeated in an error.
 *
 * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`; `SETTINGS_INVALID` for a broken file or a pair that is none
 * @example (await readTlsMaterial({ certificate: 'tls.crt', key: 'tls.key' }, call)).notAfter
 * @see RFC 9325 sections 3.1 and 4.2 (protocol versions and cipher suites)
 */
export async function readTlsMaterial(files: TlsFiles, call: Call): Promise<TlsMaterial> {
  const certificate = await textOf(files.certificate, call);
  const key = await textOf(files.key, call);
  const ca = files.clientCa === undefined ? undefined : await textOf(files.clientCa, call);
  const [leaf] = certificatesOf(certificate, files.certificate);
  if (leaf === undefined) refuse(`${files.certificate} holds no certificate`);
  if (!leaf.checkPrivateKey(privateKeyOf(key, files.key)))
    refuse(
      `${files.key} is not the key of the first certificate in ${files.certificate}: put the two of one pair there`,
    );
  if (ca !== undefined && files.clientCa !== undefined)
    for (const authority of certificatesOf(ca, files.clientCa))
      if (!authority.ca)
        refuse(`${files.clientCa} holds a certificate that may not issue others: name the authorities of the clients`);
  return {
    context: {
      cert: certificate,
      key,
      ...(ca !== undefined && { ca }),
      minVersion: 'TLSv1.2',
      ciphers: CIPHERS.join(':'),
    },
    notAfter: leaf.validToDate.getTime(),
    digest: sha256(certificate, key, ca ?? ''),
    authorities: ca === undefined ? undefined : sha256(ca),
  };
}

async function textOf(path: string, call: Call): Promise<string> {
  return new TextDecoder().decode(await readInputFile(path, MAX_FILE, call));
}

function certificatesOf(text: string, path: string): readonly X509Certificate[] {
  try {
    return parsePem(text, { explanatoryText: true }).map(({ label, bytes }) => {
      if (label !== 'CERTIFICATE') refuse(`${path} holds a ${label} where only certificates belong`);
      return new X509Certificate(bytes);
    });
  } catch (error) {
    if (error instanceof TwinsealError) throw error;
    refuse(`${path} is not a PEM file of certificates: ${reasonOf(error)}`, error);
  }
}

function privateKeyOf(text: string, path: string): KeyObject {
  if (/^-----BEGIN ENCRYPTED|^Proc-Type:.*ENCRYPTED/m.test(text))
    refuse(`${path} is encrypted: the key of the service must be a plain PEM file that only the service can read`);
  try {
    return createPrivateKey(text);
  } catch (error) {
    // What OpenSSL says of a key may hold parts of it.
    refuse(`${path} is not the PEM file of a private key`, error);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof FormatError ? error.message : 'a certificate in it is malformed';
}

function sha256(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex');
}

function refuse(message: string, cause?: unknown): never {
  throw new TwinsealError('SETTINGS_INVALID', message, { cause });
}
