// Platforms that do not fit, and programs that can't start.
import { parsePlatformFlag } from '../../../src/formats/oci/platform-flag.ts';
import { encodeUtf8 } from '../../../src/formats/utf8.ts';
import { DEFAULT_INSPECT_LIMITS } from '../../../src/judge/inspect/layout.ts';
import { elfSample } from '../../formats/elf-sample.ts';
import { goProgramSample } from '../../formats/go-program-sample.ts';
import { type Attacks, type Draft, putFile, repack } from '../layout-draft.ts';
import { type RawEntry, tarOf } from '../tar.ts';

const AMD64 = { GOOS: 'linux', GOARCH: 'amd64' };
const on = (machine: string) => ({ runsOn: parsePlatformFlag(machine) });

/** The first image with these entries in its layer. */
const files = (p: Draft, ...entries: readonly RawEntry[]): void => repack(p, tarOf(entries));
const app = (content: string | Uint8Array, more: Partial<RawEntry> = {}): RawEntry => ({
  name: 'usr/bin/app',
  content,
  ...more,
});
const go = (settings: Readonly<Record<string, string>>, machine = 62, name = 'usr/bin/app') =>
  app(goProgramSample({ machine, settings }), { name });
const LOADER = '/lib64/ld-linux-x86-64.so.2';
const glibc = app(elfSample({ machine: 62, interpreter: LOADER, needed: ['libc.so.6'] }));
const musl = app(
  elfSample({ machine: 62, interpreter: '/lib/ld-musl-x86_64.so.1', needed: ['libc.musl-x86_64.so.1'] }),
);
const GLIBC_FILES: readonly RawEntry[] = [{ name: LOADER.slice(1) }, { name: 'usr/lib/x86_64-linux-gnu/libc.so.6' }];
const MUSL_FILES: readonly RawEntry[] = [
  { name: 'lib/ld-musl-x86_64.so.1' },
  { name: 'lib/libc.musl-x86_64.so.1', type: '2', link: 'ld-musl-x86_64.so.1' },
];

