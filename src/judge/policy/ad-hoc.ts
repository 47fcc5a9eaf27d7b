import { FormatError } from '../../formats/format-error.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { Policy, TrustedSigner } from '../../records/policy.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { certificatesPem, publicKeyPem } from './signers.ts';
import { requireSound } from './sound.ts';

/** One key or certificate file that stands in for a policy. */
export interface AdHocSigner {
  readonly family: 'cosign' | 'notation';
  /** As the user named the file; for messages. */
  readonly file: string;
  /** SPKI PEM, or certificates in PEM. */
  readonly bytes: Uint8Array;
}

/**
 * Makes the policy that `--cosign-key` and `--notation-cert` stand for: each signer's signature on the index and on every
 * platform child, nothing else.
 *
 * @throws TwinsealError `KEY_UNREADABLE` for a file that is no public key or certificate, `POLICY_INVALID` when two files
 *   hold one key
 * @example adHocPolicy([{ family: 'cosign', file: 'cosign.pub', bytes }])
 */
export function adHocPolicy(signers: readonly AdHocSigner[]): Policy {
  const count = { cosign: 0, notation: 0 };
  const trust = signers.map((signer): TrustedSigner => {
    const nth = ++count[signer.family];
    const name = nth === 1 ? signer.family : `${signer.family}-${nth}`;
    try {
      const text = decodeUtf8(signer.bytes);
      return signer.family === 'cosign'
        ? { name, cosign: { key: publicKeyPem(text) } }
        : { name, notation: { certificates: certificatesPem(text), identities: ['*'] } };
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const wanted = signer.family === 'cosign' ? 'one public key in PEM' : 'trusted certificates in PEM';
      throw new TwinsealError('KEY_UNREADABLE', `${signer.file} must hold ${wanted}: ${error.message}`, {
        cause: error,
      });
    }
  });
  const policy: Policy = {
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    name: 'ad-hoc',
    mode: 'enforce',
    images: ['**'],
    trust,
    require: { signatures: trust.map(({ name }) => ({ by: name })) },
  };
  try {
    requireSound(policy);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('POLICY_INVALID', `the keys make no policy: ${error.message}`, { cause: error });
  }
  return policy;
}
