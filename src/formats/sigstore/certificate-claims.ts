import { parseDer } from '../der/reader.ts';
import { DER_TAGS } from '../der/tags.ts';
import { expectTag } from '../der/values.ts';
import type { Certificate } from '../der/x509.ts';
import { FormatError } from '../format-error.ts';
import { decodeUtf8 } from '../utf8.ts';

const FULCIO = '1.3.6.1.4.1.57264.1';

/** What an issuer said of a workflow to Fulcio, by our name, with the extension of the certificate. @see fulcio docs/oid-info.md */
export const CLAIM_OIDS = {
  /** Address of the workflow that signs, which may be one of another repository that is called. */
  buildSigner: `${FULCIO}.9`,
  /** `github-hosted`, `self-hosted`. */
  runner: `${FULCIO}.11`,
  /** Address of the repository whose run it is. */
  sourceRepository: `${FULCIO}.12`,
  /** The commit. */
  sourceDigest: `${FULCIO}.13`,
  /** `refs/tags/v1`. */
  sourceRef: `${FULCIO}.14`,
  /** A number, which stays when the repository is renamed, and which another one by its old name does not have. */
  sourceRepositoryId: `${FULCIO}.15`,
  sourceOwner: `${FULCIO}.16`,
  sourceOwnerId: `${FULCIO}.17`,
  /** Address of the workflow that was started. */
  buildConfig: `${FULCIO}.18`,
  /** `push`, `workflow_dispatch`, `pull_request`. */
  event: `${FULCIO}.20`,
  /** `public`, `private`. */
  visibility: `${FULCIO}.22`,
} as const;

/** A name of {@link CLAIM_OIDS}. */
export type ClaimName = keyof typeof CLAIM_OIDS;

/** Every name. */
export const CLAIM_NAMES = Object.keys(CLAIM_OIDS) as readonly ClaimName[];
const MAX_CLAIM = 4096;

/**
 * Reads one claim of a Fulcio certificate.
 * @returns undefined when it is not there
 * @throws FormatError when it is no text in DER
 * @example certificateClaim(certificate, 'event') // 'push'
 */
export function certificateClaim({ rawExtensions }: Certificate, name: ClaimName): string | undefined {
  const value = rawExtensions.find(({ oid }) => oid === CLAIM_OIDS[name])?.value;
  if (value === undefined) return undefined;
  const { content } = expectTag(parseDer(value), DER_TAGS.utf8String, `the claim ${name}`);
  if (content.length > MAX_CLAIM)
    throw new FormatError('fulcio', `the claim ${name} of the certificate has ${content.length} bytes`);
  return decodeUtf8(content);
}
