import { createHash } from 'node:crypto';
import type { Digest } from '../../formats/digest.ts';
import { parseDsseEnvelope } from '../../formats/dsse.ts';
import { FormatError } from '../../formats/format-error.ts';
import { isNotaryEnvelope, parseNotaryEnvelope } from '../../formats/notary/envelope.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { parseSigstoreBundle } from '../../formats/sigstore/bundle.ts';
import type { EvidenceListing, ListedBytes, ListedEvidence, VerifiedEvidence } from '../../records/evidence-listing.ts';
import type { EvidenceSet, UnverifiedDocument, UnverifiedEvidence } from '../../records/evidence-set.ts';
import type { Facts } from '../../records/facts.ts';
import type { NeededSigner } from '../../records/needs.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';

/** Bytes inside of an envelope. */
export interface SignedPayload {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The part of facts that says what became of each piece. */
export type EvidenceFacts = Pick<Facts, 'signatures' | 'statements' | 'rejected'>;

/**
 * Lists what was found attached to an image, needed by a policy or not, with what verification said of each piece.
 *
 * @param facts - what was established from this very set
 * @param signers - those that the facts were established with
 * @example listEvidence(set, facts, needs.signers).evidence[0]?.verified[0]?.signer
 */
export function listEvidence(
  set: EvidenceSet,
  facts: EvidenceFacts,
  signers: readonly NeededSigner[],
): EvidenceListing {
  const image = set.root.descriptor.digest;
  const lines = new Map<string, ListedEvidence>();
  const outcomes = new Outcomes(set.evidence, facts, signers);
  for (const one of set.evidence) {
    const key = `${one.foundUnder} ${one.descriptor.digest}`;
    const line = lines.get(key);
    if (line === undefined) lines.set(key, listed(one, outcomes));
    else lines.set(key, { ...line, contents: united(line.contents, one) });
  }
  return {
    apiVersion: 'twinseal.dev/evidence-listing/v1',
    image,
    subjects: [...new Set([image, ...set.children.map(({ descriptor }) => descriptor.digest)])].sort(),
    evidence: [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line),
  };
}

/**
 * The bytes that the signature of an envelope is over: a DSSE payload, or that of a JWS or COSE_Sign1.
 * @returns undefined for what is no envelope, or none that can be read
 * @example signedPayload(bundle)?.mediaType // 'application/vnd.in-toto+json'
 * @see DSSE v1.0 protocol.md; RFC 7515 section 3; RFC 9052 section 4.2
 */
export function signedPayload({ mediaType, bytes }: { readonly mediaType: string; readonly bytes: Uint8Array }) {
  try {
    if (isNotaryEnvelope(mediaType)) {
      const { payload } = parseNotaryEnvelope(mediaType, bytes);
      return { mediaType: MEDIA_TYPES.notationPayload, bytes: payload } satisfies SignedPayload;
    }
    if (mediaType === MEDIA_TYPES.dsse) {
      const { payload, payloadType } = parseDsseEnvelope(bytes);
      return { mediaType: payloadType, bytes: payload } satisfies SignedPayload;
    }
    if (!mediaType.startsWith('application/vnd.dev.sigstore.bundle')) return undefined;
    const { content } = parseSigstoreBundle(bytes);
    if (content.kind !== 'dsse') return undefined;
    return { mediaType: content.envelope.payloadType, bytes: content.envelope.payload } satisfies SignedPayload;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** What facts say, by subject and content: a copy of a bundle under another manifest is as good as the first. */
class Outcomes {
  readonly #contentOf = new Map<string, Digest>();
  readonly #verified = new Map<string, VerifiedEvidence[]>();
  readonly #rejected = new Map<string, Facts['rejected'][number]>();

  constructor(
    evidence: readonly UnverifiedEvidence[],
    { signatures, statements, rejected }: EvidenceFacts,
    signers: readonly NeededSigner[],
  ) {
    for (const { foundUnder, descriptor, blobs } of evidence)
      this.#contentOf.set(`${foundUnder} ${descriptor.digest}`, blobs[0]?.descriptor.digest ?? descriptor.digest);
    for (const { subject, evidence: digest, signer, logged = [] } of signatures) {
      // By whomever it is: it is listed as what was found, under nobody's name.
      if (logged.some(({ check }) => check === 'authenticity')) continue;
      this.#add(subject, digest, {
        kind: 'signature',
        ...signerOf(signer),
        ...(signer.family === 'cosign' && { predicateType: PREDICATE_TYPES.cosignSign }),
      });
    }
    for (const { foundUnder, evidence: digest, signer, predicateType } of statements)
      this.#add(foundUnder, digest, { kind: 'statement', ...signerOf(signer), predicateType });
    for (const one of rejected) {
      this.#rejected.set(this.#key(one.foundUnder, one.evidence), one);
      for (const verified of unasked(one, signers)) this.#add(one.foundUnder, one.evidence, verified);
    }
  }

  of(subject: Digest, digest: Digest) {
    const key = this.#key(subject, digest);
    return { verified: this.#verified.get(key) ?? [], rejected: this.#rejected.get(key) };
  }

  #add(subject: Digest, digest: Digest, one: VerifiedEvidence): void {
    const key = this.#key(subject, digest);
    this.#verified.set(key, [...(this.#verified.get(key) ?? []), one]);
  }

  #key(subject: Digest, digest: Digest): string {
    return `${subject} ${this.#contentOf.get(`${subject} ${digest}`) ?? digest}`;
  }
}

