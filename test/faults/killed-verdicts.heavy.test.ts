// 200 kills at random moments, on two data folders at one time: 160 under load, 40 while the service starts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killedVerdicts } from '../support/killed-verdicts.ts';

const LANES = 2;
const LIVES = 80;

test('200 kills lose no acknowledged decision and leave none half there', async () => {
  const lane = async (): Promise<number> => {
    const ledger = await killedVerdicts();
    try {
      for (let round = 0; round < LIVES; round++) {
        await ledger.life();
        if (round % 4 === 3) await ledger.stillbirth();
      }
    } finally {
      await ledger.end();
    }
    return ledger.acknowledged;
  };
  const acknowledged = await Promise.all(Array.from({ length: LANES }, lane));
  for (const each of acknowledged) assert.ok(each >= 2 * LIVES, `only ${each} decisions were acknowledged`);
});
