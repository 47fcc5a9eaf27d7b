import { FormatError } from '../format-error.ts';
import { parseUtcSeconds } from '../rfc3339.ts';
import { parseSemver } from '../semver.ts';
import type { Annotations } from './descriptor.ts';

/** The annotation keys that carry where an image comes from. @see image-spec v1.1.1, annotations.md, "Pre-Defined Annotation Keys" */
export const ANNOTATION_KEYS = {
  revision: 'org.opencontainers.image.revision',
  created: 'org.opencontainers.image.created',
  version: 'org.opencontainers.image.version',
  source: 'org.opencontainers.image.source',
  title: 'org.opencontainers.image.title',
  licenses: 'org.opencontainers.image.licenses',
  vendor: 'org.opencontainers.image.vendor',
  refName: 'org.opencontainers.image.ref.name',
} as const;

/** Where an image comes from; stands as annotations and, under the same keys, as labels of the config. */
export interface MetadataTexts {
  /** Commit, 40 or 64 lower-case hex characters when written; 7 or more are read. */
  readonly revision?: string;
  /** RFC 3339, UTC, whole seconds. */
  readonly created?: string;
  /** Strict SemVer 2.0.0. */
  readonly version?: string;
  /** URL of the source. */
  readonly source?: string;
  readonly title?: string;
  /** SPDX licence expression. */
  readonly licenses?: string;
  readonly vendor?: string;
}

const FIELDS = ['revision', 'created', 'version', 'source', 'title', 'licenses', 'vendor'] as const;
const MAX_TEXT = 4096;

/**
 * Writes metadata as annotations, refusing each value that breaks its form.
 *
 * @throws FormatError naming the rule and, in `at`, the annotation key
 * @example metadataAnnotations({ version: '1.2.3' }) // { 'org.opencontainers.image.version': '1.2.3' }
 */
export function metadataAnnotations(metadata: MetadataTexts): Annotations {
  const annotations: Record<string, string> = {};
  for (const field of FIELDS) {
    const value = metadata[field];
    if (value === undefined) continue;
    checkMetadata(field, value, 'write');
    annotations[ANNOTATION_KEYS[field]] = value;
  }
  return annotations;
}

/**
 * Reads metadata of annotations or labels, refusing each value that breaks its form. Other keys are ignored.
 *
 * @throws FormatError naming the rule and, in `at`, the annotation key
 * @example parseMetadata({ 'org.opencontainers.image.revision': 'abcdef0' }).revision // 'abcdef0'
 */
export function parseMetadata(annotations: Annotations): MetadataTexts {
  const metadata: { -readonly [K in keyof MetadataTexts]: MetadataTexts[K] } = {};
  for (const field of FIELDS) {
    const key = ANNOTATION_KEYS[field];
    const value = Object.hasOwn(annotations, key) ? annotations[key] : undefined;
    if (value === undefined) continue;
    checkMetadata(field, value, 'read');
    metadata[field] = value;
  }
  return metadata;
}

/**
 * Checks one value.
 *
 * @param field - which one
 * @param value - its text
 * @param when - `write` asks for a whole revision, `read` takes 7 characters or more
 * @throws FormatError naming the rule that the value breaks
 * @example checkMetadata('revision', 'abc', 'write') // throws
 */
export function checkMetadata(field: keyof MetadataTexts, value: string, when: 'write' | 'read'): void {
  const at = ANNOTATION_KEYS[field];
  if (value.length > MAX_TEXT || value === '' || /[\u0000-\u001f\u007f]/.test(value))
    fail(field, at, value, `must be one line of 1 to ${MAX_TEXT} characters`, 'text');
  switch (field) {
    case 'revision':
      if (when === 'write' && !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value))
        fail(field, at, value, 'must be a whole commit: 40 or 64 lower-case hex characters', 'revision');
      if (!/^[0-9a-f]{7,64}$/.test(value))
        fail(field, at, value, 'must be 7 to 64 lower-case hex characters of a commit', 'revision');
      return;
    case 'created':
      rethrow(field, at, () => parseUtcSeconds(value));
      return;
    case 'version':
      rethrow(field, at, () => parseSemver(value));
      return;
    case 'source':
      checkSource(at, value);
      return;
    default:
      return;
  }
}

function checkSource(at: string, value: string): void {
  const match = /^(https?|ssh|git|file|git\+https|git\+ssh):\/\/([^/?#]*)/.exec(value);
  if (match === null) fail('source', at, value, 'must be a URL, such as https://example.com/app', 'source');
  // A token in a URL would be published with the image (CWE-522).
  if (/^[^@]*:[^@]*@/.test(match[2] ?? ''))
    throw new FormatError('metadata', 'source must not carry a password in its URL', at, { rule: 'source-password' });
}

function rethrow(field: string, at: string, check: () => unknown): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError('metadata', `${field}: ${error.message}`, at, { cause: error, rule: field });
  }
}

function fail(field: string, at: string, value: string, why: string, rule: string): never {
  const shown = JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
  throw new FormatError('metadata', `${field} ${shown} ${why}`, at, { rule });
}
