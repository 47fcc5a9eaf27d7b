import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { readCycloneDxCensus } from '../../src/formats/sbom/cyclonedx-census.ts';
import { readSpdxCensus } from '../../src/formats/sbom/spdx-census.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { composeSbom } from '../../src/seal/sbom/compose-sbom.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { sbomRequest } from '../support/sbom-request.ts';

const json = (value: unknown): JsonValue => parseJson(encodeUtf8(JSON.stringify(value)));
const spdx = (packages: unknown, more: object = {}) =>
  readSpdxCensus(
    json({ spdxVersion: 'SPDX-2.3', creationInfo: { created: '2026-11-24T12:00:00Z' }, packages, ...more }),
  );
const FULL = {
  SPDXID: 'SPDXRef-a',
  name: 'a',
  versionInfo: '1.0',
  licenseConcluded: 'NOASSERTION',
  licenseDeclared: 'MIT',
  checksums: [{ algorithm: 'SHA256', checksumValue: 'a'.repeat(64) }],
  externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: 'pkg:golang/a@1.0' }],
};
const cyclonedx = (components: unknown, more: object = {}) =>
  readCycloneDxCensus(json({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components, ...more }));
const WHOLE = {
  type: 'library',
  name: 'a',
  version: '1.0',
  purl: 'pkg:golang/a@1.0',
  licenses: [{ license: { id: 'MIT' } }],
  hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
};

test('the SBOM that we write describes every package with a version, and says when it was made', async () => {
  const census = readSpdxCensus(parseJson(composeSbom(await sbomRequest()).bytes));
  assert.deepEqual(census, {
    format: 'spdx',
    packages: 8,
    versions: 8,
    purls: 7,
    licenses: census.licenses,
    checksums: census.checksums,
    created: census.created,
  });
  assert.ok(census.licenses >= 4 && census.checksums >= 4 && (census.created ?? 0) > 1_500_000_000);
});

test('packages of SPDX count for what they say, and for nothing where they assert nothing', () => {
  assert.deepEqual(spdx([FULL]), {
    format: 'spdx',
    packages: 1,
    versions: 1,
    purls: 1,
    licenses: 1,
    checksums: 1,
    created: 1_795_521_600,
  });
  const empty = { packages: 1, versions: 0, purls: 0, licenses: 0, checksums: 0 };
  for (const bad of [
    { SPDXID: 'x', name: 'a' },
    {
      SPDXID: 'x',
      name: 'a',
      versionInfo: ' ',
      licenseConcluded: 'NOASSERTION',
      licenseDeclared: 'NONE',
      checksums: [],
    },
    {
      SPDXID: 'x',
      name: 'a',
      versionInfo: 'NOASSERTION',
      externalRefs: [{ ...FULL.externalRefs[0], referenceLocator: 'a@1' }],
    },
    { SPDXID: 'x', name: 'a', externalRefs: [{ ...FULL.externalRefs[0], referenceType: 'cpe23Type' }] },
    { SPDXID: 'x', name: 'a', checksums: [{ algorithm: 'SHA256', checksumValue: 'none' }] },
  ]) {
    const { packages, versions, purls, licenses, checksums } = spdx([bad]);
    assert.deepEqual({ packages, versions, purls, licenses, checksums }, empty, JSON.stringify(bad));
  }
  assert.equal(spdx(undefined).packages, 0);
});

test('components of CycloneDX count, those inside of others too, and files do not', () => {
  assert.deepEqual(cyclonedx([WHOLE], { metadata: { timestamp: '2026-11-24T13:00:00+01:00' } }), {
    format: 'cyclonedx',
    packages: 1,
    versions: 1,
    purls: 1,
    licenses: 1,
    checksums: 1,
    created: 1_795_521_600,
  });
  const inner = { type: 'framework', name: 'b', components: [{ type: 'file', name: 'f', components: [WHOLE] }] };
  const { packages, versions } = cyclonedx([inner, { type: 'file', name: 'x' }]);
  assert.deepEqual([packages, versions], [2, 1]);
  assert.equal(cyclonedx([{ ...WHOLE, licenses: [{ expression: 'MIT OR Apache-2.0' }] }]).licenses, 1);
  assert.equal(cyclonedx([{ ...WHOLE, licenses: [] }]).licenses, 0);
  assert.equal(cyclonedx([{ ...WHOLE, licenses: [{ license: { name: ' ' } }] }]).licenses, 0);
  for (const specVersion of ['1.4', '1.5']) assert.equal(cyclonedx([WHOLE], { specVersion }).packages, 1);
});

test('another version is told apart from a broken document', () => {
  const rule = (read: () => unknown): string => {
    try {
      read();
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
      return error.rule;
    }
    return 'read';
  };
  assert.equal(
    rule(() => readSpdxCensus(json({ '@context': 'https://spdx.org/rdf/3.0.1', '@graph': [] }))),
    'unknown',
  );
  assert.equal(
    rule(() => spdx([], { spdxVersion: 'SPDX-2.1' })),
    'unknown',
  );
  assert.equal(
    rule(() => cyclonedx([], { specVersion: '1.3' })),
    'unknown',
  );
  for (const broken of [
    () => readSpdxCensus('SPDXVersion: SPDX-2.3'),
    () => spdx([1]),
    () => spdx({}),
    () => spdx([{ name: 'a' }]),
    () => spdx([{ ...FULL, checksums: {} }]),
    () => spdx([], { creationInfo: { created: 'yesterday' } }),
    () => cyclonedx([{ name: 'a' }]),
    () => cyclonedx([{ ...WHOLE, hashes: [{}] }]),
    () => spdx([], { Packages: [] }),
    () => cyclonedx([], { Components: [] }),
    () => cyclonedx([], { bomFormat: 'cyclonedx' }),
    () => cyclonedx([], { metadata: { timestamp: 1 } }),
  ])
    assert.ok(!['unknown', 'read'].includes(rule(broken)), broken.toString());
});

test('many packages are counted in little time, and no document throws anything but its refusal', () => {
  const spent = cpuTime();
  assert.equal(spdx(Array.from({ length: 10_000 }, () => FULL)).purls, 10_000);
  const nested = Array.from({ length: 25 }).reduce<object>((inner) => ({ ...WHOLE, components: [inner] }), WHOLE);
  assert.equal(cyclonedx([nested]).packages, 26);
  assert.ok(spent() < 3000);
  const any = fc.jsonValue({ maxDepth: 5 });
  fc.assert(
    fc.property(
      any,
      fc.array(fc.dictionary(fc.constantFrom(...Object.keys({ ...FULL, ...WHOLE })), any)),
      (value, list) => {
        for (const read of [
          () => readSpdxCensus(json(value)),
          () => readCycloneDxCensus(json(value)),
          () => spdx(list),
          () => cyclonedx(list),
        ])
          try {
            const { packages, ...census } = read();
            for (const count of [census.versions, census.purls, census.licenses, census.checksums])
              assert.ok(count >= 0 && count <= packages);
          } catch (error) {
            assert.ok(error instanceof FormatError, String(error));
          }
      },
    ),
    { numRuns: 300 },
  );
});