export const PLATFORM_ATTACKS: Attacks = {
  PLATFORM_UNAME_NAME: ['a config for x86_64', (p) => (p.config.architecture = 'x86_64')],
  PLATFORM_UNKNOWN: [
    'a referrer for another world',
    (p) => (p.root.manifests[0].platform = { os: 'templeos', architecture: 'amd64' }),
  ],
  PLATFORM_VARIANT: [
    'a variant that amd64 lacks',
    (p) => (p.root.manifests[0].platform = { os: 'linux', architecture: 'amd64', variant: 'v9' }),
  ],
  PLATFORM_ABSENT: ['a child without platform', (p) => (p.child = {})],
  PLATFORM_MISPLACED: ['a subject with a platform', (p) => (p.manifest.subject = { ...p.index.manifests[0] })],
  PLATFORM_DUPLICATE: [
    'two children for amd64',
    (p) => {
      p.child.platform.architecture = 'arm64';
      p.config.architecture = 'arm64';
    },
  ],
  PLATFORM_ORDER: [
    'v8.2 before plain arm64',
    (p) => {
      p.child.platform = { os: 'linux', architecture: 'arm64', variant: 'v8.2' };
      Object.assign(p.config, { architecture: 'arm64', variant: 'v8.2' });
    },
  ],
  PLATFORM_BASE_MISSING: [
    'amd64/v3 alone',
    (p) => {
      p.child.platform.variant = 'v3';
      p.config.variant = 'v3';
    },
  ],
  PLATFORM_OS_FEATURES: ['seccomp as a feature', (p) => (p.child.platform['os.features'] = ['seccomp'])],
  PLATFORM_CONFIG_MISMATCH: ['a config for another machine', (p) => (p.config.architecture = 'riscv64')],
  PLATFORM_OS_VERSION_ABSENT: [
    'an image for Windows without os.version',
    (p) =>
      p.index.manifests.push({
        ...putFile(p, 'application/vnd.example+json', encodeUtf8('{}')),
        platform: { os: 'windows', architecture: 'amd64' },
      }),
    {
      twin: (p) =>
        p.index.manifests.push({
          ...putFile(p, 'application/vnd.example+json', encodeUtf8('{}')),
          platform: { os: 'windows', architecture: 'amd64', 'os.version': '10.0.20348.1' },
        }),
    },
  ],
  PLATFORM_PROGRAM_MISMATCH: [
    'a program for another machine',
    (p) => files(p, app(elfSample({ machine: 183 }))),
    { twin: (p) => files(p, app(elfSample({ machine: 62 }))) },
  ],
  PLATFORM_BUILD_MISMATCH: [
    'a program whose build info names another system',
    (p) => files(p, go({ GOOS: 'freebsd', GOARCH: 'amd64' })),
    { twin: (p) => files(p, go(AMD64)) },
  ],
  PLATFORM_OPTION_UNSAID: [
    'a program that needs atomics that arm64 may lack',
    (p) => {
      p.child.platform.architecture = 'arm64';
      p.index.manifests = [];
      p.config.architecture = 'arm64';
      files(p, go({ GOOS: 'linux', GOARCH: 'arm64', GOARM64: 'v8.0,lse' }, 183));
    },
    {
      twin: (p) => {
        p.child.platform.architecture = 'arm64';
        p.index.manifests = [];
        p.config.architecture = 'arm64';
        files(p, go({ GOOS: 'linux', GOARCH: 'arm64', GOARM64: 'v8.0' }, 183));
      },
    },
  ],
  PLATFORM_VARIANT_UNDERSTATED: [
    'a program for amd64/v3 under plain amd64',
    (p) => files(p, go({ ...AMD64, GOAMD64: 'v3' })),
    { twin: (p) => files(p, go({ ...AMD64, GOAMD64: 'v1' })) },
  ],
  RUNS_ON_NOWHERE: ['no image for s390x', () => {}, { options: on('linux/s390x') }],
  RUNS_ON_SOME: [
    'arm64 alone for a machine with arm/v7, by the words only',
    (p) => {
      p.index.manifests = [];
      p.child.platform = { os: 'linux', architecture: 'arm', variant: 'v8' };
      Object.assign(p.config, { architecture: 'arm', variant: 'v8' });
    },
    { options: on('linux/arm64') },
  ],
  RUNS_ON_DIFFERENT: [
    'a richer image that only Docker Engine picks',
    (p) =>
      p.index.manifests.push({
        ...putFile(p, 'application/vnd.example+json', encodeUtf8('{}')),
        platform: { os: 'linux', architecture: 'amd64', variant: 'v3' },
      }),
    { options: on('linux/amd64/v3') },
  ],
  PROGRAM_MISSING: [
    'a program that is not in the image',
    (p) => (p.config.config.Entrypoint = ['/usr/bin/app2']),
    { twin: (p) => (p.config.config.Entrypoint = ['app']) },
  ],
  PROGRAM_NOT_EXECUTABLE: [
    'a program without execute permission',
    (p) => files(p, app('x', { mode: 0o644 })),
    { twin: (p) => files(p, app('x', { mode: 0o755 })) },
  ],
  PROGRAM_LOOP: [
    'a program that is a link to itself',
    (p) => files(p, app('', { type: '2', link: 'app' })),
    { twin: (p) => files(p, app('', { type: '2', link: 'app1' }), { name: 'usr/bin/app1' }) },
  ],
  PROGRAM_AMBIGUOUS: [
    'a program below /proc',
    (p) => {
      p.config.config.Entrypoint = ['/proc/self/root/app'];
      files(p, { name: 'proc/self/root/app' });
    },
    {
      twin: (p) => {
        p.config.config.Entrypoint = ['/prog/self/root/app'];
        files(p, { name: 'prog/self/root/app' });
      },
    },
  ],
  PROGRAM_MALFORMED: [
    'an ELF file that is cut short',
    (p) => files(p, app(elfSample().subarray(0, 60))),
    { twin: (p) => files(p, app(elfSample())) },
  ],
  PROGRAM_GO_LIMIT: [
    'two Go programs where one is told of',
    (p) => files(p, go(AMD64), go(AMD64, 62, 'opt/x')),
    { twin: (p) => files(p, go(AMD64)), options: { limits: { ...DEFAULT_INSPECT_LIMITS, maxGoPrograms: 1 } } },
  ],
  PROGRAM_PRELOAD: [
    'an environment that preloads a library',
    (p) => p.config.config.Env.push('LD_PRELOAD=/lib/evil.so'),
    { twin: (p) => p.config.config.Env.push('PRELOAD=/lib/good.so') },
  ],
  PROGRAM_INTERPRETER_MISSING: [
    'a dynamic program alone',
    (p) => files(p, glibc),
    { twin: (p) => files(p, glibc, ...GLIBC_FILES) },
  ],
  PROGRAM_MUSL_ON_GLIBC: [
    'a program for musl among the files of glibc',
    (p) => files(p, musl, ...GLIBC_FILES),
    { twin: (p) => files(p, musl, ...MUSL_FILES) },
  ],
  PROGRAM_GLIBC_ON_MUSL: [
    'a program for glibc among the files of musl',
    (p) => files(p, glibc, ...MUSL_FILES),
    { twin: (p) => files(p, glibc, ...GLIBC_FILES) },
  ],
  PROGRAM_LIBRARY_MISSING: [
    'a program without one of its libraries',
    (p) => files(p, glibc, ...GLIBC_FILES.slice(0, 1)),
    { twin: (p) => files(p, glibc, ...GLIBC_FILES) },
  ],
  PROGRAM_SCRIPT_INTERPRETER: [
    'a script without its shell',
    (p) => files(p, app('#!/bin/bash -e\n')),
    { twin: (p) => files(p, app('#!/bin/bash -e\n'), { name: 'bin/bash' }) },
  ],
};
