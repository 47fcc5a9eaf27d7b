import { digestEncoded, sha256Digest } from '../../formats/digest.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import {
  SPDX_DOCUMENT_ID,
  type SpdxDocument,
  type SpdxPackage,
  type SpdxRelationship,
  type SpdxRelationshipType,
  serialiseSpdx,
} from '../../formats/spdx/document.ts';
import type { BasePlatform } from '../../records/base-image.ts';
import { documentOf, type PackedDocument, type PackedImage, type PackedPlatform } from '../../records/packed-image.ts';
import type { BuiltBinary } from '../../records/side-build.ts';
import type { SourceLock } from '../../records/source-lock.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import {
  basePackage,
  imagePackage,
  mainModulePackage,
  programPackage,
  standardLibraryPackage,
  toolchainPackage,
} from './image-packages.ts';
import { LICENSE_LIST_VERSION } from './license-texts.ts';
import type { ModuleEvidence } from './module-evidence.ts';
import { moduleId, modulePackage, type UsedModule } from './module-package.ts';

/** What an SBOM is made from; one document for each platform. */
export interface SbomRequest {
  readonly image: PackedImage;
  readonly platform: PackedPlatform;
  /** The programs of this platform, in the order of their layers. */
  readonly binaries: readonly BuiltBinary[];
  /** Folder of the programs inside the image. */
  readonly binDir: string;
  readonly lock: SourceLock;
  /** By module path, the main module among them. */
  readonly evidence: ReadonlyMap<string, ModuleEvidence>;
  readonly base?: BasePlatform;
  /** Version of Twinseal. */
  readonly toolVersion: string;
}

/**
 * Module paths whose files an SBOM needs: the main module and all that any of the programs is linked from.
 * @example gatherModuleEvidence(tree, modulesOf(lock, binaries), lock.module, importer, call)
 */
export function modulesOf(lock: SourceLock, binaries: readonly BuiltBinary[]): readonly string[] {
  return [lock.module, ...usedModules(binaries).map((module) => module.path)];
}

/**
 * Composes the SPDX 2.3 document of one platform image. The same request gives the same bytes on any machine: nothing of
 * the host, no clock, no chance.
 *
 * @returns the document with its descriptor (`application/spdx+json`)
 * @throws TwinsealError `INTERNAL` without a program; FormatError of format `spdx` for a document that readers would refuse
 * @example composeSbom({ image, platform, binaries, binDir: '/usr/local/bin', lock, evidence, toolVersion: '0.1.0' })
 * @see SPDX 2.3; NTIA "The Minimum Elements For a Software Bill of Materials"
 */
export function composeSbom(request: SbomRequest): PackedDocument {
  const { image, platform, binaries, lock } = request;
  const first = binaries[0];
  if (first === undefined)
    throw new TwinsealError('INTERNAL', `no program stands in the image for ${platform.platform}`);
  const goVersion = goVersionOf(first);
  const digest = platform.manifest.descriptor.digest;
  const arch = platform.manifest.descriptor.platform?.architecture;

  const index = imagePackage('Index', image.index.descriptor.digest, lock);
  const own = imagePackage('Image', digest, lock, arch);
  const programs = binaries.map((each) =>
    programPackage(each, `${request.binDir.replace(/\/+$/, '')}/${each.name}`, lock),
  );
  const source = mainModulePackage(lock, request.evidence.get(lock.module));
  const modules = usedModules(binaries).map((used) =>
    modulePackage(
      used,
      lock.modules.find((each) => each.path === used.path),
      request.evidence.get(used.path),
    ),
  );
  const library = standardLibraryPackage(goVersion);
  const tool = toolchainPackage(goVersion);
  const base = request.base === undefined ? [] : [basePackage(request.base.manifest)];

  const relationships: readonly SpdxRelationship[] = [
    { spdxElementId: SPDX_DOCUMENT_ID, relationshipType: 'DESCRIBES', relatedSpdxElement: own.SPDXID },
    relate(index, 'CONTAINS', own),
    relate(own, 'VARIANT_OF', index),
    ...base.map((each) => relate(own, 'DESCENDANT_OF', each)),
    ...programs.flatMap((program) => [
      relate(own, 'CONTAINS', program),
      relate(program, 'GENERATED_FROM', source),
      relate(tool, 'BUILD_TOOL_OF', program),
    ]),
    // What each program itself is linked from; a checker that walks from the image gets here.
    ...binaries.flatMap((binary, at) => linked(programs[at], usedModules([binary]), [...modules, library])),
    ...[...modules, library].map((each) => relate(source, 'DEPENDS_ON', each)),
  ];
  const document: Omit<SpdxDocument, 'documentNamespace'> = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: SPDX_DOCUMENT_ID,
    name: `${lock.metadata.title} ${platform.platform}`,
    creationInfo: {
      created: lock.metadata.created.value,
      creators: [
        `Tool: twinseal-${request.toolVersion}`,
        ...(lock.metadata.vendor === undefined ? [] : [`Organization: ${lock.metadata.vendor}`]),
      ],
      licenseListVersion: LICENSE_LIST_VERSION,
    },
    comment: `Image manifest ${digest} of index ${image.index.descriptor.digest}.`,
    packages: [own, index, ...programs, source, ...modules, library, tool, ...base],
    relationships,
  };
  return asDocument(document, digestEncoded(digest));
}

// Clause 6.5 wants a namespace of its own for each document: the image's digest, and what the document says of it, so
// that two versions of Twinseal don't give one name to two texts.
function asDocument(document: Omit<SpdxDocument, 'documentNamespace'>, image: string): PackedDocument {
  const named = (last: string) =>
    serialiseSpdx({ ...document, documentNamespace: `https://twinseal.dev/spdx/sha256-${image}/${last}` });
  const bytes = named(digestEncoded(sha256Digest(named('draft'))).slice(0, 16));
  return documentOf(MEDIA_TYPES.spdxJson, bytes);
}

function relate(from: SpdxPackage, relationshipType: SpdxRelationshipType, to: SpdxPackage): SpdxRelationship {
  return { spdxElementId: from.SPDXID, relationshipType, relatedSpdxElement: to.SPDXID };
}

function linked(
  program: SpdxPackage | undefined,
  used: readonly UsedModule[],
  packages: readonly SpdxPackage[],
): readonly SpdxRelationship[] {
  const own = new Set(used.map(moduleId));
  const library = packages.at(-1);
  return packages.flatMap((each) =>
    program !== undefined && (own.has(each.SPDXID) || each === library) ? [relate(program, 'DEPENDS_ON', each)] : [],
  );
}

function usedModules(binaries: readonly BuiltBinary[]): readonly UsedModule[] {
  const modules = new Map<string, UsedModule>();
  for (const { facts } of binaries)
    for (const { path, version } of facts.deps) modules.set(`${path}@${version}`, { path, version });
  return [...modules.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, module]) => module);
}

/** `1.26.8` of `go1.26.8 X:nocoverageredesign`. */
function goVersionOf(binary: BuiltBinary): string {
  // `go1.26.8-X:jsonv2` and older `go1.24.1 X:...` are one release with experiments, and scanners know the release.
  return (binary.facts.goVersion.split(/ |-X:/)[0] ?? '').replace(/^go/, '');
}
