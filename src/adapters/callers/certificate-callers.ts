import { createHash } from 'node:crypto';
import { formatDistinguishedName } from '../../formats/der/distinguished-name.ts';
import { type Certificate, parseCertificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Caller } from '../../records/caller.ts';
import type { CallerSetting } from '../../records/service-settings.ts';
import { refusedCredential } from './refused-credential.ts';

/**
 * Knows callers by the client certificate that TLS verified when the connection was made. Its validity is looked at anew
 * for each request: a connection can outlive its certificate.
 *
 * @returns what gives the caller of a certificate (DER), and throws TwinsealError `UNAUTHENTICATED`
 * @example certificateCallers(settings.callers, systemClock)(der).credential // SHA-256 of the certificate
 * @see RFC 5280 section 4.1.2.5 (validity); RFC 4514 (subject as text)
 */
export function certificateCallers(settings: readonly CallerSetting[], clock: Clock): (der: Uint8Array) => Caller {
  const known = settings.flatMap(({ name, roles, rate, mtls }) =>
    mtls === undefined
      ? []
      : [{ mtls, caller: { name, by: 'mtls' as const, roles, ...(rate !== undefined && { rate }) } }],
  );
  return (der) => {
    const certificate = parsed(der);
    const now = clock.now() / 1000;
    if (now < certificate.notBefore || now > certificate.notAfter)
      throw refusedCredential('the client certificate is not valid now');
    const sha256 = createHash('sha256').update(der).digest('hex');
    const subject = formatDistinguishedName(certificate.subject.name);
    // A certificate by name, where another caller has this very one, is that other's.
    const found =
      known.find(({ mtls }) => mtls.sha256 === sha256 && (mtls.subject ?? subject) === subject) ??
      known.find(({ mtls }) => mtls.sha256 === undefined && mtls.subject === subject);
    if (found === undefined) throw refusedCredential('the client certificate belongs to no caller');
    return { ...found.caller, credential: sha256 };
  };
}

function parsed(der: Uint8Array): Certificate {
  try {
    return parseCertificate(der);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw refusedCredential('the client certificate is malformed', error);
  }
}
