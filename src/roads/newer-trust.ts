import type { TrustedInstance } from '../ports/trusted-roots.ts';

/**
 * Whether a trusted root may take the place of another one of the same instance: what is kept in the place of what was
 * shipped, what is kept by a newer root, or of the same root by a newer timestamp. Of equal versions only the very same one
 * is taken, for the time at which it was last checked.
 *
 * @example if (isNewerTrust(found, used)) use(found)
 * @see TUF specification 1.0.34 section 1.5.2 (rollback)
 */
export function isNewerTrust(found: TrustedInstance, used: TrustedInstance): boolean {
  if (found.metadata === undefined) return used.metadata === undefined && found.checked > used.checked;
  if (used.metadata === undefined) return true;
  const roots = found.metadata.root.version - used.metadata.root.version;
  const timestamps = found.metadata.timestamp.version - used.metadata.timestamp.version;
  if (roots !== 0) return roots > 0;
  if (timestamps !== 0) return timestamps > 0;
  return found.digest === used.digest && found.checked > used.checked;
}
