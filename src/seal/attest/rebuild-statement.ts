import { type Digest, digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import { STATEMENT_TYPES, type Statement } from '../../formats/in-toto.ts';
import type { JsonObject } from '../../formats/json/value.ts';
import { validateAgainst } from '../../formats/schema/validate.ts';
import type { Isolation } from '../../records/conditions.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';
import type { RebuildResult, RebuiltPlatform } from '../../records/rebuild-result.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * What a rebuilder says of an image, good or bad: about the index that was asked for and every platform manifest whose program was
 * compared. A platform that was not tried is told of, and is no subject.
 *
 * @param result - of at least one platform that was compared
 * @throws TwinsealError `INTERNAL` when the result contradicts itself or breaks schemas/rebuild.schema.json: what we sign must be what
 *   strict readers take
 * @example serialiseStatement(await rebuildStatement(result))
 */
export async function rebuildStatement(result: RebuildResult): Promise<Statement> {
  const predicate = resultJson(result);
  const [issue] = await validateAgainst('rebuild', predicate);
  if (issue !== undefined)
    throw new TwinsealError(
      'INTERNAL',
      `the rebuild result breaks its schema at ${issue.pointer || '/'}: ${issue.message}`,
    );
  const compared = result.platforms.filter(({ outcome }) => outcome !== 'not-tried');
  for (const { platform, outcome, program, rebuilt } of compared)
    if ((program !== undefined && program.digest === rebuilt?.digest) !== (outcome === 'reproduced'))
      throw new TwinsealError('INTERNAL', `the rebuild result says ${outcome} of ${platform}, and its digests do not`);
  if (compared.length === 0)
    throw new TwinsealError('INTERNAL', 'a rebuild that compared nothing has nothing to state');
  const digests = new Set([result.image, ...compared.map(({ manifest }) => manifest)]);
  return {
    _type: STATEMENT_TYPES.v1,
    subject: [...digests].map(subject),
    predicateType: PREDICATE_TYPES.rebuild,
    predicate,
  };
}

function subject(digest: Digest) {
  return { digest: { [digestAlgorithm(digest)]: digestEncoded(digest) } };
}

function resultJson(result: RebuildResult): JsonObject {
  const { toolchain, source, reproduces } = result;
  return {
    apiVersion: result.apiVersion,
    outcome: result.outcome,
    image: result.image,
    source: { ...source },
    toolchain: { ...toolchain, digests: { ...toolchain.digests } },
    invocationId: result.invocationId,
    startedOn: result.startedOn,
    finishedOn: result.finishedOn,
    platforms: result.platforms.map(platformJson),
    properties: result.properties,
    reproduces: reproduces && { ...reproduces },
  };
}

function platformJson(platform: RebuiltPlatform): JsonObject {
  const { program, rebuilt, settings, isolation, causes } = platform;
  return {
    platform: platform.platform,
    manifest: platform.manifest,
    outcome: platform.outcome,
    reason: platform.reason?.slice(0, 4096).toWellFormed(),
    program: program && { ...program, path: program.path.slice(0, 4096).toWellFormed() },
    rebuilt: rebuilt && { ...rebuilt },
    settings: settings && {
      ...settings,
      environment: { ...settings.environment },
      vcs: settings.vcs && { ...settings.vcs },
    },
    isolation: isolation && isolationJson(isolation),
    causes: causes.map(({ name, reason }) => ({ name, reason: reason.slice(0, 4096).toWellFormed() })),
  };
}

function isolationJson({ kind, inForce, missing, networkless }: Isolation): JsonObject {
  return { kind, inForce, missing: missing.map(({ name, why }) => ({ name, why })), networkless };
}
