// Which peers a test may ask for: those that are built before its suite begins.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, normalize } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');
const makefile = readFileSync(join(root, 'Makefile'), 'utf8').replaceAll('\\\n', ' ');
/** The words of a variable of the Makefile. */
const words = (variable: string): readonly string[] =>
  new RegExp(`^${variable} *:= *(.*)$`, 'm').exec(makefile)?.[1]?.trim().split(/\s+/) ??
  assert.fail(`the Makefile has no ${variable}`);
// This one is named after its program.
const PEERS = words('HEAVY_PEERS').map((name) => (name === 'spdx-tools' ? 'pyspdxtools' : name));
/** They name every peer, or every registry, for all. */
const SHARED = ['test/interop/peer.ts', 'test/interop/registry.ts'];

/** A test file and what it imports of test/. */
function reached(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file) || SHARED.includes(file)) return found;
  found.add(file);
  for (const [, path = ''] of readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g)) {
    const next = normalize(join(dirname(file), path));
    if (next.startsWith('test/') && existsSync(join(root, next))) reached(next, found);
  }
  return found;
}

/** The peers of the long suite that a test file asks for, by `withoutPeers`, `runPeer` and their like. */
function asked(file: string): readonly string[] {
  const text = [...reached(file)].map((each) => readFileSync(join(root, each), 'utf8')).join('\n');
  const calls = [...text.matchAll(/\b(?:withoutPeers|runPeer|peerOutput|peerPath)\(([^)]*)/g)].map(
    ([, inside = '']) => inside,
  );
  return PEERS.filter((name) => calls.some((inside) => inside.includes(`'${name}'`)));
}

test('a long test that needs a peer of HEAVY_PEERS is one of HEAVY_TESTS, which wait for them', () => {
  const heavy = words('HEAVY_TESTS');
  const files = words('LONG_TESTS').flatMap((pattern) => globSync(pattern, { cwd: root }));
  assert.ok(files.length > 50, `${files.length} files`);
  const early = files
    .filter((file) => !heavy.some((pattern) => matchesGlob(file, pattern)))
    .flatMap((file) => asked(file).map((name) => `${file} asks for ${name}`));
  assert.deepEqual(early, [], 'name it in HEAVY_TESTS of the Makefile');
});

test('each pattern of the Makefile finds a test', () => {
  for (const variable of ['INTEROP_TESTS', 'FAULTS_TESTS', 'LONG_TESTS', 'HEAVY_TESTS', 'FIRST_TESTS'])
    for (const pattern of words(variable))
      for (const each of expanded(pattern))
        assert.ok(globSync(each, { cwd: root }).length > 0, `${variable} has ${each}, which is no file`);
});

/** `a/{b,c}.ts` as `a/b.ts` and `a/c.ts`. */
function expanded(pattern: string): readonly string[] {
  const [, before = '', inside, after = ''] = /^(.*?)\{([^}]*)\}(.*)$/.exec(pattern) ?? [];
  return inside === undefined ? [pattern] : inside.split(',').map((each) => before + each + after);
}
