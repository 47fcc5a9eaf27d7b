import type { Response } from 'express';

const SAFE_TYPE = /^application\/(?!xhtml|xml|javascript|ecmascript|pdf)[A-Za-z0-9!#$&^_.+-]{1,127}$/;

/**
 * Sends bytes that came from a registry as what they are called there. Whoever pushed them chose the type: none is let out
 * that a browser would show or run.
 * @example sendBytes(response, document.mediaType, document.bytes)
 */
export function sendBytes(response: Response, mediaType: string, bytes: Uint8Array): void {
  response.setHeader('Content-Disposition', 'attachment');
  response.setHeader('Content-Type', SAFE_TYPE.test(mediaType) ? mediaType : 'application/octet-stream');
  response.end(bytes);
}
