// Long, since it is one table: every bad input that a user can give, one clear sentence, the right exit status, nothing left behind.
// The quick suite has every third row, the long one the others; bad-documents.heavy.test.ts has the documents.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { GO_MOD, MAIN_GO, PASSWORD, type Refusal, refusalBench } from '../support/refusals.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { warmCaches } from '../support/warm-caches.ts';
import { writeLayout } from '../support/written-layout.ts';

const bench = refusalBench();
after(() => bench.remove());

const MODULES_TXT = '# example.com/dep v1.0.0\n## explicit\nexample.com/dep\n';
const requires = (version: string): string => `${GO_MOD}\nrequire example.com/dep ${version}\n`;
bench.write({
  'good/go.mod': GO_MOD,
  'good/main.go': MAIN_GO,
  'no-go-mod/main.go': MAIN_GO,
  'no-vendor/go.mod': requires('v1.0.0'),
  'no-vendor/main.go': MAIN_GO,
  'stale/go.mod': requires('v1.1.0'),
  'stale/main.go': MAIN_GO,
  'stale/vendor/modules.txt': MODULES_TXT,
  'cgo/go.mod': GO_MOD,
  'cgo/main.go': 'package main\n\nimport "C"\n\nfunc main() {}\n',
  'library/go.mod': GO_MOD,
  'library/library.go': 'package library\n',
  'several/go.mod': GO_MOD,
  'several/cmd/one/main.go': MAIN_GO,
  'several/cmd/two/main.go': MAIN_GO,
  'broken/go.mod': 'modul x\n',
  'nameless/go.mod': '',
  'wrong/go.mod': GO_MOD,
  'wrong/main.go': 'package main\n\nfunc main() { nowhere() }\n',
  'newer/go.mod': 'module example.com/m\n\ngo 1.999\n',
  'newer/main.go': MAIN_GO,
  'bad-settings/go.mod': GO_MOD,
  'bad-settings/main.go': MAIN_GO,
  'bad-settings/twinseal.yaml': 'mian: ./cmd/app\n',
  'alias.yaml': 'main: &here ./a\nimage:\n  base: *here\n',
  'twice.yaml': 'main: ./a\nmain: ./b\n',
  'type.yaml': 'platforms: 3\n',
  'profile.yaml': 'build:\n  gcflags: [-cpuprofile=/x]\n',
  'toolexec.yaml': 'build:\n  ldflags: [-toolexec=/x]\n',
  'prepare.yaml': 'build:\n  prepare: [[sh, -c, "echo no template >&2; exit 3"]]\n',
  'bytes.yaml': new Uint8Array([0xff, 0xfe, 0, 0]),
  'tab.yaml': 'build:\n\t- x\n',
  'huge.yaml': `main: ${'x'.repeat(300_000)}\n`,
  'a-file': 'hello\n',
  'other/file': 'mine\n',
  'junk.key': 'hello\n',
  'huge.key': 'x'.repeat(2 * 1024 * 1024),
  'huge.json': '',
  'release.pub': publicPem(testKey('release')),
});
for (const name of ['empty', 'folder.key', 'half.oci', 'half.oci/blobs']) mkdirSync(join(bench.work, name));
bench.write({ 'half.oci/oci-layout': '{"imageLayoutVersion":"1.0.0"}', 'half.oci/index.json': '{"schemaVersion":2,' });
// As large as a disk image, and it takes no room.
truncateSync(join(bench.work, 'huge.json'), 3_000_000_000);
await writeLayout(seal(makeImage()), join(bench.work, 'app.oci'));
for (const family of ['cosign', 'notation']) {
  const { status, stderr } = await twinseal(['keys', 'generate', family], { cwd: bench.work, env: bench.env });
  assert.equal(status, 0, stderr);
}

const AMD64 = ['--platform', 'linux/amd64'];
const SEAL = ['seal', 'good', '--layout', 'new.oci'];
const KEYED = [...SEAL, '--cosign-key', 'cosign.key'];
const WARM = ['--cache', warmCaches()];
const build = (...words: readonly string[]): readonly string[] => ['build', ...words, ...AMD64, ...WARM];
const settings = (file: string): readonly string[] => build('good', '--settings', file);

