/** Bounds of what a registry may make us read, wait or do. */
export interface RegistryLimits {
  /** Bytes of a manifest or index. @see distribution-spec v1.1, "Pushing Manifests": registries take at least 4 MiB */
  readonly manifestBytes: number;
  /** Bytes read of an error or token document. */
  readonly documentBytes: number;
  readonly redirects: number;
  readonly referrerPages: number;
  readonly referrerEntries: number;
  /** Further attempts after the first. */
  readonly retries: number;
  /** Milliseconds before the first repeat; doubled each time. */
  readonly backoff: number;
  /** Milliseconds without a byte in either direction. */
  readonly idle: number;
  /** Requests that wait for an answer at the same time, for uploads and for all others. */
  readonly parallel: number;
}

/** What holds unless said otherwise. */
export const DEFAULT_REGISTRY_LIMITS: RegistryLimits = {
  manifestBytes: 4 * 1024 * 1024,
  documentBytes: 64 * 1024,
  redirects: 5,
  referrerPages: 64,
  referrerEntries: 4096,
  retries: 4,
  backoff: 250,
  idle: 60_000,
  parallel: 16,
};
