import { attestationRoutes } from '../../doors/http/attestations.ts';
import type { Routes } from '../../doors/http/context.ts';
import { decisionRoutes } from '../../doors/http/decisions.ts';
import { documentRoutes } from '../../doors/http/documents.ts';
import { logRoutes } from '../../doors/http/log.ts';
import type { ServiceStore } from '../../ports/service-store.ts';
import type { DecisionEntry } from '../../records/decision.ts';

/** What auditors may ask. @example httpApp({ open, authenticated: [...auditorRoutes(store)] }, authenticator, options) */
export function auditorRoutes(store: ServiceStore): readonly Routes[] {
  const { ledger } = store;
  const decisions = decisionRoutes({
    list: ledger.list,
    changes: ledger.changes,
    async decision(id, call) {
      const kept = await ledger.get(id, call);
      // Written by the ledger alone, as canonical JSON of this very type.
      return kept && (JSON.parse(kept.document) as DecisionEntry);
    },
  });
  return [decisions, attestationRoutes(store), documentRoutes(store.archive), logRoutes(store)];
}
