import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cpuLevel } from '../../src/formats/cpu-level.ts';

// Lines of /proc/cpuinfo as machines print them.
const EPYC_GENOA =
  'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ht syscall nx mmxext fxsr_opt pdpe1gb rdtscp lm constant_tsc rep_good nopl xtopology nonstop_tsc cpuid extd_apicid tsc_known_freq pni pclmulqdq ssse3 fma cx16 pcid sse4_1 sse4_2 x2apic movbe popcnt tsc_deadline_timer aes xsave avx f16c rdrand hypervisor lahf_lm cmp_legacy cr8_legacy abm sse4a misalignsse 3dnowprefetch osvw topoext vmmcall fsgsbase tsc_adjust bmi1 avx2 smep bmi2 erms invpcid avx512f avx512dq rdseed adx smap avx512ifma clflushopt clwb avx512cd sha_ni avx512bw avx512vl xsaveopt xsavec xgetbv1 xsaves avx512_bf16 clzero xsaveerptr arat avx512vbmi umip avx512_vbmi2 gfni vaes vpclmulqdq avx512_vnni avx512_bitalg avx512_vpopcntdq rdpid fsrm';
const ARM = {
  'Cortex-A72': 'fp asimd evtstrm crc32 cpuid',
  ThunderX2: 'fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics cpuid asimdrdm',
  'Neoverse-N1':
    'fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc dcpop asimddp ssbs',
  'Apple M1':
    'fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm jscvt fcma lrcpc dcpop sha3 asimddp sha512 asimdfhm dit uscat ilrcpc flagm ssbs sb paca pacg dcpodp flagm2 frint',
  'Neoverse-V2':
    'fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm jscvt fcma lrcpc dcpop sha3 asimddp sha512 sve asimdfhm dit uscat ilrcpc flagm sb paca pacg dcpodp sve2 sveaes svepmull svebitperm svesha3 flagm2 frint svei8mm svebf16 i8mm bf16 dgh rng bti',
} as const;

const intel = (flags: string) =>
  `processor\t: 0\nvendor_id\t: AuthenticAMD\nflags\t\t: ${flags}\nbugs\t\t: spectre_v1\n\n`;
const arm = (features: string) => `processor\t: 0\nBogoMIPS\t: 50.00\nFeatures\t: ${features}\nCPU architecture: 8\n\n`;
const without = (flags: string, name: string) =>
  flags
    .split(' ')
    .filter((flag) => flag !== name)
    .join(' ');

test('the levels of x86-64 are those whose flags are all there', () => {
  const level = (flags: string) => cpuLevel('amd64', intel(flags));
  assert.deepEqual(level(EPYC_GENOA), {
    architecture: 'amd64',
    level: 'v4',
    runs: ['v1', 'v2', 'v3', 'v4'],
    lacks: [],
    options: [],
  });
  for (const [gone, left] of [
    ['avx512vl', 'v3'],
    ['avx2', 'v2'],
    ['abm', 'v2'],
    ['movbe', 'v2'],
    ['pni', 'v1'],
    ['lahf_lm', 'v1'],
  ] as const) {
    const found = level(without(EPYC_GENOA, gone));
    assert.equal(found?.level, left, gone);
    assert.deepEqual(found?.lacks, [gone]);
  }
  assert.equal(level('fpu'), undefined);
});

test('the versions of arm64 are read from what the kernel shows', () => {
  const level = (name: keyof typeof ARM) => cpuLevel('arm64', arm(ARM[name]));
  assert.equal(level('Cortex-A72')?.level, 'v8.0');
  assert.deepEqual(level('Cortex-A72')?.options, []);
  assert.equal(level('ThunderX2')?.level, 'v8.1');
  assert.deepEqual(level('ThunderX2')?.options, ['lse', 'crypto']);
  assert.equal(level('Neoverse-N1')?.level, 'v8.2');
  // An Armv8.5 core without BTI.
  assert.equal(level('Apple M1')?.level, 'v8.4');
  assert.deepEqual(level('Apple M1')?.lacks, ['bti']);
  assert.equal(level('Neoverse-V2')?.level, 'v9.0');
  assert.ok(level('Neoverse-V2')?.runs.includes('v8.5'));
  assert.equal(cpuLevel('arm64', arm(without(ARM['Neoverse-V2'], 'sve2')))?.level, 'v8.5');
});

test('where processors differ, only what all have counts', () => {
  const text = arm(ARM['Neoverse-N1']) + arm(ARM['Cortex-A72']);
  assert.equal(cpuLevel('arm64', text)?.level, 'v8.0');
  assert.deepEqual(cpuLevel('arm64', text)?.options, []);
});

test('other architectures and texts without features give nothing', () => {
  assert.equal(cpuLevel('riscv64', 'isa\t\t: rv64imafdc\n'), undefined);
  assert.equal(cpuLevel('amd64', arm(ARM['Cortex-A72'])), undefined);
  assert.equal(cpuLevel('arm64', ''), undefined);
});

test('another processor never raises the level, and a flag more never lowers it', () => {
  const flags = EPYC_GENOA.split(' ');
  const rank = (text: string): number => Number(cpuLevel('amd64', text)?.level.slice(1) ?? 0);
  fc.assert(
    fc.property(fc.subarray(flags, { minLength: 60 }), fc.subarray(flags), (some, others) => {
      const [one, two] = [intel(some.join(' ')), intel(others.join(' '))];
      assert.ok(rank(one + two) <= Math.min(rank(one), rank(two)));
      assert.ok(rank(intel([...some, ...others].join(' '))) >= Math.max(rank(one), rank(two)));
    }),
  );
});
