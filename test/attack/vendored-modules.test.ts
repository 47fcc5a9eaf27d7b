// Each way of putting other code below vendor/ than its modules have, tried and named.
import assert from 'node:assert/strict';
import { cpSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { SourceAuthenticity } from '../../src/records/authenticity.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { sourceModules } from '../../src/seal/source/module-sums.ts';
import { refuseContradicted } from '../../src/seal/source/source-authenticity.ts';
import { authenticityHarness, write } from '../stages/authenticity-harness.ts';
import { databaseOf } from '../support/module-proxy.ts';

const harness = authenticityHarness();
after(() => harness.remove());
const { proxy } = harness;
const LIB = 'example.com/lib';
const NAME = `${LIB}@v1.0.0`;

proxy.add(LIB, 'v1.0.0', {
  'go.mod': `module ${LIB}\n\ngo 1.21\n`,
  LICENSE: 'MIT\n',
  'lib.go': `package lib\n\nimport _ "embed"\n\n//go:embed data.txt\nvar Data string\n\nfunc Is(n int) bool { return n == 1 }\n`,
  'lib_test.go': 'package lib\n',
  'data.txt': 'data\n',
  'gen.go': '//go:build ignore\n\npackage main\n',
  'in/in.go': 'package in\n',
  'other/other.go': 'package other\n',
});
proxy.add(LIB, 'v1.0.1', { 'go.mod': `module ${LIB}\n\ngo 1.21\n`, 'lib.go': 'package lib\n' });
proxy.add('example.com/zwei', 'v1.0.0', { 'go.mod': 'module example.com/zwei\n\ngo 1.21\n', 'z.go': 'package zwei\n' });

const MAIN = {
  'go.mod': `module example.com/main\n\ngo 1.26\n\nrequire (\n\t${LIB} v1.0.0\n\texample.com/zwei v1.0.0\n)\n`,
  'main.go': `package main\n\nimport (\n\t_ "${LIB}"\n\t_ "${LIB}/in"\n\t_ "example.com/zwei"\n)\n\nfunc main() {}\n`,
};
const honest = harness.module(MAIN);
const cache = join(harness.root, 'cache');
let count = 0;

/** A copy of the honest module, tampered with. */
async function tampered(tamper: (vendor: string, folder: string) => void): Promise<SourceAuthenticity> {
  const folder = join(harness.root, `tampered-${++count}`);
  cpSync(honest, folder, { recursive: true });
  tamper(join(folder, 'vendor'), folder);
  return await harness.authenticate(folder, { cache });
}

/** What stderr and the exit status are made of. */
function refusal(authenticity: SourceAuthenticity): { readonly code: string; readonly details: readonly string[] } {
  try {
    refuseContradicted(authenticity);
  } catch (error) {
    assert.ok(error instanceof TwinsealError);
    return { code: error.code, details: error.details };
  }
  return { code: 'none', details: [] };
}

async function changes(tamper: (vendor: string, folder: string) => void, details: readonly string[]): Promise<void> {
  const authenticity = await tampered(tamper);
  assert.equal(authenticity.outcome, 'contradicted');
  assert.deepEqual(refusal(authenticity), { code: 'SOURCE_VENDOR_CHANGED', details });
}

function replaceIn(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path, 'utf8');
  assert.notEqual(text.replace(from, to), text);
  writeFileSync(path, text.replace(from, to));
}

test('the honest module is authentic, so what follows is seen because of what was done', async () => {
  const authenticity = await tampered(() => undefined);
  assert.deepEqual(authenticity.others, []);
  assert.equal(authenticity.authenticated, 2);
  assert.equal(refusal(authenticity).code, 'none');
});

test('one changed byte is named, in code, in an embedded file, in a licence', async () => {
  await changes(
    (vendor) => replaceIn(join(vendor, LIB, 'lib.go'), 'n == 1', 'n == 2'),
    [`changed vendor/${LIB}/lib.go`],
  );
  await changes((vendor) => replaceIn(join(vendor, LIB, 'data.txt'), 'd', 'D'), [`changed vendor/${LIB}/data.txt`]);
  await changes((vendor) => replaceIn(join(vendor, LIB, 'LICENSE'), 'T', 't'), [`changed vendor/${LIB}/LICENSE`]);
});

test('a file that is too many is named, whether the compiler would take it or a tag would', async () => {
  const code = 'package lib\n\nfunc init() { panic("evil") }\n';
  for (const name of ['evil.go', 'evil_windows.go', 'evil.s', 'evil_test.go', '_evil.go', '.evil', 'sub/evil.go'])
    await changes((vendor) => write(join(vendor, LIB), { [name]: code }), [`added vendor/${LIB}/${name}`]);
  const tagged = '//go:build ignore\n\npackage lib\n\nfunc init() { panic("built with -tags ignore") }\n';
  await changes((vendor) => write(join(vendor, LIB), { 'tagged.go': tagged }), [`added vendor/${LIB}/tagged.go`]);
});

