import { TLSSocket } from 'node:tls';

/**
 * The client certificate of a connection, if TLS has verified it under the authorities of the settings. One that is not
 * verified counts for nothing, as if it had not been shown: whoever holds it may still send a token.
 *
 * @returns its DER
 * @example certificateOf(request.socket)
 * @see RFC 5280 section 6; RFC 8446 section 4.4.2.4
 */
export function certificateOf(socket: object): Uint8Array | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const known = CERTIFICATES.get(socket);
  if (known !== undefined) return known;
  // Absent in spite of `authorized` where a session was resumed that had none.
  const der = socket.getPeerX509Certificate()?.raw;
  if (der !== undefined) CERTIFICATES.set(socket, der);
  return der;
}

const CERTIFICATES = new WeakMap<TLSSocket, Uint8Array>();
