import { type Digest, isDigest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import type { ManifestPushed } from '../../ports/content.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { manifestHead } from '../layout/manifest-head.ts';
import { attachByTag } from './fallback-index.ts';
import { putDocument } from './manifest-put.ts';
import { listReferrersByApi } from './referrers-listing.ts';
import { plain } from './refusals.ts';
import type { RepositorySession } from './session.ts';
import type { RegistryResponse } from './transport.ts';

const MAX_WARNINGS = 5;
/** Registries that have answered that they do not have the referrers API: asked once, not once for each referrer. */
const withoutApi = new WeakSet<RepositorySession>();

/**
 * Pushes a manifest. When it is attached to a subject and the registry does not say that it keeps track of that
 * (`OCI-Subject`), the fallback tag is maintained.
 *
 * @throws TwinsealError `REGISTRY_REFUSED`, `REGISTRY_TAG_TAKEN`, `CONTENT_TOO_LARGE` or a fault
 * @example (await pushManifest(session, image.index, call, 'v1.2.3')).referrer
 * @see distribution-spec v1.1, "Pushing Manifests" and "Pushing Manifests with Subject"
 */
export async function pushManifest(
  session: RepositorySession,
  manifest: PackedDocument,
  call: Call,
  tag: string | undefined,
): Promise<ManifestPushed> {
  const { descriptor, bytes } = manifest;
  const { digest } = descriptor;
  if (bytes.length > session.limits.manifestBytes)
    throw new TwinsealError(
      'CONTENT_TOO_LARGE',
      `the manifest ${digest} has ${bytes.length} bytes, and registries take ${session.limits.manifestBytes}`,
    );
  const notes: string[] = [];
  // A push by tag makes the manifest known by its sha256 too; by another algorithm only a push by digest does.
  const targets = tag === undefined ? [digest] : digest.startsWith('sha256:') ? [tag] : [digest, tag];
  let tracked = false;
  for (const target of targets) {
    const response = await putDocument(session, manifest, target, call);
    const stored = response.headers['docker-content-digest'];
    response.discard();
    if (isDigest(stored) && stored.startsWith('sha256:') && digest.startsWith('sha256:') && stored !== digest)
      throw new TwinsealError(
        'CONTENT_MISMATCH',
        `${session.registry} stored other bytes (${stored}) than the manifest ${digest} that was pushed`,
      );
    notes.push(...warnings(response));
    if (response.headers['oci-subject'] !== undefined) tracked = true;
  }
  const head = manifestHead(bytes);
  if (head?.subject === undefined) return { digest, referrer: 'none', notes };
  // go-containerregistry's registry has the API and does not say so in the header: its list tells.
  if (tracked || (await listedByApi(session, head.subject, digest, call)))
    return { digest, referrer: 'referrers-api', notes };
  return {
    digest,
    referrer: 'referrers-tag',
    notes: [...notes, ...(await attachByTag(session, manifest, head, call))],
  };
}

async function listedByApi(session: RepositorySession, subject: Digest, digest: Digest, call: Call): Promise<boolean> {
  if (withoutApi.has(session)) return false;
  const listing = await listReferrersByApi(session, subject, call);
  if (listing === undefined) withoutApi.add(session);
  return listing?.descriptors.some((entry) => entry.digest === digest) === true;
}

/**
 * The texts of `Warning: 299` fields, to be shown and never acted upon.
 * @see distribution-spec v1.1, "Warnings"
 */
function warnings(response: RegistryResponse): readonly string[] {
  const header = (response.headers.warning ?? '').slice(0, 4096);
  const texts = [...header.matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map((match) =>
    plain((match[1] ?? '').replace(/\\(.)/g, '$1')),
  );
  return texts.slice(0, MAX_WARNINGS).map((text) => `${response.url.host} warns: ${text}`);
}
