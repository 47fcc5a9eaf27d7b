import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompiledPolicy } from '../../src/judge/policy/compile.ts';
import type { Policy } from '../../src/records/policy.ts';
import type { PolicyBinding } from '../../src/records/service-settings.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { choosePolicies, type PolicySet } from '../../src/roads/choose-policies.ts';
import { testPolicy } from '../support/sealed-image.ts';

const APP = 'registry.example.com/team/app';
const base = await testPolicy({ image: { nonRoot: true } });
const compiled = (name: string, more: Partial<Policy> = {}): CompiledPolicy => ({
  ...base,
  policy: { ...base.policy, name, ...more },
});
const setOf = (policies: readonly CompiledPolicy[], broken: readonly string[] = []): PolicySet => ({
  policies: new Map(policies.map((one) => [one.policy.name, one])),
  broken: new Map(broken.map((name) => [name, new TwinsealError('POLICY_INVALID', 'a line is wrong')])),
});
const set = setOf([
  compiled('all'),
  compiled('all-next', { shadowOf: 'all' }),
  compiled('other', { images: ['registry.example.com/other/**'] }),
  compiled('prod', { match: { namespaces: ['prod-*'] }, mode: 'warn' }),
  compiled('web', { match: { labels: { tier: 'web' } }, mode: 'audit' }),
]);
const ask = (
  policy?: string,
  request: { namespace?: string; labels?: Record<string, string> } = {},
  bindings: readonly PolicyBinding[] = [],
  policies = set,
  repository = APP,
) =>
  choosePolicies(
    { caller: { name: 'ci', by: 'api-key' }, request, ...(policy !== undefined && { policy }) },
    repository,
    policies,
    bindings,
  ).map(
    ({ compiled: one, mode, shadowOf }) => `${one.policy.name} ${mode}${shadowOf === undefined ? '' : ` ${shadowOf}`}`,
  );
const bind = (policies: string[], callers = ['*'], images = ['**']): PolicyBinding => ({ policies, callers, images });

test('without bindings all that match run, each with its shadows; one that is named runs alone', () => {
  assert.deepEqual(ask(), ['all enforce', 'all-next enforce all']);
  assert.deepEqual(ask(undefined, { namespace: 'prod-eu', labels: { tier: 'web' } }), [
    'all enforce',
    'prod warn',
    'web audit',
    'all-next enforce all',
  ]);
  assert.deepEqual(ask('prod'), ['prod warn']);
  assert.deepEqual(ask('all'), ['all enforce', 'all-next enforce all']);
  assert.deepEqual(ask(undefined, {}, [], set, 'registry.example.com/other/x'), [
    'all enforce',
    'other enforce',
    'all-next enforce all',
  ]);
});

test('with bindings all that are bound and match run, and naming one only adds it', () => {
  const bindings = [bind(['prod', 'all']), bind(['other'], ['ci']), bind(['web'], ['somebody'])];
  assert.deepEqual(ask(undefined, {}, bindings), ['all enforce', 'all-next enforce all']);
  assert.deepEqual(ask('prod', {}, bindings), ['prod warn', 'all enforce', 'all-next enforce all']);
  assert.deepEqual(ask('other', {}, bindings), ['other enforce', 'all enforce', 'all-next enforce all']);
  for (const name of ['web', 'nothing', 'all-next'])
    assert.throws(() => ask(name, {}, bindings), { code: 'POLICY_NOT_BOUND' }, name);
  assert.deepEqual(ask(undefined, {}, [bind(['all'], ['somebody'])]), []);
  assert.deepEqual(ask(undefined, {}, [bind(['all'], ['*'], ['registry.example.com/other/**'])]), []);
});

test('what cannot be used is never passed over', () => {
  const broken = setOf([compiled('all')], ['torn']);
  // Time alone mends no policy.
  assert.throws(() => ask(undefined, {}, [], broken), { retryable: false });
  assert.throws(() => ask(undefined, {}, [], broken), { code: 'POLICY_UNUSABLE', message: /torn/ });
  assert.throws(() => ask('torn', {}, [], broken), { code: 'POLICY_UNUSABLE', message: /torn/ });
  assert.deepEqual(ask('all', {}, [], broken), ['all enforce']);
  assert.deepEqual(ask(undefined, {}, [bind(['all'])], broken), ['all enforce']);
  assert.throws(() => ask('all', {}, [bind(['all', 'torn'])], broken), { code: 'POLICY_UNUSABLE', message: /torn/ });
  assert.throws(() => ask(undefined, {}, [bind(['all', 'gone'])], broken), {
    code: 'POLICY_UNUSABLE',
    message: /gone/,
  });
});

test('an unknown policy and one that only shadows are not to be named', () => {
  assert.throws(() => ask('nothing'), { code: 'POLICY_UNKNOWN', message: /there are all, / });
  assert.throws(() => ask('all-next'), { code: 'POLICY_UNKNOWN', message: /shadows all/ });
});
