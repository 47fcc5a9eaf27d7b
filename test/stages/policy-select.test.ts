import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import { type PolicyRequest, selects } from '../../src/judge/policy/select.ts';
import type { Policy } from '../../src/records/policy.ts';

const parse = (more: object, name = 'prod'): Promise<Policy> => {
  const document = { apiVersion: 'twinseal.dev/v1', kind: 'Policy', require: { image: { nonRoot: true } }, ...more };
  const readFile = async () => new Uint8Array();
  return parsePolicy({ name, bytes: encodeUtf8(JSON.stringify(document)), readFile });
};
const refused = (more: object, why: RegExp) =>
  assert.rejects(parse(more), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'POLICY_INVALID');
    assert.match(error.message, why);
    return true;
  });
const APP = { repository: 'r.example.com/team/app' };

test('a policy is for the repositories, namespaces and labels that it names, and for nothing less', async () => {
  const policy = await parse({
    images: ['r.example.com/team/**'],
    match: { namespaces: ['prod', 'prod-*'], labels: { tier: 'web', owner: '*' } },
  });
  const request: PolicyRequest = { ...APP, namespace: 'prod-eu', labels: { tier: 'web', owner: 'x', other: 'y' } };
  assert.deepEqual(selects(policy, request), {
    selected: true,
    reason: 'prod is for r.example.com/team/** in prod, prod-* with tier=web, owner=*',
  });
  const no = (edit: object, reason: string) =>
    assert.deepEqual(selects(policy, { ...request, ...edit }), { selected: false, reason });
  no(
    { repository: 'r.example.com/other/app' },
    'prod is for the repositories r.example.com/team/**, not for "r.example.com/other/app"',
  );
  no({ namespace: 'staging' }, 'prod is for the namespaces prod, prod-*, and the request names "staging"');
  no({ namespace: 'PROD' }, 'prod is for the namespaces prod, prod-*, and the request names "PROD"');
  no({ labels: { owner: 'x' } }, 'prod is for requests with the label tier=web, and this one has none');
  no({ labels: { owner: 'x', tier: 'we' } }, 'prod is for requests with the label tier=web, and this one has "we"');
  no({ labels: { tier: 'web' } }, 'prod is for requests with the label owner, and this one has none');
  const { namespace: _, ...silent } = request;
  assert.equal(selects(policy, silent).reason, 'prod is for the namespaces prod, prod-*, and the request names none');
  assert.equal(selects(policy, APP).selected, false);
});

test('without match a policy is for every request to its repositories', async () => {
  const policy = await parse({});
  for (const request of [APP, { ...APP, namespace: 'x' }, { repository: 'layout', labels: { a: 'b' } }])
    assert.equal(selects(policy, request).selected, true);
  assert.equal(policy.mode, 'enforce');
});

test('what a request says can only take policies away when it says less', async () => {
  const policy = await parse({ match: { labels: { a: '1', b: '*' }, namespaces: ['n*'] } });
  let matched = 0;
  const labels = fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor'), fc.constantFrom('1', '2'));
  fc.assert(
    fc.property(labels, fc.option(fc.constantFrom('n1', 'm'), { nil: undefined }), (all, namespace) => {
      const request = { ...APP, labels: all, ...(namespace !== undefined && { namespace }) };
      const { selected } = selects(policy, request);
      if (selected) matched++;
      for (const name of Object.keys(all)) {
        const { [name]: _, ...fewer } = all;
        if (selects(policy, { ...request, labels: fewer }).selected) assert.ok(selected);
      }
      if (selects(policy, { ...APP, labels: all }).selected) assert.ok(selected);
    }),
  );
  assert.ok(matched > 0);
  // What every object has by birth is no label.
  const born = await parse({ match: { labels: { constructor: '*' } } });
  assert.equal(selects(born, { ...APP, labels: {} }).selected, false);
});

test('the reason is bounded and holds no broken text, however long the request is', async () => {
  const policy = await parse({ match: { namespaces: Array.from({ length: 64 }, (_, at) => `n${at}`) } });
  const { reason } = selects(policy, { ...APP, namespace: `${'x'.repeat(127)}\u{1f600}${'y'.repeat(10_000)}` });
  assert.ok(reason.length < 500, reason);
  assert.ok(reason.isWellFormed());
  assert.match(reason, /and 56 more/);
  assert.equal(selects(policy, { repository: 'a/'.repeat(100_000) }).selected, false);
});

test('modes, shadows and matches that mean nothing are refused', async () => {
  for (const mode of ['enforce', 'warn', 'audit'] as const) assert.equal((await parse({ mode })).mode, mode);
  assert.equal((await parse({ shadowOf: 'release' })).shadowOf, 'release');
  await refused({ mode: 'off' }, /at \/mode: "mode" must be one of enforce, warn, audit/);
  await refused({ mode: null }, /must be one of/);
  await refused({ shadowOf: 'prod' }, /names this policy itself/);
  await refused({ shadowOf: '' }, /must not be empty/);
  await refused({ match: {} }, /names nothing/);
  await refused({ match: { labels: {} } }, /names nothing/);
  await refused({ match: { namespaces: ['a'], labels: {} } }, /names nothing/);
  await refused({ match: { namespaces: [] } }, /at least one name/);
  await refused({ match: { namespaces: ['a', 'a'] } }, /twice/);
  await refused({ match: { namespaces: ['Prod'] } }, /no namespace/);
  await refused({ match: { namespaces: ['a b'] } }, /no namespace/);
  await refused({ match: { labels: { a: 1 } } }, /must be a string/);
  await refused({ match: { labels: { '': 'x' } } }, /empty or too long/);
  await refused({ match: { labels: { a: 'x'.repeat(257) } } }, /empty or too long/);
  await refused({ match: { repositories: ['**'] } }, /not a member/);
});
