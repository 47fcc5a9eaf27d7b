// Whoever sends a made-up token of an issuer is nobody yet: why its keys can't be had is not for him.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { keysOfIssuers, knownCallers } from '../../src/adapters/callers/known-callers.ts';
import { systemClock } from '../../src/adapters/clock.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { serveDoors } from '../support/serve-doors.ts';
import { startIssuer } from '../support/test-issuer.ts';

test('why the keys of an issuer cannot be had is in the log, once, and not in the answer', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-no-keys-'));
  const issuer = await startIssuer();
  const issuers = [{ url: issuer.url, jwksFile: join(folder, 'nope.json') }];
  const oidc = { issuer: issuer.url, audience: 'twinseal', claims: { repository_id: '123' } };
  const callers = [{ name: 'ci', roles: ['verify' as const], oidc }];
  const known = knownCallers({ callers }, true, systemClock, keysOfIssuers(issuers, systemClock));
  const reports: unknown[] = [];
  const { url, stop } = await serveDoors([], known, (error) => reports.push(error));
  t.after(async () => {
    stop();
    await issuer.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const path of ['/verify', '/decisions', '/admission/validate']) {
    for (const accept of ['*/*', 'application/json']) {
      const headers = { authorization: `Bearer ${issuer.token()}`, accept };
      const response = await fetch(url + path, { method: 'POST', headers });
      assert.equal(response.status, 503);
      if (path === '/verify') assert.deepEqual(await responseProblems(path, 'post', response), []);
      const text = await response.text();
      assert.match(text, /ISSUER_UNREACHABLE/);
      assert.match(text, /cannot be had now/);
      assert.doesNotMatch(text, /nope|no such file|twinseal-no-keys/);
    }
  }
  assert.equal(reports.length, 1);
  assert.match(String(reports[0]), /nope\.json: there is no such file/);
});
