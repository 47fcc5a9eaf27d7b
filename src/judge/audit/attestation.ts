import type { FoundEvidence, Seen } from '../../ports/evidence-index.ts';
import type { Attestation, VerifiedBy } from '../../records/attestation.ts';

export type { Attestation } from '../../records/attestation.ts';

/**
 * Puts together what different policies found of one piece.
 * @returns undefined for a piece that no decision saw
 * @example attestationOf(found)?.verified[0]?.first.time
 */
export function attestationOf({ subject, digest, seen }: FoundEvidence): Attestation | undefined {
  const [newest] = seen;
  if (newest === undefined) return undefined;
  const { mediaType, size, form, artifactType, contents } = newest.as;
  const signed = seen.find(({ as }) => as.signed !== undefined)?.as.signed;
  const verified = verifiedBy(seen);
  const predicateType = verified.find((one) => one.predicateType !== undefined)?.predicateType;
  const claimedType = seen.find(({ as }) => as.claimedType !== undefined)?.as.claimedType;
  return {
    subject,
    digest,
    mediaType,
    size,
    form,
    ...(artifactType !== undefined && { artifactType }),
    contents,
    ...(signed !== undefined && { signed }),
    ...(predicateType !== undefined && { predicateType }),
    ...(predicateType === undefined && claimedType !== undefined && { claimedType }),
    verified,
    rejected: [...new Set(seen.flatMap(({ as }) => as.rejected ?? []))].sort(),
    first: earliest(seen.map(({ first }) => first)) ?? newest.first,
    last: newest.last,
    decisions: [...new Set(seen.flatMap(({ last, first }) => [last.decision, first.decision]))],
  };
}

function verifiedBy(seen: FoundEvidence['seen']): readonly VerifiedBy[] {
  const all = new Map<string, VerifiedBy>();
  for (const { as, first, last } of seen)
    for (const one of as.verified) {
      const { kind, signer, family, key, predicateType } = one;
      const name = JSON.stringify([kind, signer, family, key, predicateType ?? '']);
      const before = all.get(name);
      // Outcomes come newest first: the last decision of the first that is met stands.
      all.set(name, {
        ...one,
        first: earliest([first, ...(before === undefined ? [] : [before.first])]) ?? first,
        last: before?.last ?? last,
      });
    }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Times are written in one way, so that their text sorts as they do. */
function earliest(all: readonly Seen[]): Seen | undefined {
  return all.reduce<Seen | undefined>(
    (least, one) => (least === undefined || one.time < least.time ? one : least),
    undefined,
  );
}
