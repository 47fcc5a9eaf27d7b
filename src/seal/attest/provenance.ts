import { type Digest, digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import { STATEMENT_TYPES, type Statement } from '../../formats/in-toto.ts';
import type { JsonObject } from '../../formats/json/value.ts';
import type { BaseImage } from '../../records/base-image.ts';
import type { BuildPlan } from '../../records/build-plan.ts';
import type { PackedImage } from '../../records/packed-image.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';
import type { SideBuild } from '../../records/side-build.ts';
import { imageSubjects } from './image-subjects.ts';
import { moduleDependencies } from './module-dependencies.ts';

/** How the parameters of a provenance are to be read; docs/formats.md, "Build type". */
const BUILD_TYPE = 'https://twinseal.dev/build-types/go-twin-side/v1';

/** Who ran the build. */
export interface Builder {
  /** A URI that stands for whoever operates it. */
  readonly id: string;
  /** Version of Twinseal. */
  readonly version: string;
}

/**
 * The SLSA provenance of one side. Both sides have one of their own, with the same subjects: what was asked for is in
 * `externalParameters` and equal on both, what this side was like in `internalParameters`.
 *
 * @param input - the plan, what the side did, and the image that was packed of it
 * @example serialiseStatement(provenanceStatement({ plan, side, image, builder }))
 * @see SLSA v1.1, provenance.md
 */
export function provenanceStatement(input: {
  readonly plan: BuildPlan;
  readonly side: SideBuild;
  readonly image: PackedImage;
  readonly builder: Builder;
  readonly base?: BaseImage;
}): Statement {
  const { plan, side, image, builder } = input;
  return {
    _type: STATEMENT_TYPES.v1,
    subject: imageSubjects(image, plan.source.metadata.title),
    predicateType: PREDICATE_TYPES.provenance,
    predicate: {
      buildDefinition: {
        buildType: BUILD_TYPE,
        externalParameters: externalParameters(plan),
        internalParameters: {
          side: side.side,
          observed: { ...side.observed },
          cold: side.cold,
          isolation: {
            kind: side.isolation.kind,
            inForce: side.isolation.inForce,
            missing: side.isolation.missing.map(({ name, why }) => ({ name, why })),
            networkless: side.isolation.networkless,
          },
          flags: { ...side.flags },
          host: plan.toolchains[side.side].host,
          assembly: { ...image.assembly },
        },
        resolvedDependencies: dependencies(plan, side, input.base),
      },
      runDetails: {
        builder: { id: builder.id, version: { twinseal: builder.version } },
        metadata: {
          invocationId: side.invocationId,
          startedOn: side.startedOn,
          finishedOn: side.finishedOn,
        },
        byproducts: side.binaries.flatMap(({ platform, name, content, debug }) => [
          { name: `${platform} ${name}`, digest: digestSet(content.digest) },
          ...(debug === undefined
            ? []
            : [{ name: `${platform} ${name} debug file`, digest: digestSet(debug.content.digest) }]),
        ]),
      },
    },
  };
}

// Everything that whoever asks for a build can choose, and nothing else: verifiers refuse members they don't know.
function externalParameters(plan: BuildPlan): JsonObject {
  const { build, source } = plan;
  return {
    source: {
      module: source.module,
      uri: source.metadata.source,
      revision: source.metadata.revision?.value,
    },
    mains: plan.mains.map((main) => main.package),
    platforms: plan.targets.map((target) => target.platform),
    levels: Object.fromEntries(plan.targets.map((target) => [target.platform, { ...target.levels }])),
    flags: {
      tags: build.tags,
      ldflags: build.ldflags,
      gcflags: build.gcflags,
      experiments: build.experiments,
      pgo: build.pgo,
    },
    strip: build.strip,
    debug: build.debug,
    prepare: build.prepare,
  };
}

function dependencies(plan: BuildPlan, side: SideBuild, base: BaseImage | undefined): readonly JsonObject[] {
  const { source } = plan;
  const toolchain = plan.toolchains[side.side];
  const { revision, source: uri } = source.metadata;
  return [
    // A claimed revision was compared with nothing, so it is no dependency that was resolved.
    ...(source.vcs === undefined || revision?.origin !== 'git'
      ? []
      : [
          {
            name: 'source',
            uri: uri === undefined ? undefined : `git+${uri}@${source.vcs.revision}`,
            digest: { gitCommit: source.vcs.revision },
            annotations: { dirty: source.vcs.dirty },
          },
        ]),
    entry('source tree listing', source.treeDigest),
    entry('go.mod', source.goModDigest),
    ...(source.goSumDigest === undefined ? [] : [entry('go.sum', source.goSumDigest)]),
    ...(source.vendorDigest === undefined ? [] : [entry('vendor tree listing', source.vendorDigest)]),
    ...[...new Map((side.profiles ?? []).map(({ path, digest }) => [path, digest]))].map(([path, digest]) =>
      entry(`profile ${path}`, digest),
    ),
    ...Object.keys(toolchain.digests)
      .sort()
      .map((name) => ({
        name: `${toolchain.version} ${name}`,
        digest: { sha256: toolchain.digests[name] },
        annotations: { authenticated: toolchain.authenticity.outcome === 'authenticated' },
      })),
    ...moduleDependencies(plan, side.side),
    ...(base === undefined ? [] : [entry('base image', base.digest)]),
  ];
}

function entry(name: string, digest: Digest): JsonObject {
  return { name, digest: digestSet(digest) };
}

function digestSet(digest: Digest): JsonObject {
  return { [digestAlgorithm(digest)]: digestEncoded(digest) };
}
