import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256Digest } from '../../src/formats/digest.ts';
import { KEEPABLE_CONDITIONS } from '../../src/records/conditions.ts';
import type { ErrorCode } from '../../src/records/error-catalogue.ts';
import type { BuildSettings } from '../../src/records/settings.ts';
import type { SourceLock } from '../../src/records/source-lock.ts';
import type { Toolchain } from '../../src/records/toolchain.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { explainFailure } from '../../src/seal/build/compiler-failure.ts';
import { programName } from '../../src/seal/build/discover-mains.ts';
import { joinFlags, splitFlags } from '../../src/seal/build/flag-words.ts';
import { planBuild } from '../../src/seal/build/plan-build.ts';
import { profilePath } from '../../src/seal/build/profiles.ts';
import { askedSettings, evaluateFlags, goBuildArguments } from '../../src/seal/build/side-flags.ts';
import { fillTemplate } from '../../src/seal/build/template.ts';
import { DEFAULT_BUILD } from './twin-harness.ts';

const digest = sha256Digest(new Uint8Array());
const source: SourceLock = {
  apiVersion: 'twinseal.dev/source-lock/v1',
  module: 'example.com/app',
  treeDigest: digest,
  fileCount: 1,
  byteCount: 1,
  goModDigest: digest,
  modules: [],
  leftOut: [],
  metadata: {
    title: 'app',
    created: { value: '2024-01-02T03:04:05Z', origin: 'git' },
    revision: { value: '0'.repeat(40), origin: 'git' },
  },
};
const toolchain: Toolchain = {
  version: 'go1.26.8',
  goroot: '/go',
  host: 'linux/amd64',
  digests: {},
  authenticity: { outcome: 'unauthenticated' },
};
const main = { importPath: 'example.com/app', package: '.', name: 'app' };
const plan = (
  build: Partial<BuildSettings> = {},
  platforms = ['linux/amd64', 'linux/arm64'],
): ReturnType<typeof planBuild> =>
  planBuild({
    source,
    toolchains: { a: toolchain, b: toolchain },
    mains: [main],
    platforms,
    build: { ...DEFAULT_BUILD, ...build },
    processors: 2,
  });

function refused(code: ErrorCode, pattern = /./): (error: unknown) => boolean {
  return (error) => error instanceof TwinsealError && error.code === code && pattern.test(error.message);
}

test('a plan spells out every architecture level and gives the sides different conditions', () => {
  const { targets, sides, notes } = plan();
  assert.deepEqual(targets, [
    { platform: 'linux/amd64', goos: 'linux', goarch: 'amd64', levels: { GOAMD64: 'v1' } },
    { platform: 'linux/arm64', goos: 'linux', goarch: 'arm64', levels: { GOARM64: 'v8.0' } },
  ]);
  for (const key of Object.keys(sides.a) as (keyof typeof sides.a)[])
    assert.notDeepEqual(sides.a[key], sides.b[key], key);
  assert.deepEqual(notes, []);
});

test('cache: off is answered by what is done instead', () => {
  assert.match(plan({ cache: 'off' }).notes[0] ?? '', /own, empty one/);
});

test('each condition can be kept by name, and only those that are ours', () => {
  const keep = KEEPABLE_CONDITIONS;
  const { sides, notVaried } = plan({ keep, vary: ['cpus'] });
  assert.deepEqual(sides.a, sides.b);
  assert.deepEqual(
    notVaried.map((each) => each.name),
    keep,
  );
  assert.throws(() => plan({ keep: ['cache'] }), refused('SETTINGS_INVALID', /cache/));
  assert.throws(() => plan({ keep: ['moon'] }), refused('SETTINGS_INVALID', /hostname/));
});

test('unknown platforms and levels are refused by name', () => {
  assert.throws(() => plan({}, ['linux/mars']), refused('PLATFORM_UNKNOWN'));
  assert.throws(() => plan({}, ['windows/amd64']), refused('PLATFORM_UNKNOWN', /linux/));
  assert.throws(() => plan({ levels: { GOFLAGS: '-toolexec=x' } }), refused('SETTINGS_INVALID'));
  assert.throws(() => plan({ levels: { GOAMD64: 'v9' } }), refused('PLATFORM_UNKNOWN', /GOAMD64/));
});

test('a level is part of the name of its platform, whichever way it is asked for', () => {
  const v3 = { platform: 'linux/amd64/v3', goos: 'linux', goarch: 'amd64', levels: { GOAMD64: 'v3' } };
  const named = plan({}, ['linux/amd64/v3', 'linux/arm64']).targets;
  assert.deepEqual(named[0], v3);
  assert.deepEqual(plan({ levels: { GOAMD64: 'v3' } }).targets, named);
  assert.deepEqual(plan({ levels: { GOAMD64: 'v3' } }, ['linux/amd64/v3']).targets, [v3]);
  assert.throws(
    () => plan({ levels: { GOAMD64: 'v2' } }, ['linux/amd64/v3']),
    refused('SETTINGS_INVALID', /linux\/amd64\/v3 .*GOAMD64=v2/),
  );
  assert.throws(
    () => plan({ levels: { GOAMD64: 'v3' } }, ['linux/amd64', 'linux/amd64/v3']),
    refused('SETTINGS_INVALID', /twice/),
  );
});