/**
 * A statement whose signature and subject hold and that this policy did not ask for: it counts for nothing in a verdict, and
 * auditors are told whose it is all the same. No other rejection has this code together with a type and signers.
 */
function unasked(
  { code, claimedType, signer = '', key: known }: Facts['rejected'][number],
  signers: readonly NeededSigner[],
): readonly VerifiedEvidence[] {
  if (code !== 'SIGNATURE_WRONG_TYPE' || claimedType === undefined) return [];
  return signer.split(', ').flatMap((name) => {
    const one = signers.find((other) => other.name === name && other.family === 'cosign');
    if (one?.family !== 'cosign') return [];
    const key = known ?? sha256Of(one.spki);
    return [{ kind: 'statement' as const, signer: name, family: 'cosign' as const, key, predicateType: claimedType }];
  });
}

function sha256Of(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}` as Digest;
}

function signerOf({ name, family, key, certificateSubject }: Facts['signatures'][number]['signer']) {
  return { signer: name, family, key, ...(certificateSubject !== undefined && { certificateSubject }) };
}

function listed(
  { foundUnder, form, descriptor, manifest, blobs }: UnverifiedEvidence,
  outcomes: Outcomes,
): ListedEvidence {
  const { verified, rejected } = outcomes.of(foundUnder, descriptor.digest);
  const artifactType = descriptor.artifactType ?? manifest?.view.artifactType;
  const signed = signedIn(blobs);
  return {
    subject: foundUnder,
    ...bytesOf(descriptor),
    form,
    ...(artifactType !== undefined && { artifactType }),
    contents: blobs.map((blob) => bytesOf(blob.descriptor)),
    ...(signed !== undefined && { signed }),
    ...(rejected?.claimedType !== undefined && { claimedType: rejected.claimedType }),
    verified,
    ...(rejected !== undefined && { rejected: rejected.code }),
  };
}

/** One manifest under a tag of cosign holds many signatures, each a piece by itself. */
function united(contents: readonly ListedBytes[], { blobs }: UnverifiedEvidence): readonly ListedBytes[] {
  const more = blobs.map(({ descriptor }) => bytesOf(descriptor));
  return [...contents, ...more.filter(({ digest }) => contents.every((known) => known.digest !== digest))];
}

function signedIn([blob]: readonly UnverifiedDocument[]): ListedBytes | undefined {
  const payload = blob && signedPayload({ mediaType: blob.descriptor.mediaType, bytes: blob.bytes });
  if (payload === undefined) return undefined;
  const { mediaType, bytes } = payload;
  return { digest: sha256Of(bytes), mediaType, size: bytes.length };
}

function bytesOf({ digest, mediaType, size }: ListedBytes): ListedBytes {
  return { digest, mediaType, size };
}
