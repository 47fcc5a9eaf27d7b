import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import { NOASSERTION, type SpdxDocument, type SpdxPackage, serialiseSpdx } from '../../src/formats/spdx/document.ts';
import { isListedLicenseExpression } from '../../src/formats/spdx/expression.ts';
import { isSpdxId, spdxId } from '../../src/formats/spdx/spdx-id.ts';

const PACKAGE: SpdxPackage = {
  SPDXID: 'SPDXRef-A',
  name: 'a',
  supplier: NOASSERTION,
  downloadLocation: NOASSERTION,
  filesAnalyzed: false,
  licenseConcluded: NOASSERTION,
  licenseDeclared: 'Apache-2.0 OR MIT',
  copyrightText: NOASSERTION,
};
const DOCUMENT: SpdxDocument = {
  spdxVersion: 'SPDX-2.3',
  dataLicense: 'CC0-1.0',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: 'n',
  documentNamespace: 'https://example.com/a',
  creationInfo: { created: '2026-01-01T00:00:00Z', creators: ['Tool: t-1'], licenseListVersion: '3.28' },
  packages: [PACKAGE],
  relationships: [
    { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-A' },
  ],
};

test('a document is canonical JSON: the order of members does not show', () => {
  const reversed = Object.fromEntries(Object.entries(DOCUMENT).reverse()) as unknown as SpdxDocument;
  assert.deepEqual(serialiseSpdx(reversed), serialiseSpdx(DOCUMENT));
  assert.deepEqual(
    JSON.parse(JSON.stringify(parseJson(serialiseSpdx(DOCUMENT)))),
    JSON.parse(JSON.stringify(DOCUMENT)),
  );
});

for (const [what, change] of [
  ['a time that is not UTC seconds', { creationInfo: { ...DOCUMENT.creationInfo, created: '2026-01-01T00:00:00.0Z' } }],
  ['a creator without a kind', { creationInfo: { ...DOCUMENT.creationInfo, creators: ['t'] } }],
  ['a namespace with a fragment', { documentNamespace: 'https://example.com/a#b' }],
  ['a namespace that is no URI', { documentNamespace: 'a' }],
  ['an identifier twice', { packages: [PACKAGE, PACKAGE] }],
  ['a relation to nothing', { packages: [] }],
  ['no root', { relationships: [] }],
  ['an identifier with a slash', { packages: [{ ...PACKAGE, SPDXID: 'SPDXRef-a/b' }] }],
  ['a licence off the list', { packages: [{ ...PACKAGE, licenseDeclared: 'Apache 2' }] }],
  ['a supplier without a kind', { packages: [{ ...PACKAGE, supplier: 'me' }] }],
  [
    'a checksum in capitals',
    { packages: [{ ...PACKAGE, checksums: [{ algorithm: 'SHA256', checksumValue: 'A'.repeat(64) }] }] },
  ],
  [
    'a wrong package URL',
    {
      packages: [
        {
          ...PACKAGE,
          externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: 'golang/a' }],
        },
      ],
    },
  ],
] as const)
  test(`a document with ${what} is not written`, () => {
    assert.throws(() => serialiseSpdx({ ...DOCUMENT, ...change } as SpdxDocument), FormatError);
  });

test('an identifier is made of what SPDX allows, and two texts never share one', () => {
  assert.equal(spdxId('Module', 'a-b'), 'SPDXRef-Module-a-b');
  assert.notEqual(spdxId('Module', 'a/b'), spdxId('Module', 'a-b'));
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      (a, b) => {
        assert.ok(isSpdxId(spdxId('X', a)));
        assert.equal(spdxId('X', a) === spdxId('X', b), a === b);
      },
    ),
  );
});

test('licence expressions are those of the list, without references', () => {
  for (const good of [
    'MIT',
    'Apache-2.0 OR MIT',
    '(MIT AND BSD-3-Clause)',
    'GPL-2.0-only WITH Classpath-exception-2.0',
  ])
    assert.ok(isListedLicenseExpression(good), good);
  for (const bad of [
    '',
    'mit licence',
    'Apache',
    'MIT OR',
    'LicenseRef-x',
    'MIT AND LicenseRef-x',
    'NOASSERTION',
    `MIT${' OR MIT'.repeat(200)}`,
  ])
    assert.ok(!isListedLicenseExpression(bad), bad);
});
