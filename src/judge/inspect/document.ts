import { FormatError } from '../../formats/format-error.ts';
import { DEFAULT_JSON_LIMITS, type JsonRule, parseJson } from '../../formats/json/parse.ts';
import { pointer } from '../../formats/json/pointer.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { type Descriptor, readDescriptor } from '../../formats/oci/descriptor.ts';
import type { ImageConfig, ImageIndex, ImageManifest } from '../../formats/oci/documents.ts';
import { readImageConfig } from '../../formats/oci/image-config.ts';
import { readImageIndex } from '../../formats/oci/image-index.ts';
import { readImageManifest } from '../../formats/oci/image-manifest.ts';
import { type LayoutHeader, readLayoutHeader } from '../../formats/oci/layout-header.ts';
import { type OciProblem, type OciRule, Problems } from '../../formats/oci/problems.ts';
import { type SchemaIssue, validateAgainst } from '../../formats/schema/validate.ts';
import type { FindingSeverity } from '../../records/finding.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import type { FindingLog, Place } from './finding-log.ts';

/** The typed view of each kind of document. */
export interface DocumentViews {
  readonly descriptor: Descriptor;
  readonly manifest: ImageManifest;
  readonly index: ImageIndex;
  readonly config: ImageConfig;
  readonly layout: LayoutHeader;
}

/** A kind of document, as `validate --as` names it. */
export type DocumentKind = keyof DocumentViews;

const JSON_CODES: Readonly<Record<JsonRule, FindingCode>> = {
  size: 'JSON_TOO_LARGE',
  empty: 'JSON_EMPTY',
  utf8: 'JSON_NOT_UTF8',
  'byte-order-mark': 'JSON_BYTE_ORDER_MARK',
  depth: 'JSON_TOO_DEEP',
  values: 'JSON_TOO_MANY_VALUES',
  'duplicate-name': 'JSON_DUPLICATE_NAME',
  surrogate: 'JSON_SURROGATE',
  nul: 'JSON_NUL',
  'number-range': 'JSON_NUMBER_RANGE',
  'number-precision': 'JSON_NUMBER_PRECISION',
  'number-int64': 'JSON_NUMBER_INT64',
  'negative-zero': 'JSON_NEGATIVE_ZERO',
  'trailing-text': 'JSON_TRAILING_TEXT',
  syntax: 'JSON_INVALID',
};

const RULES: Readonly<Record<OciRule, readonly [FindingSeverity, FindingCode]>> = {
  shape: ['error', 'MEMBER_TYPE'],
  'not-object': ['error', 'DOCUMENT_NOT_OBJECT'],
  null: ['error', 'MEMBER_NULL'],
  required: ['error', 'MEMBER_MISSING'],
  'name-case': ['error', 'MEMBER_NAME_CASE'],
  ambiguous: ['error', 'DOCUMENT_AMBIGUOUS'],
  'schema-version': ['error', 'SCHEMA_VERSION'],
  'media-type': ['error', 'MEDIA_TYPE_MALFORMED'],
  'media-type-mismatch': ['error', 'MEDIA_TYPE_MISMATCH'],
  'media-type-missing': ['hint', 'MEDIA_TYPE_ABSENT'],
  digest: ['error', 'DIGEST_MALFORMED'],
  'digest-form': ['error', 'DIGEST_FORM'],
  'size-form': ['error', 'SIZE_MALFORMED'],
  'size-negative': ['error', 'SIZE_NEGATIVE'],
  data: ['error', 'DATA_MALFORMED'],
  'artifact-type-missing': ['error', 'ARTIFACT_TYPE_MISSING'],
  'rootfs-type': ['error', 'ROOTFS_TYPE'],
  'layout-version': ['error', 'LAYOUT_VERSION'],
};

const PAGES: Readonly<Record<DocumentKind, string>> = {
  descriptor: 'image-spec v1.1.1, descriptor.md',
  manifest: 'image-spec v1.1.1, manifest.md',
  index: 'image-spec v1.1.1, image-index.md',
  config: 'image-spec v1.1.1, config.md',
  layout: 'image-spec v1.1.1, image-layout.md',
};

