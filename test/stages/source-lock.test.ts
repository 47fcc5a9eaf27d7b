import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseGoMod } from '../../src/formats/gobuild/go-mod.ts';
import { parseModulesTxt } from '../../src/formats/gobuild/modules-txt.ts';
import { treeDigest } from '../../src/formats/tree-digest.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { ErrorCode } from '../../src/records/error-catalogue.ts';
import type { ImportedFile } from '../../src/records/imported-tree.ts';
import type { VcsFacts } from '../../src/records/source-lock.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { lockSource, type SourceInput } from '../../src/seal/source/lock-source.ts';
import { vendorDisagreements } from '../../src/seal/source/vendor-agreement.ts';

const H1 = 'h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const REVISION = '0123456789abcdef0123456789abcdef01234567';
const git: VcsFacts = {
  kind: 'git',
  revision: REVISION,
  commitTime: '2024-01-02T03:04:05Z',
  tag: 'v1.2.3',
  commitsSinceTag: 0,
  dirty: false,
  changed: [],
  remote: 'https://example.com/app.git',
};

function input(files: Readonly<Record<string, string>>, more: Partial<SourceInput> = {}): SourceInput {
  const list: ImportedFile[] = Object.keys(files).map((path) => ({
    path,
    size: 1,
    sha256: '0'.repeat(64),
    executable: false,
  }));
  const bytes = (path: string): Uint8Array | undefined => {
    const text = files[path];
    return text === undefined ? undefined : encodeUtf8(text);
  };
  return {
    folder: './app',
    tree: { folder: '/none', files: list, treeDigest: treeDigest(list), leftOut: [] },
    goMod: bytes('go.mod'),
    goSum: bytes('go.sum'),
    modulesTxt: bytes('vendor/modules.txt'),
    vcs: undefined,
    claims: {},
    sourceDateEpoch: undefined,
    ...more,
  };
}

function refused(code: ErrorCode, pattern: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof TwinsealError && error.code === code && pattern.test(error.message);
}

const VENDORED = {
  'go.mod':
    'module example.com/app/v2\n\ngo 1.26.0\n\nrequire golang.org/x/sys v0.1.0\n\nreplace golang.org/x/term => ./term\n',
  'go.sum': `golang.org/x/sys v0.1.0 ${H1}\n`,
  'vendor/modules.txt':
    '# golang.org/x/sys v0.1.0\n## explicit; go 1.18\ngolang.org/x/sys/unix\n# golang.org/x/term => ./term\n',
  'vendor/golang.org/x/sys/unix/a.go': 'package unix\n',
};

test('a vendored module is locked with its modules, digests and metadata', () => {
  const lock = lockSource(input(VENDORED, { vcs: git }));
  assert.equal(lock.module, 'example.com/app/v2');
  assert.equal(lock.goVersion, '1.26.0');
  assert.deepEqual(lock.modules, [
    { path: 'golang.org/x/sys', version: 'v0.1.0', h1: H1, packages: ['golang.org/x/sys/unix'], explicit: true },
  ]);
  assert.notEqual(lock.vendorDigest, undefined);
  assert.notEqual(lock.vendorDigest, lock.treeDigest);
  assert.deepEqual(lock.metadata, {
    revision: { value: REVISION, origin: 'git' },
    created: { value: '2024-01-02T03:04:05Z', origin: 'git' },
    version: { value: '1.2.3', origin: 'git' },
    title: 'app',
    source: 'https://example.com/app.git',
  });
});

test('a module without requirements needs no vendor folder, and without git nothing is invented', () => {
  const lock = lockSource(input({ 'go.mod': 'module hello\n' }));
  assert.equal(lock.vendorDigest, undefined);
  assert.deepEqual(lock.metadata, { created: { value: '1970-01-01T00:00:00Z', origin: 'none' }, title: 'hello' });
});

test('what is missing or out of date is one sentence that says what to run', () => {
  assert.throws(() => lockSource(input({})), refused('SOURCE_NO_GO_MOD', /^there is no go\.mod in \.\/app/));
  const { 'go.mod': goMod, 'go.sum': goSum, 'vendor/modules.txt': modulesTxt } = VENDORED;
  assert.throws(
    () => lockSource(input({ 'go.mod': goMod, 'go.sum': goSum })),
    refused('SOURCE_NO_VENDOR', /go mod vendor.*--vendor/),
  );
  assert.throws(
    () => lockSource(input({ 'go.mod': goMod, 'vendor/x/a.go': '' })),
    refused('SOURCE_VENDOR_STALE', /modules\.txt is missing/),
  );
  assert.throws(
    () => lockSource(input({ ...VENDORED, 'go.mod': goMod.replace('v0.1.0', 'v0.2.0') })),
    refused('SOURCE_VENDOR_STALE', /golang\.org\/x\/sys@v0\.2\.0: is required in go\.mod.*run "go mod vendor"/),
  );
  assert.throws(() => lockSource(input({ 'go.mod': 'what' })), refused('SOURCE_GO_MOD_INVALID', /line 1/));
  assert.throws(
    () => lockSource(input({ ...VENDORED, 'vendor/modules.txt': `${modulesTxt}## odd\n` })),
    refused('SOURCE_GO_MOD_INVALID', /modules\.txt/),
  );
});

