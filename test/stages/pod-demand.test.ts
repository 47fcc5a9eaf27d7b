// The baseline for pods: how a policy says it, what each rule refuses, and that nothing is told where no pod is known.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../src/formats/json/value.ts';
import { type ContainerSettings, containerSettings } from '../../src/formats/kubernetes/container-settings.ts';
import type { RunConfig } from '../../src/formats/oci/documents.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import type { Facts } from '../../src/records/facts.ts';
import type { EntrypointReport } from '../../src/records/image-report.ts';
import type { PodRequirement } from '../../src/records/pod-requirement.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { judge, makeImage, NOW, seal, testPolicy } from '../support/sealed-image.ts';

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

/** Facts of an image whose program is one of Go; it is looked for by PATH, first in a folder that the image lacks. */
async function factsOf(run: RunConfig, program: Partial<EntrypointReport> = {}): Promise<Facts> {
  const made = await judge(makeImage({ run }), policy);
  const go = { goVersion: 'go1.26.0', buildSettings: [], mainModule: { path: '', version: '' }, deps: [], buildId: '' };
  const images = made.facts.images.map((image) => ({ ...image, entrypoint: { ...image.entrypoint, go, ...program } }));
  return { ...made.facts, images };
}
const ON_PATH: RunConfig = { Entrypoint: ['app'], Env: ['PATH=/opt/bin:/usr/local/bin:/bin'] };
const ABSOLUTE: RunConfig = { Entrypoint: ['/usr/local/bin/app', 'serve'] };
const DYNAMIC = { interpreter: '/lib64/ld-linux-x86-64.so.2', needed: ['libc.so.6'] };
const NO_GO = { go: undefined } as unknown as Partial<EntrypointReport>;
const OWN: readonly (readonly [string, RunConfig, Partial<EntrypointReport>, JsonObject, RegExp | undefined])[] = [
  ['nothing said', ON_PATH, {}, {}, undefined],
  ['other arguments', ABSOLUTE, {}, { args: ['-v'] }, undefined],
  ['the same command', ABSOLUTE, {}, { command: ['/usr/local/bin/app', '-v'] }, undefined],
  ['the same command, by its place', ON_PATH, {}, { command: ['/usr/local/bin/app'] }, undefined],
  [
    'another command',
    ON_PATH,
    {},
    { command: ['/bin/busybox', 'sh'] },
    /runs "\/bin\/busybox", not the program of the image, "app"/,
  ],
  [
    'arguments that are the command',
    { Entrypoint: [], Cmd: ['/usr/local/bin/app'] },
    {},
    { args: ['/bin/sh'] },
    /runs "\/bin\/sh"/,
  ],
  ['arguments of what may be a shell', ABSOLUTE, NO_GO, { args: ['-c', 'x'] }, /one that is not of Go/],
  ['no arguments of what may be a shell', ABSOLUTE, NO_GO, {}, undefined],
  ['PATH', ABSOLUTE, {}, { env: [{ name: 'PATH', value: '/data' }] }, /sets PATH/],
  ['LD_PRELOAD', ABSOLUTE, {}, { env: [{ name: 'LD_PRELOAD', valueFrom: {} }] }, /sets LD_PRELOAD/],
  ['another variable', ON_PATH, {}, { env: [{ name: 'PORT', value: '80' }] }, undefined],
  [
    'variables from elsewhere',
    ON_PATH,
    {},
    { envFrom: [{ configMapRef: { name: 'a' } }] },
    /may be PATH: give envFrom a prefix/,
  ],
  ['variables with a prefix', ON_PATH, {}, { envFrom: [{ prefix: 'APP_' }] }, undefined],
  ['variables that cannot matter', ABSOLUTE, {}, { envFrom: [{}] }, undefined],
  ['variables for a loader', ABSOLUTE, DYNAMIC, { envFrom: [{}] }, /LD_PRELOAD/],
  ['another working folder', ABSOLUTE, {}, { workingDir: '/data' }, undefined],
  [
    'a working folder that counts',
    { Entrypoint: ['bin/app'], WorkingDir: '/usr/local' },
    {},
    { workingDir: '/data' },
    /workingDir/,
  ],
  ['a probe of another program', ABSOLUTE, {}, { livenessProbe: { exec: { command: ['sh'] } } }, /executes "sh"/],
  [
    'a hook of another program',
    ABSOLUTE,
    {},
    { lifecycle: { postStart: { exec: { command: ['/x'] } } } },
    /executes "\/x"/,
  ],
  [
    'a probe of its own',
    ABSOLUTE,
    {},
    { readinessProbe: { exec: { command: ['/usr/local/bin/app', 'ping'] } } },
    undefined,
  ],
  ['a volume elsewhere', ON_PATH, {}, { volumeMounts: [{ mountPath: '/usr/local/binary' }] }, undefined],
  [
    'a volume over the program',
    ON_PATH,
    {},
    { volumeMounts: [{ mountPath: '/usr/local/bin/app' }] },
    /mounts a volume at/,
  ],
  [
    'a volume over its folder',
    ABSOLUTE,
    {},
    { volumeMounts: [{ mountPath: '/usr/local/bin/' }] },
    /mounts a volume at/,
  ],
  [
    'a volume above it, oddly written',
    ABSOLUTE,
    {},
    { volumeMounts: [{ mountPath: '//usr/./share/..' }] },
    /mounts a volume at/,
  ],
  ['a volume over all', ABSOLUTE, {}, { volumeMounts: [{ mountPath: '/' }] }, /mounts a volume at/],
  [
    'a volume where it is looked for before',
    ON_PATH,
    {},
    { volumeMounts: [{ mountPath: '/opt' }] },
    /mounts a volume at/,
  ],
  [
    'one file there',
    ON_PATH,
    {},
    { volumeMounts: [{ mountPath: '/opt/bin/app', subPath: 'x' }] },
    /mounts a volume at/,
  ],
  ['a volume where it is looked for afterwards', ON_PATH, {}, { volumeMounts: [{ mountPath: '/bin' }] }, undefined],
  ['a device over it', ABSOLUTE, {}, { volumeDevices: [{ devicePath: '/usr/local/bin/app' }] }, /mounts a volume at/],
  ['libraries of a static program', ABSOLUTE, {}, { volumeMounts: [{ mountPath: '/usr/lib' }] }, undefined],
  [
    'libraries',
    ABSOLUTE,
    DYNAMIC,
    { volumeMounts: [{ mountPath: '/usr/lib/x86_64-linux-gnu' }] },
    /over what the program loads/,
  ],
  [
    'what the loader obeys',
    ABSOLUTE,
    DYNAMIC,
    { volumeMounts: [{ mountPath: '/etc' }] },
    /over what the program loads/,
  ],
  [
    'a loader, through what is a link',
    ABSOLUTE,
    DYNAMIC,
    { volumeMounts: [{ mountPath: '/usr/lib64' }] },
    /mounts a volume at/,
  ],
];