/**
 * Checks one document on its own: strict JSON, the rules of the text, then the JSON schema for whatever the rules have
 * not named already.
 *
 * @param kind - what the document has to be
 * @param bytes - the whole document
 * @param expected - the media type that pointed here, which a manifest or index must agree with
 * @returns the typed view; `undefined` when an error was found, so that nothing is concluded from a doubtful document
 * @example await inspectDocument('manifest', bytes, log, { blob: descriptor.digest }, descriptor.mediaType)
 * @see image-spec v1.1.1; RFC 7493
 */
export async function inspectDocument<K extends DocumentKind>(
  kind: K,
  bytes: Uint8Array,
  log: FindingLog,
  place: Place,
  expected?: string,
): Promise<DocumentViews[K] | undefined> {
  let value: JsonValue;
  try {
    value = parseJson(bytes, DEFAULT_JSON_LIMITS);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const code = JSON_CODES[error.rule as JsonRule] ?? 'JSON_INVALID';
    log.add(
      'error',
      code,
      place,
      error.at,
      `the document is refused: ${error.message}`,
      'RFC 8259 and RFC 7493 (I-JSON)',
    );
    return undefined;
  }
  const proto = prototypeName(value);
  if (proto !== undefined)
    log.add(
      'warning',
      'JSON_PROTOTYPE_NAME',
      place,
      proto.reduce<string>(pointer, ''),
      'a member is named __proto__, which some readers obey',
    );
  const problems = new Problems();
  const view = READERS[kind](value, problems, expected);
  let broken = view === undefined;
  for (const problem of problems.list) {
    const [severity, code] = severityOf(problem, kind, expected);
    if (severity === 'error') broken = true;
    log.add(severity, code, place, problem.at, problem.message, PAGES[kind]);
  }
  for (const issue of await validateAgainst(`oci-${kind}`, value)) {
    if (problems.list.some(({ at }) => covers(at, issue))) continue;
    const [severity, code, reason] = schemaFinding(issue, kind);
    if (severity === 'error') broken = true;
    log.add(severity, code, place, issue.pointer, reason, `schemas/oci-${kind}.schema.json; ${PAGES[kind]}`);
  }
  return broken ? undefined : view;
}

const READERS: {
  readonly [K in DocumentKind]: (
    value: JsonValue,
    problems: Problems,
    expected: string | undefined,
  ) => DocumentViews[K] | undefined;
} = {
  descriptor: (value, problems) => readDescriptor(value, '', problems),
  manifest: readImageManifest,
  index: readImageIndex,
  config: readImageConfig,
  layout: readLayoutHeader,
};

/** Where an object has a member that changes its prototype when a careless reader copies it. */
function prototypeName(value: JsonValue | undefined): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (name === '__proto__') return [name];
    const inside = prototypeName(member);
    if (inside !== undefined) return [name, ...inside];
  }
  return undefined;
}

function severityOf(
  problem: OciProblem,
  kind: DocumentKind,
  expected: string | undefined,
): readonly [FindingSeverity, FindingCode] {
  const [severity, code] = RULES[problem.rule];
  // Docker's documents have no other way to be told apart; its specification requires the member.
  if (problem.rule === 'media-type-missing' && kind !== 'layout' && expected?.includes('docker') === true)
    return ['error', code];
  return [severity, code];
}

// The text's rule and the schema's keyword often meet at one place: the rule has the better sentence.
function covers(at: string, { pointer, keyword }: SchemaIssue): boolean {
  if (at === '') return pointer === '';
  return (
    at === pointer ||
    pointer.startsWith(`${at}/`) ||
    (keyword !== 'required' && pointer !== '' && at.startsWith(`${pointer}/`))
  );
}

function schemaFinding(
  { pointer, message, keyword }: SchemaIssue,
  kind: DocumentKind,
): readonly [FindingSeverity, FindingCode, string] {
  const where = pointer === '' ? 'the document' : pointer;
  if (kind === 'manifest' && keyword === 'minItems' && pointer === '/layers')
    return [
      'hint',
      'SCHEMA_LAYERS_EMPTY',
      '/layers is empty: the text allows that, the official JSON schema asks for one layer at least',
    ];
  // The config reader takes null where the text does, and notes it nowhere else.
  if (kind === 'config' && keyword === 'type')
    return [
      'hint',
      'SCHEMA_NULL_MEMBER',
      `${where} is null: the text takes that for absent, the official JSON schema refuses it`,
    ];
  return ['error', 'SCHEMA_VIOLATION', `${where} ${message}`];
}
