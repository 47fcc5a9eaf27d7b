import { type Digest, digestEncoded } from '../../formats/digest.ts';
import { golangPurl, serialisePurl } from '../../formats/purl.ts';
import { NOASSERTION, type SpdxPackage } from '../../formats/spdx/document.ts';
import { isListedLicenseExpression } from '../../formats/spdx/expression.ts';
import { spdxId } from '../../formats/spdx/spdx-id.ts';
import type { ImageMetadata } from '../../records/image-metadata.ts';
import type { BuiltBinary } from '../../records/side-build.ts';
import type { SourceLock } from '../../records/source-lock.ts';
import type { ModuleEvidence } from './module-evidence.ts';
import { checksums, licenseMembers, purlReference, supplierOfPath } from './module-package.ts';

const NO_LICENSE = { licenseConcluded: NOASSERTION, licenseDeclared: NOASSERTION, copyrightText: NOASSERTION } as const;

/**
 * An image or index, named by its digest.
 * @param arch - of a platform image, for its package URL
 * @example imagePackage('Image', manifest.descriptor.digest, lock, 'arm64').primaryPackagePurpose // 'CONTAINER'
 */
export function imagePackage(kind: 'Image' | 'Index', digest: Digest, lock: SourceLock, arch?: string): SpdxPackage {
  const { title } = lock.metadata;
  const name =
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9._-]+/g, '-')
      .replace(/^[-._]+|[-._]+$/g, '') || 'image';
  return {
    SPDXID: spdxId(kind, digestEncoded(digest)),
    name: title,
    versionInfo: versionOf(lock),
    supplier: supplierOf(lock),
    downloadLocation: NOASSERTION,
    filesAnalyzed: false,
    checksums: [{ algorithm: 'SHA256', checksumValue: digestEncoded(digest) }],
    ...NO_LICENSE,
    comment: `The checksum is of the image ${kind === 'Index' ? 'index' : 'manifest'}, whose digest names the image.`,
    externalRefs: [
      purlReference(
        serialisePurl({ type: 'oci', name, version: digest, ...(arch === undefined ? {} : { qualifiers: { arch } }) }),
      ),
    ],
    primaryPackagePurpose: 'CONTAINER',
  };
}

/**
 * A program in the image.
 * @param path - absolute, inside the image
 * @example programPackage(binary, '/usr/local/bin/app', lock).packageFileName // '/usr/local/bin/app'
 */
export function programPackage(binary: BuiltBinary, path: string, lock: SourceLock): SpdxPackage {
  return {
    SPDXID: spdxId('Program', binary.name),
    name: binary.name,
    versionInfo: versionOf(lock),
    packageFileName: path,
    supplier: supplierOf(lock),
    downloadLocation: NOASSERTION,
    filesAnalyzed: false,
    checksums: [{ algorithm: 'SHA256', checksumValue: digestEncoded(binary.content.digest) }],
    ...NO_LICENSE,
    licenseDeclared: declaredLicense(lock.metadata) ?? NOASSERTION,
    comment: `Built from ${binary.importPath}; the checksum is of the file in the image.`,
    primaryPackagePurpose: 'APPLICATION',
  };
}

/**
 * The source: the main module.
 * @example mainModulePackage(lock, evidence.get(lock.module)).name // 'example.com/app'
 */
