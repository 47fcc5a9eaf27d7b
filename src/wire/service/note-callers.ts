import { systemClock } from '../../adapters/clock.ts';
import { systemRandom } from '../../adapters/random.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionLedger } from '../../ports/decision-ledger.ts';
import type { ServiceSettings } from '../../records/service-settings.ts';
import { declaredCallers } from '../../roads/declarations.ts';
import { noteChanges } from '../../roads/note-changes.ts';

/**
 * Notes how the callers of the settings, their roles and credentials, and the bindings of policies differ from what the log last said.
 * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
 * @example await noteCallers(settings, store.ledger, call)
 */
export async function noteCallers(settings: ServiceSettings, ledger: DecisionLedger, call: Call): Promise<void> {
  const ports = { ledger, clock: systemClock, random: systemRandom };
  await noteChanges(declaredCallers(settings), { kinds: ['key', 'role'], isGone: () => true }, ports, call);
}
