import { DEFAULT_CHOICES } from '../../src/records/build-choices.ts';
import type { BuildPlan, SideName } from '../../src/records/build-plan.ts';
import type { SideBuild } from '../../src/records/side-build.ts';
import type { TwinResult } from '../../src/records/twin-result.ts';
import { LOCK, sbomRequest } from './sbom-request.ts';

const ISOLATION = { kind: 'namespaces', inForce: ['network', 'uts'], missing: [], networkless: true } as const;

const TOOLCHAIN = {
  version: 'go1.26.8',
  goroot: '/go',
  host: 'linux/amd64',
  digests: { link: 'b'.repeat(64), go: 'a'.repeat(64) },
  authenticity: { outcome: 'unauthenticated' },
} as const;

const HEAD = { name: 'sum.golang.org', size: 7, root: `${'A'.repeat(43)}=` } as const;

const MODULES = {
  h1: `h1:${'A'.repeat(43)}=`,
  head: HEAD,
  record: {
    outcome: 'unauthenticated',
    head: HEAD,
    authenticated: 2,
    others: [{ path: 'a.b/c', version: 'v1.0.0', outcome: 'unauthenticated', why: 'it is private' }],
  },
} as const;

/** A plan, both sides, their result and the image, as a road has them when it attests. */
export async function attestInput() {
  const request = await sbomRequest();
  const { image, platform, binaries } = request;
  const conditions = (side: SideName) => ({
    hostname: `host-${side}`,
    timezone: 'UTC',
    locale: 'C',
    umask: '022',
    root: `/side-${side}`,
    environment: {},
    parallelism: 1,
    fileTime: 0,
    userId: 1000,
    domain: '(none)',
    addresses: 'random' as const,
    kernelName: 'own' as const,
    fileOrder: 'sorted' as const,
    lastOnPath: '',
  });
  const plan: BuildPlan = {
    apiVersion: 'twinseal.dev/build-plan/v1',
    source: LOCK,
    toolchains: { a: TOOLCHAIN, b: TOOLCHAIN },
    modules: MODULES.record,
    mains: [{ importPath: 'example.com/app/cmd/app', package: './cmd/app', name: 'app' }],
    targets: [{ platform: 'linux/amd64', goos: 'linux', goarch: 'amd64', levels: { GOAMD64: 'v1' } }],
    build: {
      tags: ['netgo'],
      ldflags: ['-X main.version={{.Version}}'],
      gcflags: [],
      levels: {},
      prepare: [['go', 'run', './gen']],
      cache: 'fresh',
      keep: [],
      vary: [],
      strip: false,
      debug: 'keep',
      experiments: [],
      pgo: 'auto',
      timeout: 600,
    },
    sides: { a: conditions('a'), b: conditions('b') },
    limits: DEFAULT_CHOICES.limits,
    notVaried: [],
    notes: [],
  };
  const side = (name: SideName): SideBuild => ({
    side: name,
    invocationId: `id-${name}`,
    startedOn: '2026-05-05T00:00:00Z',
    finishedOn: '2026-05-05T00:00:09Z',
    observed: { hostname: `host-${name}`, umask: '022' },
    isolation: ISOLATION,
    cold: true,
    flags: { ldflags: ['-X main.version=1.2.3'] },
    binaries,
  });
  const twins = binaries.map(({ platform: p, name, content: { digest, size } }) => ({
    platform: p,
    name,
    digest,
    size,
  }));
  const told = (name: SideName) => {
    const { invocationId, startedOn, finishedOn, cold, isolation } = side(name);
    return { invocationId, startedOn, finishedOn, cold, isolation, binaries: twins };
  };
  const result: TwinResult = {
    apiVersion: 'twinseal.dev/twin-result/v1',
    outcome: 'identical',
    source: { module: LOCK.module, treeDigest: LOCK.treeDigest, goModDigest: LOCK.goModDigest, dirty: false },
    toolchain: {
      version: 'go1.26.8',
      host: 'linux/amd64',
      digests: { go: 'a'.repeat(64) },
      authenticated: false,
      authenticity: {
        outcome: 'contradicted',
        module: 'golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64',
        h1: MODULES.h1,
        head: MODULES.head,
        why: 'it differs',
        differences: ['changed bin/go'],
      },
    },
    modules: { ...MODULES.record, unlisted: 3 },
    flags: { ldflags: ['-X main.version=1.2.3'] },
    conditions: [
      { name: 'hostname', varied: true, a: 'host-a', b: 'host-b' },
      { name: 'clock', varied: false, a: '', b: '', why: 'the machine has one clock' },
    ],
    sides: { a: told('a'), b: told('b') },
    binaries: twins,
    assembly: image.assembly,
  };
  return { plan, side, result, image, platform, request };
}
