import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommandLine } from '../../src/doors/cli/parse.ts';
import { mergeFlags, SETTINGS_FLAGS } from '../../src/doors/cli/settings.ts';
import type { Settings } from '../../src/records/settings.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { DEFAULT_SETTINGS } from '../../src/seal/settings/parse-settings.ts';

const shape = { name: 'build', description: '', arguments: [], flags: SETTINGS_FLAGS, examples: [] };
const merge = (words: readonly string[], settings: Settings = DEFAULT_SETTINGS): Settings =>
  mergeFlags(settings, parseCommandLine(shape, words));
const refuses = (words: readonly string[], pattern: RegExp, settings?: Settings): void =>
  assert.throws(
    () => merge(words, settings),
    (error) => error instanceof TwinsealError && error.code === 'USAGE' && pattern.test(error.message),
  );

test('each flag of a build replaces what the settings say of it', () => {
  const build = {
    ...DEFAULT_SETTINGS.build,
    ldflags: ['-s'],
    gcflags: ['-N'],
    experiments: ['jsonv2'],
    pgo: './a.pgo',
    levels: { GOAMD64: 'v2', GOARM64: 'v8.2,crypto' },
  };
  const words = ['--ldflags=-s -w', '--gcflags=all=-l', '--experiment', 'nogreenteagc,simd', '--pgo', 'off'];
  assert.deepEqual(merge([...words, '--goarm64', 'lse'], { ...DEFAULT_SETTINGS, build }).build, {
    ...build,
    ldflags: ['-s -w'],
    gcflags: ['all=-l'],
    experiments: ['nogreenteagc', 'simd'],
    pgo: 'off',
    levels: { GOAMD64: 'v2', GOARM64: 'v8.2,lse' },
  });
  assert.deepEqual(merge([], { ...DEFAULT_SETTINGS, build }).build, build);
});

test('options of GOARM64 alone are for whatever level a platform has', () => {
  assert.deepEqual(merge(['--goarm64', 'lse,crypto']).build.levels, { GOARM64: 'lse,crypto' });
  assert.deepEqual(merge(['--goarm64=lse', '--platform', 'linux/arm64/v9.0']).build.levels, { GOARM64: 'lse' });
  refuses(['--goarm64', 'sve'], /one of lse, crypto, not sve/);
  refuses(['--goarm64', 'lse', '--platform', 'linux/amd64'], /not among the platforms/);
});

test('programs on the command line have no place beside several images', () => {
  const images = [{ name: 'a', main: ['./a'], image: DEFAULT_SETTINGS.image }];
  refuses(['--main', './b'], /leave --main out/, { ...DEFAULT_SETTINGS, main: ['./a'], images });
  assert.deepEqual(merge(['--main', 'cmd/b']).main, ['./cmd/b']);
});
