// Large programs are read in parts, with the same answers; and which image each runtime picks on which machine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { parseDigest } from '../../src/formats/digest.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import type { Platform } from '../../src/formats/oci/platform.ts';
import { DEFAULT_INSPECT_LIMITS } from '../../src/judge/inspect/layout.ts';
import { pickFor } from '../../src/judge/inspect/runs-on.ts';
import type { Runtime } from '../../src/records/selection.ts';
import { elfSample } from '../formats/elf-sample.ts';
import { goProgramSample } from '../formats/go-program-sample.ts';
import { PLATFORM_ATTACKS } from '../support/layout-attacks/platforms.ts';
import { type Draft, draft, repack, validateDraft } from '../support/layout-draft.ts';
import { tarOf } from '../support/tar.ts';

// Everything that is larger than this is read in parts.
const reading = { ...DEFAULT_INSPECT_LIMITS.reading, maxProgram: 1000 };
const limits = { ...DEFAULT_INSPECT_LIMITS, reading };
const codes = async (parts: Draft) => (await validateDraft(parts, { limits })).findings.map(({ code }) => code);
const LARGE = 100 * 1024;

/** The program with its tables behind a megabyte, as a linker puts them behind the code. */
function moved(bytes: Uint8Array, by: number): Uint8Array {
  const out = new Uint8Array(bytes.length + by);
  out.set(bytes.subarray(0, 64));
  out.set(bytes, by);
  const view = new DataView(out.buffer);
  // Section headers alone are found by an offset of the ELF header; segments keep theirs.
  view.setBigUint64(40, view.getBigUint64(40, true) + BigInt(by), true);
  const count = view.getUint16(60, true);
  const table = Number(view.getBigUint64(40, true));
  for (let i = 0; i < count; i++) {
    const at = table + i * 64 + 24;
    view.setBigUint64(at, view.getBigUint64(at, true) + BigInt(by), true);
  }
  view.setUint16(56, 0, true);
  return out;
}

test('what a program says is the same whether it is held or read in parts', async () => {
  for (const code of [
    'PLATFORM_PROGRAM_MISMATCH',
    'PLATFORM_BUILD_MISMATCH',
    'PLATFORM_OPTION_UNSAID',
    'PLATFORM_VARIANT_UNDERSTATED',
    'PROGRAM_INTERPRETER_MISSING',
    'PROGRAM_LIBRARY_MISSING',
  ] as const) {
    const row = PLATFORM_ATTACKS[code];
    assert.ok(row?.[2]?.twin);
    const [attacked, twin] = [draft(), draft()];
    row[1](attacked);
    row[2].twin(twin);
    assert.deepEqual([await codes(attacked), await codes(twin)], [[code], []]);
  }
});

test('tables that lie far behind the headers are fetched', async () => {
  const program = (GOAMD64: string) => {
    const small = goProgramSample({ settings: { GOOS: 'linux', GOARCH: 'amd64', GOAMD64 } });
    return moved(small, LARGE);
  };
  for (const [level, expected] of [
    ['v1', []],
    ['v3', ['PLATFORM_VARIANT_UNDERSTATED']],
  ] as const) {
    const parts = draft();
    repack(parts, tarOf([{ name: 'usr/bin/app', content: program(level) }]));
    assert.deepEqual(await codes(parts), expected);
  }
});

test('a large file that is cut short is malformed, and one that is no program is none', async () => {
  const cut = draft();
  repack(cut, tarOf([{ name: 'usr/bin/app', content: elfSample().subarray(0, 2000) }]));
  assert.deepEqual(await codes(cut), ['PROGRAM_MALFORMED']);
  const text = draft();
  repack(text, tarOf([{ name: 'usr/bin/app', content: 'x'.repeat(5000) }]));
  assert.deepEqual(await codes(text), []);
});

