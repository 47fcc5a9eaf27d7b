import { FormatError } from './format-error.ts';
import { Members } from './json/members.ts';
import { isJsonArray, type JsonValue } from './json/value.ts';
import { parseRfc3339 } from './rfc3339.ts';

/** What VEX says of a vulnerability in a product. */
export const VEX_STATUSES = ['not_affected', 'affected', 'fixed', 'under_investigation'] as const;
/** A status of {@link VEX_STATUSES}. */
export type VexStatus = (typeof VEX_STATUSES)[number];

/** A product, or a part of one, by every name that the document gives it. */
export interface VexProduct {
  /** Its IRI, package URL and SHA-256 (`sha256:...`). */
  readonly names: readonly string[];
  /** The parts that are meant, each by its names; empty: the product as a whole. */
  readonly parts: readonly (readonly string[])[];
}

/** One statement of a VEX document. */
export interface VexStatement {
  /** Name and aliases. */
  readonly vulnerability: readonly string[];
  readonly status: VexStatus;
  /** Seconds since 1970. */
  readonly at: number;
  /** Empty: what the document around it is about. */
  readonly products: readonly VexProduct[];
}

const MAX_STATEMENTS = 10_000;
const MAX_NAMES = 32;
const MAX_PRODUCTS = 1024;
const MAX_TEXT = 512;

/**
 * Reads an OpenVEX document of version 0.2.0. What is read together is bounded, since each product of each statement is compared
 * with each finding.
 *
 * @throws FormatError of format `openvex`; with rule `unknown` for another version
 * @example readOpenVex(predicate)[0]?.status // 'not_affected'
 * @see openvex/spec, OPENVEX-SPEC.md v0.2.0
 */
export function readOpenVex(value: JsonValue): readonly VexStatement[] {
  const document: Members = new Members('openvex', value);
  document.noCaseTwins(['@context', 'author', 'timestamp', 'statements']);
  const context = document.text('@context', MAX_TEXT);
  if (!/^https:\/\/openvex\.dev\/ns(?:\/v0\.2\.0)?$/.test(context))
    document.fail('@context', `is ${JSON.stringify(context)}, which is not read; OpenVEX 0.2.0 is`, 'unknown');
  document.text('author', MAX_TEXT);
  const issued = timeOf(document, 'timestamp');
  let products = 0;
  return document.array('statements', MAX_STATEMENTS).map((entry, index) => {
    const statement: Members = new Members('openvex', entry, `/statements/${index}`);
    statement.noCaseTwins(['vulnerability', 'status', 'timestamp', 'products', 'justification', 'impact_statement']);
    const status = VEX_STATUSES.find((one) => one === statement.object.status);
    if (status === undefined) statement.fail('status', `must be one of ${VEX_STATUSES.join(', ')}`);
    // "MUST include either a status justification or an impact_statement".
    if (status === 'not_affected' && !statement.has('justification') && !statement.has('impact_statement'))
      statement.fail('status', 'is not_affected without a justification or an impact_statement');
    const read = {
      vulnerability: vulnerabilityNames(statement),
      status,
      at: statement.has('timestamp') ? timeOf(statement, 'timestamp') : issued,
      products: componentsOf(statement, 'products').map((product) => ({
        names: namesOf(product),
        parts: componentsOf(product, 'subcomponents').map(namesOf),
      })),
    };
    products += read.products.reduce((sum, { parts }) => sum + 1 + parts.length, 0);
    if (products > MAX_STATEMENTS)
      throw new FormatError(
        'openvex',
        `there are more than ${MAX_STATEMENTS} products`,
        statement.pointer('products'),
        {
          rule: 'limit',
        },
      );
    return read;
  });
}

function timeOf(members: Members, name: string): number {
  return Math.floor(parseRfc3339(members.text(name, 64)) / 1000);
}

function vulnerabilityNames(statement: Members): readonly string[] {
  const vulnerability = statement.inside('vulnerability');
  const aliases = vulnerability.has('aliases') ? vulnerability.array('aliases', MAX_NAMES) : [];
  return [
    ...new Set([vulnerability.text('name', MAX_TEXT), ...aliases.map((one) => text(one, vulnerability, 'aliases'))]),
  ];
}

function componentsOf(members: Members, name: string): readonly Members[] {
  if (!members.has(name)) return [];
  return members
    .array(name, MAX_PRODUCTS)
    .map((entry, index) => new Members('openvex', entry, `${members.pointer(name)}/${index}`));
}

function namesOf(component: Members): readonly string[] {
  const identifiers = component.has('identifiers') ? component.textMap('identifiers', MAX_NAMES) : {};
  const hashes = component.has('hashes') ? component.textMap('hashes', MAX_NAMES) : {};
  const sha256 = hashes['sha-256'];
  const names = [
    component.optionalString('@id', MAX_TEXT),
    identifiers.purl,
    sha256 === undefined ? undefined : `sha256:${sha256.toLowerCase()}`,
  ].filter((one) => one !== undefined && one !== '' && one.length <= MAX_TEXT);
  // "a valid statement MUST identify a product": one that nobody can tell would read like all of them.
  if (names.length === 0) component.fail('@id', 'is missing, and there is no package URL or SHA-256 instead');
  return [...new Set(names)].filter((one) => one !== undefined);
}

function text(value: JsonValue, members: Members, name: string): string {
  if (typeof value !== 'string' || isJsonArray(value) || value.length > MAX_TEXT)
    return members.fail(name, 'must hold texts');
  return value;
}
