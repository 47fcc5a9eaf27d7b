import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeGoToolchain } from '../../src/adapters/go/go-toolchain.ts';
import { makeModuleZips } from '../../src/adapters/go/module-zips.ts';
import { makeToolchains } from '../../src/adapters/go/toolchains.ts';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import { makeModuleManifest } from '../../src/formats/gobuild/module-manifest.ts';
import type { ChecksumDatabase, SumdbAnswer } from '../../src/ports/checksum-database.ts';
import type { Progress } from '../../src/records/progress.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { authenticateToolchain } from '../../src/roads/authenticate-toolchain.ts';
import { findToolchains, type ToolchainChoices } from '../../src/roads/find-toolchains.ts';
import { toolchainDifferences, toolchainModule } from '../../src/seal/source/toolchain-honesty.ts';
import { type AuthenticGo, authenticGo, linkedGo } from '../support/authentic-go.ts';
import { moduleProxy } from '../support/module-proxy.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-toolchain-'));
after(() => removeTree(root));
const call = { signal: new AbortController().signal, deadline: Date.now() + 300_000 };
const cache = join(root, 'cache');
const head = { name: 'sum.test', size: 3, root: 'AAAA' };
const go = makeGoToolchain(process.env);
let real: AuthenticGo;
before(async () => {
  real = await authenticGo(cache);
});

/** Knows the sums that it is given. */
function database(sums: Readonly<Record<string, string>>): ChecksumDatabase {
  return {
    async lookup(path, version): Promise<SumdbAnswer> {
      const h1 = sums[`${path}@${version}`];
      return h1 === undefined
        ? { outcome: 'unreachable', why: 'not in this test' }
        : { outcome: 'known', h1, goModH1: h1, head };
    },
  };
}

function ports(sumdb: ChecksumDatabase = database({ [`golang.org/toolchain@${real.version}`]: real.manifest.h1 })) {
  const options = {
    environment: { ...process.env, GOPROXY: 'off', GOSUMDB: 'off', GOMODCACHE: join(root, 'mod'), GOFLAGS: '' },
    cache,
    work: join(root, 'work'),
  };
  return { go, sumdb, zips: makeModuleZips(options), toolchains: makeToolchains(options) };
}

function replace(goroot: string, path: string, change: (text: Buffer) => string | Buffer): void {
  const file = join(goroot, path);
  const changed = change(readFileSync(file));
  rmSync(file);
  writeFileSync(file, changed, { mode: 0o755 });
}

const add = (text: string) => (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(text)]);
const ONE: ToolchainChoices = { toolchains: [], offline: true };

async function find(choices: Partial<ToolchainChoices>, with_ = ports()) {
  const said: string[] = [];
  const progress: Progress = ({ state, text }) => said.push(`${state}: ${text}`);
  return { ...(await findToolchains({ ...ONE, ...choices }, '1.21', with_, call, progress)), said };
}

test('the Go on PATH is authentic when each of its files is, and both sides share what was found', async () => {
  const { a, b, said } = await find({});
  assert.deepEqual(a.authenticity, {
    outcome: 'authenticated',
    module: `golang.org/toolchain@${real.version}`,
    h1: real.manifest.h1,
    head,
  });
  assert.equal(b, a);
  assert.match(
    said.join('\n'),
    /^note: .* is golang\.org\/toolchain@v0\.0\.1-go1\..*, as the checksum database knows it$/m,
  );
});

test('a tool, a package and a setting that were tampered with are each named, on the side that has them', async () => {
  const bad = linkedGo(real.goroot, join(root, 'tampered'));
  const asm = readdirSync(join(bad, 'pkg/tool'))[0] ?? '';
  replace(bad, `pkg/tool/${asm}/asm`, add('\0'));
  replace(bad, 'src/runtime/proc.go', add('\nfunc init() { evil() }\n'));
  replace(bad, 'src/runtime/testdata/testprog/main.go', add('// not built, and still not the same\n'));
  writeFileSync(join(bad, 'src/runtime/evil.go'), 'package runtime\n\nfunc evil() {}\n');
  mkdirSync(join(bad, 'pkg/linux_amd64'));
  symlinkSync('/etc/passwd', join(bad, 'pkg/linux_amd64/fmt.a'));
  rmSync(join(bad, 'src/fmt/print.go'));
  rmSync(join(bad, 'src/fmt/fmt_test.go'));
  rmSync(join(bad, 'lib/time/zoneinfo.zip'));
  const { a, b, said } = await find({ toolchains: [real.goroot, bad] });
  assert.equal(a.authenticity.outcome, 'authenticated');
  assert.equal(b.authenticity.outcome, 'contradicted');
  assert.deepEqual(b.authenticity.differences, [
    'missing lib/time/zoneinfo.zip',
    'added pkg/linux_amd64/fmt.a, which is no regular file',
    `changed pkg/tool/${asm}/asm`,
    'missing src/fmt/print.go',
    'added src/runtime/evil.go',
    'changed src/runtime/proc.go',
    'changed src/runtime/testdata/testprog/main.go',
  ]);
  assert.match(said.join('\n'), /^warning: go1\..* is contradicted: it differs .*zoneinfo\.zip \(and 6 more\)$/m);
  const both = await find({ toolchains: [bad] });
  assert.equal(both.a.authenticity.outcome, 'contradicted');
  assert.equal(both.b.authenticity.outcome, 'contradicted');
});

