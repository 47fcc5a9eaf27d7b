import { FormatError } from '../../formats/format-error.ts';
import type { KeptTrust } from '../../formats/sigstore/kept-trust.ts';
import { parseTufMetadata } from '../../formats/tuf/metadata.ts';
import { parseTufRoot } from '../../formats/tuf/root.ts';
import { type TufTarget, tufTarget } from '../../formats/tuf/target.ts';
import type { Call } from '../../ports/call.ts';
import type { Clock } from '../../ports/clock.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { Mirror, mirrorAddress, NotAtMirror } from './mirror.ts';
import { type ProvedTrust, proveTrust, requireTarget, SIGNING_CONFIG, TRUSTED_ROOT } from './prove-trust.ts';
import { refreshMetadata, type TufDocuments } from './refresh-metadata.ts';
import type { TrustFolder } from './trust-folder.ts';

/** Milliseconds for a whole update. */
const UPDATING = 60_000;
/** Bytes of a target. */
const MAX_TARGET = 1024 * 1024;

/** What is to be updated. */
export interface TrustOrder {
  readonly name: string;
  readonly mirror: string;
  /** root.json to believe, from elsewhere than the folder; without it, the root that the kept state began with. */
  readonly anchor?: Uint8Array;
}

/** What an update came to. */
export interface TrustUpdate {
  readonly now: ProvedTrust;
  /** Where it is kept. */
  readonly file: string;
  /** Seconds since 1970 at which the mirror had nothing newer. */
  readonly checked: number;
  readonly before?: ProvedTrust;
}

/**
 * Asks a mirror for a newer trusted root and keeps it. What is kept only ever gives way to what is newer and proved; when
 * anything is wrong, it stays in use and the error says what.
 *
 * @throws TwinsealError `TRUST_UNREACHABLE`, `TRUST_EXPIRED`, `TRUST_REFUSED`, `TRUST_DAMAGED`, `TRUST_UNKNOWN`, `DISK_FULL`
 * @example (await updateTrust({ name: 'sigstore', mirror, anchor }, folder, systemClock, call)).now.targets.version
 */
export async function updateTrust(
  { name, mirror: address, anchor }: TrustOrder,
  folder: TrustFolder,
  clock: Clock,
  call: Call,
): Promise<TrustUpdate> {
  const before = await folder.newest(name, anchor);
  const roots = before?.kept.roots ?? (anchor === undefined ? [] : [anchor]);
  if (roots.length === 0)
    throw new TwinsealError('TRUST_UNKNOWN', `no instance ${name} is kept: name the root.json to believe with --root`);
  const mirror = new Mirror(mirrorAddress(address), {
    ...call,
    deadline: Math.min(call.deadline, clock.now() + UPDATING),
  });
  try {
    const documents = await refreshMetadata(mirror, before === undefined ? { roots } : before.kept);
    const seconds = Math.floor(clock.now() / 1000);
    const files = await filesOf(documents, mirror, before?.kept);
    const updated = before !== undefined && isSame(before.kept, documents) ? before.kept.updated : seconds;
    const now = proveTrust({ name, mirror: address, updated, ...documents, ...files }, anchor);
    if (before !== undefined) requireNewer(now, before);
    const file = await folder.keep(now, seconds);
    return { now, file, checked: seconds, ...(before !== undefined && { before }) };
  } catch (error) {
    if (error instanceof FormatError)
      throw new TwinsealError('TRUST_REFUSED', `what the mirror has is refused: ${error.message}`, { cause: error });
    throw error;
  } finally {
    await mirror.close();
  }
}

/** Targets by name and digest; one that is kept already is not asked for again. */
async function filesOf(
  documents: TufDocuments,
  mirror: Mirror,
  kept: KeptTrust | undefined,
): Promise<Pick<KeptTrust, 'trustedRoot' | 'signingConfig'>> {
  const targets = parseTufMetadata(documents.targets, 'targets');
  const consistent = parseTufRoot(documents.roots.at(-1) ?? new Uint8Array()).consistentSnapshot;
  const trusted = tufTarget(targets, TRUSTED_ROOT);
  if (trusted === undefined) throw new FormatError('tuf', `targets.json does not name ${TRUSTED_ROOT}`);
  const config = tufTarget(targets, SIGNING_CONFIG);
  const trustedRoot = await fileOf(TRUSTED_ROOT, trusted, consistent, mirror, kept?.trustedRoot);
  if (config === undefined) return { trustedRoot };
  return { trustedRoot, signingConfig: await fileOf(SIGNING_CONFIG, config, consistent, mirror, kept?.signingConfig) };
}

async function fileOf(
  name: string,
  target: TufTarget,
  consistent: boolean,
  mirror: Mirror,
  kept: Uint8Array | undefined,
): Promise<Uint8Array> {
  if (kept !== undefined && isTarget(name, target, kept)) return kept;
  const hashes = Object.values(target.hashes);
  const paths = consistent ? hashes.map((hex) => `targets/${hex}.${name}`) : [`targets/${name}`];
  let missing: unknown;
  for (const path of paths)
    try {
      const bytes = await mirror.get(path, Math.min(target.length, MAX_TARGET));
      requireTarget(name, target, bytes);
      return bytes;
    } catch (error) {
      if (!(error instanceof NotAtMirror)) throw error;
      missing = error;
    }
  throw new TwinsealError('TRUST_UNREACHABLE', `the mirror names ${name} and does not have it`, { cause: missing });
}

function isTarget(name: string, target: TufTarget, bytes: Uint8Array): boolean {
  try {
    requireTarget(name, target, bytes);
    return true;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

/** tuf-js has looked at this already; what is kept does not rest on that. */
function requireNewer(now: ProvedTrust, before: ProvedTrust): void {
  const versions: readonly (readonly [string, number, number])[] = [
    ['root.json', now.root.metadata.version, before.root.metadata.version],
    ['timestamp.json', now.timestamp.version, before.timestamp.version],
    ['snapshot.json', now.snapshot.version, before.snapshot.version],
    ['targets.json', now.targets.version, before.targets.version],
  ];
  // TUF specification 1.0.34 section 5.3.11: with other keys for timestamp or snapshot, their versions may begin anew.
  const rotated = now.root.metadata.version > before.root.metadata.version;
  const older = versions.find(([file, is, was]) => is < was && !(rotated && file !== 'root.json'));
  if (older === undefined) return;
  const [file, is, was] = older;
  throw new FormatError('tuf', `${file} of version ${is} is older than version ${was}, which is kept`);
}

function isSame(kept: KeptTrust, documents: TufDocuments): boolean {
  return kept.roots.length === documents.roots.length && Buffer.compare(kept.timestamp, documents.timestamp) === 0;
}
