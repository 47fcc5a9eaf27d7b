/** What a caller of the service may do; a role holds no other. */
export const ROLES = ['verify', 'seal', 'audit', 'admin'] as const;

/** A role of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** How it is known who asks. `loopback` and `network` are callers without credentials. */
export type CallerProof = 'loopback' | 'network' | 'api-key' | 'oidc' | 'mtls';

/** Who asks, as a decision records it: nothing secret, nothing that was not checked. */
export interface CallerRecord {
  /** Name in the service's settings; `loopback` or `network` without credentials. */
  readonly name: string;
  readonly by: CallerProof;
  /** Which of the caller's credentials: the key's id, the certificate's SHA-256, the token's `jti`. */
  readonly credential?: string;
  /** Claims of a verified token that say who ran it: issuer, subject, repository, ref, workflow. */
  readonly claims?: Readonly<Record<string, string>>;
}

/** Who asks, with what they may do. */
export interface Caller extends CallerRecord {
  readonly roles: readonly Role[];
  /** Requests a minute that the settings give to this caller; undefined: those that everybody gets. */
  readonly rate?: number;
}

/**
 * What a decision records of a caller; roles are no part of it.
 * @example callerRecord({ name: 'ci', by: 'api-key', roles: ['verify'] }) // { name: 'ci', by: 'api-key' }
 */
export function callerRecord({ name, by, credential, claims }: CallerRecord): CallerRecord {
  return { name, by, ...(credential !== undefined && { credential }), ...(claims !== undefined && { claims }) };
}