test("a file of the module that its selection leaves out is one too many, even with the module's own bytes", async () => {
  await changes(
    (vendor) => write(join(vendor, LIB), { 'lib_test.go': 'package lib\n' }),
    [`added vendor/${LIB}/lib_test.go`],
  );
  await changes(
    (vendor) => write(join(vendor, LIB), { 'gen.go': '//go:build ignore\n\npackage main\n' }),
    [`added vendor/${LIB}/gen.go`],
  );
  await changes(
    (vendor) => write(join(vendor, LIB, 'other'), { 'other.go': 'package other\n' }),
    [`added vendor/${LIB}/other/other.go`],
  );
  await changes(
    (vendor) => write(join(vendor, LIB), { 'go.mod': `module ${LIB}\n\ngo 1.21\n` }),
    [`added vendor/${LIB}/go.mod`],
  );
});

test('a missing file is named, also one that became a link or moved elsewhere', async () => {
  const lib = `vendor/${LIB}/lib.go`;
  await changes((vendor) => rmSync(join(vendor, LIB, 'lib.go')), [`missing ${lib}`]);
  await changes((vendor) => rmSync(join(vendor, LIB, 'data.txt')), [`missing vendor/${LIB}/data.txt`]);
  await changes(
    (vendor) => {
      renameSync(join(vendor, LIB, 'lib.go'), join(vendor, LIB, 'real.txt'));
      symlinkSync('real.txt', join(vendor, LIB, 'lib.go'));
    },
    [`missing ${lib}`, `added vendor/${LIB}/real.txt`],
  );
  await changes(
    (vendor) => renameSync(join(vendor, LIB, 'in'), join(vendor, LIB, 'In')),
    [`added vendor/${LIB}/In/in.go`, `missing vendor/${LIB}/in/in.go`],
  );
});

test('names that differ by case alone are different files', async () => {
  await changes(
    (vendor) => renameSync(join(vendor, LIB, 'lib.go'), join(vendor, LIB, 'LIB.go')),
    [`added vendor/${LIB}/LIB.go`, `missing vendor/${LIB}/lib.go`],
  );
  await changes(
    (vendor) => cpSync(join(vendor, LIB), join(vendor, 'example.com/Lib'), { recursive: true }),
    [
      'added vendor/example.com/Lib/LICENSE',
      'added vendor/example.com/Lib/data.txt',
      'added vendor/example.com/Lib/in/in.go',
      'added vendor/example.com/Lib/lib.go',
    ],
  );
});

test('files of no module are named', async () => {
  await changes(
    (vendor) => write(vendor, { 'github.com/x/y/y.go': 'package y\n', 'README.md': 'hello\n' }),
    ['added vendor/README.md', 'added vendor/github.com/x/y/y.go'],
  );
});

test('vendor/modules.txt can not pass off one module or version as another', async () => {
  // A package that the module does not have, one that another module has, and other lines of the language.
  await changes(
    (vendor) => {
      replaceIn(join(vendor, 'modules.txt'), `${LIB}/in\n`, `${LIB}/in\n${LIB}/made/up\n`);
      write(join(vendor, LIB, 'made/up'), { 'up.go': 'package up\n' });
    },
    [`changed vendor/modules.txt: ${LIB} has no package ${LIB}/made/up`, `added vendor/${LIB}/made/up/up.go`],
  );
  await changes(
    (vendor) => replaceIn(join(vendor, 'modules.txt'), 'example.com/zwei\n', `example.com/zwei\n${LIB}\n`),
    [`changed vendor/modules.txt: example.com/zwei has no package ${LIB}`],
  );
  await changes(
    (vendor) => replaceIn(join(vendor, 'modules.txt'), '## explicit; go 1.21', '## explicit; go 1.22'),
    [`changed vendor/modules.txt: ${LIB} is for go 1.21, not 1.22`],
  );
  // Of two entries of a module Go takes the later one.
  await changes(
    (vendor) => replaceIn(join(vendor, 'modules.txt'), /$/, `# ${LIB} v1.0.0\n## explicit; go 1.22\n`),
    [`changed vendor/modules.txt: ${LIB} is for go 1.21, not 1.22`],
  );
  const older = (text: string) => text.replaceAll(`${LIB} v1.0.0`, `${LIB} v1.0.1`);
  await changes(
    (vendor, folder) => {
      for (const path of [join(vendor, 'modules.txt'), join(folder, 'go.mod')])
        writeFileSync(path, older(readFileSync(path, 'utf8')));
    },
    [
      `added vendor/${LIB}/LICENSE`,
      `added vendor/${LIB}/data.txt`,
      `changed vendor/modules.txt: ${LIB} has no package ${LIB}/in`,
      `added vendor/${LIB}/in/in.go`,
      `changed vendor/${LIB}/lib.go`,
    ],
  );
});

