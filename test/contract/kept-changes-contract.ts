// What every store keeps of changes: the document, found by its id and by no decision's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import type { ServiceStore } from '../../src/ports/service-store.ts';
import { testCall } from '../support/walkable-image.ts';
import { someChange, someDecision } from './some-decision.ts';

/** @param open - an empty store */
export function keptChangesContract(name: string, open: () => Promise<ServiceStore>): void {
  test(`${name}: a change is found by its id, as it was noted, and only a change is`, async () => {
    const store = await open();
    const { ledger } = store;
    await ledger.append(someDecision('decision'), [], testCall());
    const { index } = await ledger.note(someChange('change'), [], testCall());
    const document = canonicalJson(recordJson(someChange('change')));
    assert.deepEqual(await ledger.change('change', testCall()), { index, document });
    for (const other of ['decision', 'none', "change' OR '1'='1"])
      assert.equal(await ledger.change(other, testCall()), undefined);
    await store.close();
  });
}
