import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { Signer } from '../ports/signer.ts';
import type { StatementFact } from '../records/facts.ts';
import type { RebuildResult, RebuiltPlatform } from '../records/rebuild-result.ts';
import { attachBundle } from '../seal/attach/attach-bundle.ts';
import { rebuildStatement } from '../seal/attest/rebuild-statement.ts';
import { signStatement } from '../seal/sign/cosign/sign-statement.ts';
import { attachToImage } from './attach-to-image.ts';
import { confirmedProof, keyDigest, refuseSealer } from './rebuild-evidence.ts';
import type { ImagePrograms } from './rebuild-image.ts';

/**
 * What may be said of the image beyond the comparison itself.
 * @param statements - that verify with a key which the rebuilder trusts
 * @param signer - the rebuilder; without one nothing is said
 * @example rebuildProperties(platforms, image, statements, signer).properties // ['SLSA_BUILD_REPRODUCED']
 */
export function rebuildProperties(
  platforms: readonly RebuiltPlatform[],
  image: ImagePrograms,
  statements: readonly StatementFact[],
  signer: Signer | undefined,
): Pick<RebuildResult, 'properties' | 'reproduces'> {
  const own = signer && keyDigest(signer);
  const reproduces =
    own === undefined ? undefined : confirmedProof(platforms, image.evidence.root.descriptor.digest, statements, own);
  return reproduces === undefined ? { properties: [] } : { properties: ['SLSA_BUILD_REPRODUCED'], reproduces };
}

/**
 * Signs a result once, and attaches it to everything that it is about: readers look under the digest that they were asked for.
 * @param name - the image as the user named it
 * @throws TwinsealError `KEY_ROLE` for a key that sealed the image; what the place throws
 * @example (await publishRebuild('app.oci', result, image, signer, ports, call)).attached // 3: the index and two platforms
 */
export async function publishRebuild(
  name: string,
  result: RebuildResult,
  image: ImagePrograms,
  signer: Signer,
  ports: { readonly places: ContentPlaces; readonly clock: Clock },
  call: Call,
): Promise<{ readonly attached: number; readonly notes: readonly string[] }> {
  await refuseSealer(image, signer, call);
  const bundle = await signStatement(await rebuildStatement(result), signer, call);
  const now = Math.floor(ports.clock.now() / 1000);
  const compared = image.platforms.filter(({ manifest }) =>
    result.platforms.some((each) => each.manifest === manifest.digest && each.outcome !== 'not-tried'),
  );
  const about = [image.evidence.root.descriptor, ...compared.map(({ manifest }) => manifest)];
  const subjects = [...new Map(about.map((one) => [one.digest, one])).values()];
  const attachments = subjects.map((subject) => attachBundle(subject, bundle, now));
  const notes = await attachToImage(name, attachments, ports.places, call);
  return { attached: attachments.length, notes };
}
