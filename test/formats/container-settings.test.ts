import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import type { JsonObject } from '../../src/formats/json/value.ts';
import { type ContainerSettings, containerSettings } from '../../src/formats/kubernetes/container-settings.ts';
import { parseDescribedContainer } from '../../src/formats/kubernetes/described-container.ts';

const TABLE: readonly (readonly [string, JsonObject, JsonObject, ContainerSettings])[] = [
  ['nothing said', {}, {}, {}],
  ['what is null is not said', { securityContext: null, volumes: null }, { securityContext: { runAsUser: null } }, {}],
  [
    'the pod speaks for all',
    { securityContext: { runAsNonRoot: true, runAsUser: 7 } },
    {},
    { runAsNonRoot: true, runAsUser: 7 },
  ],
  [
    'the container wins',
    { securityContext: { runAsNonRoot: true, runAsUser: 7, seccompProfile: { type: 'RuntimeDefault' } } },
    { securityContext: { runAsNonRoot: false, runAsUser: 0, seccompProfile: { type: 'Unconfined' } } },
    { runAsNonRoot: false, runAsUser: 0, seccomp: 'Unconfined' },
  ],
  [
    'capabilities in one spelling, sorted',
    {},
    { securityContext: { capabilities: { add: ['sys_admin', 'CAP_CHOWN', 'CHOWN'], drop: ['all'] } } },
    { addedCapabilities: ['CHOWN', 'SYS_ADMIN'], droppedCapabilities: ['ALL'] },
  ],
  [
    'switches of the container alone',
    { securityContext: { privileged: true, readOnlyRootFilesystem: true } },
    { securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, procMount: 'Default' } },
    { allowPrivilegeEscalation: false, readOnlyRoot: true },
  ],
  [
    'privileged',
    {},
    { securityContext: { privileged: true, procMount: 'Unmasked' } },
    { privileged: true, procMount: 'Unmasked' },
  ],
  [
    'a host process of Windows',
    { securityContext: { windowsOptions: { hostProcess: true } } },
    {},
    { privileged: true },
  ],
  [
    'the node',
    {
      hostNetwork: true,
      hostPID: true,
      hostIPC: false,
      volumes: [
        { name: 'a', hostPath: { path: '/var/run' } },
        { name: 'b', emptyDir: {} },
        { name: 'c', hostPath: { path: '/' } },
      ],
    },
    {},
    { hostNamespaces: ['network', 'pid'], hostPaths: ['/', '/var/run'] },
  ],
];

const overridden = (container: JsonObject) => {
  const { overrides, ...rest } = containerSettings({}, container, '/spec');
  return [rest, overrides] as const;
};
test('what a container puts in the place of its image is told by first words and names, and any change of a word shows', () => {
  const base: JsonObject = {
    command: ['/bin/sh', '-c', 'a\nb'],
    args: ['two\nlines', 'x'],
    workingDir: '/srv',
    env: [
      { name: 'PATH', value: '/data' },
      { name: 'LD_PRELOAD', valueFrom: {} },
      { name: 'PORT', value: '1' },
    ],
    envFrom: [
      { configMapRef: { name: 'a' } },
      { prefix: 'APP_', secretRef: { name: 'b' } },
      { prefix: 'LD_' },
      { prefix: 'PA' },
    ],
    volumeMounts: [{ name: 'd', mountPath: '/data' }],
    volumeDevices: [{ name: 'e', devicePath: '/dev/x' }],
    livenessProbe: { exec: { command: ['/probe', '1'] }, httpGet: null },
    readinessProbe: { httpGet: { path: '/' } },
    lifecycle: { preStop: { exec: { command: ['/hook'] } } },
  };
  const [settings, digest] = overridden(base);
  assert.deepEqual(settings, {
    command: '/bin/sh',
    args: '(text)',
    workingDir: '/srv',
    variables: ['*', 'LD_*', 'LD_PRELOAD', 'PA*', 'PATH'],
    execs: ['/hook', '/probe'],
    mounts: ['/data', '/dev/x'],
  });
  const changes: readonly JsonObject[] = [
    { command: ['/bin/sh', '-c', 'other'] },
    { args: ['two\nlines', 'y'] },
    {
      env: [
        { name: 'PATH', value: '/other' },
        { name: 'LD_PRELOAD', valueFrom: {} },
      ],
    },
    { livenessProbe: { exec: { command: ['/probe', '2'] } } },
  ];
  for (const change of changes) assert.notEqual(overridden({ ...base, ...change })[1], digest, JSON.stringify(change));
  const same = {
    env: [
      { name: 'PATH', value: '/data' },
      { name: 'LD_PRELOAD', valueFrom: {} },
      { name: 'PORT', value: '2' },
    ],
  };
  assert.equal(overridden({ ...base, ...same })[1], digest, 'other variables decide nothing');
  assert.deepEqual(overridden({ command: [], env: [{ name: 'PORT' }], envFrom: [{ prefix: 'APP_' }] }), [
    {},
    undefined,
  ]);
  const described = { image: 'app:v1', place: 'p', ...containerSettings({}, base, '/spec') };
  assert.deepEqual(parseDescribedContainer(JSON.parse(JSON.stringify(described)), '/containers/0'), described);
  for (const bent of [
    { command: 'sh' },
    { args: [7] },
    { env: {} },
    { env: ['PATH'] },
    { volumeMounts: [{ mountPath: 'a\nb' }] },
    { lifecycle: { preStop: { exec: { command: 'x' } } } },
    { volumeMounts: Array.from({ length: 257 }, (_, at) => ({ mountPath: `/${at}` })) },
  ])
    assert.throws(() => containerSettings({}, bent, '/spec'), FormatError, JSON.stringify(bent));
});