export function mainModulePackage(lock: SourceLock, evidence: ModuleEvidence | undefined): SpdxPackage {
  const { metadata, vcs } = lock;
  const { revision, source } = metadata;
  const git = vcs !== undefined && revision?.origin === 'git' && source !== undefined && /^https?:/.test(source);
  const declared = declaredLicense(metadata);
  const licenses = licenseMembers(evidence);
  // Past a tag or with changes there is no module version of this content.
  const tagged = vcs?.tag !== undefined && vcs.commitsSinceTag === 0 && !vcs.dirty;
  return {
    SPDXID: spdxId('Source', lock.module),
    name: lock.module,
    versionInfo: versionOf(lock),
    supplier: supplierOf(lock),
    downloadLocation: git ? `git+${source}@${revision.value}` : NOASSERTION,
    filesAnalyzed: false,
    ...checksums(evidence),
    ...licenses,
    ...(declared === undefined ? {} : { licenseDeclared: declared }),
    sourceInfo: [
      `Tree ${lock.treeDigest}, go.mod ${lock.goModDigest}.`,
      ...(revision === undefined ? [] : [`Revision ${revision.value} (${revision.origin}).`]),
      ...(vcs?.dirty === true ? ['The tree differs from the revision.'] : []),
    ].join(' '),
    comment: 'The checksum is of a tar of the files outside vendor/ (docs/formats.md, "Module archive").',
    externalRefs: [purlReference(golangPurl(lock.module, tagged ? vcs.tag : undefined))],
    primaryPackagePurpose: 'SOURCE',
  };
}

/**
 * Go's standard library, which is part of every program.
 * @param goVersion - `1.26.8`
 * @example standardLibraryPackage('1.26.8').name // 'stdlib'
 */
export function standardLibraryPackage(goVersion: string): SpdxPackage {
  return {
    SPDXID: spdxId('Module', `stdlib@${goVersion}`),
    name: 'stdlib',
    ...GO,
    versionInfo: goVersion,
    externalRefs: [purlReference(golangPurl('stdlib', goVersion))],
    primaryPackagePurpose: 'LIBRARY',
  };
}

/**
 * The toolchain that built the program. Its files differ from host to host, so no checksum stands here.
 * @example toolchainPackage('1.26.8').name // 'go'
 */
export function toolchainPackage(goVersion: string): SpdxPackage {
  return {
    SPDXID: spdxId('Tool', `go@${goVersion}`),
    name: 'go',
    ...GO,
    versionInfo: goVersion,
    externalRefs: [purlReference(serialisePurl({ type: 'generic', name: 'go', version: goVersion }))],
    primaryPackagePurpose: 'APPLICATION',
  };
}

const GO = {
  supplier: 'Organization: The Go Authors',
  downloadLocation: NOASSERTION,
  filesAnalyzed: false,
  licenseConcluded: 'BSD-3-Clause',
  licenseDeclared: 'BSD-3-Clause',
  licenseComments: 'The LICENSE file of the Go distribution; not read here.',
  copyrightText: 'Copyright 2009 The Go Authors.',
} as const;

/**
 * The base image of one platform. Its name is where it lay on somebody's disk, so the digest stands for it.
 * @example basePackage(base.manifest).name // 'base image'
 */
export function basePackage(digest: Digest): SpdxPackage {
  return {
    SPDXID: spdxId('Base', digestEncoded(digest)),
    name: 'base image',
    versionInfo: digest,
    supplier: NOASSERTION,
    downloadLocation: NOASSERTION,
    filesAnalyzed: false,
    checksums: [{ algorithm: 'SHA256', checksumValue: digestEncoded(digest) }],
    ...NO_LICENSE,
    comment: 'The checksum is of the manifest. What the base image contains is not listed in this document.',
    externalRefs: [purlReference(serialisePurl({ type: 'oci', name: 'base', version: digest }))],
    primaryPackagePurpose: 'CONTAINER',
  };
}

function versionOf(lock: SourceLock): string {
  return lock.metadata.version?.value ?? lock.metadata.revision?.value ?? lock.treeDigest;
}

function supplierOf(lock: SourceLock): string {
  const { vendor } = lock.metadata;
  return vendor === undefined ? supplierOfPath(lock.module) : `Organization: ${vendor}`;
}

function declaredLicense(metadata: ImageMetadata): string | undefined {
  const { licenses } = metadata;
  return licenses !== undefined && isListedLicenseExpression(licenses) ? licenses : undefined;
}
