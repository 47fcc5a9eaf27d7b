import { Members } from '../json/members.ts';
import type { JsonLimits } from '../json/parse.ts';
import { parseRfc3339 } from '../rfc3339.ts';
import { parseProtoJson } from './proto-json.ts';

/** One service of a Sigstore instance. */
export interface SigningService {
  readonly url: string;
  readonly version: number;
  readonly operator: string;
  /** Seconds since 1970. */
  readonly from: number;
  readonly until?: number;
}

/** How many services of a kind take part. */
export type ServiceChoice =
  | { readonly selector: 'ANY' }
  | { readonly selector: 'ALL' }
  | { readonly selector: 'EXACT'; readonly count: number };

/** Where an instance signs. */
export interface SigningConfig {
  readonly authorities: readonly SigningService[];
  readonly logs: readonly SigningService[];
  /** Undefined: signatures are logged nowhere. */
  readonly logChoice?: ServiceChoice;
  readonly timestamps: readonly SigningService[];
  readonly timestampChoice?: ServiceChoice;
}

const FORMAT = 'signing-config';
const LIMITS: JsonLimits = { maxBytes: 256 * 1024, maxDepth: 8, maxValues: 4096 };
const MEDIA_TYPE = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
const MAX_SERVICES = 32;

/**
 * Reads the signing configuration of a Sigstore instance, v0.2.
 * @throws FormatError of format `signing-config` or `json`
 * @example parseSigningConfig(bytes).authorities[0]?.url // 'https://fulcio.sigstore.dev'
 * @see sigstore protobuf-specs, sigstore_trustroot.proto (SigningConfig)
 */
export function parseSigningConfig(bytes: Uint8Array): SigningConfig {
  const members: Members = new Members(FORMAT, parseProtoJson(bytes, LIMITS));
  if (members.text('mediaType', 128) !== MEDIA_TYPE) members.fail('mediaType', `must be ${MEDIA_TYPE}`);
  members.noCaseTwins(['caUrls', 'rekorTlogUrls', 'rekorTlogConfig', 'tsaUrls', 'tsaConfig']);
  const logChoice = choiceOf(members, 'rekorTlogConfig');
  const timestampChoice = choiceOf(members, 'tsaConfig');
  return {
    authorities: servicesOf(members, 'caUrls'),
    logs: servicesOf(members, 'rekorTlogUrls'),
    ...(logChoice !== undefined && { logChoice }),
    timestamps: servicesOf(members, 'tsaUrls'),
    ...(timestampChoice !== undefined && { timestampChoice }),
  };
}

/**
 * The services that take part: of each operator the newest that counts now, in the highest version that is spoken here.
 *
 * @param choice - of how many; undefined: of none
 * @param now - seconds since 1970
 * @param versions - those that are spoken
 * @returns fewer than were asked for are undefined
 * @example servicesAt(config.logs, config.logChoice, now, [1, 2])?.length
 * @see sigstore protobuf-specs, sigstore_trustroot.proto (ServiceConfiguration, ServiceSelector)
 */
export function servicesAt(
  services: readonly SigningService[],
  choice: ServiceChoice | undefined,
  now: number,
  versions: readonly number[],
): readonly SigningService[] | undefined {
  if (choice === undefined) return [];
  const usable = services
    .filter(
      ({ version, from, until }) => versions.includes(version) && from <= now && (until === undefined || now <= until),
    )
    .toSorted((a, b) => b.version - a.version || b.from - a.from);
  const each = [...new Map(usable.toReversed().map((one) => [one.operator, one])).values()].toReversed();
  const wanted = choice.selector === 'EXACT' ? choice.count : choice.selector === 'ANY' ? 1 : Math.max(1, each.length);
  return each.length < wanted ? undefined : each.slice(0, wanted);
}

function servicesOf(members: Members, name: string): readonly SigningService[] {
  if (!members.has(name)) return [];
  return members.array(name, MAX_SERVICES).map((one, index) => {
    const service: Members = new Members(FORMAT, one, `${members.pointer(name)}/${index}`);
    const url = service.text('url', 1024);
    const { majorApiVersion: version } = service.object;
    if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1)
      return service.fail('majorApiVersion', 'must be a whole number from 1');
    const valid = service.inside('validFor');
    const end = valid.optionalString('end', 64);
    return {
      url,
      version,
      operator: service.optionalString('operator', 256) ?? url,
      from: parseRfc3339(valid.text('start', 64)) / 1000,
      ...(end !== undefined && { until: parseRfc3339(end) / 1000 }),
    };
  });
}

function choiceOf(members: Members, name: string): ServiceChoice | undefined {
  if (!members.has(name)) return undefined;
  const choice: Members = members.inside(name);
  const selector = choice.text('selector', 32);
  if (selector === 'ANY' || selector === 'ALL') return { selector };
  const { count } = choice.object;
  if (selector !== 'EXACT') choice.fail('selector', 'must be ANY, ALL or EXACT');
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1 || count > MAX_SERVICES)
    return choice.fail('count', `must be a whole number from 1 to ${MAX_SERVICES}`);
  return { selector: 'EXACT', count };
}
