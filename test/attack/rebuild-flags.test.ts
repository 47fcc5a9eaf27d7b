// Whoever may write to a registry attaches statements that name linker flags: they keep no right ones from being tried.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Side } from '../../src/ports/sandbox.ts';
import type { Blob } from '../../src/records/blob.ts';
import { flagCandidates, whyUnknownFlags } from '../../src/roads/rebuild-flags.ts';
import { whyUntold } from '../../src/roads/rebuild-platform.ts';
import { rebuildProgram } from '../../src/seal/build/rebuild-program.ts';
import { memoryBlob } from '../support/memory-blob.ts';

const hints = (ldflags: readonly (readonly string[])[]) => ({ ldflags, prepared: false });
const words = (ldflags: readonly (readonly string[])[]) =>
  flagCandidates(undefined, hints(ldflags), undefined).map((each) => each.words);

test('flags that no argument can hold, or no quotes, are no candidates, and copies take no place of others', () => {
  const long = Array.from({ length: 12 }, () => ['-X', `main.a=${'x'.repeat(4000)}`]).flat();
  assert.deepEqual(words([long, ['-X', `main.a='"`], ['-s']]), [['-s'], []]);
  assert.deepEqual(words([...Array.from({ length: 20 }, () => ['-w']), ['-s']]), [['-w'], ['-s'], []]);
});

test('where flags may be buried or unread, a difference is "could not tell"', () => {
  const many = Array.from({ length: 9 }, (_, index) => ['-X', `main.a=${index}`]);
  assert.match(whyUnknownFlags(undefined, hints(many), []) ?? '', /more than 8 statements/);
  assert.equal(whyUnknownFlags(undefined, hints(many.slice(1)), []), undefined);
  assert.equal(whyUnknownFlags('-s', hints(many), []), undefined);
});

test('a value of -X that nobody states accuses no image', () => {
  const candidate = (from: 'given' | 'image' | 'found') => [{ words: [], from }];
  assert.match(whyUntold(candidate('found'), 'linker-value') ?? '', /recorded nowhere.*--ldflags/);
  for (const from of ['given', 'image'] as const) assert.equal(whyUntold(candidate(from), 'linker-value'), undefined);
  assert.equal(whyUntold(candidate('found'), 'source-code'), undefined);
});

test('flags with which nothing can be linked do not end the search', async () => {
  const tried: string[] = [];
  const run = async (argv: readonly string[]) => {
    const flags = argv.find((word) => word.startsWith('-ldflags=')) ?? '';
    tried.push(flags);
    const status = flags.includes('main.main') ? 1 : 0;
    return { status, stdout: '', stderr: status === 0 ? '' : 'main.main: cannot set with -X', killed: false };
  };
  const program: Blob = memoryBlob(new Uint8Array([1]));
  const folders = { source: '/s', out: '/o', home: '/h', tmp: '/t', cache: '/c' };
  // What a side does is not what is looked at here: only which commands it is given.
  const side = {
    run,
    isDiskFull: () => false,
    goroot: '/go',
    folders,
    collect: async () => program,
  } as unknown as Side;
  const recipe = {
    goVersion: 'go1.26.8',
    main: 'example.com/a',
    module: 'example.com/a',
    dependencies: 'vendor',
    environment: {},
    tags: [],
    gcflags: [],
    buildmode: 'exe',
    pgo: 'auto',
  } as const;
  const asked = { side, recipe, layout: { module: '' }, split: false, wanted: program.digest, timeout: 60 };
  const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
  const bad = ['-X', 'main.main=1'];
  const built = await rebuildProgram({ ...asked, ldflags: [bad, ['-s']] }, { now: Date.now } as never, call);
  assert.deepEqual([built.content.digest, built.ldflags, tried.length], [program.digest, ['-s'], 2]);
  await assert.rejects(rebuildProgram({ ...asked, ldflags: [bad] }, { now: Date.now } as never, call), /main.main/);
});