test('of go.env only settings that lead to modules may differ, and of what no build reads anything', async () => {
  const sha256 = (each: string) => each.repeat(64);
  const files = [
    { path: 'VERSION', size: 1, sha256: sha256('a') },
    { path: 'bin/go', size: 1, sha256: sha256('b') },
    { path: 'go.env', size: 1, sha256: sha256('c') },
    { path: 'README.md', size: 1, sha256: sha256('d') },
    { path: 'src/_go.mod', size: 1, sha256: sha256('e') },
    { path: 'src/fmt/fmt_test.go', size: 1, sha256: sha256('f') },
  ];
  const manifest = makeModuleManifest({ path: 'golang.org/toolchain', version: real.version }, files, 'none');
  const installed = new Map([
    ['VERSION', sha256('a')],
    ['bin/go', sha256('b')],
    ['go.env', sha256('0')],
    ['notes.txt', sha256('0')],
    ['src/go.mod', sha256('e')],
  ]);
  const differences = (goEnv: string, changed: Readonly<Record<string, string>> = {}) =>
    toolchainDifferences(
      { files: new Map([...installed, ...Object.entries(changed)]), irregular: ['doc'], goEnv },
      manifest,
    );
  assert.deepEqual(differences('# mine\nGOPROXY=http://127.0.0.1:1\nGOTOOLCHAIN=auto\nGOSUMDB=off\n goflags=-x\n'), []);
  for (const [setting, name] of [
    ['GOFLAGS=-toolexec=/evil', 'GOFLAGS'],
    ['CGO_ENABLED=1', 'CGO_ENABLED'],
    ['GOPROXY =x', 'GOPROXY '],
    ['X=', 'X'],
  ])
    assert.deepEqual(differences(`GOSUMDB=off\n${setting}\n`), [`changed go.env, which sets ${JSON.stringify(name)}`]);
  assert.deepEqual(differences('', { VERSION: sha256('0'), 'bin/git': sha256('0'), 'src/_go.mod': sha256('e') }), [
    'changed VERSION',
    'added bin/git',
    'added src/_go.mod',
  ]);
});

test('a Go that was never published, and one of which the database or the zip is out of reach, are unauthenticated', async () => {
  const here = await go.locate(undefined, call);
  const judge = (version: string, sumdb?: ChecksumDatabase) =>
    authenticateToolchain({ ...here, version }, true, ports(sumdb), call);
  for (const version of ['devel go1.27-abc', 'go1.26.8-custom', 'go1.26.8 X:nocoverageredesign', 'go2.0', 'go1.026'])
    assert.match((await judge(version)).why ?? '', /is no release that Go published/, version);
  assert.deepEqual(await judge(here.version, database({})), {
    outcome: 'unauthenticated',
    module: `golang.org/toolchain@${real.version}`,
    why: 'not in this test',
  });
  const h1 = `h1:${Buffer.alloc(32, 1).toString('base64')}`;
  const other = await judge(here.version, database({ [`golang.org/toolchain@${real.version}`]: h1 }));
  assert.equal(other.outcome, 'unauthenticated');
  assert.match(other.why ?? '', /compared with nothing: its zip is neither in a cache here nor may it be downloaded/);
});

test('names of toolchain modules are those of Go', () => {
  assert.equal(toolchainModule('go1.27rc1', 'linux/arm64')?.version, 'v0.0.1-go1.27rc1.linux-arm64');
  assert.equal(toolchainModule('go1.21.0', 'linux/amd64')?.version, 'v0.0.1-go1.21.0.linux-amd64');
  assert.equal(toolchainModule('go1.21.0', 'linux'), undefined);
});

