import type { Digest } from '../formats/digest.ts';
import { formatUtcSeconds } from '../formats/rfc3339.ts';
import { recordDigest } from '../judge/audit/decision.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { DecisionLedger } from '../ports/decision-ledger.ts';
import type { Random } from '../ports/random.ts';
import type { ChangeRecord } from '../records/log-entry.ts';
import type { Declaration } from './declarations.ts';

const PAGE = 200;
/** Pages of one kind that are looked through for what the log last said. What stands further back is noted as new. */
const MAX_PAGES = 100;

/** What noting changes needs. */
export interface ChangePorts {
  readonly ledger: Pick<DecisionLedger, 'note' | 'changes'>;
  readonly clock: Clock;
  readonly random: Random;
}

/** Kinds that are declared, and of which nothing else is in the log. */
export interface DeclaredKinds {
  readonly kinds: readonly Declaration['kind'][];
  /** Of what is not declared now, whether that is for certain; else the log keeps what it said. @example isGone('policy', 'release') */
  isGone(kind: Declaration['kind'], name: string): boolean;
}

/**
 * Notes in the log how what is declared now differs from what the log last said: added, changed, removed. Asked with the same
 * again, it notes nothing, whoever noted it: the process of before, or a replica.
 *
 * @returns what was noted; it is on disk
 * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
 * @example await noteChanges(declaredPolicies(set), { kinds: ['policy', 'exception'], isGone: () => true }, ports, call)
 */
export async function noteChanges(
  declared: readonly Declaration[],
  { kinds, isGone }: DeclaredKinds,
  ports: ChangePorts,
  call: Call,
): Promise<readonly ChangeRecord[]> {
  const { ledger, clock, random } = ports;
  const noted: ChangeRecord[] = [];
  const note = async (
    change: Pick<ChangeRecord, 'kind' | 'name' | 'action' | 'before' | 'after' | 'detail'>,
    documents: Declaration['documents'] = [],
  ): Promise<void> => {
    const time = formatUtcSeconds(Math.floor(clock.now() / 1000));
    const record: ChangeRecord = { apiVersion: 'twinseal.dev/change/v1', id: random.uuid(), time, ...change };
    await ledger.note(record, documents, call);
    noted.push(record);
  };
  for (const kind of kinds) {
    const known = await lastSaid(kind, ledger, call);
    const names = new Set<string>();
    for (const { name, record, detail, documents } of declared.filter((one) => one.kind === kind)) {
      names.add(name);
      const [before, after] = [known.get(name), recordDigest(record)];
      if (before === after) continue;
      if (before === undefined) await note({ kind, name, action: 'added', after, detail }, documents);
      else await note({ kind, name, action: 'changed', before, after, detail }, documents);
    }
    for (const [name, before] of known)
      if (!names.has(name) && isGone(kind, name)) await note({ kind, name, action: 'removed', before });
  }
  return noted;
}

/** What the log last said that there is, by name. */
async function lastSaid(
  kind: Declaration['kind'],
  ledger: ChangePorts['ledger'],
  call: Call,
): Promise<ReadonlyMap<string, Digest>> {
  const said = new Map<string, Digest | undefined>();
  let before: number | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const found = await ledger.changes(kind, before, PAGE, call);
    for (const { document } of found) {
      // Written by the ledger alone, as canonical JSON of this very type.
      const { name, action, after } = JSON.parse(document) as ChangeRecord;
      if (action !== 'used' && !said.has(name)) said.set(name, after);
    }
    before = found.at(-1)?.index;
    if (found.length < PAGE) break;
  }
  const there = [...said].flatMap(([name, digest]): readonly (readonly [string, Digest])[] =>
    digest === undefined ? [] : [[name, digest]],
  );
  return new Map(there);
}
