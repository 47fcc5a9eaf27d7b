import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseGoMod } from '../../src/formats/gobuild/go-mod.ts';
import { parseGoSum, serialiseGoSum, sumOf } from '../../src/formats/gobuild/go-sum.ts';
import { compareGoVersions, versionOfToolchain } from '../../src/formats/gobuild/go-version.ts';
import { isImportPath, isModulePath, versionFitsPath } from '../../src/formats/gobuild/module-path.ts';
import { isModuleVersion } from '../../src/formats/gobuild/module-version.ts';
import { parseModulesTxt, serialiseModulesTxt } from '../../src/formats/gobuild/modules-txt.ts';
import { cpuTime } from '../support/cpu-time.ts';

const GO_MOD = `// Deprecated: use something else.
module "example.com/app" // the app

go 1.26.0
toolchain go1.26.8

require golang.org/x/term v0.2.0 // indirect
require (
\tgolang.org/x/sys v0.1.0
\tmvdan.cc/sh/v3 v3.14.1 // indirect; but used
\tgithub.com/a/b v2.0.0+incompatible
)
require ()

replace golang.org/x/sys => ./sys
replace mvdan.cc/sh/v3 v3.14.1 => example.org/fork v1.0.0
exclude golang.org/x/sys v0.0.1
retract (
\t[v1.0.0, v1.0.5] // broken
\tv1.1.0
)
tool example.com/app/cmd/gen
ignore ./docs
godebug default=go1.21
`;

test('every directive of go.mod is read', () => {
  const mod = parseGoMod(GO_MOD);
  assert.equal(mod.module, 'example.com/app');
  assert.equal(mod.go, '1.26.0');
  assert.equal(mod.toolchain, 'go1.26.8');
  assert.deepEqual(
    mod.require.map((each) => [each.path, each.version, each.indirect]),
    [
      ['golang.org/x/term', 'v0.2.0', true],
      ['golang.org/x/sys', 'v0.1.0', false],
      ['mvdan.cc/sh/v3', 'v3.14.1', true],
      ['github.com/a/b', 'v2.0.0+incompatible', false],
    ],
  );
  assert.deepEqual(mod.replace[0], {
    old: { path: 'golang.org/x/sys', version: '' },
    by: { path: './sys', version: '' },
  });
  assert.equal(mod.replace[1]?.by.version, 'v1.0.0');
  assert.deepEqual(mod.retract, [
    { low: 'v1.0.0', high: 'v1.0.5' },
    { low: 'v1.1.0', high: 'v1.1.0' },
  ]);
  assert.deepEqual(
    [mod.tool, mod.ignore, mod.godebug, mod.exclude.length],
    [['example.com/app/cmd/gen'], ['./docs'], [{ key: 'default', value: 'go1.21' }], 1],
  );
});

test('a go.mod that Go refuses is refused, with the line', () => {
  for (const [text, line] of [
    ['go 1.26\n', ''],
    ['module a.b/c\nmodule a.b/c\n', ':2'],
    ['module a.b/c\ngo 1.26\ngo 1.26\n', ':3'],
    ['module a.b/c\ngo v1.26\n', ':2'],
    ['module a.b/c\nwhat 1\n', ':2'],
    ['module a.b/c\nrequire a.b/d master\n', ':2'],
    ['module a.b/c\nrequire a.b/d v2.0.0\n', ':2'],
    ['module a.b/c\nrequire a.b/d/v2 v1.0.0\n', ':2'],
    ['module a.b/c\nrequire a.b/../d v1.0.0\n', ':2'],
    ['module a.b/c\nrequire (\na.b/d v1.0.0\n', ':4'],
    ['module a.b/c\nrequire ( a.b/d v1.0.0 )\n', ':2'],
    ['module a.b/c\nreplace a.b/d => ../d v1.0.0\n', ':2'],
    ['module a.b/c\nreplace a.b/d => d\n', ':2'],
    ['module a.b/c\n/* x */\n', ':2'],
    ['module "a.b/c\n', ':1'],
    ['module a.b/c\ntoolchain 1.26\n', ':2'],
    ['module a.b/c\n)\n', ':2'],
    ['module a.b/c d\n', ':1'],
    ['module a.b/\x07c\n', ':1'],
  ] as const) {
    assert.throws(
      () => parseGoMod(text),
      (error) => error instanceof FormatError && error.at === line,
      JSON.stringify(text),
    );
  }
});

test('any text is read as go.mod or refused with a FormatError', () => {
  const piece = fc.constantFrom(
    'module ',
    'require',
    '(',
    ')',
    '\n',
    ' a.b/c',
    ' v1.0.0',
    '=>',
    '"',
    '`',
    '//',
    '[',
    ',',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 30 }), (pieces) => {
      try {
        parseGoMod(`module a.b/c\n${pieces.join('')}`);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 2000 },
  );
});