test('options of GOARM64 join the level of each arm64 platform, and a note says that no platform tells of them', () => {
  const platforms = ['linux/amd64', 'linux/arm64', 'linux/arm64/v8.2'];
  const { targets, notes } = plan({ levels: { GOARM64: 'crypto,lse' } }, platforms);
  assert.deepEqual(
    targets.map(({ platform, levels }) => [platform, Object.values(levels).join()]),
    [
      ['linux/amd64', 'v1'],
      ['linux/arm64', 'v8.0,lse,crypto'],
      ['linux/arm64/v8.2', 'v8.2,crypto'],
    ],
  );
  assert.equal(notes.length, 2);
  assert.match(notes[0] ?? '', /linux\/arm64 is built with GOARM64=v8\.0,lse,crypto/);
  assert.throws(() => plan({ levels: { GOARM64: 'v8.0,sve' } }), refused('PLATFORM_UNKNOWN', /GOARM64/));
});

test('a raised level without the plain platform is noted, since common runtimes never pick it', () => {
  assert.match(plan({}, ['linux/amd64/v3', 'linux/arm64']).notes.join(), /add the platform linux\/amd64/);
  assert.deepEqual(plan({}, ['linux/amd64/v3', 'linux/amd64', 'linux/s390x', 'linux/arm/v6']).notes, []);
});

test('flags that name a path or a program are refused', () => {
  for (const flag of [
    '-cpuprofile=/x',
    '-extld=gcc',
    '-extldflags=-static',
    '-linkmode=external',
    '-I /x',
    '-r .',
    '-L x',
    '-o x',
    '-tmpdir=/',
    '-X',
    '-X main',
    '-X a.b',
    '-X=./x',
  ]) {
    assert.throws(() => plan({ ldflags: [flag] }), refused('SETTINGS_INVALID'), flag);
  }
  for (const flag of [
    '-cpuprofile=x',
    '-importcfg=x',
    '-o=x',
    '-trimpath=x',
    '-embedcfg=/etc',
    'all=-memprofile=x',
    '-toolexec=x',
    'x',
  ]) {
    assert.throws(() => plan({ gcflags: [flag] }), refused('SETTINGS_INVALID'), flag);
  }
  for (const tag of ['-tags', 'a b', 'a,b', '', '!x'])
    assert.throws(() => plan({ tags: [tag] }), refused('SETTINGS_INVALID'), tag);
  plan({
    ldflags: ['-s -w', '-X main.version={{.Version}}', "-X 'main.text=a b'"],
    gcflags: ['-N -l', 'all=-l'],
    tags: ['netgo', 'v1.2_x'],
  });
});

test('flags become exactly the arguments of go build', () => {
  const build = {
    ldflags: ['-s -X main.date={{ .Date }}', "-X 'main.text=a b'"],
    gcflags: ['all=-N -l', '-B'],
    tags: ['x', 'y'],
  };
  const flags = evaluateFlags(plan(build), 0, {});
  assert.deepEqual(flags.ldflags, ['-s', '-X', 'main.date=2024-01-02T03:04:05Z', '-X', 'main.text=a b']);
  assert.deepEqual(goBuildArguments('/go/bin/go', '/out/app', main, flags, 3), [
    '/go/bin/go',
    'build',
    '-v',
    '-mod=vendor',
    '-trimpath',
    '-buildvcs=false',
    '-p=3',
    '-tags=x,y',
    "-ldflags=-s -X main.date=2024-01-02T03:04:05Z -X 'main.text=a b'",
    '-gcflags=all=-N -l',
    '-gcflags=-B',
    '-o',
    '/out/app',
    '.',
  ]);
});

test('experiments and profiles are checked, reach go, and are what the binary must say', () => {
  const flags = evaluateFlags(
    plan({
      experiments: ['jsonv2', 'nogreenteagc'],
      pgo: './profiles/app.pgo',
      tags: ['x'],
      gcflags: ['all=-l', '-N'],
    }),
    0,
    {},
  );
  assert.ok(goBuildArguments('/go/bin/go', '/out/app', main, flags, 3).includes('-pgo=./profiles/app.pgo'));
  assert.deepEqual(askedSettings(flags, 'profiles/app.pgo'), {
    '-buildmode': 'exe',
    '-trimpath': 'true',
    CGO_ENABLED: '0',
    '-tags': 'x',
    '-gcflags': '-N',
    GOEXPERIMENT: 'jsonv2,nogreenteagc',
    '-pgo': 'app.pgo',
  });
  for (const name of ['', 'a,b', 'JSON', '-x', 'a=b'])
    assert.throws(() => plan({ experiments: [name] }), refused('SETTINGS_INVALID', /experiment/), name);
  for (const pgo of ['', 'on', '/etc/passwd', '../x', './a/../../x', './', 'x.pgo', './a\nb'])
    assert.throws(() => plan({ pgo }), refused('SETTINGS_INVALID', /profile/), pgo);
  const cmd = { importPath: 'example.com/app/cmd/a', package: './cmd/a', name: 'a' };
  assert.equal(profilePath('auto', cmd), 'cmd/a/default.pgo');
  assert.equal(profilePath('auto', main), 'default.pgo');
  assert.equal(profilePath('./profiles/app.pgo', cmd), 'profiles/app.pgo');
  assert.equal(profilePath('off', cmd), undefined);
});

