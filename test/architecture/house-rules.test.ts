import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');
const MAX_LINES = 300;

const TOP_LEVEL = new Set([
  ...[
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'biome.json',
    'openapi.yaml',
    'action.yml',
  ],
  ...['.npmrc', '.gitignore', '.gitattributes', '.ci', 'Makefile', 'LICENSE', 'NOTICE'],
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'THREATS.md', 'CHANGELOG.md'],
  ...['src', 'schemas', 'policies', 'test', 'bin', 'examples', 'bench', 'deploy', 'docs'],
]);

/** What git tracks or would: ignored files are not the project's. */
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const sources = files.filter((path) => /^(?:src|test|bench|examples|schemas)\/.*\.ts$/.test(path));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const hasDefaultExport = (text: string): boolean => /^export\s+(?:default\b|\{[^}]*\bas\s+default\b)/m.test(text);

/** A file over the limit is fine when the comment at its very top says why it is long. */
function isTooLong(text: string): boolean {
  const lines = text.split('\n');
  if (lines.length - 1 <= MAX_LINES) return false;
  const code = lines.findIndex((line) => line !== '' && !/^(?:#!|\/\/|\/\*|\s*\*)/.test(line));
  return !/\blong(?:er)?\b/i.test(lines.slice(0, code).join('\n'));
}

/** A name that says what a file is for may hold such a word: Docker's credential helpers are called so. */
const isNamedForNothing = (path: string): boolean =>
  /(?:^|\/)(?:[^/]*[.-])?(?:utils?|common|helpers|misc)(?:[/.]|$)|(?:^|\/)helper(?:[/.]|$)/i.test(path);

// Put together from parts, so that this file does not hold what it looks for.
const HOSTS = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['proxy', 'golang', 'org'],
  ['pypi', 'org'],
  ['files', 'pythonhosted', 'org'],
  ['deb', 'debian', 'org'],
].map((parts) => parts.join('.'));
const MACHINE_PATHS = [
  ...['main', 'shared', 'brief', '.library'].map((folder) => ['', 'work', folder].join('/')),
  ...['go/pkg', '.cache', '.config', '.pyenv', '.npm'].map((folder) => ['', 'root', folder].join('/')),
];
// A checksum database signs in a name that looks like a host. The name is an identity and may stand; an address of it may not.
const SIGNERS = [['sum', 'golang', 'org']].map((parts) => parts.join('.'));
const names = (text: string, word: string): boolean =>
  SIGNERS.includes(word)
    ? text.includes(`/${word}`) || text.includes(`${word}/`) || text.includes(`${word}:`)
    : text.includes(word);
const strangers = (text: string): readonly string[] =>
  [...HOSTS, ...SIGNERS, ...MACHINE_PATHS].filter((word) => names(text, word));

test('no module has a default export', () => {
  assert.deepEqual(
    sources.filter((path) => hasDefaultExport(read(path))),
    [],
  );
  assert.ok(hasDefaultExport('const a = 1;\nexport default a;\n'));
  assert.ok(hasDefaultExport('export { a as default };\n'));
  assert.ok(!hasDefaultExport("// export default a\nexport const a = 'export default';\n"));
});

test(`no source is longer than ${MAX_LINES} lines unless its top comment says why it is long`, () => {
  assert.deepEqual(
    sources.filter((path) => !path.includes('/generated/') && isTooLong(read(path))),
    [],
  );
  const body = 'export {};\n'.repeat(MAX_LINES + 1);
  assert.ok(isTooLong(body));
  assert.ok(isTooLong(`// Reads a thing.\n${body}`));
  assert.ok(!isTooLong(`// Longer than most: one table in one place.\n${body}`));
});

test('no file or folder is named utils, common or helpers', () => {
  const named = files.filter((path) => /^(?:src|test|bench|examples)\//.test(path));
  assert.deepEqual(named.filter(isNamedForNothing), []);
  assert.ok(isNamedForNothing('src/formats/utils.ts'));
  assert.ok(isNamedForNothing('src/common/x.ts'));
  assert.ok(isNamedForNothing('test/test-helpers.ts'));
  assert.ok(isNamedForNothing('src/formats/helper.ts'));
  assert.ok(!isNamedForNothing('src/formats/uncommon-names.ts'));
  assert.ok(!isNamedForNothing('src/adapters/registry/credential-helper.ts'));
});

test('the top level holds what a repository needs and nothing else', () => {
  const entries = new Set(files.map((path) => path.split('/')[0] ?? ''));
  assert.deepEqual(
    [...entries].filter((entry) => !TOP_LEVEL.has(entry)),
    [],
  );
});

test('no file names a package registry or a path of the machine it was written on', () => {
  assert.deepEqual(
    files.flatMap((path) => strangers(read(path)).map((word) => `${path}: ${word}`)),
    [],
  );
  assert.deepEqual(strangers(`from https://${HOSTS[0]}/x and ${MACHINE_PATHS[0]}/y`), [HOSTS[0], MACHINE_PATHS[0]]);
  assert.deepEqual(strangers(`ask https://${SIGNERS[0]}`), SIGNERS);
  assert.deepEqual(strangers(`signed by ${SIGNERS[0]}+033de0ae`), []);
});
