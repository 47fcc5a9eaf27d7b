import { FormatError } from '../format-error.ts';
import type { JsonValue } from '../json/value.ts';

/** The rules that the OCI documents are read by; each word is one meaning, and stays. */
export type OciRule =
  | 'shape'
  | 'not-object'
  | 'null'
  | 'required'
  | 'name-case'
  | 'ambiguous'
  | 'schema-version'
  | 'media-type'
  | 'media-type-mismatch'
  | 'media-type-missing'
  | 'digest'
  | 'digest-form'
  | 'size-form'
  | 'size-negative'
  | 'data'
  | 'artifact-type-missing'
  | 'rootfs-type'
  | 'layout-version';

/** Rules that a reader lets pass and a validator reports. */
const TOLERATED: ReadonlySet<OciRule> = new Set<OciRule>(['artifact-type-missing', 'media-type-missing']);
const MAX_PROBLEMS = 200;

/** One place of a document that breaks a rule. */
export interface OciProblem {
  readonly rule: OciRule;
  /** JSON pointer; empty for the document itself. */
  readonly at: string;
  /** One sentence. */
  readonly message: string;
}

/**
 * Collects what is wrong with a document, so that a validator can tell everything and a parser refuses the first.
 * After 200 problems the rest is dropped: a hostile document must not make a report without end.
 *
 * @example const problems = new Problems(); readImageManifest(value, problems); problems.list.map(({ message }) => message);
 */
export class Problems {
  readonly list: OciProblem[] = [];

  /** Notes a problem; gives `undefined`, which a reader returns in the value's place. */
  add(rule: OciRule, at: string, message: string): undefined {
    if (this.list.length < MAX_PROBLEMS) this.list.push({ rule, at, message });
    return undefined;
  }
}

/**
 * Runs a reader of a document and throws its first problem.
 *
 * @param value - the parsed JSON
 * @param read - gives the typed view, or `undefined` after noting a problem
 * @throws FormatError of format `oci`, with the rule and the JSON pointer
 * @example readOrThrow(value, (v, problems) => readLayoutHeader(v, problems))
 */
export function readOrThrow<T>(value: JsonValue, read: (value: JsonValue, problems: Problems) => T | undefined): T {
  const problems = new Problems();
  const view = read(value, problems);
  const first = problems.list.find(({ rule }) => !TOLERATED.has(rule));
  if (first !== undefined || view === undefined)
    throw new FormatError('oci', first?.message ?? 'the document cannot be read', first?.at ?? '', {
      rule: first?.rule ?? 'shape',
    });
  return view;
}
