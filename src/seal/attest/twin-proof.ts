import { digestEncoded } from '../../formats/digest.ts';
import { STATEMENT_TYPES, type Statement } from '../../formats/in-toto.ts';
import type { JsonObject } from '../../formats/json/value.ts';
import { validateAgainst } from '../../formats/schema/validate.ts';
import type { ToolchainAuthenticity } from '../../records/authenticity.ts';
import type { PackedImage } from '../../records/packed-image.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';
import type { TwinBinary, TwinResult, TwinSide } from '../../records/twin-result.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { imageSubjects } from './image-subjects.ts';

/**
 * The twin proof: what both sides did, about the index and every platform manifest. It cites both provenances by their
 * invocation ids.
 *
 * @param result - what comparing gave
 * @param image - the image that was packed of it
 * @param name - shown with the subjects
 * @throws TwinsealError `INTERNAL` when the result contradicts itself or breaks schemas/twin-proof.schema.json: what we
 *   sign must be what strict readers take
 * @example serialiseStatement(await twinProofStatement(result, image, 'app'))
 */
export async function twinProofStatement(result: TwinResult, image: PackedImage, name: string): Promise<Statement> {
  const predicate = await checkedPredicate(result);
  const { profile, compressor } = result.assembly;
  if (profile !== image.assembly.profile || compressor !== image.assembly.compressor)
    throw new TwinsealError('INTERNAL', 'the twin proof names another assembly than the image was packed by');
  return {
    _type: STATEMENT_TYPES.v1,
    subject: imageSubjects(image, name),
    predicateType: PREDICATE_TYPES.twinProof,
    predicate,
  };
}

/**
 * A twin proof about programs that are in no image yet: its subjects are their digests, named `linux/amd64/app`.
 * @throws TwinsealError `INTERNAL` as {@link twinProofStatement}
 * @example serialiseStatement(await binariesProofStatement(result))
 */
export async function binariesProofStatement(result: TwinResult): Promise<Statement> {
  const predicate = await checkedPredicate(result);
  const subject = result.binaries.map(({ platform, name, digest }) => ({
    name: `${platform}/${name}`,
    digest: { sha256: digestEncoded(digest) },
  }));
  return { _type: STATEMENT_TYPES.v1, subject, predicateType: PREDICATE_TYPES.twinProof, predicate };
}

async function checkedPredicate(result: TwinResult): Promise<JsonObject> {
  const predicate = twinResultJson(result);
  const issues = await validateAgainst('twin-proof', predicate);
  const issue = issues[0];
  if (issue !== undefined)
    throw new TwinsealError(
      'INTERNAL',
      `the twin proof breaks its schema at ${issue.pointer || '/'}: ${issue.message}`,
    );
  for (const side of [result.sides.a, result.sides.b])
    if (!sameBinaries(side.binaries, result.binaries))
      throw new TwinsealError('INTERNAL', 'the twin proof names binaries that one of its sides did not build');
  const programs = new Set(result.binaries.map(({ platform, name }) => JSON.stringify([platform, name])));
  if (result.debug?.some(({ platform, name }) => !programs.has(JSON.stringify([platform, name]))) === true)
    throw new TwinsealError('INTERNAL', 'the twin proof names a debug file of a program that it does not name');
  return predicate;
}

function twinResultJson(result: TwinResult): JsonObject {
  const { source, toolchain } = result;
  return {
    apiVersion: result.apiVersion,
    outcome: result.outcome,
    source: { ...source },
    toolchain: {
      version: toolchain.version,
      host: toolchain.host,
      digests: { ...toolchain.digests },
      authenticated: toolchain.authenticated,
      authenticity: toolchainJson(toolchain.authenticity),
    },
    modules: modulesJson(result.modules),
    flags: { ...result.flags },
    conditions: result.conditions.map((condition) => ({ ...condition })),
    sides: { a: sideJson(result.sides.a), b: sideJson(result.sides.b) },
    binaries: binariesJson(result.binaries),
    ...(result.debug !== undefined && {
      debug: result.debug.map(({ platform, name, digest, size, buildId }) => ({
        platform,
        name,
        digest,
        size,
        buildId,
      })),
    }),
    assembly: { ...result.assembly },
  };
}

function toolchainJson({ head, differences, ...rest }: ToolchainAuthenticity): JsonObject {
  return { ...rest, ...(head && { head: { ...head } }), ...(differences && { differences }) };
}

function modulesJson({ head, others, ...rest }: TwinResult['modules']): JsonObject {
  return { ...rest, ...(head && { head: { ...head } }), others: others.map((module) => ({ ...module })) };
}

function sideJson(side: TwinSide): JsonObject {
  const { kind, inForce, missing, networkless, bounds } = side.isolation;
  return {
    invocationId: side.invocationId,
    startedOn: side.startedOn,
    finishedOn: side.finishedOn,
    cold: side.cold,
    isolation: {
      kind,
      inForce,
      missing: missing.map(({ name, why }) => ({ name, why })),
      networkless,
      ...(bounds !== undefined && { bounds: bounds.map(({ name, most, how }) => ({ name, most, how })) }),
    },
    ...(side.host !== undefined && { host: { ...side.host } }),
    binaries: binariesJson(side.binaries),
  };
}

function binariesJson(binaries: readonly TwinBinary[]): readonly JsonObject[] {
  return binaries.map(({ platform, name, digest, size }) => ({ platform, name, digest, size }));
}

function sameBinaries(a: readonly TwinBinary[], b: readonly TwinBinary[]): boolean {
  const keys = (list: readonly TwinBinary[]) =>
    list.map((each) => JSON.stringify([each.platform, each.name, each.digest, each.size])).sort();
  return keys(a).join('\n') === keys(b).join('\n');
}