const CASES: Readonly<Record<string, Refusal>> = {
  'a folder without go.mod': {
    words: build('no-go-mod'),
    status: 2,
    says: /no go\.mod in no-go-mod: name the folder of a Go module, or run "go mod init"/,
  },
  'a folder that is not there': { words: build('absent'), status: 2, says: /absent does not exist: name the folder/ },
  'a file for a folder': { words: build('a-file'), status: 2, says: /a-file is a file: name the folder/ },
  'no vendor folder': {
    words: build('no-vendor'),
    status: 2,
    says: /no-vendor has 1 requirement but no vendor folder: run "go mod vendor" there, or give --vendor/,
  },
  'a vendor folder that is out of date': {
    words: build('stale'),
    status: 1,
    says: /vendor folder of stale is out of date, example\.com\/dep@v1\.1\.0: .*: run "go mod vendor" there/,
  },
  'a program that needs cgo': {
    words: build('cgo'),
    status: 1,
    says: /linux\/amd64 needs cgo for example\.com\/m, .*\(CGO_ENABLED=0\): use a package in pure Go/,
  },
  'no such main package': {
    words: build('good', '--main', './cmd/none'),
    status: 2,
    says: /module example\.com\/m has no main package "\.\/cmd\/none": it has \./,
  },
  'no main package at all': { words: build('library'), status: 2, says: /has no main package: name the folder/ },
  'several main packages and none named': {
    words: build('several'),
    status: 2,
    says: /2 main packages, so name one with --main: \.\/cmd\/one, \.\/cmd\/two/,
  },
  'a malformed go.mod': { words: build('broken'), status: 2, says: /broken: go\.mod .*"modul", in line 1/ },
  'an empty go.mod': { words: build('nameless'), status: 2, says: /nameless: go\.mod has no module line/ },
  'a program that does not compile': {
    words: build('wrong'),
    status: 1,
    says: /linux\/amd64 does not build: \.\/main\.go:3:15: .*nowhere/,
  },
  'a module for a newer Go': { words: build('newer'), status: 2, says: /Go 1\.999, .*go1\..*: install the newer one/ },
  'no Go on PATH': {
    words: build('good'),
    status: 2,
    says: /Go is not on PATH: install it/,
    env: { PATH: '/nowhere' },
  },

  'an unknown architecture': {
    words: ['build', 'good', '--platform', 'linux/z80'],
    status: 2,
    says: /--platform: "linux\/z80" .* architecture for linux must be one of .*amd64, arm, /,
  },
  'an unknown system': { words: ['build', 'good', '--platform', 'plan9/amd64'], status: 2, says: /one of linux, / },
  'a system without images': {
    words: ['build', 'good', '--platform', 'darwin/arm64'],
    status: 2,
    says: /only linux is/,
  },
  "uname's name of an architecture": {
    words: ['build', 'good', '--platform', 'linux/aarch64'],
    status: 2,
    says: /did you mean linux\/arm64\?/,
  },
  "uname's names as downloads have them": {
    words: ['build', 'good', '--platform', 'Linux-x86_64'],
    status: 2,
    says: /did you mean linux\/amd64\?/,
  },
  'a platform that is given twice': {
    words: ['build', 'good', '--platform', 'linux/arm64,linux/arm64/v8'],
    status: 2,
    says: /linux\/arm64 is given twice/,
  },

  'a file where the layout should stand': {
    words: ['seal', 'good', '--layout', 'a-file', '--cosign-key', 'cosign.key'],
    status: 2,
    says: /a-file is a file and is not overwritten: choose another path/,
  },
  'a folder with other content where the layout should stand': {
    words: ['seal', 'good', '--layout', 'other', '--cosign-key', 'cosign.key'],
    status: 2,
    says: /other is a folder that is no OCI layout and is not overwritten: choose another path/,
  },
  'a file above the layout': {
    words: ['seal', 'good', '--layout', 'a-file/app.oci', '--cosign-key', 'cosign.key'],
    status: 3,
    says: /cannot write a-file\/app\.oci: a part of the path is a file/,
  },
  'a layout where nothing can be made, and the system says so oddly': {
    words: ['seal', 'good', '--layout', '/proc/none/app.oci', '--cosign-key', 'cosign.key'],
    status: 3,
    says: /cannot write \/proc\/none\/app\.oci: the folder does not exist: create it first/,
  },
  'a file above the binaries': {
    words: build('good', '--out', 'a-file/out'),
    status: 3,
    says: /cannot write a-file\/out: a part of the path is a file, not a folder: choose another path/,
  },
  'a folder for temporary files that is not there': {
    words: build('good'),
    status: 3,
    says: /cannot write \/nowhere\/tmp: the folder does not exist: create it first/,
    env: { TMPDIR: '/nowhere/tmp' },
  },

  'a key that is not there': {
    words: [...SEAL, '--cosign-key', 'none.key'],
    status: 2,
    says: /none\.key does not exist: check the path, or make a key with `twinseal keys generate`/,
  },
  'a key that is a folder': {
    words: [...SEAL, '--cosign-key', 'folder.key'],
    status: 2,
    says: /folder\.key is a folder/,
  },
  'a key that is too large': {
    words: [...SEAL, '--cosign-key', 'huge.key'],
    status: 2,
    says: /huge\.key is larger than/,
  },
  // Before anything is built: this source could not be.
  'a public key in the place of the private one': {
    words: ['seal', 'wrong', '--layout', 'new.oci', '--cosign-key', 'cosign.pub'],
    status: 2,
    says: /cosign\.pub is not a private key that signs: .*a PUBLIC KEY block is not read/,
  },
  'a password that does not fit, before anything is built': {
    words: ['seal', 'wrong', '--layout', 'new.oci', '--cosign-key', 'cosign.key'],
    status: 2,
    says: /the password does not unlock cosign\.key/,
    env: { COSIGN_PASSWORD: 'another' },
  },
  'a certificate that is not there': {
    words: [...SEAL, '--notation-key', 'notation.key', '--notation-cert', 'none.crt'],
    status: 2,
    says: /none\.crt does not exist: check the path/,
  },
  'a key without its certificate': {
    words: [...SEAL, '--notation-key', 'notation.key'],
    status: 2,
    says: /both --notation-key FILE and --notation-cert FILE/,
  },
  'no key': { words: SEAL, status: 2, says: /say who signs: --cosign-key FILE/ },
  'a new key over an old one': {
    words: ['keys', 'generate', 'cosign'],
    status: 2,
    says: /cosign\.key exists and is not overwritten: move it away or name another file/,
  },
  'a new key in no folder': {
    words: ['keys', 'generate', 'cosign', '--out', 'none/cosign'],
    status: 2,
    says: /cannot write none\/cosign\.key: the folder does not exist: create it first/,
  },
  'a key file that holds none': { words: ['keys', 'public', 'junk.key'], status: 2, says: /junk\.key holds no key/ },
  'the wrong password': {
    words: ['keys', 'public', 'cosign.key'],
    status: 2,
    says: /does not unlock cosign\.key: set COSIGN_PASSWORD to the right one/,
    env: { COSIGN_PASSWORD: 'wr0ng-horse-battery' },
  },

  'an unknown setting': {
    words: build('bad-settings'),
    status: 2,
    says: /bad-settings\/twinseal\.yaml: must not have the member "mian"/,
  },
  'an alias in the settings': { words: settings('alias.yaml'), status: 2, says: /alias\.yaml at \/main: anchors are/ },
  'a setting that occurs twice': { words: settings('twice.yaml'), status: 2, says: /twice\.yaml:2: the key "main"/ },
  'a setting of the wrong type': {
    words: settings('type.yaml'),
    status: 2,
    says: /type\.yaml at \/platforms: must be/,
  },
  'a flag that writes a file': {
    words: settings('profile.yaml'),
    status: 2,
    says: /gcflags does not take "-cpuprofile=\/x": -N, -l, .* are allowed/,
  },
  'a flag that runs a program': { words: settings('toolexec.yaml'), status: 2, says: /not take "-toolexec=\/x": -s/ },
  'settings that are no text': { words: settings('bytes.yaml'), status: 2, says: /bytes\.yaml: .*UTF-8/ },
  'settings that are no YAML': { words: settings('tab.yaml'), status: 2, says: /tab\.yaml:2: Tabs/ },
  'settings without end': {
    words: settings('huge.yaml'),
    status: 2,
    says: /huge\.yaml is larger than the 262144 bytes/,
  },
  'settings that are not there': {
    words: settings('none.yaml'),
    status: 2,
    says: /cannot read none\.yaml: there is no/,
  },
  'a prepare command that fails': {
    words: settings('prepare.yaml'),
    status: 1,
    says: /prepare command "sh -c .*" ended with status 3 on side a/,
  },

  'a revision that is no commit': {
    words: build('good', '--revision', 'HEAD'),
    status: 2,
    says: /revision "HEAD" must be 40 or 64 lower-case hex/,
  },
  'a version that is none': {
    words: build('good', '--version', '1.2'),
    status: 2,
    says: /"1\.2" is no SemVer 2\.0\.0/,
  },
  'an epoch that is no number': {
    words: build('good'),
    status: 2,
    says: /SOURCE_DATE_EPOCH "yesterday" must be whole seconds/,
    env: { SOURCE_DATE_EPOCH: 'yesterday' },
  },
  'an epoch before the first': {
    words: build('good'),
    status: 2,
    says: /SOURCE_DATE_EPOCH "-1" must be whole seconds/,
    env: { SOURCE_DATE_EPOCH: '-1' },
  },
  'a time limit that is none': { words: build('good', '--timeout', 'soon'), status: 2, says: /--timeout is a number/ },
  'a time limit that is too short': {
    words: build('good', '--timeout', '1'),
    status: 3,
    says: /time ran out .* larger --timeout|(?:go|sh) did not end in time: raise --timeout or/,
  },

  'a document that is not there': {
    words: ['validate', '--as', 'manifest', 'none.json'],
    status: 2,
    says: /cannot read none\.json: there is no such file/,
  },
  'a document without end': {
    words: ['validate', '--as', 'manifest', 'huge.json'],
    status: 2,
    says: /huge\.json is larger than the 4194304 bytes/,
  },
  'a document that is a folder': {
    words: ['validate', '--as', 'index', 'empty'],
    status: 2,
    says: /empty is a folder, not a file/,
  },
  'an unknown kind of document': { words: ['validate', '--as', 'image', 'a-file'], status: 2, says: /is one of descr/ },
  'a layout to validate that is not there': { words: ['validate', './none'], status: 2, says: /none does not exist/ },
  'a layout to push that is a file': {
    words: ['push', 'a-file', '127.0.0.1:1/app:v1'],
    status: 2,
    says: /a-file is a file, and an OCI layout is a folder/,
  },
  'a layout to push that is not there': {
    words: ['push', 'none', '127.0.0.1:1/app:v1'],
    status: 2,
    says: /none does not exist: name the folder of an OCI layout/,
  },
  'a layout to show that is an empty folder': { words: ['tree', 'empty'], status: 2, says: /empty is no OCI layout/ },
  'a layout to verify that is a folder with other content': {
    words: ['verify', 'other', '--cosign-key', 'release.pub'],
    status: 2,
    says: /other is no OCI layout: it has no oci-layout/,
  },
  'a layout whose index.json is cut off': { words: ['tree', 'half.oci'], status: 2, says: /half\.oci.*index\.json/ },
  'a policy that is not there': {
    words: ['verify', 'app.oci', '--policy', 'none.yaml'],
    status: 2,
    says: /cannot read none\.yaml: there is no such file/,
  },
  'a public key without end': {
    words: ['verify', 'app.oci', '--cosign-key', 'huge.key'],
    status: 2,
    says: /huge\.key is larger than the 1048576 bytes/,
  },
  'a verb that is none': { words: ['verfy', 'app.oci'], status: 2, says: /did you mean twinseal verify\?/ },
  'a flag that is none': { words: ['tree', 'app.oci', '--outptu', 'json'], status: 2, says: /did you mean --output\?/ },
};

