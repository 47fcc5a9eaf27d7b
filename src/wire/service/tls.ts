import type { RequestListener, Server, ServerOptions } from 'node:http';
import { createServer } from 'node:https';
import { systemClock } from '../../adapters/clock.ts';
import { renewedTls } from '../../adapters/tls/renewed-tls.ts';
import type { TlsFiles, TlsMaterial } from '../../adapters/tls/tls-material.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Milliseconds for one handshake. */
const HANDSHAKE = 10_000;

/** TLS of the service: certificate and key that are read again when they change, and on SIGHUP. */
export interface ServiceTls {
  /** A server that speaks TLS; one for each instance. @example tls.server(app, { requestTimeout: 30_000 }) */
  server(app: RequestListener, options: ServerOptions): Server;
  /** @throws TwinsealError `NOT_READY` once the certificate has ended @example tls.requireCurrent() */
  requireCurrent(): void;
  /** Reads nothing any more. @example tls.close() */
  close(): void;
}

/**
 * Reads what `tls` names and keeps it fresh. New connections get the new certificate; those that are there keep theirs. When
 * the authorities of client certificates change, a connection that was made under the old ones gets one more answer.
 *
 * @throws TwinsealError `INPUT_UNREADABLE`, `SETTINGS_INVALID`
 * @example const tls = await openTls(settings.tls, telemetry)
 */
export async function openTls(files: TlsFiles, telemetry: Telemetry): Promise<ServiceTls> {
  let serve: (material: TlsMaterial) => void = () => undefined;
  let authoritiesChanged = Number.NEGATIVE_INFINITY;
  const told = ({ notAfter }: TlsMaterial): void =>
    telemetry.gauge('certificate_not_after', { file: files.certificate }, notAfter / 1000);
  const tls = await renewedTls(
    files,
    {
      changed(material) {
        if (material.authorities !== tls.current().authorities) authoritiesChanged = systemClock.now();
        serve(material);
        told(material);
        telemetry.count('reloads', { what: 'certificate', result: 'changed' });
        telemetry.log('info', 'another certificate is served', { notAfter: new Date(material.notAfter).toISOString() });
      },
      refused(error) {
        telemetry.count('reloads', { what: 'certificate', result: 'refused' });
        telemetry.log('error', `the certificate was not changed: ${error.message}`, { code: error.code });
      },
    },
    systemClock,
  );
  told(tls.current());
  const hangUp = (): void => void tls.read();
  process.on('SIGHUP', hangUp);
  return {
    server(app, options) {
      const { context } = tls.current();
      // Not `rejectUnauthorized`: a client certificate is one way among others to say who asks.
      const mutual = { requestCert: files.clientCa !== undefined, rejectUnauthorized: false };
      const secured = new WeakMap<object, number>();
      const made = createServer({ ...options, ...context, ...mutual, handshakeTimeout: HANDSHAKE }, app);
      made.on('secureConnection', (socket) => secured.set(socket, systemClock.now()));
      made.prependListener('request', (request, response) => {
        // A handshake that ends now may have begun under the authorities of before.
        const old = (secured.get(request.socket) ?? 0) <= authoritiesChanged + HANDSHAKE;
        if (old) response.setHeader('Connection', 'close');
      });
      serve = (material) => made.setSecureContext(material.context);
      return made;
    },
    requireCurrent() {
      if (tls.current().notAfter <= systemClock.now())
        throw new TwinsealError('NOT_READY', 'the TLS certificate of the service has ended');
    },
    close() {
      process.off('SIGHUP', hangUp);
      tls.close();
    },
  };
}
