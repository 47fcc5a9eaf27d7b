import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PackageURL } from 'packageurl-js';
import { FormatError } from '../../src/formats/format-error.ts';
import { golangPurl, type Purl, parsePurl, serialisePurl } from '../../src/formats/purl.ts';

test('Go modules keep their case, and what is reserved is escaped', () => {
  assert.equal(golangPurl('github.com/BurntSushi/toml', 'v1.5.0'), 'pkg:golang/github.com/BurntSushi/toml@v1.5.0');
  assert.equal(golangPurl('gopkg.in/yaml.v3', 'v3.0.1'), 'pkg:golang/gopkg.in/yaml.v3@v3.0.1');
  assert.equal(golangPurl('a.b/c', 'v1.0.0+incompatible'), 'pkg:golang/a.b/c@v1.0.0%2Bincompatible');
  assert.equal(golangPurl('stdlib', '1.26.8'), 'pkg:golang/stdlib@1.26.8');
  assert.equal(golangPurl('command'), 'pkg:golang/command');
});

test('an image has its digest as version and sorted qualifiers', () => {
  const purl = { type: 'oci', name: 'app', version: 'sha256:ab', qualifiers: { tag: 'v1', arch: 'arm64', empty: '' } };
  assert.equal(serialisePurl(purl), 'pkg:oci/app@sha256%3Aab?arch=arm64&tag=v1');
});

const text = fc.string({ unit: fc.constantFrom(...'aZ09-._~@/?#%+ &=é☃'), minLength: 1, maxLength: 12 });
const segment = text.map((each) => each.replaceAll('/', '')).filter((each) => !['', '.', '..'].includes(each));
const purls: fc.Arbitrary<Purl> = fc.record(
  {
    type: fc.constantFrom('golang', 'oci', 'generic'),
    namespace: fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
    name: segment,
    version: text,
    qualifiers: fc.dictionary(fc.constantFrom('arch', 'tag', 'os'), text, { minKeys: 1, noNullPrototype: true }),
    subpath: fc.array(segment, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('/')),
  },
  { requiredKeys: ['type', 'name'], noNullPrototype: true },
);

test('what is written is read back', () => {
  fc.assert(fc.property(purls, (purl) => assert.deepEqual(parsePurl(serialisePurl(purl)), purl)));
});

// Only names of modules: it trims white space and decodes qualifiers twice.
test('packageurl-js reads the same parts of what Go modules are called', () => {
  const part = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._~-]{0,15}$/);
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('v1.0.0', 'v2.0.0+incompatible'),
      (parts, version) => {
        const path = parts.join('/');
        const theirs = PackageURL.fromString(golangPurl(path, version));
        assert.equal([theirs.namespace, theirs.name].filter(Boolean).join('/').toLowerCase(), path.toLowerCase());
        assert.equal(theirs.version, version);
      },
    ),
  );
});

test('a second spelling of one URL is refused', () => {
  for (const wrong of [
    'pkg:golang/a@',
    'pkg:Golang/a',
    'pkg:golang//a',
    'pkg:golang/a%2fb',
    'pkg:golang/%61',
    'pkg:oci/a?b=1&a=1',
    'pkg:oci/a?a=',
    'pkg:oci/a?A=1',
    'pkg:oci/a?a=1&a=2',
    'pkg:/a',
    'golang/a',
    'pkg:golang/a%',
    'pkg:golang/a#.',
    '',
    `pkg:golang/${'a'.repeat(9000)}`,
  ])
    assert.throws(() => parsePurl(wrong), FormatError, wrong);
});

test('what has no spelling is refused', () => {
  for (const wrong of [
    { type: 'Go', name: 'a' },
    { type: 'go', name: '' },
    { type: 'go', name: 'a', namespace: '..' },
    { type: 'go', name: '\ud800' },
  ])
    assert.throws(() => serialisePurl(wrong), FormatError);
});
