import type { CoseBend } from './notation-cose.ts';
import type { JwsBend } from './signing.ts';

const TOKEN = 'io.cncf.notary.timestampSignature';

/** Makes a timestamp over a signature. */
export type StampIt = (signature: Uint8Array) => Uint8Array;

/** Puts a timestamp over the signature into a JWS envelope. */
export function stampedJws(stamp: StampIt): JwsBend {
  return {
    edit: (envelope) => ({
      ...envelope,
      header: {
        ...(envelope.header as object),
        [TOKEN]: Buffer.from(stamp(Buffer.from(String(envelope.signature), 'base64url'))).toString('base64'),
      },
    }),
  };
}

/** Puts a timestamp over the signature into a COSE envelope. */
export function stampedCose(stamp: StampIt): CoseBend {
  return {
    parts: ([header, unprotected, payload, signature]) => [
      header,
      new Map([...(unprotected as Map<unknown, unknown>), [TOKEN, stamp(signature as Uint8Array)]]),
      payload,
      signature,
    ],
  };
}
