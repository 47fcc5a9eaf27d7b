import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readElf } from '../../src/formats/elf/elf-file.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { binaryBuildInfo } from '../../src/formats/gobuild/binary-build-info.ts';
import { goBuildId } from '../../src/formats/gobuild/build-id.ts';
import {
  type BuildInfo,
  buildSetting,
  parseBuildInfo,
  serialiseBuildInfo,
} from '../../src/formats/gobuild/build-info.ts';
import { quoteGo, unquoteGo } from '../../src/formats/gobuild/go-string.ts';
import { elfSample } from './elf-sample.ts';

const SAMPLE = [
  'path\tmvdan.cc/sh/v3/cmd/shfmt',
  'mod\tmvdan.cc/sh/v3\tv3.14.1\th1:x=',
  'dep\tgolang.org/x/sys\tv0.1.0',
  '=>\t./sys\t\t',
  'dep\tgolang.org/x/term\tv0.2.0\t',
  'build\t-ldflags="-X main.v=1 -s"',
  'build\tGOARCH=amd64',
  '',
].join('\n');

test('build info names modules, replacements and settings', () => {
  const info = parseBuildInfo('go1.26.8', SAMPLE);
  assert.equal(info.path, 'mvdan.cc/sh/v3/cmd/shfmt');
  assert.equal(info.main?.sum, 'h1:x=');
  assert.deepEqual(info.deps[0], {
    path: 'golang.org/x/sys',
    version: 'v0.1.0',
    replace: { path: './sys', version: '' },
  });
  assert.equal(buildSetting(info, '-ldflags'), '-X main.v=1 -s');
  assert.equal(buildSetting(info, 'GOARCH'), 'amd64');
});

test('the empty line that Go writes behind a replacement is read and written, and no other one is', () => {
  // As Go 1.26.8 wrote it for `replace example.com/dep => ./dep`.
  const text = 'path\tx\nmod\tx\t(devel)\t\ndep\texample.com/dep\tv1.0.0\n=>\t./dep\t(devel)\t\n\nbuild\tGOOS=linux\n';
  const info = parseBuildInfo('go1.26.8', text);
  assert.deepEqual(info.deps[0]?.replace, { path: './dep', version: '(devel)' });
  assert.equal(serialiseBuildInfo(info), text);
  assert.throws(() => parseBuildInfo('go1', 'path\tx\n\nmod\tx\ty\n'), FormatError);
  assert.throws(() => parseBuildInfo('go1', text.replace('\n\n', '\n\n\n')), FormatError);
});

test('what is written is read back equal', () => {
  const word = fc.stringMatching(/^[a-z./0-9-]{1,12}$/);
  const module = fc.record({ path: word, version: word }, { noNullPrototype: true });
  const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((each) => each.isWellFormed());
  const setting = fc.record({ key: text, value: text }, { noNullPrototype: true });
  fc.assert(
    fc.property(
      fc.array(module, { maxLength: 4 }),
      fc.array(setting, { maxLength: 4 }),
      module,
      (deps, settings, main) => {
        const info: BuildInfo = { goVersion: 'go1.26.8', path: main.path, main, deps, settings };
        assert.deepEqual(parseBuildInfo('go1.26.8', serialiseBuildInfo(info)), info);
      },
    ),
  );
});

test('malformed build info is refused', () => {
  for (const text of [
    'path\tx',
    'mod\tx\n',
    'mod\ta\tb\tc\td\n',
    'path\ta\npath\tb\n',
    'mod\ta\tb\nmod\ta\tb\n',
    '=>\ta\tb\tc\n',
    'dep\ta\tb\n=>\ta\tb\tc\n=>\ta\tb\tc\n',
    'build\t=x\n',
    'build\tnothing\n',
    'build\tk="x\n',
    'build\tk=a b\n',
    'odd\tline\n',
    'no tab\n',
  ]) {
    assert.throws(() => parseBuildInfo('go1', text), FormatError, JSON.stringify(text));
  }
});

test('Go strings are quoted and unquoted', () => {
  assert.equal(unquoteGo('"a\\t\\x41\\u00e9\\U0001F600\\101"'), 'a\tAé😀A');
  assert.equal(unquoteGo('`a\\t`'), 'a\\t');
  for (const bad of ['"', '"a', 'a"', '"\\q"', '"\\xff"', '"\\ud800"', '"a"b"', "'a'", '"a\n"', '`a`b`', '"\\"']) {
    assert.throws(() => unquoteGo(bad), FormatError, bad);
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      if (text.isWellFormed()) assert.equal(unquoteGo(quoteGo(text)), text);
    }),
  );
});

function section(version: string, text: string, flags = 2): Uint8Array {
  const encode = (value: string): Uint8Array => new TextEncoder().encode(value);
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]);
  const framed = text === '' ? '' : `${'<'.repeat(16)}${text}${'>'.repeat(16)}`;
  const header = new Uint8Array(32);
  header.set([0xff, ...encode(' Go buildinf:'), 8, flags]);
  const [a, b] = [encode(version), encode(framed)];
  return new Uint8Array([...header, ...varint(a.length), ...a, ...varint(b.length), ...b]);
}

test('build info is read out of a binary', () => {
  const file = readElf(elfSample({ sections: { '.go.buildinfo': section('go1.26.8', SAMPLE) } }));
  assert.equal(binaryBuildInfo(file)?.goVersion, 'go1.26.8');
  assert.equal(binaryBuildInfo(file)?.deps.length, 2);
  assert.deepEqual(binaryBuildInfo(readElf(elfSample({ sections: { '.go.buildinfo': section('go1.26.8', '') } }))), {
    goVersion: 'go1.26.8',
    deps: [],
    settings: [],
  });
});

test('a binary without build info has none, and broken ones are refused', () => {
  assert.equal(binaryBuildInfo(readElf(elfSample())), undefined);
  assert.equal(binaryBuildInfo(readElf(elfSample({ sections: { '.go.buildinfo': new Uint8Array(64) } }))), undefined);
  const whole = section('go1.26.8', SAMPLE);
  const endless = new Uint8Array(64).fill(0xff);
  endless.set(whole.subarray(0, 32));
  for (const bytes of [section('go1.26.8', SAMPLE, 0), section('', SAMPLE), whole.slice(0, 60), endless]) {
    const file = readElf(elfSample({ sections: { '.go.buildinfo': bytes } }));
    assert.throws(() => binaryBuildInfo(file), FormatError);
  }
});

test('the Go build ID has four parts, or counts as none', () => {
  const note = (text: string): string | undefined =>
    goBuildId(readElf(elfSample({ note: { owner: 'Go', type: 4, bytes: new TextEncoder().encode(text) } })))
      ?.linkAction;
  assert.equal(note('a/b/c/d'), 'a');
  assert.equal(note('a/b'), undefined);
  assert.equal(goBuildId(readElf(elfSample())), undefined);
});
