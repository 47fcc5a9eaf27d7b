import { sha256Digest } from '../formats/digest.ts';
import { formatUtcSeconds } from '../formats/rfc3339.ts';
import type { TrustedAuthority, TrustedLog, TrustedRoot, Validity } from '../formats/sigstore/trusted-root.ts';
import type { TrustedInstance } from '../ports/trusted-roots.ts';
import type { TrustedParty, TrustReport } from '../records/trust-report.ts';

/**
 * What is to be told of a trusted root.
 * @param now - seconds since 1970
 * @example trustReport(await roots.open('sigstore', call), now).parties.length
 */
export function trustReport(instance: TrustedInstance, now: number): TrustReport {
  const { name, origin, mirror, digest, checked, metadata, root, signingConfig, file } = instance;
  return {
    apiVersion: 'twinseal.dev/trust-report/v1',
    name,
    origin,
    mirror,
    digest,
    checked: formatUtcSeconds(checked),
    age: Math.max(0, now - checked),
    ...(metadata !== undefined && {
      metadata: Object.fromEntries(
        Object.entries(metadata).map(([role, { version, expires }]) => [
          role,
          { version, expires: formatUtcSeconds(expires) },
        ]),
      ),
    }),
    parties: partiesOf(root),
    ...(signingConfig !== undefined && { signingConfig: sha256Digest(signingConfig) }),
    ...(file !== undefined && { file }),
  };
}

/** Everybody whom a trusted root names. */
function partiesOf(root: TrustedRoot): readonly TrustedParty[] {
  const window = ({ from, until }: Validity) => ({
    from: formatUtcSeconds(Math.floor(from)),
    ...(until !== null && { until: formatUtcSeconds(Math.floor(until)) }),
  });
  const log = (kind: TrustedParty['kind']) => (one: TrustedLog) => ({ kind, name: one.baseUrl, ...window(one.valid) });
  const authority = (kind: TrustedParty['kind']) => (one: TrustedAuthority) => ({
    kind,
    name: one.uri === '' ? `authority ${sha256Digest(one.chain[0]?.raw ?? new Uint8Array())}` : one.uri,
    ...window(one.valid),
  });
  return [
    ...root.logs.map(log('log')),
    ...root.certificateLogs.map(log('certificate-log')),
    ...root.certificateAuthorities.map(authority('certificate-authority')),
    ...root.timestampAuthorities.map(authority('timestamp-authority')),
  ];
}
