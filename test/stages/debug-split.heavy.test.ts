import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { readDebugLink } from '../../src/formats/elf/debug-link.ts';
import { readElf } from '../../src/formats/elf/elf-file.ts';
import { debugPath, gnuBuildId } from '../../src/formats/elf/gnu-build-id.ts';
import { findSection } from '../../src/formats/elf/locate.ts';
import { splitDebug } from '../../src/formats/elf/split-debug.ts';
import { readWhole } from '../../src/records/blob.ts';
import type { BuiltBinary, SideBuild } from '../../src/records/side-build.ts';
import { compareTwins } from '../../src/seal/compare/compare-twins.ts';
import { memoryBlob } from '../support/memory-blob.ts';
import { type Planned, type TwinHarness, twinHarness } from './twin-harness.ts';

// println alone keeps the standard library out of the builds. The other byte order is built on one side only, to save time.
const MODULE = {
  'go.mod': 'module example.com/app\n\ngo 1.24\n',
  'main.go': 'package main\n\nfunc main() { println("ran") }\n',
};

let harness: TwinHarness;
let planned: Planned;
let a: SideBuild;
let b: SideBuild;
let bigEndian: SideBuild;

before(async () => {
  harness = twinHarness();
  const folder = harness.module(MODULE);
  planned = await harness.plan(folder, { debug: 'split' });
  a = await harness.side(planned, 'a');
  b = await harness.side(planned, 'b');
  bigEndian = await harness.side(await harness.plan(folder, { debug: 'split' }, [], ['linux/s390x']), 'a');
});
after(() => harness.remove());

function without(...programs: readonly string[]): string | false {
  const missing = programs.filter((program) => spawnSync(program, ['--version']).error !== undefined);
  return missing.length > 0 && `this machine: no ${missing.join(', ')}`;
}

const assembly = { profile: 1, compressor: 'test' };

test('each side splits its own binary, and the two files name each other', async () => {
  assert.deepEqual(a.flags.ldflags, ['-compressdwarf=false']);
  for (const binary of [...a.binaries, ...b.binaries, ...bigEndian.binaries]) {
    const { debug, platform } = binary;
    assert.ok(debug !== undefined, platform);
    const [program, apart] = [readElf(await readWhole(binary.content)), readElf(await readWhole(debug.content))];
    assert.equal(readDebugLink(program)?.name, debug.name);
    assert.deepEqual([gnuBuildId(program), gnuBuildId(apart)], [debug.buildId, debug.buildId]);
    assert.equal(findSection(program, '.debug_info') ?? findSection(program, '.symtab'), undefined, platform);
    assert.ok((findSection(program, '.gopclntab')?.size ?? 0) > 0);
    assert.ok((findSection(apart, '.debug_info')?.size ?? 0) > 0);
    assert.ok(binary.content.size < 0.7 * debug.wholeSize, `${binary.content.size} of ${debug.wholeSize} bytes`);
    assert.equal(binary.facts.mainModule.path, 'example.com/app');
  }
});

test('what ships runs, and the Go toolchain reads it', async () => {
  for (const { platform, content } of [...a.binaries, ...bigEndian.binaries]) {
    const file = join(harness.root, platform.replaceAll('/', '-'));
    writeFileSync(file, await readWhole(content));
    chmodSync(file, 0o755);
    const version = spawnSync('go', ['version', '-m', file], { encoding: 'utf8' });
    assert.match(version.stdout, /mod\texample\.com\/app/, version.stderr);
    if (platform !== `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`) continue;
    const run = spawnSync(file, { encoding: 'utf8' });
    assert.deepEqual([run.status, run.stderr], [0, 'ran\n']);
  }
});

test('gdb finds the lines of the program with its debug file, and none without', { skip: without('gdb') }, async () => {
  for (const [index, { content, debug }] of [...a.binaries, ...bigEndian.binaries].entries()) {
    assert.ok(debug !== undefined);
    const [program, folder] = [join(harness.root, `gdb-${index}`), join(harness.root, `debug-${index}`)];
    writeFileSync(program, await readWhole(content));
    const ask = (): string => {
      const words = [
        '-nx',
        '-batch',
        '-iex',
        `set debug-file-directory ${folder}`,
        '-ex',
        'info line main.main',
        program,
      ];
      const { stdout, stderr } = spawnSync('gdb', words, {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: folder },
      });
      return `${stdout}${stderr}`;
    };
    assert.match(ask(), /No symbol table is loaded/);
    const path = join(folder, debugPath(debug.buildId));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await readWhole(debug.content));
    assert.match(ask(), /Line 3 of "example\.com\/app\/main\.go" starts at address/);
  }
});

