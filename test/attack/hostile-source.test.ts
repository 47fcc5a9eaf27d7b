// Source trees that attack whoever builds them, through `twinseal build` as a whole: each trick is refused, or does nothing.
// test/faults/hostile-source.test.ts has those of git and of the environment, late-key.heavy.test.ts one that changes a key meanwhile.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withoutMounts } from '../support/private-mounts.ts';
import { GO_MOD, MAIN_GO, refusalBench } from '../support/refusals.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { warmCaches } from '../support/warm-caches.ts';

const bench = refusalBench();
after(() => bench.remove());
const { work, env } = bench;
const SECRET = 'CANARY-SECRET-4711';
bench.write({
  'outside/secret.txt': SECRET,
  'outside/secret.go': `package main\n\nfunc init() { println("${SECRET}") }\n`,
});

/** A program that leaves a mark when anything runs it. */
const mark = join(work, 'outside', 'ran');
const canary = join(work, 'outside', 'canary.sh');
writeFileSync(canary, `#!/bin/sh\n: > ${mark}\n`, { mode: 0o755 });

function tree(name: string, files: Readonly<Record<string, string>>): string {
  bench.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [join(name, path), text])));
  return join(work, name);
}
const build = (name: string, ...words: string[]) =>
  twinseal(['build', name, '--platform', 'linux/amd64', '--offline', '--cache', warmCaches(), ...words], {
    cwd: work,
    env,
  });

test('a tree full of tricks builds as if none were there, runs nothing and takes in nothing from outside', async () => {
  const folder = tree('tricks', {
    'go.mod': `${GO_MOD}\ntoolchain go1.21.0\n`,
    // Read beside a module unless GOWORK=off: this one would put another main package in its place.
    'go.work': 'go 1.21\n\nuse ./elsewhere\n\nreplace example.com/m => ./elsewhere\n',
    'elsewhere/go.mod': 'module example.com/m\n\ngo 1.21\n',
    'elsewhere/main.go': `package main\n\nfunc main() { println("${SECRET}") }\n`,
    'main.go': `package main

//go:generate ${canary}

//line ${work}/outside/secret.go:1
func main() { println("the real one") }
`,
    'main_test.go': `package main\n\nfunc init() { println("${SECRET}") }\n`,
    Makefile: `all:\n\t${canary}\n`,
    '.golangci.yml': `run: {post: ${canary}}\n`,
    GNUmakefile: `all:\n\t${canary}\n`,
    'go.env': `GOFLAGS=-toolexec=${canary}\n`,
    '.config/go/env': `GOFLAGS=-toolexec=${canary}\n`,
  });
  symlinkSync(join(work, 'outside', 'secret.go'), join(folder, 'linked.go'));
  symlinkSync(join(work, 'outside', 'secret.txt'), join(folder, 'default.pgo'));
  symlinkSync(join(work, 'outside'), join(folder, 'internal'));
  execFileSync('mkfifo', [join(folder, 'pipe.go')]);
  linkSync(join(folder, 'Makefile'), join(folder, 'Makefile.copy'));
  const { status, stdout, stderr } = await build('tricks', '--out', 'tricks-out', '-o', 'json', '--verbose');
  assert.equal(status, 0, stdout + stderr);
  assert.ok(!existsSync(mark), 'something of the tree was run');
  const program = readFileSync(join(work, 'tricks-out', 'linux-amd64', 'm'));
  assert.ok(program.includes('the real one'));
  for (const [where, text] of Object.entries({ program: program.toString('latin1'), stdout, stderr }))
    assert.ok(!text.includes(SECRET), `the secret is in the ${where}`);
  assert.ok(!program.includes(bench.temporary), 'a path of the build is in the program');
  assert.match(stderr, /left out 4 that are not regular files/);
  assert.deepEqual(readdirSync(bench.temporary), []);
});

