// The doors for auditors over a real store in a folder, and images judged into it as the service does.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutCredentials } from '../../src/adapters/callers/without-credentials.ts';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { httpApp } from '../../src/doors/http/app.ts';
import { makeDecision } from '../../src/judge/audit/decision.ts';
import { combine } from '../../src/judge/decide/combine.ts';
import type { CompiledPolicy } from '../../src/judge/policy/compile.ts';
import type { ContentReader } from '../../src/ports/content.ts';
import type { ServiceStore } from '../../src/ports/service-store.ts';
import type { Decision } from '../../src/records/decision.ts';
import { RECORD_TYPES } from '../../src/records/evidence-record.ts';
import type { LogKind } from '../../src/records/log-entry.ts';
import type { AskRevocation } from '../../src/roads/ask-revocation.ts';
import { establishImage, recordDocument } from '../../src/roads/establish-image.ts';
import { judgeImage } from '../../src/roads/judge-image.ts';
import { auditorRoutes } from '../../src/wire/service/auditors.ts';

export const ORIGIN = 'example.com/log';
const call = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });

/** A store with its doors. */
export interface AuditorService {
  readonly folder: string;
  readonly store: ServiceStore;
  readonly url: string;
  stop(): Promise<void>;
}

/** Opens a store (in a new folder unless one is given) and serves it on loopback. */
export async function auditorService(given?: string): Promise<AuditorService> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'twinseal-auditors-'));
  const store = await openSqliteServiceStore(folder, { log: { origin: ORIGIN } }, call());
  const server = createServer(
    httpApp({ open: [], authenticated: [...auditorRoutes(store)] }, withoutCredentials(true), {
      loopback: true,
      now: () => Date.now(),
      report: assert.fail,
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    folder,
    store,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await store.close();
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How an image is judged into a store. */
export interface Judging {
  readonly id: string;
  /** Seconds since 1970. */
  readonly now: number;
  readonly requested?: string;
  readonly target?: string;
  /** About revoked certificates; by default nobody is asked. */
  readonly ask?: AskRevocation;
}

/** Judges an image by policies and keeps the decision with all that it rests on, the policies too. */
export async function judgeInto(
  store: ServiceStore,
  reader: ContentReader,
  policies: readonly CompiledPolicy[],
  { id, now, requested = 'registry.example.com/team/app:v1', target = 'v1', ask }: Judging,
): Promise<Decision> {
  const clock = { now: () => now * 1000 };
  const judging = policies.map((compiled) => ({ compiled, mode: compiled.policy.mode }));
  const judged = await judgeImage(
    { reader, requested, target },
    judging,
    { establish: establishImage(true, undefined, ask), clock },
    { signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER },
  );
  const { evidence, reports, documents } = judged.inputs();
  const decision = makeDecision({
    id,
    now: now * 1000,
    caller: { name: 'ci', by: 'api-key', credential: 'abcdefgh1234' },
    door: 'verify',
    request: { claims: { release: 'v1' } },
    requested,
    repository: judged.repository,
    ...combine(judged.judgements, { name: requested, digest: judged.root }, judged.repository),
    judgements: judged.judgements,
    inputs: {
      image: judged.root,
      evidence,
      reports,
      policies: judged.judgements.map(({ policy }) => policy.digest),
      tool: '0.1.0',
    },
  });
  const texts = policies.map(({ policy }) => recordDocument(policy, RECORD_TYPES.policy));
  await store.ledger.append(decision, [...documents, ...texts], call());
  return decision;
}

/** A change without documents. */
export async function noteChange(store: ServiceStore, kind: Exclude<LogKind, 'decision'>, id: string): Promise<void> {
  await store.ledger.note(
    {
      apiVersion: 'twinseal.dev/change/v1',
      kind,
      id,
      time: '2026-11-24T12:00:00Z',
      name: 'release',
      action: 'changed',
    },
    [],
    call(),
  );
}
