// Mistakes in what auditors ask are told at the parameter that they stand in.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { auditorService } from '../support/auditor-service.ts';
import { responseProblems } from '../support/openapi-contract.ts';

const service = await auditorService();
after(() => service.stop());

test('a cursor of attestations that no page gave is told as that, and not as a digest', async () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  for (const cursor of ['OQ', Buffer.from(digest).toString('base64url'), Buffer.from('9 9').toString('base64url')]) {
    const response = await fetch(`${service.url}/attestations?digest=${digest}&cursor=${cursor}`);
    assert.deepEqual(await responseProblems('/attestations', 'get', response), []);
    const { code, detail } = (await response.json()) as { readonly code: string; readonly detail: string };
    assert.equal(code, 'USAGE');
    assert.match(detail, /^cursor is what/, cursor);
  }
  const wrong = (await (await fetch(`${service.url}/attestations?digest=9`)).json()) as { readonly detail: string };
  assert.match(wrong.detail, /^a digest is one such as/);
});
