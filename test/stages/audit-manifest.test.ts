// The manifest of a set comes from whoever made it: it says where to look, and never leads anywhere else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256Digest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { canonicalJsonBytes } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { auditQuestions } from '../../src/judge/audit/audit-readme.ts';
import { parseAuditManifest } from '../../src/judge/audit/read-audit-manifest.ts';
import { type AuditManifest, entryFile, receiptFile } from '../../src/records/audit-set.ts';
import { LOG_KINDS } from '../../src/records/log-entry.ts';

const bytesOf = (value: unknown) => canonicalJsonBytes(recordJson(value));
const textOf = (value: unknown) => Buffer.from(bytesOf(value)).toString();
const refused = (error: unknown) =>
  error instanceof FormatError && ['audit-set', 'json', 'utf8'].includes(error.format);

const entry = (index: number, kind: AuditManifest['entries'][number]['kind'] = 'decision') => ({
  index,
  kind,
  id: `id-${index}`,
  file: entryFile({ kind, index }),
  receipt: receiptFile(index),
});
const MANIFEST: AuditManifest = {
  apiVersion: 'twinseal.dev/audit-set/v1',
  origin: 'example.com/log',
  tool: '1.0.0',
  filter: { outcome: 'deny' },
  questions: auditQuestions(),
  entries: [entry(0), entry(3, 'policy'), entry(41)],
  notKept: [sha256Digest(encodeUtf8('x'))],
  missing: ['tile/0/000'],
};

test('any manifest comes back as it was written', () => {
  const again = (manifest: AuditManifest) => textOf(parseAuditManifest(bytesOf(manifest)));
  assert.equal(again(MANIFEST), textOf(MANIFEST));
  const indexes = fc.uniqueArray(fc.nat({ max: 1_000_000 }), { maxLength: 30 });
  fc.assert(
    fc.property(indexes, fc.constantFrom(...LOG_KINDS), fc.string({ minLength: 1 }), (all, kind, origin) => {
      fc.pre(origin.isWellFormed() && !origin.includes('\0'));
      const entries = all.sort((a, b) => a - b).map((index) => entry(index, kind));
      const manifest = { ...MANIFEST, origin, entries };
      assert.equal(again(manifest), textOf(manifest));
    }),
  );
});

test('a manifest that leads out of the set, or says what can not be, is refused', () => {
  const bend = (change: Readonly<Record<string, unknown>>) => ({ ...MANIFEST, ...change });
  const bendEntry = (change: Readonly<Record<string, unknown>>) => bend({ entries: [{ ...entry(7), ...change }] });
  for (const bad of [
    null,
    [],
    {},
    bend({ apiVersion: 'twinseal.dev/audit-set/v2' }),
    bend({ more: 1 }),
    bend({ origin: 7 }),
    bend({ entries: {} }),
    bend({ entries: [entry(3), entry(2)] }),
    bend({ notKept: ['latest'] }),
    bend({ missing: [7] }),
    bendEntry({ file: '../../etc/passwd' }),
    bendEntry({ file: 'decisions/8.json' }),
    bendEntry({ file: 'changes/7.json' }),
    bendEntry({ receipt: '/etc/passwd' }),
    bendEntry({ kind: 'other' }),
    bendEntry({ index: -1 }),
    bendEntry({ index: 1.5 }),
    bendEntry({ index: '7' }),
    bendEntry({ id: 'x'.repeat(300) }),
    bendEntry({ more: 1 }),
  ])
    assert.throws(() => parseAuditManifest(bytesOf(bad)), refused, JSON.stringify(bad));
  for (const text of [
    '',
    '{',
    '\ufeff{}',
    '{"apiVersion":"twinseal.dev/audit-set/v1","apiVersion":"x"}',
    `${'['.repeat(50)}${']'.repeat(50)}`,
  ])
    assert.throws(() => parseAuditManifest(encodeUtf8(text)), refused, text);
});

test('one changed byte gives another manifest or none, and never a crash', () => {
  const bytes = bytesOf(MANIFEST);
  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, bits) => {
      const bent = bytes.slice();
      bent[at] = (bent[at] ?? 0) ^ bits;
      try {
        assert.notEqual(textOf(parseAuditManifest(bent)), textOf(MANIFEST));
      } catch (error) {
        if (!refused(error)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});
