import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { parseDocument, TRUST } from '../support/policy-text.ts';
import { publicPem, testKey } from '../support/sealed-image.ts';

const refused = (more: object, why: RegExp) =>
  assert.rejects(parseDocument(more), (error: unknown) => {
    assert.ok(error instanceof TwinsealError, String(error));
    assert.equal(error.code, 'POLICY_INVALID');
    assert.match(error.message, why);
    return true;
  });
const ROOT = { image: { nonRoot: true } };
const BY_A = { signatures: [{ by: 'a' }] };

test('signatures of several are read, and what could never be met is refused with its place', async () => {
  const { require } = await parseDocument({ require: { signatures: [{ of: ['a', 'n'], atLeast: 2 }, { by: 'a' }] } });
  assert.deepEqual(require.signatures, [{ of: ['a', 'n'], atLeast: 2 }, { by: 'a' }]);
  const signatures = (...entries: readonly object[]) => ({ require: { signatures: entries } });
  await refused(signatures({ of: ['a', 'b'], atLeast: 3 }), /at \/require\/signatures\/0\/atLeast: 3 of 2 signers/);
  await refused(signatures({ of: ['a', 'x'], atLeast: 1 }), /at \/require\/signatures\/0\/of: no signer .* "x"/);
  await refused(signatures({ of: ['a', 'a'], atLeast: 1 }), /a name twice/);
  await refused(signatures({ of: [], atLeast: 1 }), /at least one name/);
  await refused(signatures({ of: ['a'], atLeast: 0 }), /whole number from 1 to 16/);
  await refused(signatures({ of: ['a'], atLeast: 1.5 }), /whole number/);
  await refused(signatures({ of: ['a'] }), /"atLeast" must be/);
  await refused(signatures({ atLeast: 1 }), /not a member/);
  await refused(signatures({ of: ['a'], atLeast: 1, by: 'a' }), /beside "of"/);
  await refused(signatures({ of: Array.from({ length: 17 }, (_, at) => `s${at}`), atLeast: 1 }), /more than the 16/);
  await refused(signatures({ of: ['a', 'b'], atLeast: 1 }, { of: ['b', 'a'], atLeast: 1 }), /demanded twice/);
  await refused(signatures({ by: 'a' }, { by: 'a' }), /a is demanded twice/);
});

test('a name that reads like so many of several is not taken for one', async () => {
  const trust = [...TRUST, { name: '1-of-a', cosign: { key: publicPem(testKey('d')) } }];
  await refused({ trust, require: { signatures: [{ by: '1-of-a' }, { of: ['a'], atLeast: 1 }] } }, /demanded twice/);
});

test('cases are read, and called after their conditions', async () => {
  const { cases, require } = await parseDocument({
    cases: [
      { if: { go: true }, require: BY_A },
      { if: { go: false, images: ['x/**'] }, require: BY_A },
      { name: 'Base images', if: { images: ['base/**'] }, require: ROOT },
      { if: { go: false }, require: BY_A },
      { if: { expression: 'size(platforms) > 1' }, require: BY_A },
      { require: BY_A },
    ],
  });
  assert.deepEqual(
    cases?.map(({ name }) => name),
    ['go', 'case-2', 'Base images', 'not-go', 'case-5', 'else'],
  );
  assert.deepEqual(require, {});
});

