import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import {
  goarm64,
  goOfPlatform,
  platformCovers,
  platformOfGo,
  unsaidDemands,
} from '../../src/formats/oci/go-variant.ts';
import { comparePlatforms, normalisePlatform, platformText, samePlatform } from '../../src/formats/oci/platform.ts';
import { isKnownPlatform, parsePlatformFlag, parsePlatformFlags } from '../../src/formats/oci/platform-flag.ts';

const flag = (text: string) => platformText(parsePlatformFlag(text));
const of = (text: string) => {
  const [os = '', architecture = '', variant] = text.split('/');
  return { os, architecture, ...(variant !== undefined && { variant }) };
};

test('flags with the names of Go are taken and normalised', () => {
  const table = [
    ['linux/amd64', 'linux/amd64'],
    ['linux/amd64/v1', 'linux/amd64'],
    ['linux/amd64/v3', 'linux/amd64/v3'],
    ['linux/arm64', 'linux/arm64'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux/arm64/v8.0', 'linux/arm64'],
    ['linux/arm64/v8.2', 'linux/arm64/v8.2'],
    ['linux/arm64/v9.0', 'linux/arm64/v9'],
    ['linux/arm', 'linux/arm/v7'],
    ['linux/arm/v6', 'linux/arm/v6'],
    ['linux/386', 'linux/386'],
    ['linux/riscv64', 'linux/riscv64'],
    ['linux/riscv64/rva22u64', 'linux/riscv64/rva22u64'],
    ['freebsd/amd64', 'freebsd/amd64'],
    ['windows/arm64', 'windows/arm64'],
  ];
  for (const [text = '', wanted] of table) assert.equal(flag(text), wanted);
  assert.equal(parsePlatformFlags('linux/amd64, linux/arm64').length, 2);
});

test('names of uname are refused with the right one offered', () => {
  const table = [
    ['linux/x86_64', 'linux/amd64'],
    ['linux/aarch64', 'linux/arm64'],
    ['linux/aarch64/v8', 'linux/arm64/v8'],
    ['linux/armv7l', 'linux/arm/v7'],
    ['linux/armhf', 'linux/arm/v7'],
    ['linux/i686', 'linux/386'],
    ['Linux/AMD64', 'linux/amd64'],
    ['macos/arm64', 'darwin/arm64'],
    ['amd64', 'linux/amd64'],
    ['x86_64', 'linux/amd64'],
    ['linux/ppc64el', 'linux/ppc64le'],
  ];
  for (const [text = '', right = ''] of table)
    assert.throws(
      () => parsePlatformFlag(text),
      (error) => error instanceof FormatError && error.message.includes(`did you mean ${right}?`),
      text,
    );
});

test('what Go or OCI does not know is refused with the rule', () => {
  const table = [
    ['', 'form'],
    ['linux', 'form'],
    ['linux/', 'form'],
    ['linux/amd64/v3/x', 'form'],
    ['/amd64', 'form'],
    ['templeos/amd64', 'os'],
    ['linux/z80', 'architecture'],
    ['darwin/386', 'architecture'],
    ['linux/amd64/v5', 'variant'],
    ['linux/arm/v9', 'variant'],
    ['linux/386/v1', 'variant'],
    ['linux/arm64/v8.10', 'variant'],
    ['linux/arm64/v9.6', 'variant'],
    ['__proto__/amd64', 'os'],
    ['linux/amd64 ', 'architecture'],
  ];
  for (const [text = '', rule] of table)
    assert.throws(
      () => parsePlatformFlag(text),
      (error) => error instanceof FormatError && error.rule === rule,
      text,
    );
  for (const text of ['linux/amd64,linux/amd64', 'linux/arm64,linux/arm64/v8', 'linux/amd64,', 'linux/amd64/v3,lse'])
    assert.throws(() => parsePlatformFlags(text), FormatError);
});

test('normalisation is that of containerd, and doing it twice changes nothing', () => {
  const table = [
    ['linux/x86_64', 'linux/amd64'],
    ['linux/x86-64/v1', 'linux/amd64'],
    ['linux/aarch64/v8', 'linux/arm64'],
    ['linux/arm64/8', 'linux/arm64'],
    ['linux/i386/x', 'linux/386'],
    ['linux/armhf', 'linux/arm/v7'],
    ['linux/armel', 'linux/arm/v6'],
    ['linux/arm/6', 'linux/arm/v6'],
    ['macos/arm64', 'darwin/arm64'],
    ['linux/arm64/v9', 'linux/arm64/v9'],
  ];
  for (const [text = '', wanted] of table) assert.equal(platformText(normalisePlatform(of(text))), wanted);
  const part = fc.constantFrom(
    'linux',
    'macos',
    'x86_64',
    'arm',
    'arm64',
    'AARCH64',
    'armhf',
    '__proto__',
    'constructor',
    '',
  );
  const variant = fc.constantFrom('', 'v1', 'V8', 'v8.0', '7', 'v9', '9', 'v9.0');
  fc.assert(
    fc.property(part, part, variant, (os, architecture, v) => {
      const once = normalisePlatform({ os, architecture, variant: v });
      assert.deepEqual(normalisePlatform(once), once);
    }),
  );
  assert.ok(samePlatform(of('linux/arm'), of('linux/arm/v7')));
  assert.ok(!samePlatform(of('linux/arm/v6'), of('linux/arm/v7')));
});

test('plain platforms stand before richer ones, linux and the common machines first', () => {
  const sorted = [
    'windows/amd64',
    'linux/arm64/v8.2',
    'linux/s390x',
    'linux/amd64/v3',
    'linux/arm64',
    'linux/arm/v6',
    'linux/amd64',
    'linux/arm/v7',
  ]
    .map(of)
    .sort(comparePlatforms)
    .map(platformText);
  assert.deepEqual(sorted, [
    'linux/amd64',
    'linux/amd64/v3',
    'linux/arm64',
    'linux/arm64/v8.2',
    'linux/arm/v6',
    'linux/arm/v7',
    'linux/s390x',
    'windows/amd64',
  ]);
});

test("Go's levels become variants and come back", () => {
  const table: readonly (readonly [string, Record<string, string>])[] = [
    ['linux/amd64', { GOAMD64: 'v1' }],
    ['linux/amd64/v3', { GOAMD64: 'v3' }],
    ['linux/arm64', { GOARM64: 'v8.0' }],
    ['linux/arm64/v8.1', { GOARM64: 'v8.1' }],
    ['linux/arm64/v9', { GOARM64: 'v9.0' }],
    ['linux/arm64/v9.5', { GOARM64: 'v9.5' }],
    ['linux/arm/v5', { GOARM: '5' }],
    ['linux/arm/v7', { GOARM: '7' }],
    ['linux/riscv64/rva22u64', { GORISCV64: 'rva22u64' }],
    ['linux/386', { GO386: 'sse2' }],
    ['linux/mips64le', { GOMIPS64: 'hardfloat' }],
    ['linux/ppc64le', { GOPPC64: 'power8' }],
    ['linux/s390x', {}],
    ['linux/loong64', {}],
  ];
  for (const [text, levels] of table) {
    const { os, architecture } = of(text);
    const machine = { GOOS: os, GOARCH: architecture, ...levels };
    assert.equal(platformText(platformOfGo(machine)), text);
    assert.deepEqual(goOfPlatform(of(text)), machine);
  }
  assert.equal(
    platformText(platformOfGo({ GOOS: 'linux', GOARCH: 'arm64', GOARM64: 'v8.0,lse,crypto' })),
    'linux/arm64',
  );
  assert.equal(platformText(platformOfGo({ GOOS: 'linux', GOARCH: 'arm', GOARM: '6,softfloat' })), 'linux/arm/v6');
  assert.throws(() => platformOfGo({ GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v9' }), FormatError);
  assert.throws(() => goOfPlatform(of('linux/arm/v8')), FormatError);
});

test('an image must promise at least the level that its program was built for', () => {
  const covers = (declared: string, built: string) => platformCovers(of(declared), of(built));
  for (const [declared, built] of [
    ['linux/amd64', 'linux/amd64'],
    ['linux/amd64/v3', 'linux/amd64'],
    ['linux/amd64/v3', 'linux/amd64/v3'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux/arm64/v9', 'linux/arm64/v8.5'],
    ['linux/arm/v7', 'linux/arm/v5'],
    ['linux/arm', 'linux/arm/v7'],
  ] as const)
    assert.ok(covers(declared, built), `${declared} ${built}`);
  for (const [declared, built] of [
    ['linux/amd64', 'linux/amd64/v3'],
    ['linux/arm64', 'linux/arm64/v8.1'],
    ['linux/arm64/v8.4', 'linux/arm64/v9'],
    // v9.0 has all of v8.5 and more.
    ['linux/arm64/v8.5', 'linux/arm64/v9'],
    ['linux/arm64/v8.9', 'linux/arm64/v9'],
    ['linux/arm64/v9', 'linux/arm64/v8.6'],
    ['linux/arm/v6', 'linux/arm/v7'],
    ['linux/amd64', 'linux/arm64'],
    ['linux/amd64', 'windows/amd64'],
  ] as const)
    assert.ok(!covers(declared, built), `${declared} ${built}`);
});

test('options of GOARM64 have one form, and what no platform can say is told', () => {
  for (const [text, level, wanted] of [
    ['lse', 'v8.0', 'v8.0,lse'],
    ['crypto,lse,crypto', 'v8.0', 'v8.0,lse,crypto'],
    ['lse', 'v8.2', 'v8.2'],
    ['lse,crypto', 'v9.0', 'v9.0,crypto'],
    ['v8.1,crypto', 'v8.0', 'v8.1,crypto'],
    ['v8.0', 'v8.2', 'v8.0'],
  ] as const)
    assert.equal(goarm64(text, level), wanted);
  for (const text of ['', 'LSE', 'v8', 'v9.6', 'lse,', 'v8.0,v8.1', 'v8.0,sve'])
    assert.throws(() => goarm64(text, 'v8.0'), FormatError, text);
  const demands = (GOARCH: string, settings: Record<string, string>) =>
    unsaidDemands({ GOOS: 'linux', GOARCH, ...settings });
  assert.deepEqual(demands('arm64', { GOARM64: 'v8.0,lse' }), ['GOARM64=v8.0,lse']);
  assert.deepEqual(demands('arm64', { GOARM64: 'v9.0,crypto' }), ['GOARM64=v9.0,crypto']);
  assert.deepEqual(demands('ppc64le', { GOPPC64: 'power9' }), ['GOPPC64=power9']);
  for (const [arch, settings] of [
    ['arm64', {}],
    ['arm64', { GOARM64: 'v8.2,lse' }],
    ['amd64', { GOAMD64: 'v4' }],
    ['ppc64le', { GOPPC64: 'power8' }],
    ['mips64', { GOMIPS64: 'softfloat' }],
  ] as const)
    assert.deepEqual(demands(arch, settings), []);
});

test('pairs that Go builds for are known, others not', () => {
  assert.ok(isKnownPlatform(of('wasip1/wasm')) && isKnownPlatform(of('linux/loong64')));
  assert.ok(
    !isKnownPlatform(of('linux/x86_64')) && !isKnownPlatform(of('constructor/amd64')) && !isKnownPlatform(of('linux/')),
  );
});