const H1 = 'h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

test('go.sum is read and written back', () => {
  const text = `golang.org/x/sys v0.1.0 ${H1}\ngolang.org/x/sys v0.1.0/go.mod ${H1}\n`;
  const entries = parseGoSum(text);
  assert.equal(serialiseGoSum(entries), text);
  assert.equal(sumOf(entries, 'golang.org/x/sys', 'v0.1.0'), H1);
  assert.equal(sumOf(entries, 'golang.org/x/sys', 'v0.2.0'), undefined);
  for (const bad of ['a.b/c v1.0.0\n', `a.b/c one ${H1}\n`, 'a.b/c v1.0.0 h2:AAAA\n', 'a.b/c v1.0.0 h1:AAAA\n']) {
    assert.throws(() => parseGoSum(bad), FormatError, bad);
  }
});

test('vendor/modules.txt is read and written back', () => {
  const text = [
    '# golang.org/x/sys v0.1.0 => ./sys',
    '## explicit; go 1.21',
    'golang.org/x/sys/unix',
    '# golang.org/x/term v0.2.0',
    '## go 1.18',
    'golang.org/x/term',
    'golang.org/x/term/c++',
    '# golang.org/x/sys => ./sys',
    '',
  ].join('\n');
  const modules = parseModulesTxt(text);
  assert.equal(serialiseModulesTxt(modules), text);
  assert.deepEqual(modules[0]?.replace, { path: './sys', version: '' });
  assert.equal(modules[1]?.explicit, false);
  for (const bad of [
    'a.b/c\n',
    '# a.b/c\n',
    '# a.b/c master\n',
    '# a.b/c v1.0.0\n## odd\n',
    '# a.b/c v1.0.0\n../x\n',
  ]) {
    assert.throws(() => parseModulesTxt(bad), FormatError, bad);
  }
});

test('Go versions are ordered as Go orders them', () => {
  const ordered = ['1.20rc1', '1.20', '1.20.1', '1.21', '1.21rc1', '1.21rc2', '1.21.0', '1.21.10', '1.26.8', '1.27rc1'];
  for (const [index, each] of ordered.entries()) {
    for (const [other, right] of ordered.entries()) {
      assert.equal(Math.sign(compareGoVersions(each, right)), Math.sign(index - other), `${each} ${right}`);
    }
  }
  assert.equal(versionOfToolchain('go1.26.8'), '1.26.8');
  assert.equal(versionOfToolchain('go1.26.8-custom'), '1.26.8');
  assert.equal(versionOfToolchain('default'), undefined);
});

test('module paths and versions keep the rules of Go', () => {
  for (const good of ['golang.org/x/mod', 'gopkg.in/yaml.v3', 'a.b/c/v2', 'github.com/A/b~c'])
    assert.ok(isModulePath(good), good);
  for (const bad of [
    '',
    'x',
    'a.b/v1',
    'a.b/c/v02',
    'A.b/c',
    '-a.b/c',
    'a.b//c',
    'a.b/c/',
    'a.b/.c',
    'a.b/c+',
    'a.b/con',
    'a.b/x~1',
    'gopkg.in/yaml',
    'a.b/ü',
    'a.b/c/..',
  ]) {
    assert.ok(!isModulePath(bad), bad);
  }
  assert.ok(isImportPath('hello') && isImportPath('a/c++') && !isImportPath('a/..') && !isImportPath('/a'));
  assert.ok(
    isModuleVersion('v1.2.3-0.20240101000000-abcdefabcdef') &&
      !isModuleVersion('1.2.3') &&
      !isModuleVersion('v1.2.3+x'),
  );
  assert.ok(versionFitsPath('gopkg.in/yaml.v3', 'v3.0.1') && !versionFitsPath('gopkg.in/yaml.v3', 'v2.0.0'));
});

test('any text is read as go.sum or vendor/modules.txt, or refused with a FormatError', () => {
  const piece = fc.constantFrom(
    '# ',
    '## ',
    'explicit',
    '; ',
    'go 1.21',
    'a.b/c',
    ' v1.0.0',
    ' => ',
    '/go.mod',
    ` ${H1}`,
    '\n',
    '\r',
    '\t',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 30 }), (pieces) => {
      for (const parse of [parseGoSum, parseModulesTxt]) {
        try {
          parse(pieces.join(''));
        } catch (error) {
          assert.ok(error instanceof FormatError, String(error));
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test('a hostile vendor/modules.txt of many lines is read in time that grows with it', () => {
  const spent = cpuTime();
  const [module] = parseModulesTxt(`# a.b/c v1.0.0\n${'a.b/c/x\n'.repeat(200_000)}`);
  assert.equal(module?.packages.length, 200_000);
  assert.ok(spent() < 5000);
});
