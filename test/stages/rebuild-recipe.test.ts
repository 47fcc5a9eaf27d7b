import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type BuildInfo, parseBuildInfo } from '../../src/formats/gobuild/build-info.ts';
import type { RebuildRecipe } from '../../src/records/rebuild-recipe.ts';
import { worstOutcome } from '../../src/records/rebuild-result.ts';
import { deriveRecipe } from '../../src/seal/build/rebuild-recipe.ts';
import { stampScript } from '../../src/seal/build/stamp-script.ts';

const SUM = `h1:${'A'.repeat(43)}=`;
const SETTINGS = {
  '-buildmode': 'exe',
  '-compiler': 'gc',
  '-trimpath': 'true',
  CGO_ENABLED: '0',
  GOARCH: 'amd64',
  GOOS: 'linux',
  GOAMD64: 'v1',
};
const MOD = 'path\texample.com/app/cmd/app\nmod\texample.com/app\t(devel)\t\n';

function info(settings: Readonly<Record<string, string>> = {}, mod = MOD, goVersion = 'go1.26.8'): BuildInfo {
  const all = Object.entries({ ...SETTINGS, ...settings }).filter(([, value]) => value !== '');
  return { ...parseBuildInfo(goVersion, mod), settings: all.map(([key, value]) => ({ key, value })) };
}

function recipe(one: BuildInfo): RebuildRecipe {
  const derived = deriveRecipe(one);
  assert.ok('recipe' in derived, JSON.stringify(derived));
  return derived.recipe;
}

test('a Go with experiments is the release that it is, and the experiments are set again', () => {
  for (const goVersion of ['go1.26.8-X:jsonv2', 'go1.24.1 X:jsonv2,greenteagc']) {
    const { goVersion: release, environment } = recipe(info({ GOEXPERIMENT: 'jsonv2' }, MOD, goVersion));
    assert.equal(release, goVersion.split(/[- ]/)[0]);
    assert.equal(environment.GOEXPERIMENT, 'jsonv2');
  }
});

test('all that a program records of its build is in its recipe', () => {
  const vcs = {
    vcs: 'git',
    'vcs.revision': 'a'.repeat(40),
    'vcs.time': '2024-01-02T03:04:05Z',
    'vcs.modified': 'true',
  };
  const more = {
    '-tags': 'netgo,osusergo',
    '-gcflags': 'all=-N -l',
    GOEXPERIMENT: 'loopvar',
    DefaultGODEBUG: 'panicnil=1',
    '-pgo': 'default.pgo',
  };
  const mod = `path\texample.com/app/cmd/app\nmod\texample.com/app\tv1.2.3+dirty\t\ndep\texample.org/dep\tv1.0.0\t${SUM}\n`;
  assert.deepEqual(recipe(info({ ...vcs, ...more, GOAMD64: 'v3' }, mod)), {
    goVersion: 'go1.26.8',
    main: 'example.com/app/cmd/app',
    module: 'example.com/app',
    dependencies: 'modules',
    environment: { GOARCH: 'amd64', GOOS: 'linux', GOAMD64: 'v3', GOEXPERIMENT: 'loopvar' },
    tags: ['netgo', 'osusergo'],
    gcflags: ['all=-N', 'all=-l'],
    buildmode: 'exe',
    pgo: 'auto',
    stamp: { revision: 'a'.repeat(40), time: '2024-01-02T03:04:05Z', modified: true, version: 'v1.2.3' },
  });
});

test('sums of dependencies tell module zips from vendor, and a sum of the main module tells go install', () => {
  const deps = (line: string) => recipe(info({}, `${MOD}${line}`)).dependencies;
  assert.equal(deps(''), 'vendor');
  assert.equal(deps('dep\texample.org/dep\tv1.0.0\t\n'), 'vendor');
  assert.equal(deps(`dep\texample.org/dep\tv1.0.0\t${SUM}\n`), 'modules');
  // A folder that stands in for a module has no sum in either case.
  assert.equal(deps('dep\texample.org/dep\tv1.0.0\n=>\t./dep\t(devel)\t\n'), 'vendor');
  assert.equal(deps(`dep\texample.org/dep\tv1.0.0\n=>\texample.org/fork\tv1.0.1\t${SUM}\n`), 'modules');
  const { dependencies, installed } = recipe(info({}, `path\texample.com/app\nmod\texample.com/app\tv1.2.3\t${SUM}\n`));
  assert.deepEqual([dependencies, installed], ['install', { version: 'v1.2.3', h1: SUM }]);
});

test('what nobody could build again from source is said in one sentence', () => {
  const why = (settings: Readonly<Record<string, string>>, mod?: string, goVersion?: string) => {
    const derived = deriveRecipe(info(settings, mod, goVersion));
    return 'why' in derived ? derived.why : 'nothing';
  };
  assert.match(why({ '-trimpath': '' }), /without -trimpath/);
  assert.match(why({ CGO_ENABLED: '1' }), /with cgo/);
  assert.match(why({ '-compiler': 'gccgo' }), /another compiler/);
  assert.match(why({ '-buildmode': 'plugin' }), /-buildmode=plugin/);
  assert.match(why({ '-race': 'true' }), /-race=true/);
  assert.match(why({ '-pgo': '/tmp/x.pgo' }), /the profile "\/tmp\/x\.pgo"/);
  assert.match(why({ vcs: 'hg', 'vcs.revision': 'a'.repeat(40) }), /only git is known/);
  assert.match(why({}, MOD, 'devel go1.27-abcdef'), /no released Go/);
  assert.match(why({}, MOD, 'go1.26.8 X:loopvar'), /no released Go/);
  assert.match(why({}, 'path\tcommand-line-arguments\n'), /names no main module/);
});