test('a template is filled on each side, and its value can not become another flag', () => {
  const at = (now: number, environment = {}): string =>
    fillTemplate('{{.Now}} {{.Timestamp}}', { source, now, environment });
  assert.equal(at(0), '1970-01-01T00:00:00.000Z 1704164645');
  assert.notEqual(at(0), at(1));
  const flags = evaluateFlags(plan({ ldflags: ['-X main.x={{.Env.EVIL}}'] }), 0, { EVIL: "a -extld=/x 'b" });
  assert.deepEqual(flags.ldflags, ['-X', "main.x=a -extld=/x 'b"]);
  assert.equal(joinFlags(flags.ldflags), `-X "main.x=a -extld=/x 'b"`);
  assert.throws(
    () =>
      evaluateFlags(plan({ ldflags: ['-X main.x={{.Env.EVIL}}'] }), 0, { EVIL: `"'` }).ldflags.map((x) =>
        joinFlags([x]),
      ),
    refused('SETTINGS_INVALID'),
  );
  for (const [hole, pattern] of [
    ['{{.Version}}', /give --version/],
    ['{{.Git.Tag}}', /no such git facts/],
    ['{{.Env.SECRET}}', /nothing of your environment/],
    ['{{.Hostname}}', /is not known/],
    ['{{call .X}}', /is not known/],
    ['{{.Now', /not closed/],
    ['}}', /not closed/],
  ] as const) {
    assert.throws(
      () => fillTemplate(hole, { source, now: 0, environment: {} }),
      refused('SETTINGS_INVALID', pattern),
      hole,
    );
  }
});

test('words are split and joined again', () => {
  assert.deepEqual(splitFlags(`-X 'a.b=c d' -Y="e 'f" {{ .Now }}x`), ['-X', 'a.b=c d', "-Y=e 'f", '{{ .Now }}x']);
  assert.throws(() => splitFlags("-X 'a"), refused('SETTINGS_INVALID'));
  const word = fc
    .string()
    .filter((text) => !/['{}]/.test(text) || !/["{}]/.test(text))
    .filter((text) => !text.includes('{{'));
  fc.assert(fc.property(fc.array(word), (words) => assert.deepEqual(splitFlags(joinFlags(words)), words)));
});

test('a program is named as go install names it', () => {
  assert.equal(programName('mvdan.cc/sh/v3'), 'sh');
  assert.equal(programName('mvdan.cc/sh/v3/cmd/shfmt'), 'shfmt');
  assert.equal(programName('hello'), 'hello');
});

test('what the compiler says becomes a code, one sentence and bounded details', () => {
  const explain = (stderr: string, status = 1): TwinsealError =>
    explainFailure({ status, stdout: '', stderr, truncated: false }, './cmd/app for linux/amd64');
  assert.equal(explain('go: inconsistent vendoring in /x:').code, 'SOURCE_VENDOR_STALE');
  assert.equal(
    explain('main.go:3:8: cannot find module providing package a.b/c: import lookup disabled by -mod=vendor').code,
    'BUILD_FAILED',
  );
  assert.match(explain('main.go:4:8: package fmtt is not in std (/go/src/fmtt)').message, /fmtt/);
  assert.equal(explain('_cgo_init: relocation target x_cgo_init not defined').code, 'BUILD_CGO_NEEDED');
  assert.equal(
    explain('go: go.mod requires go >= 1.99 (running go 1.26.8; GOTOOLCHAIN=local)').code,
    'BUILD_TOOLCHAIN',
  );
  assert.match(explain('go: unknown GOEXPERIMENT such').message, /no experiment such/);
  assert.equal(explain('write /x: no space left on device').code, 'DISK_FULL');
  assert.equal(explain('', 137).code, 'BUILD_LIMIT');
  const long = explain(`# pkg\nmain.go:1:1: \x1b[31mred\u202e\n${'x'.repeat(1000)}\n${'line\n'.repeat(500)}`);
  assert.equal(long.code, 'BUILD_FAILED');
  assert.match(long.message, /main\.go:1:1: \\u001b\[31mred\\u202e/);
  assert.equal(long.details.length, 41);
  assert.ok(long.details.every((line) => line.length < 320));
});
