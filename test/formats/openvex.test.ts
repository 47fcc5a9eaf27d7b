import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { readOpenVex } from '../../src/formats/openvex.ts';
import { purlCovers, purlDigest } from '../../src/formats/purl-cover.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { openVex } from '../support/scan-reports.ts';

const json = (value: unknown): JsonValue =>
  parseJson(encodeUtf8(JSON.stringify(value)), { maxBytes: 2 ** 26, maxDepth: 64, maxValues: 2_000_000 });
const ruleOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof FormatError, String(error));
    return error.rule === '' ? `malformed ${error.at}` : error.rule;
  }
  return 'read';
};
const CVE = 'CVE-2026-0001';

test('OpenVEX statements are read with their products, parts and times', () => {
  const product = {
    '@id': 'pkg:oci/app@sha256%3Aabc',
    identifiers: { purl: 'pkg:oci/app@sha256%3Aabc', cpe23: 'cpe:2.3:a:b:c' },
    hashes: { 'sha-256': 'ABC' },
    subcomponents: [{ '@id': 'pkg:golang/golang.org/x/net@v0.1.0' }],
  };
  const document = openVex([
    {
      vulnerability: { name: CVE, aliases: ['GHSA-x', CVE] },
      products: [product],
      status: 'not_affected',
      justification: 'vulnerable_code_not_present',
    },
    { vulnerability: { name: 'B' }, status: 'fixed', timestamp: '2026-04-12T00:00:00Z' },
  ]);
  assert.deepEqual(readOpenVex(json(document)), [
    {
      vulnerability: [CVE, 'GHSA-x'],
      status: 'not_affected',
      at: 1_775_865_600,
      products: [
        { names: ['pkg:oci/app@sha256%3Aabc', 'sha256:abc'], parts: [['pkg:golang/golang.org/x/net@v0.1.0']] },
      ],
    },
    { vulnerability: ['B'], status: 'fixed', at: 1_775_952_000, products: [] },
  ]);
  const one = (statement: object, more: object = {}) => ruleOf(() => readOpenVex(json(openVex([statement], more))));
  const good = { vulnerability: { name: CVE }, status: 'fixed' };
  assert.equal(one(good, { '@context': 'https://openvex.dev/ns' }), 'read');
  assert.equal(one(good, { '@context': 'https://openvex.dev/ns/v0.3.0' }), 'unknown');
  assert.equal(one({ ...good, status: 'not_affected', impact_statement: 'not called' }), 'read');
  for (const bad of [
    { ...good, status: 'not_affected' },
    { ...good, status: 'Fixed' },
    { ...good, vulnerability: CVE },
    { ...good, vulnerability: {} },
    { ...good, products: [{}] },
    { ...good, products: [{ '@id': '' }] },
    { ...good, products: ['pkg:oci/app'] },
    { ...good, timestamp: 'now' },
  ])
    assert.match(one(bad), /malformed|form/, JSON.stringify(bad));
  assert.match(one(good, { timestamp: null }), /malformed/);
  assert.match(one(good, { Statements: [] }), /malformed/);
  assert.match(one({ ...good, Status: 'affected' }), /malformed/);
  const wide = { ...good, products: Array.from({ length: 1000 }, () => ({ '@id': 'a' })) };
  assert.equal(
    ruleOf(() => readOpenVex(json(openVex(Array(11).fill(wide))))),
    'limit',
  );
});

test('package URLs stand for one another as VEX means it', () => {
  const found = 'pkg:apk/alpine/musl@1.1.20-r4?arch=x86_64&distro=3.9.4';
  for (const wanted of [
    found,
    'pkg:apk/alpine/musl@1.1.20-r4',
    'pkg:apk/alpine/musl',
    'pkg:apk/alpine/musl@1.1.20-r4?arch=x86_64',
    'pkg:APK/alpine/musl@1.1.20-r4',
    'pkg:apk/alpine/musl@1.1.20%2Dr4',
  ])
    assert.ok(purlCovers(wanted, found), wanted);
  for (const wanted of [
    'pkg:apk/alpine/musl@1.1.20',
    'pkg:apk/alpine/musl-utils@1.1.20-r4',
    'pkg:apk/musl@1.1.20-r4',
    'pkg:apk/alpine/musl@1.1.20-r4?arch=arm64',
    'pkg:apk/alpine/musl@1.1.20-r4?vendor=x',
    'pkg:deb/alpine/musl@1.1.20-r4',
    'musl@1.1.20-r4',
    'pkg:apk/alpine/musl@%E0%A4%A',
    '',
  ])
    assert.ok(!purlCovers(wanted, found), wanted);
  assert.ok(purlCovers('musl@1', 'musl@1'));
  assert.equal(purlDigest('pkg:oci/app@sha256%3Aabc?repository_url=r.io/app'), 'sha256:abc');
  assert.equal(purlDigest('pkg:oci/app'), undefined);
  assert.equal(purlDigest('pkg:docker/app@sha256%3Aabc'), undefined);
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => purlCovers(a, b) === (a === b) || a.startsWith('pkg:')));
});
