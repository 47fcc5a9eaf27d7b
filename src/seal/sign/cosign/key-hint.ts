import { createHash } from 'node:crypto';

/**
 * The hint by which a bundle names its key: base64 of SHA-256 over SubjectPublicKeyInfo. Verifiers may use it to pick
 * among keys, never to trust one.
 *
 * @example cosignKeyHint(signer.spki) // 'm7iTyLDOsTMPVC3NM9YyEB5yd1xwR1hJvPMmrDnW0A4='
 * @see cosign internal/key/svkeypair.go
 */
export function cosignKeyHint(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('base64');
}
