import { createHash } from 'node:crypto';
import { FormatError } from '../../formats/format-error.ts';
import type { KeptTrust } from '../../formats/sigstore/kept-trust.ts';
import { parseTrustedRoot, type TrustedRoot } from '../../formats/sigstore/trusted-root.ts';
import { notedVersion, parseTufMetadata, type UnverifiedTufMetadata } from '../../formats/tuf/metadata.ts';
import { parseTufRoot, type TufRoot } from '../../formats/tuf/root.ts';
import { type TufTarget, tufTarget } from '../../formats/tuf/target.ts';
import { requireSigned } from './tuf-signatures.ts';

/** Name of the target that says whom to trust. */
export const TRUSTED_ROOT = 'trusted_root.json';
/** Name of the target that says where to sign. */
export const SIGNING_CONFIG = 'signing_config.v0.2.json';

/** A kept instance whose every signature was counted. */
export interface ProvedTrust {
  readonly kept: KeptTrust;
  readonly root: TufRoot;
  readonly timestamp: UnverifiedTufMetadata;
  readonly snapshot: UnverifiedTufMetadata;
  readonly targets: UnverifiedTufMetadata;
  readonly trusted: TrustedRoot;
}

/**
 * Proves a kept instance from its root of trust: each root is signed as the one before it and it itself ask, the other
 * metadata by the last one, each names the version of the next, and the files have the digests that are named. Ends are not
 * looked at: what was good when it was taken stays in use until something newer is there.
 *
 * @param anchor - root.json to believe, from elsewhere than `kept`; its version must be among the kept roots. Without it, the
 *   first kept root is believed
 * @throws FormatError
 * @example proveTrust(parseKeptTrust(bytes), shippedRoot).targets.version
 * @see TUF specification 1.0.34 section 5
 */
export function proveTrust(kept: KeptTrust, anchor?: Uint8Array): ProvedTrust {
  const root = lastRoot(kept.roots, anchor);
  const timestamp = signedBy(root, 'timestamp', kept.timestamp);
  const snapshot = signedBy(root, 'snapshot', kept.snapshot);
  const targets = signedBy(root, 'targets', kept.targets);
  same('snapshot.json', snapshot.version, notedVersion(timestamp, 'snapshot.json'));
  same('targets.json', targets.version, notedVersion(snapshot, 'targets.json'));
  const trusted = tufTarget(targets, TRUSTED_ROOT) ?? fail(`targets.json does not name ${TRUSTED_ROOT}`);
  requireTarget(TRUSTED_ROOT, trusted, kept.trustedRoot);
  const config = tufTarget(targets, SIGNING_CONFIG);
  if ((config === undefined) !== (kept.signingConfig === undefined))
    fail(`${SIGNING_CONFIG} is ${config === undefined ? 'kept but not named' : 'named but not kept'}`);
  if (config !== undefined && kept.signingConfig !== undefined)
    requireTarget(SIGNING_CONFIG, config, kept.signingConfig);
  return { kept, root, timestamp, snapshot, targets, trusted: parseTrustedRoot(kept.trustedRoot) };
}

/**
 * The last of a line of roots, once each is proved by the one before it.
 * @throws FormatError
 * @example lastRoot(kept.roots, shipped).metadata.version
 * @see TUF specification 1.0.34 sections 5.3.4 and 5.3.5
 */
export function lastRoot(roots: readonly Uint8Array[], anchor?: Uint8Array): TufRoot {
  const all = roots.map(parseTufRoot);
  const first = anchor === undefined ? all[0] : parseTufRoot(anchor);
  if (first === undefined) return fail('there is no root');
  requireSigned(first.metadata, first);
  const { version, signedBytes } = first.metadata;
  const at = all.findIndex(({ metadata }) => metadata.version === version);
  const same = all[at];
  if (same === undefined || Buffer.compare(same.metadata.signedBytes, signedBytes) !== 0)
    fail(`its roots do not go through the root of trust, which has version ${version}`);
  let last = first;
  for (const next of all.slice(at + 1)) {
    if (next.metadata.version !== last.metadata.version + 1) fail('a version is missing between its roots');
    requireSigned(next.metadata, last);
    requireSigned(next.metadata, next);
    last = next;
  }
  return last;
}

/**
 * Demands that bytes are the target that is named.
 * @throws FormatError
 * @example requireTarget('trusted_root.json', target, bytes)
 */
export function requireTarget(name: string, { length, hashes }: TufTarget, bytes: Uint8Array): void {
  const wrong = Object.entries(hashes).some(
    ([algorithm, hex]) => createHash(algorithm).update(bytes).digest('hex') !== hex,
  );
  if (bytes.length !== length || wrong) fail(`${name} is not the one that targets.json names`);
}

function signedBy(root: TufRoot, role: 'timestamp' | 'snapshot' | 'targets', bytes: Uint8Array): UnverifiedTufMetadata {
  const metadata = parseTufMetadata(bytes, role);
  requireSigned(metadata, root);
  return metadata;
}

function same(file: string, has: number, noted: number): void {
  if (has !== noted) fail(`${file} has version ${has}, and ${noted} is named`);
}

function fail(message: string): never {
  throw new FormatError('tuf', message);
}