test('what would name a path, start a program or leave its quotes ends a recipe', () => {
  const hostile: readonly (readonly [Readonly<Record<string, string>>, string?])[] = [
    [{ '-gcflags': '-cpuprofile=/etc/cron.d/x' }],
    [{ '-gcflags': 'example.com/...=-l' }],
    [{ '-asmflags': '-I/etc' }],
    [{ '-tags': 'a,'.repeat(100_000) }],
    [{ '-gcflags': '-l '.repeat(100_000) }],
    // A time of the right form that is none would end more than this one platform.
    [{ vcs: 'git', 'vcs.revision': 'a'.repeat(40), 'vcs.time': '2024-13-45T99:99:99Z', 'vcs.modified': 'false' }],
    [{ '-tags': 'a b,$(id)' }],
    [{ GOEXPERIMENT: "x'; id; '" }],
    [{ GOARCH: '../../x' }],
    [{ GOFLAGS: '-toolexec=/bin/sh' }],
    [{ vcs: 'git', 'vcs.revision': "'; id; '", 'vcs.time': '2024-01-02T03:04:05Z', 'vcs.modified': 'false' }],
    [{ vcs: 'git', 'vcs.revision': 'a'.repeat(40), 'vcs.time': "';id;'", 'vcs.modified': 'false' }],
    [
      { vcs: 'git', 'vcs.revision': 'a'.repeat(40), 'vcs.time': '2024-01-02T03:04:05Z', 'vcs.modified': 'false' },
      "path\texample.com/app\nmod\texample.com/app\tv1';id;'\t\n",
    ],
    [{}, 'path\t-toolexec=x\nmod\texample.com/app\t(devel)\t\n'],
    [{}, 'path\texample.com/app\nmod\t../../app\t(devel)\t\n'],
    [{}, `path\texample.com/app\nmod\texample.com/app\tlatest\t${SUM}\n`],
  ];
  for (const [settings, mod] of hostile)
    assert.ok('why' in deriveRecipe(info(settings, mod)), JSON.stringify([settings, mod]).slice(0, 300));
});

test('the stamp answers what go asks of git: tag of a release, the tag before a pseudo-version, none at all', () => {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-stamp-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'go.mod'), 'module example.com/app\n');
  const revision = 'b'.repeat(40);
  const ask = (version: string | undefined, ...words: string[]): string => {
    const stamp = { revision, time: '2024-01-02T03:04:05Z', modified: true, ...(version !== undefined && { version }) };
    writeFileSync(join(folder, 'git'), stampScript(stamp, folder), { mode: 0o755 });
    return execFileSync(join(folder, 'git'), words, { encoding: 'utf8', stdio: 'pipe' }).trim();
  };
  const log = [
    '-c',
    'log.showsignature=false',
    'log',
    '--no-decorate',
    '-n1',
    '--format=format:%H %ct %D',
    '--end-of-options',
    revision,
    '--',
  ];
  const merged = ['for-each-ref', '--format=%(refname)', `--merged=${revision}`];
  assert.equal(ask('v1.2.3', ...log), `${revision} 1704164645 tag: v1.2.3`);
  assert.equal(ask('v1.2.3', 'tag', '-l'), 'v1.2.3');
  assert.equal(ask('v1.2.3', ...merged), '');
  const tail = '20240102030405-bbbbbbbbbbbb';
  assert.equal(ask(`v1.2.4-0.${tail}`, ...log), `${revision} 1704164645`);
  assert.equal(ask(`v1.2.4-0.${tail}`, ...merged), 'refs/tags/v1.2.3');
  assert.equal(ask(`v1.2.3-rc.1.0.${tail}`, ...merged), 'refs/tags/v1.2.3-rc.1');
  assert.equal(ask(`v0.0.0-${tail}`, ...merged), '');
  assert.equal(ask(undefined, ...log), `${revision} 1704164645`);
  assert.equal(ask(undefined, 'status', '--porcelain'), 'M go.mod');
  assert.equal(ask(undefined, 'cat-file', '--end-of-options', 'blob', `${revision}:go.mod`), 'module example.com/app');
  assert.throws(() => ask(undefined, 'fetch', 'origin'), { status: 128 });
});

test('the whole is never better than its worst platform', () => {
  assert.equal(worstOutcome(['reproduced', 'reproduced']), 'reproduced');
  assert.equal(worstOutcome(['reproduced', 'not-tried']), 'not-tried');
  assert.equal(worstOutcome(['not-tried', 'different', 'reproduced']), 'different');
  assert.equal(worstOutcome([]), 'not-tried');
});