test('an assembler file finds no file of this machine to include', { skip: withoutMounts() }, async () => {
  tree('includes', {
    'go.mod': GO_MOD,
    'main.go': 'package main\n\nfunc f()\n\nfunc main() { f() }\n',
    'a.s': ['/etc/hostname', '/etc/passwd', join(work, 'outside', 'secret.txt'), '../../../../../../proc/1/environ']
      .map((path) => `#include "${path}"\n`)
      .join(''),
  });
  const { status, stdout, stderr } = await build('includes');
  assert.equal(status, 1, stdout + stderr);
  assert.match(stderr, /BUILD_FAILED|does not build/);
  for (const word of [SECRET, readFileSync('/etc/hostname', 'utf8').trim(), 'root:x:0:0:root:/root'])
    assert.ok(!(stdout + stderr).includes(word), `${word} was read:\n${stderr}`);
});

test('what the compiler says of a hostile file reaches the terminal as plain text', async () => {
  tree('shouting', {
    'go.mod': GO_MOD,
    'main.go': 'package main\n\nfunc main() { var \u001b = "\u001b]0;owned\u0007\u001b[31m::error::fake\r" }\n',
    'more.go': `package main\n${'func main() {}\n'.repeat(200)}`,
  });
  const { status, stderr } = await build('shouting');
  assert.equal(status, 1);
  assert.doesNotMatch(stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  assert.doesNotMatch(stderr, /^::/m, 'no line is a command of a CI runner');
  assert.ok(stderr.length < 20_000, 'what the compiler says is bounded');
});

const settings = (text: string): Readonly<Record<string, string>> => ({
  'go.mod': GO_MOD,
  'main.go': MAIN_GO,
  'twinseal.yaml': `apiVersion: twinseal.dev/v1\nbuild:\n  ${text}\n`,
});
const FLAGS: readonly (readonly [string, RegExp])[] = [
  [`gcflags: ["-cpuprofile=${work}/outside/profile"]`, /gcflags does not take "-cpuprofile=/],
  [`gcflags: ["all=-memprofile=${work}/outside/profile"]`, /gcflags does not take "-memprofile=/],
  ['gcflags: ["-linkobj=../../x"]', /gcflags does not take "-linkobj=/],
  [`gcflags: ["-embedcfg=${work}/outside/secret.txt"]`, /gcflags does not take "-embedcfg=/],
  [`ldflags: ["-extld=${canary}", "-linkmode=external"]`, /ldflags does not take "-extld=/],
  [`ldflags: ["-X main.a=b -o ${work}/outside/out"]`, /ldflags does not take "-o"/],
  ['ldflags: ["-tmpdir=/tmp"]', /ldflags does not take "-tmpdir=/],
  [`ldflags: ["-toolexec=${canary}"]`, /ldflags does not take "-toolexec=/],
  ['ldflags: ["-X main.a={{.Env.AWS_SECRET_ACCESS_KEY}}"]', /AWS_SECRET_ACCESS_KEY/],
  ['tags: ["a -toolexec=x"]', /is no build tag/],
  ['tags: ["-toolexec"]', /is no build tag/],
  [`toolexec: ${canary}`, /must not have the member "toolexec"/],
  [`toolchains: ["${work}/outside"]`, /must not have the member "toolchains"/],
  [`goflags: ["-overlay=${work}/outside/overlay.json"]`, /must not have the member "goflags"/],
];
for (const [text, says] of FLAGS)
  test(`settings of the tree cannot ask for ${text.replaceAll(work, '').slice(0, 60)}`, async () => {
    tree('flags', settings(text));
    await bench.refuse({ words: ['build', 'flags', '--platform', 'linux/amd64', '--offline'], status: 2, says });
    assert.ok(!existsSync(mark));
  });

test('a program of a tree may not be named by a path that leads outside', async () => {
  tree('flags', settings('tags: [netgo]'));
  for (const main of ['./../outside', './a/../../outside', '/etc'])
    await bench.refuse({
      words: ['build', 'flags', '--main', main, '--platform', 'linux/amd64', '--offline'],
      status: 2,
      says: /package inside the module/,
    });
});

test('a hard link to a file outside of the tree is refused, and embeds nothing', async () => {
  const folder = tree('hard', {
    'go.mod': GO_MOD,
    'main.go': `package main\n\nimport _ "embed"\n\n//go:embed note.txt\nvar note string\n\nfunc main() { println(note) }\n`,
  });
  linkSync(join(work, 'outside', 'secret.txt'), join(folder, 'note.txt'));
  await bench.refuse({
    words: ['build', 'hard', '--platform', 'linux/amd64', '--offline'],
    status: 2,
    says: /"note\.txt" in the source has 2 hard links, of which only 1 lies in the source: copy the folder/,
  });
});

test('an embedded symbolic link is left out, and the build says what it misses', async () => {
  const folder = tree('soft', {
    'go.mod': GO_MOD,
    'main.go': `package main\n\nimport _ "embed"\n\n//go:embed note.txt\nvar note string\n\nfunc main() { println(note) }\n`,
  });
  symlinkSync(join(work, 'outside', 'secret.txt'), join(folder, 'note.txt'));
  const { status, stdout, stderr } = await build('soft');
  assert.equal(status, 1, stdout + stderr);
  assert.match(stderr, /note\.txt/);
  assert.ok(!stderr.includes(SECRET));
});

test('go mod vendor follows no replacement to a folder outside of the tree', async () => {
  bench.write({
    'private/go.mod': 'module example.com/private\n\ngo 1.21\n',
    'private/private.go': `package private\n\nconst Key = "${SECRET}"\n`,
  });
  for (const [path, status] of [
    ['../private', 2],
    [join(work, 'private'), 2],
    ['./a/../../private', 2],
  ] as const) {
    tree('replaced', {
      'go.mod': `${GO_MOD}\nrequire example.com/private v1.0.0\n\nreplace example.com/private => ${path}\n`,
      'main.go': 'package main\n\nimport "example.com/private"\n\nfunc main() { println(private.Key) }\n',
    });
    await bench.refuse({
      words: ['build', 'replaced', '--vendor', '--platform', 'linux/amd64', '--offline'],
      status,
      says: /replaces example\.com\/private by the folder .*outside of the source/,
    });
  }
});

test('names that would break a listing, a terminal or a shell are refused before anything is built', async () => {
  for (const [index, name] of [
    'a\nb.go',
    'a\u001b[31m.go',
    'x\u202eog.c',
    'a\u200b.go',
    'a\\b.go',
    'bell\u0007.go',
  ].entries()) {
    const folder = tree(`names-${index}`, { 'go.mod': GO_MOD, 'main.go': MAIN_GO });
    writeFileSync(join(folder, name), 'package main\n');
    await bench.refuse({ words: ['build', `names-${index}`, '--offline'], status: 2, says: /rename or remove it/ });
  }
});

test('names that would be flags or commands where a tool reads them are refused by name, and run nothing', async () => {
  for (const [index, name] of ['-toolexec=canary.go', '-o.go', '@flags.go', '$(touch x).go'].entries()) {
    tree(`flag-names-${index}`, { 'go.mod': GO_MOD, 'main.go': MAIN_GO, [name]: 'package main\n' });
    const { status, stderr } = await build(`flag-names-${index}`);
    assert.equal(status, 1, stderr);
    assert.match(stderr, /invalid input file name/);
    assert.ok(!existsSync(mark));
  }
});

test('a file, a folder depth and a count past the limits end the import early', async () => {
  const huge = tree('huge', { 'go.mod': GO_MOD, 'main.go': MAIN_GO, 'assets/image.bin': '' });
  truncateSync(join(huge, 'assets', 'image.bin'), 64 * 1024 ** 3);
  await bench.refuse({ words: ['build', 'huge', '--offline'], status: 2, says: /larger than/ });
  const deep = tree('deep', { 'go.mod': GO_MOD, 'main.go': MAIN_GO });
  mkdirSync(join(deep, ...Array.from({ length: 100 }, () => 'd')), { recursive: true });
  await bench.refuse({ words: ['build', 'deep', '--offline'], status: 2, says: /nested deeper than 64/ });
});

test('go.mod can name no other Go to run', async () => {
  for (const line of ['toolchain ../../outside/canary.sh', 'toolchain go1.21.0-../../outside', 'go 9.99']) {
    tree('newer', {
      'go.mod': GO_MOD.replace('go 1.21\n', line.startsWith('go ') ? `${line}\n` : `go 1.21\n\n${line}\n`),
      'main.go': MAIN_GO,
    });
    const { status, stderr } = await build('newer');
    assert.ok(status === 1 || status === 2, `${line}: ${status} ${stderr}`);
    assert.ok(!existsSync(mark), line);
  }
});