test('settings in effect are the container’s own, then its pod’s', () => {
  for (const [name, pod, container, expected] of TABLE)
    assert.deepEqual(containerSettings(pod, container, '/spec'), expected, name);
});

test('members of another type than the API gives them are refused with their place', () => {
  const bent: readonly (readonly [JsonObject, JsonObject])[] = [
    [{ securityContext: [] }, {}],
    [{}, { securityContext: 'x' }],
    [{}, { securityContext: { privileged: 'true' } }],
    [{}, { securityContext: { runAsUser: '0' } }],
    [{}, { securityContext: { runAsUser: 1.5 } }],
    [{}, { securityContext: { capabilities: [] } }],
    [{}, { securityContext: { capabilities: { add: 'ALL' } } }],
    [{}, { securityContext: { capabilities: { add: [7] } } }],
    [{}, { securityContext: { capabilities: { add: Array.from({ length: 257 }, (_, at) => `C${at}`) } } }],
    [{}, { securityContext: { seccompProfile: 'RuntimeDefault' } }],
    [{ hostPID: 1 }, {}],
    [{ volumes: {} }, {}],
    [{ volumes: [7] }, {}],
    [{ volumes: [{ hostPath: '/' }] }, {}],
    [{ volumes: [{ hostPath: { path: 'x'.repeat(2000) } }] }, {}],
  ];
  for (const [pod, container] of bent)
    assert.throws(
      () => containerSettings(pod, container, '/spec'),
      (error) => error instanceof FormatError && error.at.startsWith('/spec'),
      JSON.stringify([pod, container]),
    );
});

test('whatever a pod holds, there are settings or one refusal, and the settings are taken from a request as they are', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (one, other) => {
      const object = (value: unknown): JsonObject =>
        ({
          securityContext: value,
          volumes: value,
          command: value,
          env: value,
          volumeMounts: value,
          hostPID: true,
        }) as JsonObject;
      let settings: ContainerSettings;
      try {
        settings = containerSettings(object(one), object(other), '/spec');
      } catch (error) {
        assert.ok(error instanceof FormatError);
        return;
      }
      const described = { image: 'app:v1', place: 'spec/containers/app', ...settings };
      assert.deepEqual(parseDescribedContainer(JSON.parse(JSON.stringify(described)), '/containers/0'), described);
    }),
  );
  for (const [, pod, container] of TABLE) {
    const described = { image: 'app:v1', place: 'spec/containers/app', ...containerSettings(pod, container, '/spec') };
    assert.deepEqual(parseDescribedContainer(JSON.parse(JSON.stringify(described)), '/containers/0'), described);
  }
});

test('a container of a request with a member that nobody knows, or of another type, is refused', () => {
  const good = { image: 'app:v1', place: 'p' };
  for (const more of [
    { priviledged: true },
    { privileged: false },
    { readOnlyRoot: false },
    { runAsNonRoot: 'yes' },
    { runAsUser: 1.5 },
    { seccomp: '' },
    { addedCapabilities: [7] },
    { hostNamespaces: ['user'] },
    { hostPaths: Array.from({ length: 65 }, () => '/') },
    { place: 'a\u0007' },
    { image: '' },
    { overrides: 'sha256:00' },
    { mounts: '/data' },
  ])
    assert.throws(
      () => parseDescribedContainer({ ...good, ...more } as JsonObject, '/containers/0'),
      FormatError,
      JSON.stringify(more),
    );
});