/** A Go that only says of itself what it is asked by us. */
function sayingGo(version: string, host: string): string {
  return `#!/bin/sh\n[ "$2" = GOMODCACHE ] && exec echo "$GOMODCACHE"\ncd "$(dirname "$0")/.."\nprintf '%s\\n' "$PWD" ${version} ${host.replace('/', ' ')}\n`;
}

/** Puts a toolchain module where Go's module cache has it. */
function publish(version: string, host: string, files: Readonly<Record<string, string>>) {
  const module = { path: 'golang.org/toolchain', version: `v0.0.1-${version}.${host.replace('/', '-')}` };
  const folder = join(root, 'mod/cache/download');
  mkdirSync(folder, { recursive: true });
  const proxy = moduleProxy(folder);
  proxy.add(module.path, module.version, files);
  return { module, h1: proxy.sums.get(`${module.path}@${module.version}`) ?? '' };
}

test('another version is made of its module, with the modes that Go gives it, and compared before each use', async () => {
  const { host } = await go.locate(undefined, call);
  const tools = Object.fromEntries(
    ['compile', 'link', 'asm'].map((name) => [`pkg/tool/${host.replace('/', '_')}/${name}`, `${name}\n`]),
  );
  const files = {
    ...tools,
    'bin/go': sayingGo('go1.91.1', host),
    'src/_go.mod': 'module std\n',
    'src/fmt/print.go': 'package fmt\n',
    VERSION: 'go1.91.1\n',
    'go.env': 'GOTOOLCHAIN=auto\n',
  };
  const { module, h1 } = publish('go1.91.1', host, files);
  const sumdb = database({ [`${module.path}@${module.version}`]: h1 });
  const { a } = await find({ go: '1.91.1' }, ports(sumdb));
  assert.equal(a.version, 'go1.91.1');
  assert.equal(a.goroot, join(cache, 'toolchains', `go1.91.1.${host.replace('/', '-')}`));
  assert.equal(a.authenticity.outcome, 'authenticated');
  assert.equal(readFileSync(join(a.goroot, 'src/go.mod'), 'utf8'), 'module std\n');
  rmSync(join(root, 'mod'), { recursive: true });
  assert.equal((await find({ go: '1.91.1' }, ports(sumdb))).a.authenticity.outcome, 'authenticated');
  writeFileSync(join(a.goroot, 'src/fmt/print.go'), 'package fmt // evil\n');
  await assert.rejects(find({ go: '1.91.1' }, ports(sumdb)), (error) => {
    assert.ok(error instanceof TwinsealError && error.code === 'BUILD_TOOLCHAIN');
    assert.match(error.message, /is not the one that Go published, so it is not used: .*changed src\/fmt\/print\.go/);
    assert.deepEqual(error.details, ['changed src/fmt/print.go']);
    return true;
  });
  // The one on PATH is used where that is the version.
  const own = real.version.replace('v0.0.1-go', '').replace(/\.linux-.*/, '');
  assert.equal((await find({ go: own })).a.goroot, real.goroot);
});

test('a version that can not be authenticated is not used, whatever lies where its module should', async () => {
  const { host } = await go.locate(undefined, call);
  const refuses = async (choices: Partial<ToolchainChoices>, sumdb: ChecksumDatabase, code: string, why: RegExp) =>
    await assert.rejects(
      find(choices, ports(sumdb)),
      (error) => error instanceof TwinsealError && error.code === code && why.test(error.message),
    );
  const { module, h1 } = publish('go1.91.2', host, { 'bin/go': sayingGo('go1.91.2', host) });
  const name = `${module.path}@${module.version}`;
  const other = `h1:${Buffer.alloc(32, 2).toString('base64')}`;
  await refuses({ go: '1.91.2' }, database({}), 'BUILD_TOOLCHAIN', /can not be authenticated.*not in this test/);
  await refuses({ go: '1.91.2' }, database({ [name]: other }), 'BUILD_TOOLCHAIN', /its zip has the sum/);
  assert.deepEqual(
    readdirSync(join(cache, 'toolchains')).filter((each) => /1\.91\.2|tmp/.test(each)),
    [],
    'nothing is left of it',
  );
  await refuses(
    { go: '1.91.3' },
    database({ [name.replace('91.2', '91.3')]: h1 }),
    'BUILD_TOOLCHAIN',
    /nothing is downloaded offline/,
  );
  for (const version of ['1', 'latest', '../x', '1.26.8-custom', 'go1.26.8'])
    await refuses({ go: version }, database({}), 'USAGE', /is no version of Go/);
  await refuses({ toolchains: [dirname(root)] }, database({}), 'BUILD_TOOLCHAIN', /has no bin\/go/);
});
