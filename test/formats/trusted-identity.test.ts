import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DistinguishedName, formatDistinguishedName } from '../../src/formats/der/distinguished-name.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { identitiesOverlap, matchesIdentity, parseTrustedIdentity } from '../../src/formats/notary/trusted-identity.ts';

const name = (...attributes: readonly (readonly [string, string])[]): DistinguishedName =>
  attributes.map(([type, value]) => [{ type, value }]);
const LEAF = name(['C', 'DE'], ['ST', 'BE'], ['O', 'Example, Inc.'], ['CN', 'release']);
const identity = (text: string) => parseTrustedIdentity(`x509.subject: ${text}`);

test('an identity matches a leaf that has each of its attributes, in any order', () => {
  assert.ok(matchesIdentity(parseTrustedIdentity('*'), LEAF));
  assert.ok(matchesIdentity(identity('C=DE, ST=BE, O=Example\\, Inc.'), LEAF));
  assert.ok(matchesIdentity(identity('CN=release,O=Example\\2C Inc.;S=BE;C=DE'), LEAF));
  assert.ok(!matchesIdentity(identity('C=DE, ST=BE, O=Example'), LEAF));
  assert.ok(!matchesIdentity(identity('C=DE, ST=BE, O=Example\\, Inc., OU=x'), LEAF));
  assert.ok(!matchesIdentity(identity('C=de, ST=BE, O=Example\\, Inc.'), LEAF));
});

test('a leaf that has an attribute twice matches no identity but anybody', () => {
  const twice = name(['C', 'DE'], ['ST', 'BE'], ['O', 'Evil'], ['O', 'Good']);
  assert.ok(!matchesIdentity(identity('C=DE, ST=BE, O=Good'), twice));
  assert.ok(matchesIdentity(parseTrustedIdentity('*'), twice));
});

test('texts that are no identity are refused', () => {
  for (const text of [
    '',
    '**',
    'C=DE, ST=BE, O=x',
    'x509.subject:',
    'x509.subject: C=DE, ST=BE',
    'x509.subject: C=DE, ST=BE, O=',
    'x509.subject: C=DE, ST=BE, O=#3001',
    'x509.subject: C=DE, ST=BE, O= #3001',
    'x509.subject: C=DE+L=x, ST=BE, O=x',
    'x509.subject: C=DE, S=BE, ST=BE, O=x',
    'x509.subject: C=DE, ST=BE, O=x\\',
    'x509.subject: C=DE, ST=BE, O=x\\q',
    'x509.subject: C=DE, ST=BE, O=\\ff',
    'x509.subject: C=DE, ST=BE, O="x"',
    'x509.subject: C=DE, ST=BE, O=x,',
    `x509.subject: C=DE, ST=BE, O=${'x'.repeat(3000)}`,
  ])
    assert.throws(() => parseTrustedIdentity(text), FormatError, text);
});

test('a name that a certificate is shown with is an identity that matches it', () => {
  const char = fc.constantFrom('a', ',', '+', '"', '\\', '<', '>', ';', ' ', '#', '=', 'ü', '0');
  const value = fc.string({ minLength: 1, maxLength: 12, unit: char }).filter((text) => text !== ' ');
  fc.assert(
    fc.property(value, value, (organisation, cn) => {
      const leaf = name(['C', 'DE'], ['ST', 'BE'], ['O', organisation], ['CN', cn]);
      assert.ok(matchesIdentity(identity(formatDistinguishedName(leaf)), leaf), formatDistinguishedName(leaf));
    }),
  );
});

test('identities overlap when one certificate could be both', () => {
  const a = identity('C=DE, ST=BE, O=x');
  assert.ok(identitiesOverlap(a, identity('C=DE, ST=BE, O=x, CN=y')));
  assert.ok(identitiesOverlap(a, parseTrustedIdentity('*')));
  assert.ok(!identitiesOverlap(a, identity('C=DE, ST=BE, O=y')));
});
