import type { Members } from '../../formats/json/members.ts';
import { SEVERITIES } from '../../formats/scan/severity.ts';
import { CONTENT_TYPES } from '../../records/predicate-types.ts';
import type { StatementContent } from '../../records/statement-content.ts';
import { entries, membersOf, moment, oneOf, texts, whole } from './values.ts';

const MAX_PACKAGES = 200_000;
const VEX = ['not_affected', 'affected', 'fixed', 'under_investigation'] as const;
const KINDS: Readonly<Record<StatementContent['kind'], readonly string[]>> = {
  sbom: [...CONTENT_TYPES.spdx, ...CONTENT_TYPES.cyclonedx],
  scan: [...CONTENT_TYPES.cosignVuln, ...CONTENT_TYPES.inTotoVulns],
  vex: CONTENT_TYPES.openvex,
  secrets: CONTENT_TYPES.secrets,
};

/** Members by which a statement describes what a reader takes from its predicate. */
export const CONTENT_KINDS: readonly string[] = Object.keys(KINDS);

/**
 * What a reader would take from the predicate of a described statement. Nothing described: an SBOM of ten whole packages, a
 * scan without findings, VEX that says nothing, a search that found no secret.
 *
 * @param type - predicate type, a URI
 * @param ago - seconds since 1970: when it was made, unless it says
 * @returns undefined for a type that no reader reads
 * @throws FormatError for the content of another type
 * @example readContent(members, 'https://spdx.dev/Document', ago)?.kind // 'sbom'
 */
export function readContent(members: Members, type: string, ago: number): StatementContent | undefined {
  const kind = CONTENT_KINDS.find((one): one is StatementContent['kind'] => isKind(one) && KINDS[one].includes(type));
  const other = CONTENT_KINDS.find((one) => members.has(one) && one !== kind);
  if (other !== undefined) members.fail(other, `is no content of ${type}`);
  if (kind === undefined) return undefined;
  const inside = members.has(kind) ? members.inside(kind) : membersOf({}, members.pointer(kind));
  switch (kind) {
    case 'sbom':
      return readSbom(inside, type, ago);
    case 'scan':
      return readScan(inside, ago);
    case 'vex':
      return readVex(inside, ago);
    case 'secrets':
      return readSecrets(inside, ago);
  }
}

function isKind(text: string): text is StatementContent['kind'] {
  return Object.hasOwn(KINDS, text);
}

function readSbom(members: Members, type: string, ago: number): StatementContent {
  members.only(['packages', 'versions', 'purls', 'licenses', 'checksums', 'created']);
  const packages = whole(members, 'packages', 0, MAX_PACKAGES, 10);
  const having = (name: string): number => whole(members, name, 0, packages, packages);
  const cyclonedx: readonly string[] = CONTENT_TYPES.cyclonedx;
  return {
    kind: 'sbom',
    format: cyclonedx.includes(type) ? 'cyclonedx' : 'spdx',
    packages,
    versions: having('versions'),
    purls: having('purls'),
    licenses: having('licenses'),
    checksums: having('checksums'),
    created: secondsOr(members, 'created', ago),
  };
}

function readScan(members: Members, ago: number): StatementContent {
  members.only(['scanner', 'at', 'findings']);
  return {
    kind: 'scan',
    scanner: scanner(members),
    at: secondsOr(members, 'at', ago),
    findings: entries(members, 'findings').map((finding) => {
      finding.only(['id', 'aliases', 'severity', 'package']);
      return {
        id: finding.text('id', 256),
        ...(finding.has('aliases') && { aliases: texts(finding, 'aliases', []) }),
        severity: oneOf(finding, 'severity', SEVERITIES, 'unknown'),
        ...(finding.has('package') && { package: finding.text('package') }),
      };
    }),
  };
}

function readVex(members: Members, ago: number): StatementContent {
  members.only(['statements']);
  return {
    kind: 'vex',
    statements: entries(members, 'statements').map((one) => {
      one.only(['vulnerability', 'status', 'at', 'products']);
      return {
        vulnerability: [one.text('vulnerability', 256)],
        status: oneOf(one, 'status', VEX, 'not_affected'),
        at: secondsOr(one, 'at', ago),
        products: texts(one, 'products', []).map((name) => ({ names: [name], parts: [] })),
      };
    }),
  };
}

function readSecrets(members: Members, ago: number): StatementContent {
  members.only(['scanner', 'at', 'findings']);
  const findings = entries(members, 'findings').map((finding) => {
    finding.only(['rule', 'path']);
    return { rule: finding.text('rule', 256), path: finding.text('path') };
  });
  return {
    kind: 'secrets',
    scanner: scanner(members),
    at: secondsOr(members, 'at', ago),
    found: findings.length,
    findings,
  };
}

/** A time in seconds since 1970, or what stands for its absence. @throws FormatError @example secondsOr(members, 'at', ago) */
export function secondsOr(members: Members, name: string, otherwise: number): number {
  const millis = moment(members, name);
  return millis === undefined ? otherwise : Math.floor(millis / 1000);
}

function scanner(members: Members): string {
  return members.has('scanner') ? members.text('scanner', 256) : 'scanner';
}
