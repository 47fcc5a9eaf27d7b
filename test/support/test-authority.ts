import { serialisePem } from '../../src/formats/der/pem.ts';
import { type CertificateShape, certificate, keyPair } from './certificates.ts';

/** Certificate and key as the files of a TLS server or client hold them. */
export interface IssuedPair {
  readonly certificate: string;
  readonly key: string;
  readonly der: Uint8Array;
}

/** An authority for TLS that issues any number of certificates, all good unless a shape bends them. */
export interface TestAuthority {
  readonly pem: string;
  issue(shape?: CertificateShape): IssuedPair;
}

export const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
export const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const DAY = 86_400;

/** Makes an authority. All of one name look alike but for their keys. */
export function makeAuthority(cn = 'authority'): TestAuthority {
  const now = Math.floor(Date.now() / 1000);
  const times = { notBefore: now - DAY, notAfter: now + DAY };
  const own = keyPair('P-256');
  const root = certificate({ ...times, cn, ca: true, keyUsage: ['keyCertSign'] }, own.publicKey, cn, own.privateKey);
  return {
    pem: serialisePem('CERTIFICATE', root),
    issue(shape = {}) {
      const keys = keyPair('P-256');
      const whole = { ...times, keyUsage: ['digitalSignature'] as const, ...shape };
      const der = certificate(whole, keys.publicKey, cn, own.privateKey);
      return {
        certificate: serialisePem('CERTIFICATE', der),
        key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        der,
      };
    },
  };
}
