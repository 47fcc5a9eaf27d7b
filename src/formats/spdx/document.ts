import { FormatError } from '../format-error.ts';
import { canonicalJsonBytes } from '../json/canonical.ts';
import { parsePurl } from '../purl.ts';
import { parseUtcSeconds } from '../rfc3339.ts';
import { isListedLicenseExpression } from './expression.ts';
import { isSpdxId } from './spdx-id.ts';

/** Said where nothing is known. @see SPDX 2.3, clause 7.7 */
export const NOASSERTION = 'NOASSERTION';
/** Identifier of the document itself. @see SPDX 2.3, clause 6.3 */
export const SPDX_DOCUMENT_ID = 'SPDXRef-DOCUMENT';

/** The kinds of relationship that Twinseal writes. @see SPDX 2.3, clause 11.1 */
export type SpdxRelationshipType =
  | 'DESCRIBES'
  | 'CONTAINS'
  | 'VARIANT_OF'
  | 'GENERATED_FROM'
  | 'DEPENDS_ON'
  | 'DESCENDANT_OF'
  | 'BUILD_TOOL_OF';

/** One element of the document and how it relates to another. @see SPDX 2.3, clause 11.1 */
export interface SpdxRelationship {
  readonly spdxElementId: string;
  readonly relationshipType: SpdxRelationshipType;
  readonly relatedSpdxElement: string;
}

/** Another name of a package, such as its package URL. @see SPDX 2.3, clause 7.21 */
export interface SpdxExternalRef {
  readonly referenceCategory: 'PACKAGE-MANAGER' | 'OTHER' | 'PERSISTENT-ID';
  readonly referenceType: string;
  readonly referenceLocator: string;
  readonly comment?: string;
}

/** A package whose files are not listed. @see SPDX 2.3, clause 7 */
export interface SpdxPackage {
  readonly SPDXID: string;
  readonly name: string;
  readonly versionInfo?: string;
  readonly packageFileName?: string;
  /** `Organization: x`, `Person: x` or NOASSERTION. */
  readonly supplier: string;
  readonly downloadLocation: string;
  readonly filesAnalyzed: false;
  readonly checksums?: readonly { readonly algorithm: 'SHA256'; readonly checksumValue: string }[];
  readonly licenseConcluded: string;
  readonly licenseDeclared: string;
  readonly licenseComments?: string;
  readonly copyrightText: string;
  readonly sourceInfo?: string;
  readonly comment?: string;
  readonly externalRefs?: readonly SpdxExternalRef[];
  readonly primaryPackagePurpose?: 'APPLICATION' | 'CONTAINER' | 'LIBRARY' | 'SOURCE';
}

/** An SPDX 2.3 document as Twinseal writes it. */
export interface SpdxDocument {
  readonly spdxVersion: 'SPDX-2.3';
  readonly dataLicense: 'CC0-1.0';
  readonly SPDXID: typeof SPDX_DOCUMENT_ID;
  readonly name: string;
  readonly documentNamespace: string;
  readonly creationInfo: {
    /** `YYYY-MM-DDThh:mm:ssZ`. */
    readonly created: string;
    readonly creators: readonly string[];
    readonly licenseListVersion: string;
    readonly comment?: string;
  };
  readonly comment?: string;
  readonly packages: readonly SpdxPackage[];
  readonly relationships: readonly SpdxRelationship[];
}

/**
 * Writes a document as canonical JSON: equal documents have equal bytes.
 *
 * @throws FormatError of format `spdx` when it breaks a rule that readers check
 * @example sha256Digest(serialiseSpdx(document))
 * @see SPDX 2.3; RFC 8785
 */
export function serialiseSpdx(document: SpdxDocument): Uint8Array<ArrayBuffer> {
  checkSpdx(document);
  return canonicalJsonBytes({
    ...document,
    creationInfo: { ...document.creationInfo },
    packages: document.packages.map((each) => ({
      ...each,
      checksums: each.checksums?.map((checksum) => ({ ...checksum })),
      externalRefs: each.externalRefs?.map((reference) => ({ ...reference })),
    })),
    relationships: document.relationships.map((each) => ({ ...each })),
  });
}

function checkSpdx(document: SpdxDocument): void {
  parseUtcSeconds(document.creationInfo.created);
  // Clause 6.5: unique, absolute, without a fragment.
  if (!URL.canParse(document.documentNamespace) || document.documentNamespace.includes('#'))
    fail('the namespace must be a URI without a fragment');
  for (const creator of document.creationInfo.creators)
    if (!/^(?:Tool|Organization|Person): \S/.test(creator)) fail(`${JSON.stringify(creator)} is no creator`);
  const ids = new Set<string>([SPDX_DOCUMENT_ID]);
  for (const each of document.packages) {
    if (!isSpdxId(each.SPDXID)) fail(`${JSON.stringify(each.SPDXID)} is no SPDX identifier`);
    if (ids.has(each.SPDXID)) fail(`${each.SPDXID} occurs twice`);
    ids.add(each.SPDXID);
    checkPackage(each);
  }
  for (const { spdxElementId, relatedSpdxElement } of document.relationships)
    for (const id of [spdxElementId, relatedSpdxElement]) if (!ids.has(id)) fail(`${id} is related but not there`);
  const roots = document.relationships.filter(
    (each) => each.spdxElementId === SPDX_DOCUMENT_ID && each.relationshipType === 'DESCRIBES',
  );
  if (roots.length === 0) fail('the document describes nothing');
}

function checkPackage(each: SpdxPackage): void {
  for (const license of [each.licenseConcluded, each.licenseDeclared])
    if (license !== NOASSERTION && !isListedLicenseExpression(license))
      fail(`${JSON.stringify(license)} of ${each.SPDXID} is no licence expression`);
  if (each.supplier !== NOASSERTION && !/^(?:Organization|Person): \S/.test(each.supplier))
    fail(`${JSON.stringify(each.supplier)} is no supplier`);
  for (const { checksumValue } of each.checksums ?? [])
    if (!/^[0-9a-f]{64}$/.test(checksumValue)) fail(`a checksum of ${each.SPDXID} is not 64 lower-case hex characters`);
  for (const reference of each.externalRefs ?? []) {
    if (/\s/.test(reference.referenceLocator)) fail(`an external reference of ${each.SPDXID} has white space`);
    if (reference.referenceType === 'purl') parsePurl(reference.referenceLocator);
  }
}

function fail(why: string): never {
  throw new FormatError('spdx', `the SPDX document is malformed: ${why}`);
}
