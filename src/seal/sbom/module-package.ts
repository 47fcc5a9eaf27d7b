import { digestEncoded } from '../../formats/digest.ts';
import { golangPurl } from '../../formats/purl.ts';
import { NOASSERTION, type SpdxExternalRef, type SpdxPackage } from '../../formats/spdx/document.ts';
import { spdxId } from '../../formats/spdx/spdx-id.ts';
import type { LockedModule } from '../../records/source-lock.ts';
import { LICENSE_LIST_VERSION } from './license-texts.ts';
import type { LicenseFile, ModuleEvidence } from './module-evidence.ts';

const ARCHIVE = 'The checksum is of a tar of the files as vendored (docs/formats.md, "Module archive").';

/** A module as a binary names it. */
export interface UsedModule {
  readonly path: string;
  readonly version: string;
}

/**
 * The package of a vendored module.
 *
 * @param used - as the binary's build info has it
 * @param locked - as go.mod, go.sum and vendor/modules.txt have it
 * @param evidence - as its files show it
 * @example modulePackage({ path: 'golang.org/x/text', version: 'v0.21.0' }, locked, evidence).versionInfo // 'v0.21.0'
 */
export function modulePackage(
  used: UsedModule,
  locked: LockedModule | undefined,
  evidence: ModuleEvidence | undefined,
): SpdxPackage {
  // What is compiled is the replacement; a folder has no version and no place from which others could get it.
  const by = locked?.replacedBy;
  const local = by !== undefined && by.version === undefined;
  const real = by?.version === undefined ? used : { path: by.path, version: by.version };
  const version = local ? undefined : real.version;
  const comments = [
    ...(by === undefined
      ? []
      : [`go.mod replaces ${used.path} ${used.version} by ${local ? 'a folder' : `${real.path} ${real.version}`}.`]),
    ...(evidence?.archive === undefined ? [] : [ARCHIVE]),
  ];
  return {
    SPDXID: moduleId(used),
    name: real.path,
    ...(version === undefined || version === '' ? {} : { versionInfo: version }),
    supplier: supplierOfPath(real.path),
    downloadLocation: NOASSERTION,
    filesAnalyzed: false,
    ...checksums(evidence),
    ...licenseMembers(evidence),
    ...(comments.length === 0 ? {} : { comment: comments.join(' ') }),
    externalRefs: [
      ...(local ? [] : [purlReference(golangPurl(real.path, version))]),
      ...(locked?.h1 === undefined ? [] : [h1Reference(locked.h1)]),
    ],
    primaryPackagePurpose: 'LIBRARY',
  };
}

/**
 * The identifier of a module's package.
 * @example moduleId({ path: 'a.b/c', version: 'v1.0.0' })
 */
export function moduleId(used: UsedModule): string {
  return spdxId('Module', `${used.path}@${used.version}`);
}

/**
 * Who supplies a module, by the rule of Go that a path belongs to whoever holds its domain, or on a known forge its
 * account.
 *
 * @example supplierOfPath('github.com/BurntSushi/toml') // 'Organization: github.com/BurntSushi'
 * @see Go modules reference, "Module paths"
 */
export function supplierOfPath(modulePath: string): string {
  const [host = '', account] = modulePath.split('/');
  if (!host.includes('.')) return NOASSERTION;
  const forge = ['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org', 'gitea.com', 'git.sr.ht'].includes(host);
  return `Organization: ${forge && account !== undefined ? `${host}/${account}` : host}`;
}

/**
 * The checksum of a module's archive; none where there is no archive.
 * @example checksums(undefined) // {}
 */
export function checksums(evidence: ModuleEvidence | undefined): Pick<SpdxPackage, 'checksums'> {
  if (evidence?.archive === undefined) return {};
  return { checksums: [{ algorithm: 'SHA256', checksumValue: digestEncoded(evidence.archive) }] };
}

/**
 * Licence members from the licence files, with the files that say so.
 * @example licenseMembers(evidence).licenseConcluded // 'MIT'
 */
export function licenseMembers(
  evidence: ModuleEvidence | undefined,
): Pick<SpdxPackage, 'licenseConcluded' | 'licenseDeclared' | 'licenseComments' | 'copyrightText'> {
  const files = evidence?.licenses ?? [];
  const ids = files.flatMap((file) => (file.id === undefined ? [] : [file.id]));
  // One file that isn't known leaves the whole open.
  const known = ids.length > 0 && ids.length === files.length ? conjunction(ids) : NOASSERTION;
  const further = evidence?.further ?? [];
  const comments = [
    ...(files.length === 0 ? ['No licence file stands in the folder of the module.'] : files.map(sentence)),
    ...(further.length === 0 ? [] : [`Not read: ${further.slice(0, 20).join(', ')}.`]),
  ];
  const copyright = [...new Set(files.flatMap((file) => file.copyright))];
  return {
    licenseConcluded: known,
    licenseDeclared: known,
    licenseComments: comments.join(' '),
    copyrightText: copyright.length === 0 ? NOASSERTION : copyright.join('\n'),
  };
}

function sentence(file: LicenseFile): string {
  return `${file.path} (sha256 ${file.sha256}): ${file.why}, compared with SPDX License List ${LICENSE_LIST_VERSION}.`;
}

// Several files: nothing says that one may choose, so all hold.
function conjunction(ids: readonly string[]): string {
  return [...new Set(ids.flatMap((id) => id.split(' AND ')))].sort().join(' AND ');
}

/**
 * A package URL as a reference of a package.
 * @example purlReference('pkg:golang/a.b/c@v1.0.0').referenceType // 'purl'
 * @see SPDX 2.3, annex F.3
 */
export function purlReference(purl: string): SpdxExternalRef {
  return { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl };
}

// Not a checksum: it is a hash over a list of hashes of the files in the module's zip, which vendoring does not keep.
function h1Reference(h1: string): SpdxExternalRef {
  return {
    referenceCategory: 'OTHER',
    referenceType: 'go-sum-h1',
    referenceLocator: h1,
    comment:
      'What go.sum in the source says of the module zip (golang.org/x/mod/sumdb/dirhash, Hash1); a claim, not a checksum of a file.',
  };
}
