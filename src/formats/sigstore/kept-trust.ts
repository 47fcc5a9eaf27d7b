import { decodeBase64, encodeBase64 } from '../base64.ts';
import { canonicalJsonBytes } from '../json/canonical.ts';
import { Members } from '../json/members.ts';
import { type JsonLimits, parseJson } from '../json/parse.ts';
import { formatUtcSeconds, parseUtcSeconds } from '../rfc3339.ts';

/** What `trust update` keeps of a Sigstore instance: its trusted root with the metadata that proves it. */
export interface KeptTrust {
  readonly name: string;
  /** Where it came from. */
  readonly mirror: string;
  /** Seconds since 1970 at which this state was first seen. */
  readonly updated: number;
  /** Bytes of root.json, from the root of trust up, each one version above the one before. */
  readonly roots: readonly Uint8Array[];
  readonly timestamp: Uint8Array;
  readonly snapshot: Uint8Array;
  readonly targets: Uint8Array;
  /** The target `trusted_root.json`. */
  readonly trustedRoot: Uint8Array;
  /** The target `signing_config.v0.2.json`, where there is one. */
  readonly signingConfig?: Uint8Array;
}

/** How instances are called: file names everywhere, and never one that leads anywhere else. */
export const INSTANCE_NAME = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;

const FORMAT = 'kept-trust';
const VERSION = 'twinseal.dev/kept-trust/v1';
/** Bytes of a whole file. */
export const MAX_KEPT_TRUST = 16 * 1024 * 1024;
const LIMITS: JsonLimits = { maxBytes: MAX_KEPT_TRUST, maxDepth: 4, maxValues: 2000 };
/** As many rotations as TUF clients follow at once, a few times over. */
export const MAX_ROOTS = 1024;
const FILES = ['timestamp', 'snapshot', 'targets', 'trustedRoot'] as const;

/**
 * Reads a kept instance. It is shape only: what it holds is to be proved.
 * @throws FormatError
 * @example parseKeptTrust(bytes).roots.length
 */
export function parseKeptTrust(bytes: Uint8Array): KeptTrust {
  const members: Members = new Members(FORMAT, parseJson(bytes, LIMITS));
  members.only(['apiVersion', 'name', 'mirror', 'updated', 'roots', ...FILES, 'signingConfig']);
  if (members.text('apiVersion') !== VERSION) members.fail('apiVersion', `must be ${VERSION}`);
  const name = members.text('name', 64);
  if (!INSTANCE_NAME.test(name)) members.fail('name', 'is no name of an instance');
  const roots = members
    .array('roots', MAX_ROOTS)
    .map((root) => (typeof root === 'string' ? decodeBase64(root) : members.fail('roots', 'must hold strings')));
  if (roots.length === 0) members.fail('roots', 'must not be empty');
  const [timestamp, snapshot, targets, trustedRoot] = FILES.map((file) => bytesOf(members, file));
  if (timestamp === undefined || snapshot === undefined || targets === undefined || trustedRoot === undefined)
    return members.fail('targets', 'is missing');
  return {
    name,
    mirror: members.text('mirror', 2048),
    updated: parseUtcSeconds(members.text('updated', 40)),
    roots,
    timestamp,
    snapshot,
    targets,
    trustedRoot,
    ...(members.has('signingConfig') && { signingConfig: bytesOf(members, 'signingConfig') }),
  };
}

/** The bytes that {@link parseKeptTrust} reads. @example serialiseKeptTrust(kept).length */
export function serialiseKeptTrust(kept: KeptTrust): Uint8Array {
  const { name, mirror, updated, roots, timestamp, snapshot, targets, trustedRoot, signingConfig } = kept;
  return canonicalJsonBytes({
    apiVersion: VERSION,
    name,
    mirror,
    updated: formatUtcSeconds(updated),
    roots: roots.map(encodeBase64),
    timestamp: encodeBase64(timestamp),
    snapshot: encodeBase64(snapshot),
    targets: encodeBase64(targets),
    trustedRoot: encodeBase64(trustedRoot),
    ...(signingConfig !== undefined && { signingConfig: encodeBase64(signingConfig) }),
  });
}

function bytesOf(members: Members, name: string): Uint8Array {
  return decodeBase64(members.text(name, MAX_KEPT_TRUST));
}
