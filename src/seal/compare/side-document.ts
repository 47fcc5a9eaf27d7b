import { equalBytes } from '../../formats/equal-bytes.ts';
import { FormatError } from '../../formats/format-error.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import { parseJson } from '../../formats/json/parse.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { validateAgainst } from '../../formats/schema/validate.ts';
import type { BuildPlan } from '../../records/build-plan.ts';
import type { SideBuild, SideHost } from '../../records/side-build.ts';
import type { SideDocument } from '../../records/side-document.ts';
import type { TwinResult } from '../../records/twin-result.ts';
import { twinPlan } from './twin-plan.ts';

/** Bytes of the largest document that is read: thousands of flags and modules, not gigabytes. */
export const MAX_SIDE_DOCUMENT = 8 * 1024 * 1024;
const LIMITS = { maxBytes: MAX_SIDE_DOCUMENT, maxDepth: 16, maxValues: 200_000 };

/**
 * The document of a side that was built.
 * @example sideDocument(plan, side, host, assembly).binaries[0]?.digest
 */
export function sideDocument(
  plan: BuildPlan,
  side: SideBuild,
  host: SideHost,
  assembly: TwinResult['assembly'],
): SideDocument {
  const { goroot: _, ...toolchain } = plan.toolchains[side.side];
  const { source, modules, notVaried } = twinPlan(plan);
  const { invocationId, startedOn, finishedOn, observed, isolation, cold, flags, profiles, binaries } = side;
  return {
    apiVersion: 'twinseal.dev/side-build/v1',
    side: side.side,
    invocationId,
    startedOn,
    finishedOn,
    source,
    plan: { mains: plan.mains, targets: plan.targets, build: plan.build },
    toolchain,
    modules,
    observed,
    notVaried,
    isolation,
    host,
    cold,
    flags,
    profiles: profiles ?? [],
    binaries: binaries.map(({ platform, name, importPath, content, debug }) => ({
      platform,
      name,
      importPath,
      digest: content.digest,
      size: content.size,
      ...(debug !== undefined && {
        debug: {
          digest: debug.content.digest,
          size: debug.content.size,
          buildId: debug.buildId,
          name: debug.name,
          wholeSize: debug.wholeSize,
        },
      }),
    })),
    assembly,
  };
}

/**
 * The canonical bytes of a document; {@link parseSideDocument} gives the same document back.
 * @throws FormatError when a text has a lone surrogate
 * @example serialiseSideDocument(document).length
 * @see RFC 8785
 */
export function serialiseSideDocument(document: SideDocument): Uint8Array<ArrayBuffer> {
  // A record of plain data is JSON but for members that are absent, which the round trip drops.
  return canonicalJsonBytes(JSON.parse(JSON.stringify(document)) as JsonValue);
}

/**
 * Reads the document of a side, which somebody else wrote: canonical, as its schema says, and one program of each name for
 * each platform of its plan.
 * @throws FormatError of format `side-build`, or of JSON
 * @example (await parseSideDocument(bytes)).side // 'a'
 */
export async function parseSideDocument(bytes: Uint8Array): Promise<SideDocument> {
  const value = parseJson(bytes, LIMITS);
  const issue = (await validateAgainst('side-build', value))[0];
  if (issue !== undefined) throw new FormatError('side-build', issue.message, issue.pointer);
  if (!equalBytes(canonicalJsonBytes(value), bytes)) throw new FormatError('side-build', 'is not canonical JSON', '');
  const document = value as unknown as SideDocument;
  const { mains, targets } = document.plan;
  const wanted = targets.flatMap(({ platform }) =>
    mains.map(({ name, importPath }) => JSON.stringify([platform, name, importPath])),
  );
  const given = document.binaries.map(({ platform, name, importPath }) => JSON.stringify([platform, name, importPath]));
  if (new Set(wanted).size !== wanted.length)
    throw new FormatError('side-build', 'names a program for a platform twice', '/plan');
  if (given.length !== wanted.length || given.some((each, at) => each !== wanted[at]))
    throw new FormatError('side-build', 'are not the programs of the plan for its platforms, in order', '/binaries');
  const split = document.plan.build.debug === 'split';
  if (document.binaries.some(({ debug }) => (debug !== undefined) !== split))
    throw new FormatError(
      'side-build',
      'have no debug files where the plan splits them off, or have some where not',
      '/binaries',
    );
  if (document.finishedOn < document.startedOn)
    throw new FormatError('side-build', 'is before the start', '/finishedOn');
  return document;
}
