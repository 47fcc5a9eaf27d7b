import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuildSettings } from '../../src/records/settings.ts';
import type { Toolchain } from '../../src/records/toolchain.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { checkCompilerFlags, checkLinkerFlags } from '../../src/seal/build/allowed-flags.ts';
import { debugFlags } from '../../src/seal/build/debug-flags.ts';
import { splitProgram } from '../../src/seal/build/split-program.ts';

const go = (version: string): Toolchain => ({
  version,
  goroot: '/go',
  host: 'linux/amd64',
  digests: {},
  authenticity: { outcome: 'unauthenticated' },
});
const flags = (
  build: Partial<Pick<BuildSettings, 'strip' | 'debug'>>,
  words: readonly string[] = [],
  [a, b]: readonly [string, string] = ['go1.26.8', 'go1.26.8'],
) => debugFlags(words, { strip: false, debug: 'keep', ...build }, { a: go(a), b: go(b) });
const refusal = (code: string, pattern: RegExp) => (error: unknown) =>
  error instanceof TwinsealError && error.code === code && pattern.test(error.message);

test('--strip adds -s and -w, each only where the user did not', () => {
  assert.deepEqual(flags({ strip: true }), ['-s', '-w']);
  assert.deepEqual(flags({ strip: true }, ['-w', '-X', 'main.a=b']), ['-s']);
  assert.deepEqual(flags({ strip: true }, ['-s=true', '-w']), []);
  assert.deepEqual(flags({}, ['-X', 'main.a=b']), []);
});

test('--debug split asks for plain DWARF, since its compressor depends on the machine, unless the user chose', () => {
  assert.deepEqual(flags({ debug: 'split' }), ['-compressdwarf=false']);
  assert.deepEqual(flags({ debug: 'split' }, ['-compressdwarf=true']), []);
});

test('--debug split asks older Go for a build ID, and refuses a Go that has none', () => {
  assert.deepEqual(flags({ debug: 'split' }, [], ['go1.24.0', 'go1.27.1']), ['-compressdwarf=false']);
  assert.deepEqual(flags({ debug: 'split' }, [], ['go1.24.0', 'go1.23.12']), ['-compressdwarf=false', '-B=gobuildid']);
  const asked = flags({ debug: 'split' }, [], ['go1.22.0', 'go1.22.0']);
  assert.deepEqual(asked, ['-compressdwarf=false', '-B=gobuildid']);
  // Whoever builds the program again gives what was recorded.
  checkLinkerFlags(asked);
  assert.deepEqual(flags({ debug: 'split' }, asked, ['go1.22.0', 'go1.22.0']), []);
  assert.throws(
    () => flags({ debug: 'split' }, [], ['go1.26.8', 'go1.21.13']),
    refusal('SETTINGS_INVALID', /go1\.21\.13 writes none: build with Go 1\.22 or newer/),
  );
});

test('settings that contradict one another are refused by a sentence that names both', () => {
  const contradicts = (pattern: RegExp) => refusal('SETTINGS_INVALID', pattern);
  assert.throws(() => flags({ strip: true, debug: 'split' }), contradicts(/--strip .*--debug split .*choose one/));
  assert.throws(() => flags({ debug: 'split' }, ['-w']), contradicts(/-w leaves out what --debug split/));
  assert.throws(() => flags({ debug: 'split' }, ['-s=true']), contradicts(/-s=true leaves out what --debug split/));
  assert.throws(() => flags({ strip: true }, ['-w=false']), contradicts(/-w=false keeps what --strip/));
});

test('a habit of C is answered with what works for Go', () => {
  const answers: readonly (readonly [string, RegExp])[] = [
    ['-g1', /no smaller debug information.*--debug split.*--strip.*-w/],
    ['-gline-tables-only', /tracebacks.*even in a stripped program/],
    ['-g', /--debug split/],
    ['-ggdb', /--debug split/],
    ['-gdwarf-5', /--debug split/],
    ['-g0', /--strip/],
    ['-gz=zlib', /-compressdwarf/],
    ['-Og', /all=-N -l/],
    ['-O2', /always optimises/],
    ['--strip-debug', /--strip/],
    ['-Wl,--strip-all', /--strip/],
    ['-ffile-prefix-map=/a=b', /-trimpath/],
  ];
  for (const [word, answer] of answers) {
    assert.throws(() => checkCompilerFlags([word]), refusal('SETTINGS_INVALID', answer), word);
    assert.throws(() => checkLinkerFlags([word]), refusal('SETTINGS_INVALID', answer), word);
  }
  assert.throws(() => checkLinkerFlags(['-extld=cc']), refusal('SETTINGS_INVALID', /are allowed/));
});

test('what can not be split is refused with the name of the program and what to do', () => {
  assert.throws(
    () => splitProgram(new TextEncoder().encode('#!/bin/sh\n'), './cmd/app for linux/amd64'),
    refusal('BINARY_NOT_SPLIT', /\.\/cmd\/app for linux\/amd64 .*ELF.*--debug keep/),
  );
});
