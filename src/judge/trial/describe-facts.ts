import type { Digest } from '../../formats/digest.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { RULES } from '../../records/evidence-set.ts';
import type { FactSubject, Facts } from '../../records/facts.ts';
import type { DescribedPlatform, ImageDescription } from '../../records/image-description.ts';
import type { ImageReport } from '../../records/image-report.ts';
import type { Needs } from '../../records/needs.ts';
import type { TrustedSigner } from '../../records/policy.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';
import { digestFor, programDigest } from './described-digests.ts';
import { DescribedEvidence } from './described-evidence.ts';
import { describedBuild, describedProgram } from './described-program.ts';
import { rebuildPredicate, twinPredicate } from './described-proofs.ts';

/** For what the facts are: those that verification would have found for this policy. */
export interface DescribedFor {
  readonly trust: readonly TrustedSigner[];
  /** Without tag and digest. */
  readonly repository: string;
  /** What the policy wants verified: whose keys, on which terms, and whether anything is known of programs. */
  readonly needs: Needs;
}

const TEST = 'a test describes it so';

/**
 * The facts that verification would establish about an image such as the one described. No key is needed: a signature by a
 * name of the policy is one that verified with that signer's key, by any other name one of a stranger.
 *
 * @example describeFacts(trial.image, { trust: policy.trust, repository: 'registry.example.com/app', needs })
 */
export function describeFacts(image: ImageDescription, aim: DescribedFor): Facts {
  const digests = new Map<string, Digest>(image.platforms.map(({ platform }) => [platform, digestFor(platform)]));
  if (image.index) digests.set('index', digestFor('index'));
  const root =
    (image.index ? digests.get('index') : digests.get(image.platforms[0]?.platform ?? '')) ?? digestFor('index');
  const on = (names: readonly string[]): readonly Digest[] => names.flatMap((name) => digests.get(name) ?? []);
  const evidence = new DescribedEvidence(aim, on);
  for (const signature of image.signatures) evidence.sign(signature);
  for (const statement of image.statements)
    for (let nth = 0; nth < statement.count; nth++)
      evidence.state(statement, statement.type, statement.predicate, statement);
  for (const twin of image.twins) evidence.state(twin, PREDICATE_TYPES.twinProof, twinPredicate(twin, image.platforms));
  for (const rebuild of image.rebuilds)
    evidence.state(rebuild, PREDICATE_TYPES.rebuild, rebuildPredicate(rebuild, image.platforms));
  return {
    apiVersion: 'twinseal.dev/facts/v1',
    rules: RULES,
    requested: `${aim.repository}@${root}`,
    repository: aim.repository,
    root,
    subjects: subjectsOf(image, root, aim),
    signatures: evidence.signatures,
    statements: evidence.statements,
    rejected: evidence.rejected,
    images: aim.needs.walkLayers ? image.platforms.map((one) => reportOf(one, aim.needs)) : [],
    discovery: [...digests.values()].map((subject) => ({ subject, form: 'referrers-api', state: 'present', count: 1 })),
    faults: image.faults.map(({ on: where, what, code }) => ({
      subject: digests.get(where) ?? root,
      code,
      what,
      reason: TEST,
      retryable: code !== 'EVIDENCE_LIMIT',
    })),
  };
}

function subjectsOf(
  image: ImageDescription,
  root: Digest,
  { needs: { walkLayers } }: DescribedFor,
): readonly FactSubject[] {
  const broken = (where: string) =>
    image.broken.filter(({ on }) => on === where).map(({ code }) => ({ digest: digestFor(where), code, reason: TEST }));
  const children = image.platforms.map(({ platform, annotations, config, program }): FactSubject => {
    const known = walkLayers && program.outcome === 'resolved';
    return {
      digest: digestFor(platform),
      mediaType: MEDIA_TYPES.ociManifest,
      role: 'platform',
      platform,
      claims: { ...(image.index && { descriptor: platform }), config: platform, ...(known && { program: platform }) },
      annotations,
      config,
      broken: broken(platform),
    };
  });
  if (!image.index) return children;
  const { annotations } = image;
  return [
    { digest: root, mediaType: MEDIA_TYPES.ociIndex, role: 'index', claims: {}, annotations, broken: broken('index') },
    ...children,
  ];
}

function reportOf({ platform, config, program, goPrograms }: DescribedPlatform, needs: Needs): ImageReport {
  const own = program.go === undefined || program.outcome !== 'resolved' ? [] : [{ path: program.path, ...program.go }];
  const programs = [...own, ...goPrograms]
    .map(({ path, ...go }) => ({ path, go: describedBuild(go, platform) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    subject: digestFor(platform),
    platform,
    config,
    entrypoint: describedProgram(platform, config, program, programDigest(platform)),
    ...(program.setuid.length > 0 && { setuid: program.setuid }),
    ...(needs.goPrograms === true && program.outcome !== 'unread' && { goPrograms: { programs } }),
    findings: [],
    faults: [],
    layersWalked: true,
  };
}