test('a pod that puts something in the place of the program is refused, or said loudly beside a proof of that program', async () => {
  const demanding = await testPolicy({ pod: { ownProgram: true } });
  for (const [name, run, program, container, says] of OWN) {
    const facts = await factsOf(run, program);
    const placed = [{ place: 'spec/containers/c', ...containerSettings({}, container, '/spec') }];
    const { checks, outcome } = decide(facts, demanding.policy, demanding.digest, NOW * 1000, placed);
    const check = checks.find(({ id }) => id === 'pod:own-program') ?? assert.fail();
    assert.equal(outcome, says === undefined ? 'allow' : 'deny', `${name}: ${check.reason}`);
    if (says === undefined) continue;
    assert.deepEqual([check.status, check.code], ['fail', 'POD_OTHER_PROGRAM'], name);
    assert.match(check.reason, says, name);
    assert.match(check.reason, /^spec\/containers\/c /);
  }
});

test('a twin proof passes beside a pod that runs something else, and says so', async () => {
  const image = seal(makeImage());
  const proving = await testPolicy({ twinBuild: { by: ['release'] } });
  const sealed = await judge(image, proving);
  const reasons = (container: JsonObject) =>
    decide(sealed.facts, proving.policy, proving.digest, NOW * 1000, [
      { place: 'c', ...containerSettings({}, container, '/spec') },
    ]).checks.filter(({ id }) => id === 'twin-build');
  for (const { status, reason } of reasons({ command: ['/bin/busybox', 'sh'] })) {
    assert.equal(status, 'pass');
    assert.match(reason, /same bytes; BUT THE POD RUNS SOMETHING ELSE: c runs "\/bin\/busybox"/);
  }
  for (const { reason } of reasons({})) assert.doesNotMatch(reason, /SOMETHING ELSE/);
});

test('a program that cannot be told is not the own one of any pod', async () => {
  const demanding = await testPolicy({ pod: { ownProgram: true } });
  const { facts } = await judge(makeImage({ run: { Entrypoint: ['/absent'] } }), demanding);
  const { checks } = decide(facts, demanding.policy, demanding.digest, NOW * 1000, [{ place: 'c' }]);
  const check = checks.find(({ id }) => id === 'pod:own-program');
  assert.deepEqual([check?.status, check?.code], ['fail', 'POD_OTHER_PROGRAM']);
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