test('the sections are those that strip and objcopy leave, and readelf finds no fault', {
  skip: without('objcopy', 'readelf'),
}, async () => {
  const [binary] = a.binaries;
  assert.ok(binary?.debug !== undefined);
  const tool = (name: string, ...words: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(name, words, { encoding: 'utf8', cwd: harness.root });
    assert.deepEqual([status, stderr], [0, ''], `${name} ${words.join(' ')}`);
    return stdout;
  };
  const go = spawnSync(
    'go',
    ['build', '-trimpath', '-ldflags=-compressdwarf=false', '-o', join(harness.root, 'whole'), '.'],
    {
      cwd: harness.module(MODULE),
      encoding: 'utf8',
      env: { ...process.env, CGO_ENABLED: '0', GOOS: 'linux', GOARCH: 'amd64', GOFLAGS: '' },
    },
  );
  assert.equal(go.status, 0, go.stderr);
  const whole = join(harness.root, 'whole');
  const { shipped, debug } = splitDebug(readFileSync(whole));
  writeFileSync(join(harness.root, 'ours'), shipped);
  writeFileSync(join(harness.root, 'ours.debug'), debug);
  tool('objcopy', '--only-keep-debug', whole, 'theirs.debug');
  tool('objcopy', '--strip-all', `--add-gnu-debuglink=theirs.debug`, whole, 'theirs');
  const sections = (file: string) =>
    [...tool('readelf', '-SW', file).matchAll(/^ +\[ *\d+\] (\.\S+) +(\S+) +(\S+) \S+ (\S+) \S+ +(\S*) /gm)]
      .map(([, ...columns]) => columns.join(' '))
      .filter((line) => !/^\.(?:gnu_debuglink|shstrtab) /.test(line));
  assert.deepEqual(sections('ours'), sections('theirs'));
  assert.deepEqual(sections('ours.debug'), sections('theirs.debug'));
  assert.ok(sections('ours').length > 10);
  for (const file of ['ours', 'ours.debug']) tool('readelf', '-hlSnsW', file);
});

test('twins are identical when programs and debug files are, and the result names the debug files', async () => {
  const comparison = await compareTwins({ plan: planned.plan, a, b, assembly });
  assert.ok(comparison.outcome === 'identical');
  assert.deepEqual(
    comparison.result.debug,
    a.binaries.map(({ platform, name, debug }) => ({
      platform,
      name,
      digest: debug?.content.digest,
      size: debug?.content.size,
      buildId: debug?.buildId,
    })),
  );
});

test('a debug file that differs makes the twins different, though the programs are equal', async () => {
  const altered = async (binary: BuiltBinary): Promise<BuiltBinary> => {
    if (binary.debug === undefined) return binary;
    const bytes = await readWhole(binary.debug.content);
    const { offset } = findSection(readElf(bytes), '.debug_line') ?? { offset: 0 };
    bytes[offset + 100] = 0xff ^ (bytes[offset + 100] ?? 0);
    return { ...binary, debug: { ...binary.debug, content: memoryBlob(bytes) } };
  };
  const other = { ...b, binaries: await Promise.all(b.binaries.map(altered)) };
  const comparison = await compareTwins({ plan: planned.plan, a, b: other, assembly });
  assert.ok(comparison.outcome === 'different');
  assert.deepEqual(
    comparison.differences.map(({ platform, name, section }) => ({ platform, name, section })),
    [{ platform: 'linux/amd64', name: 'app.debug', section: '.debug_line' }],
  );
});

test('a side that was stripped by the linker has neither symbols nor debug information, says so in its flags, and tells the size before', async () => {
  const stripped = await harness.plan(harness.module(MODULE), { strip: true, ldflags: ['-s'] });
  const side = await harness.side(stripped, 'a');
  assert.deepEqual(side.flags.ldflags, ['-s', '-w']);
  const [binary] = side.binaries;
  assert.ok(binary !== undefined && binary.debug === undefined);
  // Side A links it once more, to tell what was saved.
  assert.ok((binary.unstripped ?? 0) > 1.2 * binary.content.size, `${binary.unstripped} and ${binary.content.size}`);
  const file = readElf(await readWhole(binary.content));
  assert.equal(findSection(file, '.debug_info') ?? findSection(file, '.symtab'), undefined);
});
