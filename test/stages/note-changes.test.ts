import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompiledPolicy } from '../../src/judge/policy/compile.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import type { KeptDecision } from '../../src/ports/decision-ledger.ts';
import type { ChangeRecord } from '../../src/records/log-entry.ts';
import type { Policy, PolicyException } from '../../src/records/policy.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import type { PolicySet } from '../../src/roads/choose-policies.ts';
import { declaredCallers, declaredPolicies } from '../../src/roads/declarations.ts';
import { type DeclaredKinds, noteChanges } from '../../src/roads/note-changes.ts';
import { renewPolicies, samePolicies } from '../../src/roads/renew-policies.ts';
import { testPolicy } from '../support/sealed-image.ts';
import { testCall } from '../support/walkable-image.ts';

const base = (await testPolicy({ image: { nonRoot: true } })).policy;
const policy = (name: string, more: Partial<Policy> = {}): CompiledPolicy => compilePolicy({ ...base, name, ...more });
const setOf = (policies: readonly CompiledPolicy[], broken: readonly string[] = []): PolicySet => ({
  policies: new Map(policies.map((one) => [one.policy.name, one])),
  broken: new Map(broken.map((name) => [name, new TwinsealError('POLICY_INVALID', 'a line is wrong')])),
});
const exception: PolicyException = {
  id: 'INC-1',
  images: ['**'],
  checks: ['image-config'],
  owner: 'ops@example.com',
  reason: 'outage',
  from: '2026-11-01T00:00:00Z',
  until: '2026-12-01T00:00:00Z',
};

/** The changes of a log, as the ledger keeps and lists them. */
function log() {
  const kept: (KeptDecision & { readonly record: ChangeRecord })[] = [];
  const ledger = {
    async note(record: ChangeRecord) {
      kept.push({ index: kept.length, document: JSON.stringify(record), record });
      return { index: kept.length - 1, text: '' };
    },
    async changes(kind: ChangeRecord['kind'] | undefined, before: number | undefined, limit: number) {
      const older = kept.filter(({ index, record }) => record.kind === kind && index < (before ?? kept.length));
      return older.toReversed().slice(0, limit);
    },
  };
  let id = 0;
  const ports = { ledger, clock: { now: () => Date.UTC(2026, 10, 28) }, random: { uuid: () => `id-${id++}` } };
  const kinds: DeclaredKinds = { kinds: ['policy', 'exception'], isGone: () => true };
  const note = async (set: PolicySet, more: Partial<DeclaredKinds> = {}) => {
    const noted = await noteChanges(declaredPolicies(set), { ...kinds, ...more }, ports, testCall());
    return noted.map(({ kind, name, action }) => `${kind} ${name} ${action}`);
  };
  return { kept, ledger, ports, note };
}

test('what is declared is noted by how it differs from what the log last said, and once', async () => {
  const { kept, note } = log();
  const first = setOf([policy('a'), policy('b', { exceptions: [exception] })]);
  assert.deepEqual(await note(first), ['policy a added', 'policy b added', 'exception b/INC-1 added']);
  assert.deepEqual(await note(first), []);
  const second = setOf([policy('b', { exceptions: [{ ...exception, owner: 'sec@example.com' }] }), policy('c')]);
  assert.deepEqual(await note(second), [
    'policy b changed',
    'policy c added',
    'policy a removed',
    'exception b/INC-1 changed',
  ]);
  const change = kept.find(({ record }) => record.name === 'b' && record.action === 'changed')?.record;
  assert.equal(change?.before, first.policies.get('b')?.digest);
  assert.equal(change?.after, second.policies.get('b')?.digest);
  assert.deepEqual(await note(setOf([policy('a'), policy('b'), policy('c')])), [
    'policy a added',
    'policy b changed',
    'exception b/INC-1 removed',
  ]);
});

test('what the log says was used is no declaration, and what is only unreadable is not gone', async () => {
  const { ledger, note } = log();
  const set = setOf([policy('a', { exceptions: [exception] })]);
  await note(set);
  const used: ChangeRecord = {
    apiVersion: 'twinseal.dev/change/v1',
    kind: 'exception',
    id: 'used',
    time: '2026-11-28T00:00:00Z',
    name: 'a/INC-1',
    action: 'used',
  };
  for (let n = 0; n < 250; n++) await ledger.note({ ...used, id: `used-${n}` });
  assert.deepEqual(await note(set), []);
  const torn = setOf([policy('z')], ['a']);
  const isGone = (_: string, name: string) => !torn.broken.has(name.split('/')[0] ?? '');
  assert.deepEqual(await note(torn, { isGone }), ['policy z added']);
});

test('callers are declared with their roles and credentials, and without anything secret', async () => {
  const { ports, kept } = log();
  const callers = [
    { name: 'ci', roles: ['verify' as const], apiKeys: [{ id: 'abcdefgh1234', hash: `sha256:${'1'.repeat(64)}` }] },
    {
      name: 'release',
      roles: ['verify' as const, 'seal' as const],
      oidc: { issuer: 'https://issuer.example.com', audience: 'twinseal', claims: { ref: 'refs/tags/*' } },
      mtls: { subject: 'CN=release' },
    },
  ];
  const bindings = [{ policies: ['a'], callers: ['ci'], images: ['**'] }];
  const kinds: DeclaredKinds = { kinds: ['key', 'role'], isGone: () => true };
  const noteAll = async (settings: Parameters<typeof declaredCallers>[0]) => {
    const noted = await noteChanges(declaredCallers(settings), kinds, ports, testCall());
    return noted.map(({ kind, name, action }) => `${kind} ${name} ${action}`);
  };
  assert.deepEqual(await noteAll({ callers, bindings, anonymous: ['verify'] }), [
    'key ci/abcdefgh1234 added',
    'key release/oidc added',
    'key release/mtls added',
    'role ci added',
    'role release added',
    'role (anonymous) added',
    'role (binding 0) added',
  ]);
  assert.ok(!JSON.stringify(kept.map(({ record }) => record.detail)).includes('1'.repeat(64)));
  const [ci] = callers;
  assert.ok(ci);
  assert.deepEqual(await noteAll({ callers: [{ ...ci, roles: ['verify', 'audit'] }], bindings }), [
    'key release/mtls removed',
    'key release/oidc removed',
    'role ci changed',
    'role (anonymous) removed',
    'role release removed',
  ]);
});

test('a folder that was read again replaces what changed, drops what is gone, and keeps what became unreadable', () => {
  const before = setOf([policy('a'), policy('b'), policy('c')]);
  const read = setOf([policy('a'), policy('c', { mode: 'warn' }), policy('d')], ['b', 'e']);
  const after = renewPolicies(before, read);
  assert.deepEqual([...after.policies.keys()], ['a', 'b', 'c', 'd']);
  assert.deepEqual([...after.broken.keys()], ['b', 'e']);
  assert.equal(after.policies.get('a'), before.policies.get('a'), 'what did not change stays the same value');
  assert.equal(after.policies.get('b'), before.policies.get('b'));
  assert.equal(after.policies.get('c')?.policy.mode, 'warn');
  assert.equal(samePolicies(before, renewPolicies(before, setOf([policy('a'), policy('b')], ['c']))), true);
  assert.equal(samePolicies(before, after), false);
});
