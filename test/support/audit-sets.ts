// Sets for auditors as tests make, bend and verify them: in memory, or by the program.
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logKey, verifyEd25519 } from '../../src/adapters/store/log-key.ts';
import { openStoredAudit } from '../../src/adapters/store/stored-audit.ts';
import { serialiseVerifierKey } from '../../src/formats/signed-note.ts';
import type { HeldLog, HeldReceipt } from '../../src/judge/audit/set-log.ts';
import { verifySet } from '../../src/judge/audit/verify-set.ts';
import type { AuditSource } from '../../src/ports/audit-source.ts';
import type { DecisionFilter } from '../../src/ports/decision-ledger.ts';
import type { SetFiles } from '../../src/ports/set-files.ts';
import { exportAudit } from '../../src/roads/export-audit.ts';
import { ORIGIN } from './auditor-service.ts';

export const auditCall = () => ({ signal: new AbortController().signal, deadline: Date.now() + 120_000 });

/** A set in memory. */
export type MemorySet = Map<string, Uint8Array>;

/** Exports into memory. */
export async function exportSet(source: AuditSource, filter: DecisionFilter = {}): Promise<MemorySet> {
  const set: MemorySet = new Map();
  for await (const file of exportAudit(source, { filter, tool: '0.1.0' }, auditCall())) {
    if (set.has(file.path)) throw new Error(`${file.path} is exported twice`);
    set.set(file.path, await file.bytes());
  }
  return set;
}

/** Exports a data folder, whatever was done to it. */
export async function exportFolder(folder: string, filter: DecisionFilter = {}, key?: string): Promise<MemorySet> {
  const source = await openStoredAudit(folder, key, auditCall());
  try {
    return await exportSet(source, filter);
  } finally {
    source.close();
  }
}

export function filesOf(set: MemorySet, name = 'set'): SetFiles {
  return { name, read: async (path) => set.get(path), list: async () => [...set.keys()] };
}

/** The log's verifier key, from the folder's own key file. */
export function keyOfFolder(folder: string): string {
  const secret = createPrivateKey(readFileSync(join(folder, 'log.key'), 'utf8'));
  return serialiseVerifierKey(logKey(ORIGIN, secret).verifierKey);
}

/** What is wrong with a set, a line each: `CODE where`. */
export async function problemsOf(
  set: MemorySet,
  key?: string,
  held: readonly HeldLog[] = [],
  receipts: readonly HeldReceipt[] = [],
): Promise<readonly string[]> {
  const trust = { held, receipts, verify: verifyEd25519, ...(key !== undefined && { key }) };
  const { problems } = await verifySet(filesOf(set), trust, auditCall());
  return problems.map(({ code, where }) => `${code} ${where}`);
}

/** A set as what an auditor held. */
export function heldSet(set: MemorySet, name = 'older'): HeldLog {
  return { name, note: set.get('log/checkpoint') ?? new Uint8Array(), files: filesOf(set, name) };
}
