import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cliPage, errorsPage, findingsPage } from '../../docs/generate.ts';
import { ERROR_CATALOGUE } from '../../src/records/error-catalogue.ts';
import { contract } from '../support/openapi-contract.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const again = 'run `node docs/generate.ts` and commit what it writes';

test('docs/cli.md is what the verbs say of themselves', async () => {
  assert.equal(readFileSync(join(docs, 'cli.md'), 'utf8'), await cliPage(), again);
});

test('docs/errors.md is what the catalogues say', () => {
  assert.equal(readFileSync(join(docs, 'errors.md'), 'utf8'), errorsPage(), again);
});

test('docs/findings.md is what the table of findings says', () => {
  assert.equal(readFileSync(join(docs, 'findings.md'), 'utf8'), findingsPage(), again);
});

test('the contract declares each status that an error can have at the verify route', () => {
  const declared = Object.keys(contract.paths['/verify']?.post?.responses ?? {});
  const elsewhere = ['EVIDENCE_NOT_KEPT', 'IDEMPOTENCY_KEY_IN_FLIGHT'];
  for (const [code, { status }] of Object.entries(ERROR_CATALOGUE))
    if (!elsewhere.includes(code)) assert.ok(declared.includes(String(status)), `${code} ${status}`);
});

test('the contract declares what every path that knows its callers may answer', () => {
  const known = Object.entries(contract.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { responses }]) => responses['401'] !== undefined)
      .map(([method, operation]) => ({ what: `${method} ${path}`, ...operation })),
  );
  assert.ok(known.length > 15);
  for (const { what, responses, requestBody } of known) {
    for (const status of ['400', '403', '405', '429', '500', '503']) assert.ok(responses[status], `${what} ${status}`);
    assert.match(responses['429']?.$ref ?? '', /TooMany$/, what);
    if (requestBody !== undefined) assert.ok(responses['408'], `${what} 408`);
  }
});
