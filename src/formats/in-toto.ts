import { FormatError } from './format-error.ts';
import { canonicalJsonBytes } from './json/canonical.ts';
import { Members } from './json/members.ts';
import { type JsonLimits, parseJson } from './json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json/value.ts';

/** The payload type of statements in DSSE envelopes. @see in-toto attestation v1, envelope.md */
export const IN_TOTO_PAYLOAD_TYPE = 'application/vnd.in-toto+json';
/** The `_type` of each version that is read. */
export const STATEMENT_TYPES = {
  v01: 'https://in-toto.io/Statement/v0.1',
  v1: 'https://in-toto.io/Statement/v1',
} as const;

/** Digests by algorithm, encoded without the algorithm's name. */
export type DigestSet = Readonly<Record<string, string>>;

/** What a statement is about. Only the digest says so; the rest is description. */
export interface StatementSubject {
  readonly digest: DigestSet;
  readonly name?: string;
  readonly uri?: string;
  readonly annotations?: JsonObject;
}

/** An in-toto statement of either version. */
export interface Statement {
  readonly _type: (typeof STATEMENT_TYPES)[keyof typeof STATEMENT_TYPES];
  readonly subject: readonly StatementSubject[];
  readonly predicateType: string;
  /**
   * An object; absent in the signatures of cosign up to 3.0.4; in v0.1 any value, since cosign puts SPDX tag-value text
   * there.
   */
  readonly predicate?: JsonValue;
}

/** Statements carry whole SBOMs. */
export const STATEMENT_LIMITS: JsonLimits = { maxBytes: 16 * 1024 * 1024, maxDepth: 64, maxValues: 1_000_000 };
// GHSA-cq38-jh5f-37mq: a verifier that loops over what an attacker wrote needs a bound on it.
const MAX_SUBJECTS = 1024;
const MAX_DIGESTS = 32;
const MAX_ANNOTATIONS = 256;
const HEX_LENGTHS: Readonly<Record<string, number>> = {
  sha1: 40,
  gitCommit: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

/**
 * Reads a statement, v0.1 or v1. Unknown members are ignored, as the specification asks, unless they differ from a
 * known one by case alone.
 *
 * @param bytes - the payload whose signature is checked, as it came
 * @throws FormatError when it is not strict JSON, not a statement, has no subject or more than 1024, or a subject has no
 *   digest or more than 32
 * @example parseStatement(envelope.payload).predicateType
 * @see in-toto attestation v1, statement.md, resource_descriptor.md, digest_set.md; v0.1.0 README.md
 */
export function parseStatement(bytes: Uint8Array, limits: JsonLimits = STATEMENT_LIMITS): Statement {
  const members: Members = new Members('in-toto', parseJson(bytes, limits));
  members.noCaseTwins(['_type', 'subject', 'predicateType', 'predicate']);
  const type = members.text('_type');
  if (type !== STATEMENT_TYPES.v01 && type !== STATEMENT_TYPES.v1)
    members.fail('_type', 'is none of the statement types that are read');
  const subjects = members.array('subject', MAX_SUBJECTS);
  if (subjects.length === 0) members.fail('subject', 'must name at least one artifact');
  const predicate = members.object.predicate;
  if (type === STATEMENT_TYPES.v1 && predicate !== undefined && !isJsonObject(predicate))
    members.fail('predicate', 'must be an object');
  const predicateType = members.text('predicateType');
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+$/.test(predicateType)) members.fail('predicateType', 'must be a URI');
  return {
    _type: type,
    subject: subjects.map((subject, index) => parseSubject(subject, `/subject/${index}`)),
    predicateType,
    ...(predicate === undefined ? {} : { predicate }),
  };
}

/**
 * Writes a statement of v1 as canonical JSON. Older forms are read, never written.
 * @throws FormatError when it is not a v1 statement with an object as its predicate
 * @example serialiseStatement({ _type: STATEMENT_TYPES.v1, subject, predicateType, predicate: {} })
 */
export function serialiseStatement(statement: Statement): Uint8Array<ArrayBuffer> {
  const { _type, subject, predicateType, predicate } = statement;
  if (_type !== STATEMENT_TYPES.v1 || !isJsonObject(predicate))
    throw new FormatError('in-toto', 'only statements of v1 whose predicate is an object are written');
  const bytes = canonicalJsonBytes({
    _type,
    subject: subject.map(({ digest, name, uri, annotations }) => ({ digest, name, uri, annotations })),
    predicateType,
    predicate,
  });
  // What we sign must be what every strict reader takes.
  parseStatement(bytes);
  return bytes;
}

function parseSubject(value: JsonValue, at: string): StatementSubject {
  const members: Members = new Members('in-toto', value, at);
  members.noCaseTwins(['digest', 'name', 'uri', 'annotations']);
  const digest = members.textMap('digest', MAX_DIGESTS);
  const entries = Object.entries(digest);
  if (entries.length === 0) members.fail('digest', 'must hold a digest');
  for (const [algorithm, encoded] of entries) {
    const length = Object.hasOwn(HEX_LENGTHS, algorithm) ? HEX_LENGTHS[algorithm] : undefined;
    const fits = length === undefined ? /^[\x21-\x7e]{1,512}$/.test(encoded) : encoded.length === length;
    if (algorithm === '' || !fits || (length !== undefined && !/^[0-9a-f]+$/.test(encoded)))
      members.fail('digest', `has a malformed ${JSON.stringify(algorithm.slice(0, 40))}`);
  }
  const name = members.optionalString('name');
  const uri = members.optionalString('uri');
  const annotations = members.has('annotations') ? members.inside('annotations').object : undefined;
  if (annotations !== undefined && Object.keys(annotations).length > MAX_ANNOTATIONS)
    members.fail('annotations', `has more than ${MAX_ANNOTATIONS} entries`);
  return {
    digest,
    ...(name === undefined ? {} : { name }),
    ...(uri === undefined ? {} : { uri }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}
