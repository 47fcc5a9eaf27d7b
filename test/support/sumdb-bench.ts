// A folder, a log, the server before it and clients of it, for the tests of the checksum database.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { ReaderLimits } from '../../src/adapters/sumdb/address-reader.ts';
import { openChecksumDatabase } from '../../src/adapters/sumdb/checksum-database.ts';
import type { Call } from '../../src/ports/call.ts';
import type { SumdbAnswer } from '../../src/ports/checksum-database.ts';
import { type HostileRegistry, reply } from './hostile-registry.ts';
import { type Interfere, newLogKey, SumdbLog, serveSumdb } from './sumdb-log.ts';

export const MODULE = 'example.com/Some/module';
export const VERSION = 'v1.2.3';
/** One repeat at once: the tests wait for no network. */
export const QUICK: Partial<ReaderLimits> = { retries: 1, backoff: 1 };

/** A call that may take a minute. */
export function minute(): Call {
  return { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
}

export interface SumdbBench {
  readonly log: { current: SumdbLog };
  readonly server: HostileRegistry;
  readonly folder: string;
  /** Answers in place of the log while it is set. */
  interfere: Interfere | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** One lookup by a client of its own, as a process of its own would do it. */
  ask(options?: {
    readonly offline?: boolean;
    readonly path?: string;
    readonly version?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly limits?: Partial<ReaderLimits>;
    readonly call?: Call;
  }): Promise<SumdbAnswer>;
  /** Files below the folder. */
  files(): readonly string[];
}

/** @param log - one that has a record of MODULE at VERSION unless given */
export async function sumdbBench(log: SumdbLog = logWithModule()): Promise<SumdbBench> {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-sumdb-'));
  const current = { current: log };
  const server = await serveSumdb(current, (path, response) => bench.interfere?.(path, response) ?? false);
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const bench: SumdbBench = {
    log: current,
    server,
    folder,
    interfere: undefined,
    environment: { GOPROXY: server.url, GOSUMDB: log.gosumdb },
    async ask({
      offline = false,
      path = MODULE,
      version = VERSION,
      environment,
      limits = QUICK,
      call = minute(),
    } = {}) {
      const database = openChecksumDatabase({
        environment: environment ?? bench.environment,
        folder,
        offline,
        limits,
      });
      try {
        return await database.lookup(path, version, call);
      } finally {
        await database.close();
      }
    },
    files: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => statSync(join(folder, name)).isFile())
        .sort(),
  };
  return bench;
}

/** A log with a record of MODULE at VERSION after `before` others, and `behind` more. */
export function logWithModule(signer = newLogKey(), before = 600, behind = 150, story = ''): SumdbLog {
  const log = new SumdbLog(signer, before, story);
  log.add(MODULE, VERSION);
  for (let i = 0; i < behind; i++) log.add('example.com/later', `v1.0.${i}`);
  return log;
}

/** Asserts an answer that is not `known`. */
export function refuses(answer: SumdbAnswer, outcome: SumdbAnswer['outcome'], why: RegExp): void {
  assert.equal(answer.outcome, outcome, JSON.stringify(answer));
  assert.match('why' in answer ? answer.why : '', why);
}

/** Sends something else for the paths that match. */
export function sending(
  pattern: RegExp,
  body: string | Uint8Array,
  status = 200,
  headers: Record<string, string> = {},
) {
  return (path: string, response: ServerResponse): boolean => {
    if (!pattern.test(path)) return false;
    reply(response, status, headers, body);
    return true;
  };
}