/** Each row is in one of the two suites. */
export function badInput(suite: 'quick' | 'long'): void {
  for (const [row, [what, refusal]] of Object.entries(CASES).entries())
    if ((row % 3 === 0) === (suite === 'quick'))
      test(`${what} is refused with status ${refusal.status} and one sentence`, () => bench.refuse(refusal));
  if (suite === 'quick') return;

  test('keys that do not fit are refused in one sentence, and no layout is written', async () => {
    const wrong = { COSIGN_PASSWORD: 'wr0ng-horse-battery' };
    const says = /does not unlock cosign\.key: set COSIGN_PASSWORD to the right one/;
    await bench.refuse({ words: [...KEYED, ...AMD64], status: 2, says, env: wrong });
    await bench.refuse({
      words: [...SEAL, ...AMD64, '--notation-key', 'cosign.key', '--notation-cert', 'notation.crt'],
      status: 2,
      says: /first certificate .* is not for the signing key: give the chain of that key/,
    });
  });

  test('a reader that goes away early changes neither status nor stderr', async () => {
    const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
    for (const words of [['tree', 'app.oci', '-o', 'json'], ['validate', 'app.oci'], ['--help']]) {
      const child = spawn(bin, words, { cwd: bench.work, env: bench.env, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.destroy();
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
      const status = await new Promise((resolve) => child.once('close', resolve));
      assert.deepEqual([status, stderr], [0, ''], words.join(' '));
    }
  });

  test('no bad input has written a password or key anywhere', () => {
    assert.match(readFileSync(join(bench.work, 'cosign.key'), 'utf8'), /ENCRYPTED/);
    assert.ok(!bench.entries().some((entry) => entry.includes(PASSWORD)));
  });
}