test('a program behind a link is read again, however its layer is packed and named', async () => {
  const tar = tarOf([
    { name: 'opt/program', content: goProgramSample({ settings: { GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v3' } }) },
    { name: 'usr/bin/app', type: '2', link: '/opt/program' },
  ]);
  const packed: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
    tar: (bytes) => bytes,
    'tar.gzip': (bytes) => new Uint8Array(gzipSync(bytes)),
    'tar.zstd': (bytes) => new Uint8Array(zstdCompressSync(bytes)),
  };
  const expected = ['LAYER_NONDISTRIBUTABLE', 'PLATFORM_VARIANT_UNDERSTATED'];
  for (const [form, pack] of Object.entries(packed)) {
    const parts = draft();
    repack(parts, tar);
    parts.layer = pack(tar);
    parts.layerType = `application/vnd.docker.image.rootfs.foreign.diff.${form}`;
    const found = await codes(parts);
    assert.deepEqual(
      found.filter((code) => expected.includes(code)),
      expected,
      form,
    );
    assert.deepEqual(
      found.filter((code) => code.startsWith('LAYER_') && code !== 'LAYER_NONDISTRIBUTABLE'),
      [],
    );
  }
  // What is not computed here is not verified; that is no fault of the program's.
  const other = draft();
  repack(other, tar);
  const digest = `blake3:${'5'.repeat(64)}`;
  other.files.set(`blobs/blake3/${'5'.repeat(64)}`, other.layer);
  other.layerMembers.digest = digest;
  assert.ok((await codes(other)).includes('PLATFORM_VARIANT_UNDERSTATED'));
});

const linux = (architecture: string, variant?: string): Platform => ({
  os: 'linux',
  architecture,
  ...(variant !== undefined && { variant }),
});
const entry = (platform: Platform | undefined, i: number) => ({
  mediaType: MEDIA_TYPES.ociManifest,
  digest: parseDigest(`sha256:${String(i).padStart(64, '0')}`),
  size: 1,
  ...(platform !== undefined && { platform }),
});
const UNKNOWN: Platform = { os: 'unknown', architecture: 'unknown' };

test('each runtime picks by rules of its own', () => {
  const cases: readonly (readonly [Platform, readonly (Platform | undefined)[], string])[] = [
    [linux('amd64', 'v3'), [linux('amd64'), linux('amd64', 'v3')], '0 1 0'],
    [linux('amd64', 'v3'), [linux('amd64', 'v3')], '- 0 -'],
    [linux('amd64', 'v2'), [linux('amd64', 'v3'), linux('amd64', 'v2')], '- 1 -'],
    [linux('amd64'), [linux('amd64', 'v1')], '0 0 -'],
    [linux('amd64'), [linux('386')], '0 0 -'],
    [linux('amd64'), [linux('arm64'), undefined], '1 1 1'],
    [linux('amd64'), [undefined, linux('amd64')], '1 1 1'],
    [linux('amd64'), [UNKNOWN], '- - -'],
    [linux('arm64'), [linux('arm64', 'v8')], '0 0 0'],
    [linux('arm64', 'v8.2'), [linux('arm64', 'v8.2')], '- - -'],
    [linux('arm64'), [linux('arm', 'v7'), linux('arm64')], '1 1 1'],
    [linux('arm64'), [linux('arm', 'v6'), linux('arm', 'v7')], '1 1 -'],
    [linux('arm', 'v7'), [linux('arm', 'v6'), linux('arm')], '1 1 0'],
    [linux('arm', 'v6'), [linux('arm', 'v7')], '- - -'],
    [linux('riscv64'), [linux('riscv64')], '0 0 0'],
    [linux('s390x'), [linux('amd64')], '- - -'],
    [linux('amd64'), [linux('x86_64')], '0 0 -'],
  ];
  for (const [machine, children, expected] of cases) {
    const entries = children.map(entry);
    const picked = (['containerd', 'docker', 'podman'] as const satisfies readonly Runtime[]).map((runtime) => {
      const found = pickFor(runtime, machine, entries);
      return found === undefined ? '-' : String(entries.findIndex(({ digest }) => digest === found.digest));
    });
    assert.equal(picked.join(' '), expected, JSON.stringify([machine, children]));
  }
});

test('zstd:chunked layers are compared with the table of contents in their last frame', async () => {
  const { createHash } = await import('node:crypto');
  const sha256 = (bytes: Uint8Array | string) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const tocOf = (size: number): string =>
    JSON.stringify({ version: 1, entries: [{ type: 'reg', name: 'usr/bin/app', size, digest: sha256('program') }] });
  const make = (size: number, stargz?: string): Draft => {
    const parts = draft();
    const index = stargz === undefined ? [] : [{ name: 'stargz.index.json', content: stargz }];
    const tar = tarOf([{ name: 'usr/bin/app', content: 'program' }, ...index]);
    const toc = tocOf(size);
    const [body, packed] = [zstdCompressSync(tar), zstdCompressSync(toc)];
    const frame = Buffer.alloc(8);
    frame.writeUInt32LE(0x184d2a50, 0);
    frame.writeUInt32LE(packed.length, 4);
    repack(parts, tar);
    parts.layer = new Uint8Array(Buffer.concat([body, frame, packed]));
    parts.layerType = MEDIA_TYPES.ociLayerZstd;
    parts.layerMembers.annotations = {
      'io.github.containers.zstd-chunked.manifest-checksum': sha256(packed),
      'io.github.containers.zstd-chunked.manifest-position': `${body.length + 8}:${packed.length}:${toc.length}:1`,
      ...(stargz !== undefined && { 'containerd.io/snapshot/stargz/toc.digest': sha256(stargz) }),
    };
    return parts;
  };
  assert.deepEqual(await codes(make(7)), ['LAYER_MEMBERS']);
  assert.deepEqual(await codes(make(8)), ['LAYER_MEMBERS', 'LAYER_TOC_MISMATCH']);
  // A table of the other kind that is right does not vouch for this one, nor this one for it.
  assert.deepEqual(await codes(make(7, tocOf(7))), ['LAYER_MEMBERS']);
  assert.deepEqual(await codes(make(8, tocOf(7))), ['LAYER_MEMBERS', 'LAYER_TOC_MISMATCH']);
  assert.deepEqual(await codes(make(7, tocOf(8))), ['LAYER_MEMBERS', 'LAYER_TOC_MISMATCH']);
});
