// The property of test/stages/layout-properties.test.ts at length: 100,000 changes, none unnoticed.
import { test } from 'node:test';
import { noChangePasses } from '../support/layout-mutations.ts';

test('one changed byte, blob or field of a random layout is an error: 100,000 changes', {
  timeout: 1_800_000,
}, async () => {
  for (let round = 0; round < 20; round++) await noChangePasses(5000);
});