test('a forged go.sum is contradicted by the database, with both sums; a missing line is named', async () => {
  const forged = `h1:${Buffer.alloc(32, 7).toString('base64')}`;
  const real = proxy.sums.get(NAME) ?? '';
  const authenticity = await tampered((_, folder) => replaceIn(join(folder, 'go.sum'), real, forged));
  assert.equal(authenticity.outcome, 'contradicted');
  assert.deepEqual(refusal(authenticity), {
    code: 'SOURCE_SUM_CONTRADICTED',
    details: [`${NAME}: go.sum claims ${forged}, and the checksum database knows ${real}`],
  });
  const missing = await tampered((_, folder) => replaceIn(join(folder, 'go.sum'), `${LIB} v1.0.0 ${real}\n`, ''));
  assert.equal(missing.outcome, 'unauthenticated');
  assert.match(missing.others[0]?.why ?? '', /go\.sum has no sum of it/);
  // Without the line nothing is claimed, and still the files are compared.
  const both = await tampered((vendor, folder) => {
    replaceIn(join(folder, 'go.sum'), `${LIB} v1.0.0 ${real}\n`, '');
    replaceIn(join(vendor, LIB, 'lib.go'), 'n == 1', 'n == 2');
  });
  assert.deepEqual(refusal(both).details.slice(0, 1), [`changed vendor/${LIB}/lib.go`]);
});

test('go.sum and zip forged together are seen by the database, and where that is silent they are not called authentic', async () => {
  const folder = join(harness.root, 'forged-both');
  cpSync(honest, folder, { recursive: true });
  for (const outcome of ['unknown', 'private', 'unreachable'] as const) {
    const sumdb = databaseOf(proxy, { [NAME]: { outcome, why: `the database is ${outcome}` } });
    const quiet = await harness.authenticate(folder, { cache, sumdb });
    assert.equal(quiet.outcome, 'unauthenticated');
    assert.deepEqual(quiet.others, [
      { path: LIB, version: 'v1.0.0', outcome: 'unauthenticated', why: `the database is ${outcome}` },
    ]);
    assert.equal(refusal(quiet).code, 'none');
  }
  const lying = databaseOf(proxy, { [NAME]: { outcome: 'contradicted', why: 'its tree shrank' } });
  const contradicted = await harness.authenticate(folder, { cache, sumdb: lying });
  assert.deepEqual(refusal(contradicted), { code: 'SOURCE_SUM_CONTRADICTED', details: [`${NAME}: its tree shrank`] });
});

test('a source that contradicts its own go.sum is refused even where the database can not be asked', async () => {
  const folder = join(harness.root, 'offline');
  cpSync(honest, folder, { recursive: true });
  replaceIn(join(folder, 'vendor', LIB, 'lib.go'), 'n == 1', 'n == 2');
  const sumdb = databaseOf(proxy, { [NAME]: { outcome: 'unreachable', why: 'offline' } });
  const authenticity = await harness.authenticate(folder, { cache, sumdb, offline: true });
  assert.deepEqual(refusal(authenticity).details[0], `changed vendor/${LIB}/lib.go`);
});

test('a zip that is not the one that the database knows is not compared with', async () => {
  const other = join(harness.root, 'other-proxy');
  const zip = join('example.com/lib/@v');
  mkdirSync(join(other, zip), { recursive: true });
  const from = new URL(proxy.url).pathname;
  cpSync(from, other, { recursive: true });
  cpSync(join(from, 'example.com/zwei/@v/v1.0.0.zip'), join(other, zip, 'v1.0.0.zip'));
  const folder = join(harness.root, 'other-zip');
  cpSync(honest, folder, { recursive: true });
  const environment = { GOPROXY: `file://${other}`, GOMODCACHE: join(harness.root, 'other-mod') };
  const authenticity = await harness.authenticate(folder, { environment });
  assert.equal(authenticity.outcome, 'unauthenticated');
  assert.match(authenticity.others[0]?.why ?? '', /its files were not compared/);
});

test('a source that names modules without end is refused before one of them is looked up', () => {
  const module = { path: LIB, version: 'v1.0.0', h1: 'h1:', packages: [], explicit: true };
  assert.equal(
    sourceModules(
      Array.from({ length: 10_000 }, () => module),
      [],
    ).length,
    10_000,
  );
  assert.throws(
    () =>
      sourceModules(
        Array.from({ length: 10_001 }, () => module),
        [],
      ),
    (error) => error instanceof TwinsealError && error.code === 'SOURCE_LIMIT',
  );
});

test('what differs is bounded in the record and in the error', async () => {
  const authenticity = await tampered((vendor) => {
    for (let index = 0; index < 300; index++) write(join(vendor, LIB), { [`x${index}.go`]: 'package lib\n' });
  });
  assert.equal(authenticity.others[0]?.differences?.length, 21);
  assert.equal(authenticity.others[0]?.differences?.at(-1), 'and 280 more');
  assert.ok(refusal(authenticity).details.length <= 51);
});

test('a file of vendor/ that is linked from elsewhere is not imported', async () => {
  await assert.rejects(
    tampered((vendor, folder) => {
      const outside = join(harness.root, 'outside.go');
      writeFileSync(outside, readFileSync(join(folder, 'vendor', LIB, 'lib.go')));
      rmSync(join(vendor, LIB, 'lib.go'));
      linkSync(outside, join(vendor, LIB, 'lib.go'));
    }),
    (error) => error instanceof TwinsealError && error.code === 'SOURCE_LINKED',
  );
});
