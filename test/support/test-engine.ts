import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { observedLedger } from '../../src/adapters/telemetry/observed-ledger.ts';
import { openTelemetry } from '../../src/adapters/telemetry/telemetry.ts';
import type { PullSecrets } from '../../src/ports/pull-secrets.ts';
import type { ServiceStore } from '../../src/ports/service-store.ts';
import type { Caller } from '../../src/records/caller.ts';
import type { Question } from '../../src/records/question.ts';
import type { ServiceSettings } from '../../src/records/service-settings.ts';
import { DEFAULT_SERVICE } from '../../src/roads/service-settings.ts';
import { readPolicies, requireUsable } from '../../src/wire/loaded-policies.ts';
import { userPlaces } from '../../src/wire/places.ts';
import { renewedPlaces } from '../../src/wire/renewed-places.ts';
import { type Engine, engineOf } from '../../src/wire/service/engine.ts';
import { userRoots } from '../../src/wire/trust-folder.ts';
import { testCall } from './walkable-image.ts';

/** Who asks in tests. */
export const CALLER: Caller = { name: 'ci', by: 'api-key', roles: ['verify'] };

/** A question of that caller. */
export function questionOf(image: string, policy?: string, more: Partial<Question> = {}): Question {
  return { image, caller: CALLER, door: 'verify', request: {}, ...(policy !== undefined && { policy }), ...more };
}

/** The engine of a service with everything real behind it: a store on disk, clients of registries, policies of a folder. */
export async function startEngine(
  t: TestContext,
  policies: string,
  settings: Partial<ServiceSettings> = {},
  other?: ServiceStore,
  secrets?: PullSecrets,
) {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-engine-'));
  const store = other ?? (await openSqliteServiceStore(folder, { log: { origin: 'test' } }, testCall()));
  const places = renewedPlaces(() => userPlaces({}), 1000);
  const telemetry = openTelemetry({ log: undefined });
  const stop = new AbortController();
  t.after(async () => {
    stop.abort();
    await places.close();
    await opened.engine?.close();
    if (other === undefined) await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const opened: { engine?: Engine } = {};
  const loaded = await readPolicies(policies, userRoots, testCall());
  requireUsable(loaded, policies);
  const engine = engineOf({
    settings: { ...DEFAULT_SERVICE, ...settings },
    policies: () => loaded,
    bindings: () => settings.bindings ?? [],
    store: { ...store, ledger: observedLedger(store.ledger, telemetry) },
    places,
    telemetry,
    loopback: true,
    version: '0.0.0',
    stop: stop.signal,
    secrets,
  });
  opened.engine = engine;
  return { engine, store, telemetry };
}
