import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileSchemas } from '../../schemas/compile.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { equal, ucs2length } from '../../src/formats/schema/runtime.ts';
import { loadSchema, validateAgainst } from '../../src/formats/schema/validate.ts';

const root = join(import.meta.dirname, '../..');
const generated = join(root, 'src/formats/schema/generated');

test('the committed code is what the schemas compile to (else run: node schemas/compile.ts)', () => {
  const files = compileSchemas(join(root, 'schemas'));
  assert.deepEqual(readdirSync(generated).sort(), [...files.keys()].sort());
  for (const [file, text] of files) assert.equal(readFileSync(join(generated, file), 'utf8'), text, file);
});

test('compiled schemas run in a browser too: no require, no node: import, no package', () => {
  for (const file of readdirSync(generated)) {
    const text = readFileSync(join(generated, file), 'utf8');
    // Not every "from" is one: exceptions of a policy have a member of that name.
    const imports = /^\s*(?:import|export)\b[^"'\n]*\bfrom\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;
    for (const [, from, dynamic] of text.matchAll(imports)) assert.match(from ?? dynamic ?? '', /^\.\.?\//, file);
    assert.doesNotMatch(text, /\brequire\(|\bnew Function\b|\beval\(/, file);
  }
});

const digest = `sha256:${'0'.repeat(64)}`;
const descriptor = { mediaType: 'a/b', digest, size: 1 };

test('each OCI schema takes a good document and names what is wrong with a bad one', async () => {
  const table: readonly (readonly [Parameters<typeof validateAgainst>[0], JsonValue, readonly string[]])[] = [
    ['oci-layout', { imageLayoutVersion: '1.0.0', more: 1 }, []],
    ['oci-layout', { imageLayoutVersion: '1.1.0' }, ['/imageLayoutVersion const']],
    ['oci-layout', {}, ['/imageLayoutVersion required']],
    ['oci-descriptor', descriptor, []],
    ['oci-descriptor', { ...descriptor, digest: digest.toUpperCase(), size: -1 }, ['/digest pattern', '/size minimum']],
    ['oci-descriptor', { ...descriptor, digest: 'sha256:00' }, ['/digest pattern']],
    ['oci-descriptor', { ...descriptor, digest: 'other:00' }, []],
    ['oci-descriptor', { ...descriptor, data: 'Zg' }, ['/data pattern']],
    ['oci-descriptor', { ...descriptor, platform: { os: 'linux' } }, ['/platform/architecture required']],
    ['oci-manifest', { schemaVersion: 2, config: descriptor, layers: [descriptor] }, []],
    ['oci-manifest', { schemaVersion: 2, config: descriptor, layers: [] }, ['/layers minItems']],
    [
      'oci-manifest',
      { schemaVersion: 1, config: {}, layers: [descriptor] },
      ['/config/digest required', '/config/mediaType required', '/config/size required', '/schemaVersion const'],
    ],
    ['oci-index', { schemaVersion: 2, manifests: [] }, []],
    ['oci-index', { schemaVersion: 2, manifests: null }, ['/manifests type']],
    [
      'oci-index',
      { schemaVersion: 2, manifests: [descriptor, 1], annotations: { a: 1 } },
      ['/annotations/a type', '/manifests/1 type'],
    ],
    [
      'oci-config',
      { architecture: 'a', os: 'b', rootfs: { type: 'layers', diff_ids: [digest] }, config: { Cmd: null } },
      [],
    ],
    [
      'oci-config',
      { architecture: 'a', os: 'b', rootfs: { type: 'x', diff_ids: ['1'] }, created: 'now' },
      ['/created pattern', '/rootfs/diff_ids/0 pattern', '/rootfs/type const'],
    ],
  ];
  for (const [name, value, wanted] of table) {
    const issues = await validateAgainst(name, value);
    assert.deepEqual(
      issues.map(({ pointer, keyword }) => `${pointer} ${keyword}`).sort(),
      wanted,
      JSON.stringify(value),
    );
    for (const { message } of issues) assert.ok(message.length > 5);
  }
});

test('a name in a pointer is escaped, and issues are bounded', async () => {
  const check = await loadSchema('oci-index');
  assert.deepEqual(
    check({ schemaVersion: 2, manifests: [], annotations: { 'a/b~c': 1 } }).map(({ pointer }) => pointer),
    ['/annotations/a~1b~0c'],
  );
  assert.equal(check({ schemaVersion: 2, manifests: Array.from({ length: 5000 }, () => 1) }).length, 200);
});

test('the helpers of compiled schemas count code points and compare values', () => {
  assert.equal(ucs2length('a\u{1f600}b'), 3);
  assert.equal(ucs2length('\ud800'), 1);
  assert.ok(equal({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] }));
  for (const [a, b] of [
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [[1], [1, 2]],
    [[], {}],
    [null, {}],
    [{ a: 1 }, { a: 1, b: 1 }],
    ['1', 1],
  ] as const)
    assert.ok(!equal(a, b));
});