test('cases that could never apply, or would let anything in, are refused', async () => {
  await refused({ cases: [] }, /at \/cases: there is no case/);
  await refused({ cases: {} }, /must be an array/);
  await refused({ cases: [{ if: { go: true } }] }, /at \/cases\/0\/require: \/cases\/0\/require is missing/);
  await refused({ cases: [{ if: {}, require: BY_A }] }, /leave "if" out/);
  await refused({ cases: [{ if: { go: 1 }, require: BY_A }] }, /true or false/);
  await refused({ cases: [{ if: { images: [] }, require: BY_A }] }, /names no repository/);
  await refused({ cases: [{ if: { rust: true }, require: BY_A }] }, /at \/cases\/0\/if\/rust/);
  await refused({ cases: [{ if: { expression: 'size(' }, require: BY_A }] }, /at \/cases\/0\/if\/expression/);
  await refused({ cases: [{ require: BY_A }, { if: { go: true }, require: BY_A }] }, /always applies/);
  await refused(
    {
      cases: [
        { if: { go: true }, require: BY_A },
        { name: 'x', if: { go: true }, require: ROOT },
      ],
    },
    /at \/cases\/1\/if: the case go has the same condition/,
  );
  await refused(
    { cases: [{ name: 'else', if: { go: true }, require: BY_A }, { require: BY_A }] },
    /at \/cases\/1\/name: two cases are called "else"/,
  );
  await refused({ cases: [{ name: 'a: b', require: BY_A }] }, /"name" takes letters/);
  await refused(
    { cases: [{ if: { go: true }, require: BY_A }, { require: {} }] },
    /at \/cases\/1\/require: the case else demands nothing, nor does the policy/,
  );
  // What every image needs is enough for the last case.
  await parseDocument({ require: ROOT, cases: [{ if: { go: true }, require: BY_A }, { require: {} }] });
  await refused({}, /at \/require: \/require is missing/);
  await refused({ require: {} }, /demands nothing/);
});

test('the demands of a policy and of a case make sense together', async () => {
  const twin = (more: object = {}) => ({ twinBuild: { by: ['a'], ...more } });
  const one = (require: object, added: object) => ({ require, cases: [{ if: { go: true }, require: added }] });
  await refused(one(ROOT, { signatures: [{ by: 'x' }] }), /at \/cases\/0\/require\/signatures\/0\/by: no signer/);
  await refused(one(BY_A, BY_A), /at \/cases\/0\/require\/signatures: a is demanded twice/);
  await refused(one(twin(), twin()), /at \/cases\/0\/require\/twinBuild\/by: \/require\/twinBuild has it too/);
  await refused(one(ROOT, { image: { nonRoot: true } }), /at \/cases\/0\/require\/image\/nonRoot/);
  await parseDocument(one(ROOT, { image: { staticBinary: true } }));
  // One key never fills two roles, wherever they stand.
  const rebuilders = { of: ['b', 'c'], atLeast: 2 };
  await refused(one({ signatures: [{ by: 'b' }] }, twin({ rebuilders })), /"b" seals the image too/);
  await refused(one(twin({ rebuilders }), { signatures: [{ of: ['a', 'c'], atLeast: 1 }] }), /"c" seals the image too/);
  await refused(one(ROOT, twin({ rebuilders: { of: ['b'], atLeast: 2 } })), /2 of 1 rebuilders/);
  await refused(
    one(ROOT, { statements: [{ type: 'rebuild', by: ['b'] }] }),
    /at \/cases\/0\/require\/statements\/0\/type/,
  );
  await refused(one(ROOT, { statements: [{ type: 'twin', by: ['n'] }] }), /signs with notation/);
  // Two cases never hold together, so one may seal what the other rebuilds.
  await parseDocument({
    cases: [{ if: { go: true }, require: twin({ rebuilders }) }, { require: { signatures: [{ by: 'b' }] } }],
  });
});

test('what a policy needs verified is what any of its cases needs', async () => {
  const needsOf = async (more: object) => compilePolicy(await parseDocument(more)).needs;
  const needs = await needsOf({
    require: ROOT,
    cases: [
      { if: { images: ['x/**'] }, require: { statements: [{ type: 'spdxjson', by: ['b'] }] } },
      { require: { signatures: [{ of: ['a', 'n'], atLeast: 1 }] } },
    ],
  });
  assert.deepEqual(
    needs.signers.map(({ name }) => name),
    ['a', 'b', 'n'],
  );
  assert.deepEqual(needs.predicateTypes, ['https://spdx.dev/Document']);
  assert.deepEqual([needs.evidence, needs.walkLayers], [true, false]);
  const go = await needsOf({ cases: [{ if: { go: true }, require: ROOT }, { require: ROOT }].slice(0, 1) });
  assert.deepEqual([go.evidence, go.walkLayers], [false, true]);
  const asking = await needsOf({ cases: [{ if: { expression: 'size(signatures) > 0' }, require: ROOT }] });
  assert.deepEqual([asking.evidence, asking.signers.length], [true, TRUST.length]);
});

