import { type Digest, isDigest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { canonicalJson } from '../../formats/json/canonical.ts';
import { Members } from '../../formats/json/members.ts';
import { type JsonLimits, parseJson } from '../../formats/json/parse.ts';
import { recordJson } from '../../formats/json/record.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { type Platform, readPlatform } from '../../formats/oci/platform.ts';
import { readOrThrow } from '../../formats/oci/problems.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { Discovery, DiscoveryState, Fault, StorageForm } from '../../records/discovery.ts';
import type { EvidenceRecord } from '../../records/evidence-record.ts';
import { type Broken, RULES, type Rules } from '../../records/evidence-set.ts';

/** What gathering can have found at most, as JSON: 100 children of 500 layers, and 100 referrers under each subject. */
export const RECORD_LIMITS: JsonLimits = { maxBytes: 64 * 2 ** 20, maxDepth: 16, maxValues: 4_000_000 };

const FORMAT = 'evidence-record';
const MAX_LIST = 100_000;
const MAX_TEXT = 64 * 1024;
const FORMS: readonly StorageForm[] = ['referrers-api', 'referrers-tag', 'layout', 'cosign-sig-tag', 'cosign-att-tag'];
const STATES: readonly DiscoveryState[] = ['none', 'present', 'unreachable', 'unauthorized', 'throttled', 'overflow'];
const KINDS = ['index', 'manifest'] as const;
const WHAT: readonly Fault['what'][] = ['manifest', 'config', 'layer', 'referrers', 'evidence'];
const BROKEN: readonly Broken['code'][] = [
  'IMAGE_CONTENT_MISSING',
  'IMAGE_CONTENT_MISMATCH',
  'IMAGE_MALFORMED',
  'IMAGE_AMBIGUOUS',
];
const FAULTS: readonly Fault['code'][] = [
  'EVIDENCE_UNREACHABLE',
  'EVIDENCE_THROTTLED',
  'EVIDENCE_UNAUTHORIZED',
  'EVIDENCE_LIMIT',
];

/**
 * Reads an evidence record: exactly the bytes that {@link recordEvidence} gives as canonical JSON, or none.
 *
 * @throws FormatError of format `evidence-record` or `json`, with the JSON pointer
 * @example parseEvidenceRecord(document.bytes).root.descriptor.digest
 * @see RFC 8785
 */
export function parseEvidenceRecord(bytes: Uint8Array): EvidenceRecord {
  const members = new Members(FORMAT, parseJson(bytes, RECORD_LIMITS));
  if (members.text('apiVersion') !== 'twinseal.dev/evidence-record/v1')
    members.fail('apiVersion', 'must be twinseal.dev/evidence-record/v1');
  const root = members.inside('root');
  const record: EvidenceRecord = {
    apiVersion: 'twinseal.dev/evidence-record/v1',
    ...(members.has('rules') && { rules: rulesOf(members) }),
    repository: members.text('repository', MAX_TEXT),
    root: {
      descriptor: descriptorOf(root, 'descriptor'),
      kind: oneOf(root, 'kind', KINDS),
      broken: each(root, 'broken', readBroken),
    },
    children: each(members, 'children', readChild),
    evidence: each(members, 'evidence', readEvidence),
    discovery: each(members, 'discovery', readDiscovery),
    faults: each(members, 'faults', readFault),
    ...(members.has('revocation') && { revocation: each(members, 'revocation', readRevocation) }),
  };
  if (canonicalJson(recordJson(record)) !== decodeUtf8(bytes))
    throw new FormatError(FORMAT, 'it holds more than an evidence record does, or is not canonical JSON');
  return record;
}

/**
 * The digests of all documents that a record names and that were kept with it.
 * @param bytes - as they are kept; what is no record names nothing
 * @example for (const digest of namedIn(document.bytes)) await archive.get(digest, call);
 */
export function namedIn(bytes: Uint8Array): readonly Digest[] {
  try {
    const { root, children, evidence, revocation = [] } = parseEvidenceRecord(bytes);
    return [
      root.descriptor.digest,
      ...children.flatMap(({ descriptor, manifest, config }) => [
        ...(manifest ? [descriptor.digest] : []),
        ...(config === undefined ? [] : [config.digest]),
      ]),
      ...evidence.flatMap(({ descriptor, manifest, blobs }) => [
        ...(manifest ? [descriptor.digest] : []),
        ...blobs.map(({ digest }) => digest),
      ]),
      ...revocation.flatMap(({ document }) => (document === undefined ? [] : [document.digest])),
    ];
  } catch (error) {
    if (error instanceof FormatError) return [];
    throw error;
  }
}

function readChild(child: Members): EvidenceRecord['children'][number] {
  return {
    descriptor: descriptorOf(child, 'descriptor'),
    isEvidence: truth(child, 'isEvidence'),
    manifest: truth(child, 'manifest'),
    ...(child.has('config') && { config: descriptorOf(child, 'config') }),
    broken: each(child, 'broken', readBroken),
    layers: each(child, 'layers', readDescriptor),
  };
}

function readEvidence(one: Members): EvidenceRecord['evidence'][number] {
  return {
    foundUnder: digestOf(one, 'foundUnder'),
    form: oneOf(one, 'form', FORMS),
    descriptor: descriptorOf(one, 'descriptor'),
    manifest: truth(one, 'manifest'),
    blobs: each(one, 'blobs', readDescriptor),
    ...(one.has('unusable') && { unusable: one.string('unusable', MAX_TEXT) }),
    ...(one.has('onlyKept') && truth(one, 'onlyKept') && { onlyKept: true }),
  };
}

function readRevocation(one: Members): NonNullable<EvidenceRecord['revocation']>[number] {
  return {
    kind: oneOf(one, 'kind', ['ocsp', 'crl']),
    address: one.string('address', MAX_TEXT),
    about: digestOf(one, 'about'),
    ...(one.has('document') && { document: descriptorOf(one, 'document') }),
    ...(one.has('failure') && { failure: one.string('failure', MAX_TEXT) }),
  };
}

function readBroken(broken: Members): Broken {
  return {
    digest: digestOf(broken, 'digest'),
    code: oneOf(broken, 'code', BROKEN),
    reason: broken.string('reason', MAX_TEXT),
  };
}

function readDiscovery(look: Members): Discovery {
  return {
    subject: digestOf(look, 'subject'),
    form: oneOf(look, 'form', FORMS),
    state: oneOf(look, 'state', STATES),
    count: wholeNumber(look, 'count'),
    ...(look.has('reason') && { reason: look.string('reason', MAX_TEXT) }),
  };
}

function readFault(fault: Members): Fault {
  return {
    subject: digestOf(fault, 'subject'),
    code: oneOf(fault, 'code', FAULTS),
    what: oneOf(fault, 'what', WHAT),
    ...(fault.has('digest') && { digest: digestOf(fault, 'digest') }),
    reason: fault.string('reason', MAX_TEXT),
    retryable: truth(fault, 'retryable'),
  };
}

/** As it was seen: a registry may have called it by a media type that is none. */
function readDescriptor(one: Members): Descriptor {
  const text = (name: string) => (one.has(name) ? { [name]: one.string(name, 16 * 2 ** 20) } : {});
  return {
    mediaType: one.string('mediaType', MAX_TEXT),
    digest: digestOf(one, 'digest'),
    size: wholeNumber(one, 'size'),
    ...(one.has('urls') && { urls: one.array('urls', MAX_LIST).map((url) => (typeof url === 'string' ? url : '')) }),
    ...(one.has('annotations') && { annotations: one.textMap('annotations', MAX_LIST) }),
    ...text('data'),
    ...text('artifactType'),
    ...(one.has('platform') && { platform: platformOf(one) }),
  };
}

function platformOf(one: Members): Platform {
  const at = one.pointer('platform');
  return readOrThrow(one.object.platform ?? null, (value, problems) => readPlatform(value, at, problems));
}

function descriptorOf(members: Members, name: string): Descriptor {
  return readDescriptor(members.inside(name));
}

function each<T>(members: Members, name: string, read: (one: Members) => T): readonly T[] {
  return members
    .array(name, MAX_LIST)
    .map((value: JsonValue, index) => read(new Members(FORMAT, value, `${members.pointer(name)}/${index}`)));
}

function digestOf(members: Members, name: string): Digest {
  const text = members.text(name, 512);
  return isDigest(text) ? text : members.fail(name, 'must be a digest');
}

function oneOf<T extends string>(members: Members, name: string, known: readonly T[]): T {
  const text = members.text(name);
  return known.find((one) => one === text) ?? members.fail(name, `must be one of ${known.join(', ')}`);
}

function rulesOf(members: Members): Rules {
  const { rules } = members.object;
  return rules === 2 || rules === RULES ? rules : members.fail('rules', 'names rules that a newer Twinseal judges by');
}

function truth(members: Members, name: string): boolean {
  const value = members.object[name];
  return typeof value === 'boolean' ? value : members.fail(name, 'must be true or false');
}

function wholeNumber(members: Members, name: string): number {
  const value = members.object[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    return members.fail(name, 'must be a whole number from 0');
  return value;
}
