// A pod can make something else run than the program of its image: what of that a policy refuses, and what it says beside a proof.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../src/formats/json/value.ts';
import { containerSettings } from '../../src/formats/kubernetes/container-settings.ts';
import type { RunConfig } from '../../src/formats/oci/documents.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import type { Facts } from '../../src/records/facts.ts';
import type { EntrypointReport } from '../../src/records/image-report.ts';
import { judge, makeImage, NOW, seal, testPolicy } from '../support/sealed-image.ts';

const demanding = await testPolicy({ pod: { ownProgram: true } });

/** Facts of an image whose program is one of Go; it is looked for by PATH, first in a folder that the image lacks. */
async function factsOf(run: RunConfig, program: Partial<EntrypointReport> = {}): Promise<Facts> {
  const made = await judge(makeImage({ run }), demanding);
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

test('a volume behind a link of the image counts where it lies', async () => {
  const link = (name: string, target: string) => ({ name, type: '2', link: target });
  const layer = [
    link('opt', '/usr/local'),
    link('srv/deep', '../opt/bin'),
    link('home', 'srv'),
    link('data', '/var/lib/data'),
    link('soon', '/usr/local/sbin'),
    { name: 'var/lib/data/x', content: '' },
  ];
  const run = { Env: ['PATH=/usr/local/sbin:/usr/local/bin'] };
  const { facts } = await judge(makeImage({ layersAbove: [layer], run }), demanding);
  assert.deepEqual(facts.images[0]?.links, ['/home', '/opt', '/soon', '/srv/deep']);
  const outcome = (mountPath: string) =>
    decide(facts, demanding.policy, demanding.digest, NOW * 1000, [
      { place: 'c', ...containerSettings({}, { volumeMounts: [{ mountPath }] }, '/spec') },
    ]).outcome;
  for (const place of ['/opt', '/opt/bin', '/home/deep', '/srv/deep', '/srv/./deep/', '/soon', '/usr/local/sbin'])
    assert.equal(outcome(place), 'deny', place);
  for (const place of ['/data', '/srv', '/srv/other', '/var/lib/data', '/option'])
    assert.equal(outcome(place), 'allow', place);
  const many = Array.from({ length: 65 }, (_, at) => link(`l${at}`, '/usr'));
  const flooded = await judge(makeImage({ layersAbove: [many] }), demanding);
  assert.deepEqual(flooded.facts.images[0]?.links, ['/']);
});

test('a program that cannot be told is not the own one of any pod', async () => {
  const { facts } = await judge(makeImage({ run: { Entrypoint: ['/absent'] } }), demanding);
  const { checks } = decide(facts, demanding.policy, demanding.digest, NOW * 1000, [{ place: 'c' }]);
  const check = checks.find(({ id }) => id === 'pod:own-program');
  assert.deepEqual([check?.status, check?.code], ['fail', 'POD_OTHER_PROGRAM']);
});