const EXCEPTION = {
  id: 'T-1',
  images: ['x/**', `sha256:${'a'.repeat(64)}`],
  checks: ['signature:*'],
  owner: 'ops',
  reason: 'the key is lost',
  from: '2026-11-28T12:00:00Z',
  until: '2026-12-28T12:00:00Z',
};

test('exceptions are read, with their times in UTC and never longer than was written', async () => {
  const read = async (edit: object) =>
    (await parseDocument({ require: BY_A, exceptions: [{ ...EXCEPTION, ...edit }] })).exceptions?.[0];
  assert.deepEqual(await read({}), EXCEPTION);
  const times = await read({ from: '2026-11-28T12:00:00.1+01:00', until: '2026-11-29T00:00:00.9-02:30' });
  assert.deepEqual([times?.from, times?.until], ['2026-11-28T11:00:01Z', '2026-11-29T02:30:00Z']);
  await read({ from: '2024-01-01T00:00:00Z', until: '2025-01-01T00:00:00Z' });
});

test('an exception without owner, reason, begin or end, or without end in sight, is refused', async () => {
  const bad = (edit: object, why: RegExp) => refused({ require: BY_A, exceptions: [{ ...EXCEPTION, ...edit }] }, why);
  for (const name of ['id', 'images', 'checks', 'owner', 'reason', 'from', 'until'])
    await bad({ [name]: undefined }, new RegExp(`"${name}" is missing`));
  await bad({ owner: ' ' }, /must not be empty/);
  await bad({ reason: '' }, /must not be empty/);
  await bad({ images: [] }, /names no image/);
  await bad({ images: ['sha256:abc'] }, /no whole digest/);
  await bad({ images: [`sha256:${'A'.repeat(64)}`] }, /no whole digest/);
  await bad({ images: ['a b'] }, /must hold repositories/);
  await bad({ checks: [] }, /at least one/);
  await bad({ checks: ['a', 'a'] }, /twice/);
  await bad({ checks: ['a b'] }, /no id of checks/);
  for (const name of ['signatures:*', 'signature', 'twin-builds', 'Image', 'x*', 'twin-build:x', 'sbom2*'])
    await bad({ checks: ['*', name] }, /names no check: they begin with coverage, case/);
  await bad({ checks: ['coverage'] }, /widen the images/);
  for (const name of [
    '*',
    'sig*',
    '*:release',
    'signature:2-of-a+b',
    'statement:https://a.example/x*',
    'image*',
    'twin-build',
  ])
    await parseDocument({ require: BY_A, exceptions: [{ ...EXCEPTION, checks: [name] }] });
  await bad({ id: 'a b' }, /takes letters/);
  await bad({ until: 'tomorrow' }, /at \/exceptions\/0\/until: .*no time such as/);
  await bad({ until: '2026-12-28' }, /no time such as/);
  await bad({ until: '2026-11-28T11:59:59Z' }, /before "from"/);
  await bad({ until: '2027-11-29T12:00:01Z' }, /more than 366 days/);
  await bad({ until: '9999-12-31T23:59:59Z' }, /more than 366 days/);
  await bad({ forever: true }, /not a member/);
  await refused(
    { require: BY_A, exceptions: [EXCEPTION, EXCEPTION] },
    /at \/exceptions\/1\/id: two exceptions are called "T-1"/,
  );
  await refused({ require: BY_A, exceptions: Array.from({ length: 257 }, () => EXCEPTION) }, /more than the 256/);
});

test('ages of statements are read', async () => {
  const { require } = await parseDocument({
    require: { statements: [{ type: 'spdxjson', by: ['a'], maxAge: 86_400 }] },
  });
  assert.deepEqual(require.statements, [{ type: 'spdxjson', by: ['a'], maxAge: 86_400 }]);
  for (const maxAge of [0, -1, 1.5, '1d', 3_162_240_001])
    await refused({ require: { statements: [{ type: 'spdxjson', by: ['a'], maxAge }] } }, /whole number/);
});
