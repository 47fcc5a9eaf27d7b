import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { hash1 } from '../../src/formats/gobuild/dirhash.ts';
import {
  type ManifestFile,
  makeModuleManifest,
  parseModuleManifest,
  serialiseModuleManifest,
} from '../../src/formats/gobuild/module-manifest.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const MODULE = { path: 'example.com/m', version: 'v1.0.0' };

test('h1 is the one that Go gives: of nothing, of go.mod alone, in the order of bytes', () => {
  // go.sum has this one for an empty module, and golang.org/x/mod/sumdb/dirhash/hash_test.go the second.
  assert.equal(hash1([]), 'h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  const xyz = { name: 'xyz', sha256: sha256('data for xyz') };
  const abc = { name: 'abc', sha256: sha256('data for abc') };
  const lines = `${abc.sha256}  abc\n${xyz.sha256}  xyz\n`;
  assert.equal(hash1([xyz, abc]), `h1:${createHash('sha256').update(lines).digest('base64')}`);
  // Bytes of UTF-8 order U+10000 behind U+FF21; units of UTF-16 the other way round.
  const names = ['\u{ff21}', '\u{10000}'].map((name) => ({ name, sha256: sha256(name) }));
  const text = names.map(({ name, sha256: hex }) => `${hex}  ${name}\n`).join('');
  assert.equal(hash1([...names].reverse()), `h1:${createHash('sha256').update(text).digest('base64')}`);
});

test('names and digests by which two lists could have one h1 are refused', () => {
  const good = { name: 'a', sha256: sha256('a') };
  for (const bad of [
    { ...good, name: 'a\nb' },
    { ...good, sha256: 'A'.repeat(64) },
    { ...good, sha256: '' },
  ])
    assert.throws(() => hash1([bad]), FormatError);
  assert.throws(() => hash1([good, good]), FormatError);
});

const embeds = fc.array(fc.string({ minLength: 1, maxLength: 10 }), { maxLength: 3 });
const file = fc.record(
  {
    path: fc.stringMatching(/^[ -~]{1,12}$/).filter((path) => !/^[ \t]*$/.test(path)),
    size: fc.nat(),
    sha256: fc.string().map(sha256),
    go: fc.record({ ignored: fc.boolean(), cgo: fc.boolean(), embeds }, { noNullPrototype: true }),
  },
  { requiredKeys: ['path', 'size', 'sha256'], noNullPrototype: true },
);
const plain = ({ go }: ManifestFile) => go === undefined || go.ignored || go.cgo || go.embeds.length > 0;
const files = fc.uniqueArray(file.filter(plain), { selector: (each) => each.path, maxLength: 8 });

test('a manifest that was written is read as it was', () => {
  fc.assert(
    fc.property(files, fc.option(fc.constantFrom('none', '1.21', '1.26.3'), { nil: undefined }), (list, goVersion) => {
      const manifest = makeModuleManifest(MODULE, list, goVersion);
      const text = serialiseModuleManifest(manifest);
      assert.deepEqual(parseModuleManifest(text), manifest);
      assert.equal(serialiseModuleManifest(parseModuleManifest(text)), text);
    }),
  );
});

test('a manifest that was altered anywhere names no other digest', () => {
  const list = ['a.go', 'b.go', 'c/d.go'].map((path) => ({ path, size: 7, sha256: sha256(path) }));
  const manifest = makeModuleManifest(MODULE, list, '1.21');
  const text = serialiseModuleManifest(manifest);
  const digests = (each: string) => parseModuleManifest(each).files.map(({ path, sha256: hex }) => `${path} ${hex}`);
  const honest = digests(text);
  let refused = 0;
  for (let at = 0; at < text.length; at++)
    for (const char of ['0', 'x', '\n', '']) {
      const changed = text.slice(0, at) + char + text.slice(at + 1);
      try {
        assert.deepEqual(digests(changed), honest);
        assert.equal(parseModuleManifest(changed).h1, manifest.h1);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
        refused += 1;
      }
    }
  assert.ok(refused > text.length);
});

test('a manifest that is cut, out of order or swollen is refused', () => {
  const list = ['a', 'b'].map((path) => ({ path, size: 1, sha256: sha256(path) }));
  const text = serialiseModuleManifest(makeModuleManifest(MODULE, list, undefined));
  const lines = text.trimEnd().split('\n');
  const swapped = [...lines.slice(0, 3), lines[4], lines[3], ''].join('\n');
  for (const bad of [
    '',
    text.slice(0, -1),
    `${text}\n`,
    swapped,
    text.replace(' 1 ', ' 01 '),
    text.replace(' - ', ' ci '),
  ])
    assert.throws(() => parseModuleManifest(bad), FormatError, JSON.stringify(bad));
  assert.throws(() => parseModuleManifest(text.replace('go -\n', 'go -\n\t"x"\n')), FormatError);
  assert.throws(() => parseModuleManifest(text.replace(' - a\n', ' - a\n\t"\\u0061"\n')), FormatError);
});
