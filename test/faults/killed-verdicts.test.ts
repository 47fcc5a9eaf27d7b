// A service killed while it answers and while it starts: what it acknowledged is there, whole and in the log.
// killed-verdicts.heavy.test.ts does it 200 times.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killedVerdicts } from '../support/killed-verdicts.ts';

test('whatever was acknowledged before a kill is kept, and nothing of it is half there', async () => {
  const ledger = await killedVerdicts();
  try {
    for (let round = 0; round < 4; round++) {
      await ledger.life();
      if (round % 2 === 1) await ledger.stillbirth();
    }
  } finally {
    await ledger.end();
  }
  assert.ok(ledger.acknowledged >= 8, `only ${ledger.acknowledged} decisions were acknowledged`);
});
