import type { DecisionLedger } from './decision-ledger.ts';
import type { EvidenceArchive } from './evidence-archive.ts';
import type { TransparencyLog } from './transparency-log.ts';

/** What sets for auditors are made from: a store, a data folder, or a server. It is read and never believed. */
export interface AuditSource {
  readonly ledger: Pick<DecisionLedger, 'list' | 'changes'>;
  readonly log: Pick<TransparencyLog, 'verifierKey' | 'checkpoint' | 'tile'>;
  readonly archive: Pick<EvidenceArchive, 'get'>;
}