test('vendor/modules.txt and go.mod are compared as Go compares them', () => {
  const compare = (goMod: string, modules: string): readonly string[] =>
    vendorDisagreements(parseGoMod(`module a.b/m\ngo 1.21\n${goMod}`), parseModulesTxt(modules));
  assert.deepEqual(compare('require a.b/c v1.0.0\n', '# a.b/c v1.0.0\n## explicit\na.b/c\n'), []);
  assert.equal(compare('require a.b/c v1.0.0\n', '# a.b/c v1.0.0\na.b/c\n').length, 1);
  assert.match(compare('', '# a.b/c v1.0.0\n## explicit\na.b/c\n')[0] ?? '', /not required in go\.mod/);
  assert.match(compare('replace a.b/c => ./c\n', '')[0] ?? '', /not marked as replaced/);
  assert.match(compare('', '# a.b/c => ./c\n')[0] ?? '', /not replaced in go\.mod/);
  assert.match(compare('replace a.b/c => ./c\n', '# a.b/c => ./d\n')[0] ?? '', /by \.\/c in go\.mod, but by \.\/d/);
  const both = '# a.b/c v1.0.0 => ./c\n## explicit\na.b/c\n# a.b/c => ./c\n';
  assert.deepEqual(compare('require a.b/c v1.0.0\nreplace a.b/c => ./c\n', both), []);
});

test('past the last tag the version sorts after it, and changes are marked', () => {
  const version = (vcs: Partial<VcsFacts>): string | undefined => {
    const { tag, commitsSinceTag, ...rest } = git;
    return lockSource(input({ 'go.mod': 'module m\n' }, { vcs: { ...rest, ...vcs } })).metadata.version?.value;
  };
  assert.equal(version({ tag: 'v1.2.3', commitsSinceTag: 4 }), '1.2.4-0.4.g0123456789ab');
  assert.equal(version({ tag: 'v1.2.3', commitsSinceTag: 0, dirty: true }), '1.2.3+dirty');
  assert.equal(version({ commitsSinceTag: 7 }), '0.0.1-0.7.g0123456789ab');
  assert.equal(version({}), undefined);
});

test('claims win and are marked, SOURCE_DATE_EPOCH wins over all, wrong forms are refused with their rule', () => {
  const lock = (claims: SourceInput['claims'], sourceDateEpoch?: string): ReturnType<typeof lockSource> =>
    lockSource(input({ 'go.mod': 'module m\n' }, { vcs: git, claims, sourceDateEpoch }));
  assert.deepEqual(lock({ version: '9.9.9' }).metadata.version, { value: '9.9.9', origin: 'claimed' });
  assert.deepEqual(lock({ created: '2000-01-01T00:00:00Z' }, '1').metadata.created, {
    value: '1970-01-01T00:00:01Z',
    origin: 'SOURCE_DATE_EPOCH',
  });
  assert.equal(lock({ created: '2000-01-01T00:00:00Z' }).metadata.created.origin, 'claimed');
  assert.throws(() => lock({ version: 'v1.2.3' }), refused('METADATA_INVALID', /leading v/));
  assert.throws(() => lock({ revision: 'ABC' }), refused('METADATA_INVALID', /40 or 64 lower-case hex/));
  assert.throws(() => lock({ created: 'yesterday' }), refused('METADATA_INVALID', /RFC 3339/));
  assert.throws(() => lock({}, '1.5'), refused('METADATA_INVALID', /whole seconds/));
});

test('the tree digest is that of sha256sum over sorted lines', () => {
  // printf '%s  b\n%s  a/c\n' 00..00 00..00 | LC_ALL=C sort -k2 | sha256sum
  const zero = '0'.repeat(64);
  const digest = treeDigest([
    { path: 'b', sha256: zero },
    { path: 'a/c', sha256: zero },
  ]);
  assert.equal(
    digest,
    treeDigest([
      { path: 'a/c', sha256: zero },
      { path: 'b', sha256: zero },
    ]),
  );
  assert.equal(digest, 'sha256:4172d8a8188654a2563c43c1575a6f233607622803437588ce30250941e0fcf9');
});
