// Log lines come after the answers that they tell of: none may be lost when a process ends before its turn is over.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { toldLater } from '../../src/adapters/telemetry/told-later.ts';

const src = join(import.meta.dirname, '..', '..', 'src');

/** A process that answers one request and ends in the same turn, by `last`. */
const ending = (last: string): string => `
  import { writeSync } from 'node:fs';
  import { observedLedger } from '${src}/adapters/telemetry/observed-ledger.ts';
  import { serviceTelemetry } from '${src}/wire/service/telemetry.ts';
  import { someDecision } from '${import.meta.dirname}/../contract/some-decision.ts';
  const telemetry = await serviceTelemetry({}, (line) => void writeSync(1, line));
  const ledger = observedLedger({ append: async () => ({ index: 7, text: '' }) }, telemetry);
  telemetry.request(undefined, async (request) => {
    await ledger.append(someDecision('kept'), [], {});
    request.end({ route: '/verify', method: 'POST', status: 200 });
    ${last};
  });`;

test('a process that ends within the turn of an answer still writes its lines, in their order', async () => {
  for (const [last, status] of [
    ['process.exit(3)', 3],
    ["throw new Error('at the end')", 1],
  ] as const) {
    const argv = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '--eval', ending(last)];
    const ended = await promisify(execFile)(process.execPath, argv).catch((error: unknown) => error);
    const { stdout, code } = ended as { readonly stdout: string; readonly code: number };
    const lines = stdout.trim().split('\n').filter(Boolean);
    assert.equal(code, status, last);
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).msg),
      ['decision', 'request'],
      last,
    );
    assert.equal(JSON.parse(lines[0] ?? '').traceId, JSON.parse(lines[1] ?? '').traceId);
  }
});

test('what is told while others are told comes in the next turn', async () => {
  const told: number[] = [];
  toldLater(() => {
    told.push(1);
    toldLater(() => void told.push(3));
  });
  toldLater(() => void told.push(2));
  assert.deepEqual(told, []);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(told, [1, 2]);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(told, [1, 2, 3]);
});
