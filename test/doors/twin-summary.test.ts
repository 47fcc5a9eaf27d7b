import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TwinSummary, twinText } from '../../src/doors/cli/twin-summary.ts';
import { sha256Digest } from '../../src/formats/digest.ts';

const [one, two] = ['one', 'two'].map((text) => sha256Digest(new TextEncoder().encode(text))) as [
  ReturnType<typeof sha256Digest>,
  ReturnType<typeof sha256Digest>,
];
const isolation = { kind: 'namespaces' as const, inForce: [], missing: [], networkless: true };
const go = { version: 'go1.26.8', outcome: 'authenticated' as const };
const modules = { outcome: 'authenticated' as const, authenticated: 0, others: [] };
const summary = (binary: Partial<TwinSummary['binaries'][number]> = {}): TwinSummary => ({
  binaries: [{ platform: 'linux/amd64', name: 'app', a: one, b: one, size: 1000, ...binary }],
  conditions: [],
  isolation: { a: isolation, b: isolation },
  authenticity: { go: { a: go, b: go }, modules },
});

test('a program is shown with both digests and its size', () => {
  const lines = twinText(summary())
    .split('\n')
    .map((line) => line.trim());
  assert.deepEqual(lines.slice(0, 3), [`linux/amd64  app  A ${one}`, `B ${one}  identical`, '1000 bytes']);
});

test('what does not contain a side is told with the reason, once for all that it holds for', () => {
  const why = 'no namespaces\u001b[2J here';
  const missing = [
    { name: 'network', why },
    { name: 'mount', why },
    { name: 'memory', why: 'no control group' },
  ];
  const plain = { kind: 'process' as const, inForce: [], missing, networkless: false };
  const text = twinText({ ...summary(), isolation: { a: plain, b: isolation } });
  assert.match(text, /^side A: isolated by process, network NOT cut off$/m);
  assert.match(text, /^side A: not in force: network, mount \(no namespaces.*here\)$/m);
  assert.match(text, /^side A: not in force: memory \(no control group\)$/m);
  assert.ok(!text.includes('\u001b'));
  assert.doesNotMatch(text, /side B: not in force/);
});

test('a stripped program is shown with its size before and after', () => {
  assert.match(twinText(summary({ unstripped: 1700 })), /^ +1000 bytes, 1700 before --strip$/m);
});

test('a program whose debug information was split off is shown with its size before and after, and the debug file', () => {
  const debug = { buildId: 'abcd', name: 'abcd.debug', a: one, b: one, size: 1500, wholeSize: 2400 };
  const text = twinText(summary({ debug }));
  assert.match(text, /^ +1000 bytes, 2400 before its debug information was split off$/m);
  assert.match(text, /^ +debug file abcd\.debug, 1500 bytes$/m);
  assert.match(twinText(summary({ debug: { ...debug, b: two } })), /debug file abcd\.debug, 1500 bytes, DIFFERENT$/m);
});
