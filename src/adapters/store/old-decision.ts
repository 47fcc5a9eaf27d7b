import type { Digest } from '../../formats/digest.ts';
import type { Check } from '../../records/check.ts';
import { digestGroup } from './digest-group.ts';
import { type LedgerRow, requestedNames, searchedDigests } from './ledger-row.ts';

/** A decision as the first release wrote it: one policy, and the caller's name alone. */
interface OldDecision {
  readonly id: string;
  readonly time: string;
  readonly caller: string;
  readonly requested: string;
  readonly verdict?: {
    readonly outcome: string;
    readonly subject: { readonly name: string };
    readonly policy: { readonly name: string };
    readonly checks: readonly Check[];
  };
  readonly inputs?: { readonly image: Digest };
  /** Where there was no verdict. */
  readonly policy?: { readonly name: string };
}

/**
 * The row of a decision of the first release. Its text stays as it was written: it is what was answered.
 * @param document - canonical JSON of a `twinseal.dev/decision/v1`
 * @throws SyntaxError when it is no JSON
 * @example oldDecisionRow(String(row.document)).columns?.outcome
 */
export function oldDecisionRow(document: string): LedgerRow {
  // Written by the first release alone, as canonical JSON of this very type.
  const { id, time, caller, requested, verdict, inputs, policy } = JSON.parse(document) as OldDecision;
  const name = verdict?.policy.name ?? policy?.name;
  return {
    kind: 'decision',
    id,
    time,
    document,
    columns: {
      outcome: verdict?.outcome ?? 'indeterminate',
      caller,
      ...(verdict === undefined ? requestedNames(requested) : decidedNames(verdict, inputs)),
      release: null,
      policies: name === undefined ? [] : [name],
      shadowDiffers: false,
    },
  };
}

function decidedNames(verdict: NonNullable<OldDecision['verdict']>, inputs: OldDecision['inputs']) {
  const searched = inputs === undefined ? [] : searchedDigests(inputs.image, { verdict });
  return { repository: verdict.subject.name, group: digestGroup(searched, []) };
}
