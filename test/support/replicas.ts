// Any number of `twinseal serve` and `twinseal worker` on one PostgreSQL database, with an image to judge.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newApiKey } from '../../src/adapters/callers/new-api-key.ts';
import { openPostgresServiceStore } from '../../src/adapters/store/postgres-store.ts';
import { apiKeyHash, serialiseApiKey } from '../../src/formats/api-key.ts';
import type { ServiceStore } from '../../src/ports/service-store.ts';
import { responseProblems } from './openapi-contract.ts';
import type { PostgresServer } from './postgres-server.ts';
import { type RunningService, startService } from './running-service.ts';
import { makeImage } from './sealed-image.ts';
import { serveImages } from './serving-registry.ts';
import { twinseal, withCompiled } from './twinseal-program.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const ORIGIN = 'log.test';
const VARIABLE = 'TWINSEAL_TEST_DATABASE';

/** A worker that runs. */
export interface ReplicaWorker {
  log(): string;
  stop(signal?: NodeJS.Signals): Promise<number | string | null>;
}

export interface Replicas {
  readonly folder: string;
  /** Of the database. */
  readonly url: string;
  /** File with the caller's API key. */
  readonly tokenFile: string;
  /** An image that policies/any.yaml allows. */
  readonly image: string;
  /** Asks one replica, as a caller who may verify, seal and audit. */
  ask(service: RunningService, path: string, body?: unknown, idempotencyKey?: string): Promise<Response>;
  /** Asks one replica to judge the image; what it answers must be what the contract says. */
  verify(service: RunningService, idempotencyKey?: string): Promise<Answered>;
  serve(keyFile?: string): Promise<RunningService>;
  /** One that is told the URL by a variable, and has a worker of its own. */
  serveWithWorker(): Promise<RunningService>;
  worker(): ReplicaWorker;
  /** The store itself, opened by the test. */
  store(): Promise<ServiceStore>;
  /** Ends what was started, and gives all that it wrote. */
  close(): Promise<string>;
}

/** Starts a registry; the rest is started as the test asks. */
export async function replicas(server: PostgresServer): Promise<Replicas> {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-replicas-'));
  const url = await server.database();
  const registry = await serveImages(new Map([['team/app', makeImage()]]));
  for (const name of ['policies', 'shared', 'home']) mkdirSync(join(folder, name));
  const policy = 'apiVersion: twinseal.dev/v1\nkind: Policy\nrequire:\n  image:\n    nonRoot: true\n';
  writeFileSync(join(folder, 'policies', 'any.yaml'), policy);
  for (const name of ['log', 'other'])
    assert.equal((await twinseal(['keys', 'generate', 'log', '--out', join(folder, name)])).status, 0);
  writeFileSync(join(folder, 'url'), `${url}\n`);
  const key = newApiKey();
  const settings = (keyFile: string, variable = false): string => {
    const path = join(folder, `${keyFile}${variable ? '.variable' : ''}.yaml`);
    const lines = [
      'apiVersion: twinseal.dev/v1',
      `store: { kind: postgres, ${variable ? `urlVariable: ${VARIABLE}` : 'urlFile: url'} }`,
      `log: { origin: ${ORIGIN}, keyFile: ${keyFile} }`,
      `privateRegistries: ["${registry.host}"]`,
      'callers:',
      '  - name: ci',
      '    roles: [verify, seal, audit]',
      `    apiKeys: [{ id: ${key.id}, hash: "${apiKeyHash(serialiseApiKey(key))}" }]`,
      `seal: { folder: shared, leaseSeconds: 5${variable ? ', worker: child' : ''} }`,
    ];
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const running: (RunningService | ReplicaWorker)[] = [];
  const env = withCompiled({ PATH: process.env.PATH, HOME: join(folder, 'home'), GOSUMDB: 'off' });
  const ask = (service: RunningService, path: string, body?: unknown, idempotencyKey?: string): Promise<Response> => {
    const raw = body instanceof Uint8Array;
    return fetch(`${service.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${serialiseApiKey(key)}`,
        ...(body !== undefined && { 'content-type': raw ? 'application/gzip' : 'application/json' }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(body !== undefined && { body: raw ? new Uint8Array(body) : JSON.stringify(body) }),
    });
  };
  const serve = async (path: string, around: NodeJS.ProcessEnv): Promise<RunningService> => {
    const more = ['--config', path];
    const service = await startService(join(folder, 'policies'), undefined, '127.0.0.1:0', more, around);
    running.push(service);
    return service;
  };
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, serialiseApiKey(key));
  return {
    folder,
    url,
    tokenFile,
    ask,
    async verify(service, idempotencyKey) {
      const response = await ask(
        service,
        '/verify',
        { image: `${registry.host}/team/app:v1`, policy: 'any' },
        idempotencyKey,
      );
      assert.deepEqual(await responseProblems('/verify', 'post', response), []);
      return { status: response.status, ...((await response.json()) as object) };
    },
    image: `${registry.host}/team/app:v1`,
    serve: (keyFile = 'log.key') => serve(settings(keyFile), env),
    serveWithWorker: () => serve(settings('log.key', true), { ...env, [VARIABLE]: url }),
    worker() {
      const child: ChildProcess = spawn(bin, ['worker', '--config', settings('log.key')], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let log = '';
      child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (log += chunk));
      const ended = new Promise<number | string | null>((resolve) =>
        child.once('exit', (status, signal) => resolve(status ?? signal)),
      );
      const worker: ReplicaWorker = {
        log: () => log,
        stop(signal = 'SIGTERM') {
          child.kill(signal);
          return ended;
        },
      };
      running.push(worker);
      return worker;
    },
    store: () =>
      openPostgresServiceStore(url, { log: { origin: ORIGIN, keyFile: join(folder, 'log.key') } }, anyCall()),
    async close() {
      await Promise.all(running.map((each) => each.stop('SIGKILL')));
      await registry.stop();
      rmSync(folder, { recursive: true, force: true });
      return running.map((each) => each.log()).join('\n');
    },
  };
}

/** An answer of `POST /verify`, as far as these tests look. */
export interface Answered {
  readonly status: number;
  readonly decisionId?: string;
  readonly outcome?: string;
  readonly code?: string;
  readonly retryable?: boolean;
}

export const anyCall = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
