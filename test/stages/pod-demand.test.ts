// The baseline for pods: how a policy says it, what each rule refuses, and that nothing is told where no pod is known.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContainerSettings } from '../../src/formats/kubernetes/container-settings.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import type { PodRequirement } from '../../src/records/pod-requirement.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { judge, makeImage, NOW, testPolicy } from '../support/sealed-image.ts';

const ALL: PodRequirement = {
  runAsNonRoot: true,
  noPrivilegeEscalation: true,
  capabilities: ['NET_BIND_SERVICE'],
  noHostNamespaces: true,
  noHostPaths: true,
  readOnlyRoot: true,
  ownProgram: true,
  seccomp: ['RuntimeDefault', 'Localhost'],
};
const GOOD: ContainerSettings = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  droppedCapabilities: ['ALL'],
  addedCapabilities: ['NET_BIND_SERVICE'],
  readOnlyRoot: true,
  seccomp: 'RuntimeDefault',
};
const policy = await testPolicy({ pod: ALL });
const { facts } = await judge(makeImage(), policy);
const verdictOn = (...containers: readonly ContainerSettings[]) =>
  decide(
    facts,
    policy.policy,
    policy.digest,
    NOW * 1000,
    containers.map((one, at) => ({ place: `spec/containers/c${at}`, ...one })),
  );
const failing = (...containers: readonly ContainerSettings[]) =>
  verdictOn(...containers).checks.flatMap(({ id, status, code }) => (status === 'fail' ? [`${id} ${code}`] : []));
const { runAsNonRoot: _, ...noUser } = GOOD;
const { seccomp: __, ...noProfile } = GOOD;
const { allowPrivilegeEscalation: ___, ...noSwitch } = GOOD;
const { readOnlyRoot: ____, ...writable } = GOOD;

const TABLE: readonly (readonly [string, ContainerSettings, readonly string[]])[] = [
  ['all as demanded', GOOD, []],
  ['a user by number', { ...noUser, runAsUser: 65532 }, []],
  ['a profile of the node', { ...GOOD, seccomp: 'Localhost' }, []],
  ['no word about the user', noUser, ['pod:run-as-non-root POD_RUNS_AS_ROOT']],
  ['user 0 beside runAsNonRoot', { ...GOOD, runAsUser: 0 }, ['pod:run-as-non-root POD_RUNS_AS_ROOT']],
  ['no word about privileges', noSwitch, ['pod:privilege-escalation POD_PRIVILEGE_ESCALATION']],
  ['another /proc', { ...GOOD, procMount: 'Unmasked' }, ['pod:privilege-escalation POD_PRIVILEGE_ESCALATION']],
  [
    'privileged, which undoes other settings',
    { ...GOOD, privileged: true },
    [
      'pod:privilege-escalation POD_PRIVILEGE_ESCALATION',
      'pod:capabilities POD_CAPABILITIES',
      'pod:seccomp POD_SECCOMP',
    ],
  ],
  ['capabilities kept', { ...GOOD, droppedCapabilities: ['CHOWN'] }, ['pod:capabilities POD_CAPABILITIES']],
  ['a capability added', { ...GOOD, addedCapabilities: ['SYS_ADMIN'] }, ['pod:capabilities POD_CAPABILITIES']],
  ['all added', { ...GOOD, addedCapabilities: ['ALL'] }, ['pod:capabilities POD_CAPABILITIES']],
  ['the network of the node', { ...GOOD, hostNamespaces: ['network'] }, ['pod:host-namespaces POD_HOST_NAMESPACE']],
  ['a folder of the node', { ...GOOD, hostPaths: ['/'] }, ['pod:host-paths POD_HOST_PATH']],
  ['a root that can be written to', writable, ['pod:read-only-root POD_ROOT_WRITABLE']],
  ['no profile', noProfile, ['pod:seccomp POD_SECCOMP']],
  ['a profile that confines nothing', { ...GOOD, seccomp: 'Unconfined' }, ['pod:seccomp POD_SECCOMP']],
];

test('each rule refuses what it is for, by a code of its own, and nothing else', () => {
  for (const [name, container, expected] of TABLE) {
    assert.deepEqual(failing(container), expected, name);
    // One of several is enough, wherever it stands.
    assert.deepEqual(failing(GOOD, container), expected, name);
  }
  const denied = verdictOn(GOOD, noUser);
  assert.equal(denied.outcome, 'deny');
  const reason = denied.checks.find(({ status }) => status === 'fail')?.reason ?? '';
  assert.match(reason, /^spec\/containers\/c1 may run as root: set securityContext\.runAsNonRoot to true$/);
});

test('where no pod is known, every rule is skipped, and a skip is neither a pass nor a denial', () => {
  for (const verdict of [decide(facts, policy.policy, policy.digest, NOW * 1000), verdictOn()]) {
    const checks = verdict.checks.filter(({ id }) => id.startsWith('pod:'));
    assert.deepEqual(
      checks.map(({ status, code }) => `${status} ${code}`),
      Array.from({ length: 8 }, () => 'skip NOT_APPLICABLE'),
    );
    assert.equal(verdict.outcome, 'allow');
  }
});

test('a rule that is not demanded makes no check', async () => {
  const one = await testPolicy({ pod: { readOnlyRoot: true } });
  const { checks } = decide(facts, one.policy, one.digest, NOW * 1000, [{ place: 'p', privileged: true }]);
  assert.deepEqual(
    checks.filter(({ id }) => id.startsWith('pod:')).map(({ id }) => id),
    ['pod:read-only-root'],
  );
  const none = await testPolicy({ pod: { capabilities: [] } });
  const bare = decide(facts, none.policy, none.digest, NOW * 1000, [{ place: 'p', ...GOOD }]);
  assert.equal(bare.outcome, 'deny');
  const { rules } = explain(none.policy, bare);
  const rule = rules.find(({ check }) => check === 'pod:capabilities');
  assert.equal(rule?.rule, '/require/pod/capabilities');
  assert.equal(rule?.demand, 'containers drop all capabilities and add none');
});

test('an exception excuses one rule for a while', async () => {
  const exception = {
    id: 'nettool',
    images: ['**'],
    checks: ['pod:host-*'],
    owner: 'network',
    reason: 'It looks at the node.',
    from: '2026-01-01T00:00:00Z',
    until: '2026-12-01T00:00:00Z',
  };
  const excusing = await testPolicy({ pod: ALL }, { exceptions: [exception] });
  const asked = (container: ContainerSettings) =>
    decide(facts, excusing.policy, excusing.digest, NOW * 1000, [{ place: 'p', ...container }]).outcome;
  assert.equal(asked({ ...GOOD, hostNamespaces: ['network'], hostPaths: ['/'] }), 'allow');
  assert.equal(asked({ ...GOOD, hostNamespaces: ['network'], privileged: true }), 'deny');
});

test('demands that make no sense are refused with their place', async () => {
  for (const pod of [
    { runAsNonRoot: false },
    { privileged: false },
    { capabilities: ['CAP_CHOWN'] },
    { capabilities: ['ALL'] },
    { capabilities: ['CHOWN', 'CHOWN'] },
    { capabilities: 'CHOWN' },
    { seccomp: [] },
    { seccomp: ['Unconfined'] },
    {},
    [],
  ])
    await assert.rejects(
      testPolicy({ pod }),
      (error) => error instanceof TwinsealError && error.code === 'POLICY_INVALID',
      JSON.stringify(pod),
    );
});
