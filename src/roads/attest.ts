import { type Digest, sha256Digest } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { serialiseStatement } from '../formats/in-toto.ts';
import type { JsonObject } from '../formats/json/value.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { Keys } from '../ports/signer.ts';
import type { SealKeys } from '../records/seal-keys.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { attachBundle } from '../seal/attach/attach-bundle.ts';
import { attestableType, checkPredicate, readPredicate } from '../seal/attest/predicate.ts';
import { predicateStatement } from '../seal/attest/predicate-statement.ts';
import { reportPredicate, type Scanner } from '../seal/attest/scanner-report.ts';
import { signLegacyStatement } from '../seal/sign/cosign/sign-legacy.ts';
import { signStatement } from '../seal/sign/cosign/sign-statement.ts';
import { attachLegacyTags } from './attach-legacy-tags.ts';
import { attachToImage } from './attach-to-image.ts';
import { attestedSubjects, readAttestable } from './attest-subjects.ts';
import { checkKeyless } from './check-keyless.ts';
import { checkLegacyKeyless } from './check-legacy-keyless.ts';
import { legacyPlace, legacySigning, refuseLegacy } from './legacy-terms.ts';
import { openImage } from './open-image.ts';
import { ownStatements } from './own-signatures.ts';
import { openSigners } from './sign-image.ts';

/** What is to be said of an image. */
export interface AttestRequest {
  /** A layout, or a reference. */
  readonly image: string;
  /** Short name or URI; may be left out for a report. */
  readonly type?: string;
  /** Where the report comes from; without it the file is the predicate. */
  readonly from?: Scanner;
  /** The file's name, for messages, and what is in it. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** cosign's older form, under tags, in place of bundles. */
  readonly legacy?: boolean;
  /** Who signs: a cosign key, or an identity. */
  readonly keys: Pick<SealKeys, 'cosignKey' | 'keyless' | 'timestamps'>;
  /** Attach it even where the very same statement by this key is attached already. */
  readonly again?: boolean;
  /** Platforms that it is about; undefined: those that the report names, or all. */
  readonly platforms?: readonly string[];
}

/** What was said, and of what. */
export interface Attested {
  readonly predicateType: string;
  readonly image: Digest;
  /** The index first, where there is one. */
  readonly subjects: readonly Digest[];
  /** Those of them under which the very same statement by this key hung before, so that nothing was added. */
  readonly already: readonly Digest[];
  readonly notes: readonly string[];
}

/**
 * Signs a statement about an image and attaches it to the index and to each platform manifest that it names: readers look under the
 * digest that they were asked for.
 *
 * @throws TwinsealError `USAGE`, `INPUT_MALFORMED` for a predicate that breaks its form, `REPORT_OTHER_IMAGE`; of keys and places
 * @example (await attest({ image: 'app.oci', from: 'trivy', file, bytes, keys: { cosignKey } }, { places, keys, clock }, call)).subjects
 */
export async function attest(
  request: AttestRequest,
  ports: { readonly places: ContentPlaces; readonly keys: Keys; readonly clock: Clock },
  call: Call,
): Promise<Attested> {
  const { places, keys, clock } = ports;
  const now = Math.floor(clock.now() / 1000);
  const said = inFormat(request.file, () => predicateOf(request, now));
  const unread = inFormat(request.file, () => checkPredicate(said.predicateType, said.predicate));
  if (request.legacy === true) refuseLegacy(request.keys);
  await keys.look(request.keys, call);
  const opened = await openImage(places, request.image, call);
  const place = request.legacy === true ? legacyPlace(opened, request.image) : undefined;
  // As with signatures: what is there already has no timestamp of ours, and those under tags are gathered in one place.
  const anew = request.again === true || request.legacy === true || request.keys.timestamps !== undefined;
  const image = await readAttestable(opened, request.image, call, !anew);
  const subjects = attestedSubjects(
    image,
    said.scanned,
    request.platforms,
    request.from !== undefined && request.from !== 'gitleaks',
  );
  const digests = subjects.map(({ digest }: Descriptor) => digest);
  const statement = predicateStatement(said.predicateType, said.predicate, digests);
  const signers = await openSigners(request.keys, keys, call);
  if (signers.cosign === undefined)
    throw new TwinsealError('USAGE', 'no key was named, so nothing would be signed: name a cosign key');
  const about = {
    predicateType: said.predicateType,
    image: image.root.digest,
    subjects: digests,
    already: [] as readonly Digest[],
  };
  const unseen = anew ? undefined : image.set.faults[0];
  const remarks = [
    ...said.notes,
    ...(unread === undefined ? [] : [unread]),
    ...(unseen === undefined
      ? []
      : [`what is attached already could not be told, so the statement may be there twice: ${unseen.reason}`]),
  ];
  if (place !== undefined) {
    const layers = await signLegacyStatement(statement, digests, legacySigning(signers), call);
    checkLegacyKeyless(layers, signers);
    const { notes } = await attachLegacyTags(places.repository(place), layers, call);
    return { ...about, notes: [...remarks, ...notes] };
  }
  const own = anew
    ? new Set<Digest>()
    : await ownStatements(
        image.set,
        signers,
        sha256Digest(serialiseStatement(statement)),
        said.predicateType,
        now,
        call,
      );
  const missing = subjects.filter(({ digest }) => !own.has(digest));
  const already = digests.filter((digest) => own.has(digest));
  if (missing.length === 0) return { ...about, already, notes: remarks };
  const bundle = await signStatement(statement, signers.cosign, call, signers.timestamps);
  const attachments = missing.map((subject) => attachBundle(subject, bundle, now));
  checkKeyless(attachments, signers, now);
  const notes = await attachToImage(opened.layout ?? request.image, attachments, places, call);
  return { ...about, already, notes: [...remarks, ...notes] };
}

interface Said {
  readonly predicateType: string;
  readonly predicate: JsonObject;
  readonly scanned: ReadonlySet<Digest>;
  readonly notes: readonly string[];
}

function predicateOf({ type, from, bytes }: AttestRequest, now: number): Said {
  const predicateType = type === undefined ? undefined : attestableType(type);
  if (from !== undefined) {
    const report = reportPredicate(from, predicateType, bytes, now);
    const notes =
      report.at === undefined
        ? [`a report of ${from} does not say when it was made, so the statement says that the search ended now`]
        : [];
    return { ...report, notes };
  }
  if (predicateType === undefined)
    throw new TwinsealError('USAGE', 'say what the predicate is with --type, or whose report it is with --from');
  return { predicateType, predicate: readPredicate(bytes), scanned: new Set(), notes: [] };
}

function inFormat<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    const at = cause.at === '' ? '' : ` (${cause.at.slice(0, 200)})`;
    throw new TwinsealError('INPUT_MALFORMED', `${file}: ${cause.format}: ${cause.message}${at}`, { cause });
  }
}
