import { keysOfIssuers, knownCallers } from '../../adapters/callers/known-callers.ts';
import { systemClock } from '../../adapters/clock.ts';
import type { Authenticator } from '../../ports/authenticator.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionLedger } from '../../ports/decision-ledger.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import type { PolicyBinding, ServiceSettings } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { PolicySet } from '../../roads/choose-policies.ts';
import { noteCallers } from './note-callers.ts';

const READING = 30_000;
/** Members of the settings that a running service takes over. */
const LIVE = ['callers', 'anonymous', 'issuers', 'bindings'] as const;
type LiveSettings = Pick<ServiceSettings, (typeof LIVE)[number]>;

/** Who may ask, and which policies are bound to whom, as the settings say now. */
export interface LiveCallers {
  readonly authenticator: Authenticator;
  /** @example callers.bindings().length */
  bindings(): readonly PolicyBinding[];
  /** Reads the settings no more. @example await callers.close() */
  close(): Promise<void>;
}

/** What the callers of a service stand on. */
export interface CallerParts {
  readonly loopback: boolean;
  readonly ledger: DecisionLedger;
  readonly telemetry: Telemetry;
  /** Reads the settings again. @example await parts.read(call) */
  read(call: Call): Promise<ServiceSettings>;
}

/**
 * Knows the callers of the settings, and on SIGHUP reads the settings again: callers, their keys and roles, issuers and bindings are
 * taken over, once the change is in the log. Settings that are not good change nothing; what else changed needs a new start.
 *
 * @throws TwinsealError `STORE_FAILED` when it cannot start
 * @example const callers = await liveCallers(settings, parts, call)
 */
export async function liveCallers(settings: ServiceSettings, parts: CallerParts, call: Call): Promise<LiveCallers> {
  const { ledger, telemetry, loopback } = parts;
  let issuers = keysOfIssuers(settings.issuers, systemClock);
  const knowing = (now: LiveSettings): Authenticator => {
    issuers = keysOfIssuers(now.issuers, systemClock, issuers);
    return knownCallers(now, loopback, systemClock, issuers);
  };
  await noteCallers(settings, ledger, call);
  let current: ServiceSettings = settings;
  let authenticator = knowing(settings);

  const renew = async (): Promise<void> => {
    try {
      const within = { signal: call.signal, deadline: systemClock.now() + READING };
      const read = await parts.read(within);
      const other = Object.keys({ ...current, ...read }).filter((name) => textOf(read, name) !== textOf(current, name));
      const live: readonly string[] = LIVE.filter((name) => other.includes(name));
      const rest = other.filter((name) => !live.includes(name));
      if (rest.length > 0)
        telemetry.log('warn', `the settings changed at ${rest.join(', ')}, which needs a new start`, {});
      if (live.length === 0) return;
      await noteCallers(read, ledger, within);
      authenticator = knowing(read);
      const { anonymous: _before, ...kept } = current;
      current = { ...kept, ...liveOf(read) };
      telemetry.count('reloads', { what: 'settings', result: 'changed' });
      telemetry.log('info', `the settings hold that changed at ${live.join(', ')}`, {});
    } catch (error) {
      if (call.signal.aborted) return;
      telemetry.count('reloads', { what: 'settings', result: 'refused' });
      const message = error instanceof Error ? error.message : String(error);
      telemetry.log('error', `the settings were not changed: ${message}`, {
        code: error instanceof TwinsealError ? error.code : 'INTERNAL',
      });
    }
  };
  let reading = Promise.resolve();
  const hangUp = (): void => {
    reading = reading.then(renew);
  };
  process.on('SIGHUP', hangUp);
  return {
    authenticator: { caller: (credentials, within) => authenticator.caller(credentials, within) },
    bindings: () => current.bindings,
    async close() {
      process.off('SIGHUP', hangUp);
      await reading;
    },
  };
}

/** Policies that are bound and not there: whoever they are bound to is told nothing else than that. @example unloadedBindings(settings.bindings, set) */
export function unloadedBindings(bindings: readonly PolicyBinding[], { policies }: PolicySet): readonly string[] {
  return [...new Set(bindings.flatMap((binding) => binding.policies))].filter((name) => !policies.has(name));
}

function liveOf({ callers, issuers, bindings, anonymous }: ServiceSettings): LiveSettings {
  return { callers, issuers, bindings, ...(anonymous !== undefined && { anonymous }) };
}

function textOf(settings: ServiceSettings, name: string): string {
  return JSON.stringify((settings as unknown as Readonly<Record<string, unknown>>)[name]) ?? '';
}
