import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { parseJson } from '../../src/formats/json/parse.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { readCycloneDxCensus } from '../../src/formats/sbom/cyclonedx-census.ts';
import { readSpdxCensus } from '../../src/formats/sbom/spdx-census.ts';
import { readSecretScan } from '../../src/formats/scan/secret-scan.ts';

const recorded = async (name: string): Promise<JsonValue> =>
  parseJson(await readFile(new URL(`../testdata/contents/${name}`, import.meta.url)));

test("ko's SPDX has versions and package URLs, and asserts no licence", async () => {
  const { created, ...census } = readSpdxCensus(await recorded('ko.spdx.json'));
  assert.deepEqual(census, { format: 'spdx', packages: 4, versions: 2, purls: 4, licenses: 0, checksums: 2 });
  assert.notEqual(created, undefined);
});

test('cyclonedx-gomod is read in each version, and lists the same', async () => {
  const all = await Promise.all(['1.4', '1.5', '1.6'].map((version) => recorded(`cyclonedx-gomod-${version}.json`)));
  const [first, ...others] = all.map(readCycloneDxCensus).map(({ created: _, ...census }) => census);
  assert.deepEqual(first, { format: 'cyclonedx', packages: 2, versions: 2, purls: 2, licenses: 0, checksums: 1 });
  for (const other of others) assert.deepEqual(other, first);
});

test('gitleaks finds the same in its own form and in SARIF', async () => {
  const read = (format: string, result: JsonValue) =>
    readSecretScan({
      scanner: { name: 'gitleaks', version: '8.30.1' },
      finishedOn: '2026-11-28T12:51:00Z',
      format,
      result,
    });
  const own = read('gitleaks', await recorded('gitleaks.json'));
  assert.deepEqual([own.found, own.findings], [1, [{ rule: 'aws-access-token', path: 'leak/etc/app.conf' }]]);
  assert.deepEqual(read('sarif', await recorded('gitleaks.sarif.json')), own);
  assert.equal(read('gitleaks', await recorded('gitleaks-clean.json')).found, 0);
  assert.equal(read('sarif', await recorded('gitleaks-clean.sarif.json')).found, 0);
});
