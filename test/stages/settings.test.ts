import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { DEFAULT_SETTINGS, parseSettings } from '../../src/seal/settings/parse-settings.ts';

const parse = (text: string) => parseSettings(encodeUtf8(text), 'twinseal.yaml');

test('an absent, empty or commented-out file means the defaults', async () => {
  for (const text of ['', '\n', '# nothing\n', '---\n', '{}'])
    assert.deepEqual(await parse(text), DEFAULT_SETTINGS, JSON.stringify(text));
});

test('a whole file is read into the record, member by member', async () => {
  const settings = await parse(`
apiVersion: twinseal.dev/v1
main: [./cmd/a, ./cmd/b]
platforms: [linux/arm64/v8, linux/arm/v6]
build:
  tags: [netgo]
  ldflags: ['-s -w', '-X main.version={{.Version}}']
  gcflags: [all=-l]
  levels: { GOAMD64: v2 }
  prepare: [[go, generate, ./...]]
  cache: off
  keep: [timezone]
  vary: [cpus]
  strip: true
  debug: split
  experiments: [jsonv2]
  pgo: ./profiles/app.pgo
  timeout: 60
image:
  base: ./base.oci
  user: '1000'
  entrypoint: [/usr/bin/a, serve]
  cmd: [--help]
  labels: { team: blue }
  annotations: { org.example: 'yes' }
  binDir: /usr/bin
metadata:
  revision: 0123456789abcdef0123456789abcdef01234567
  version: v1.2.3
  title: A
`);
  assert.deepEqual(settings, {
    apiVersion: 'twinseal.dev/v1',
    main: ['./cmd/a', './cmd/b'],
    platforms: ['linux/arm64', 'linux/arm/v6'],
    build: {
      tags: ['netgo'],
      ldflags: ['-s -w', '-X main.version={{.Version}}'],
      gcflags: ['all=-l'],
      levels: { GOAMD64: 'v2' },
      prepare: [['go', 'generate', './...']],
      cache: 'off',
      keep: ['timezone'],
      vary: ['cpus'],
      strip: true,
      debug: 'split',
      experiments: ['jsonv2'],
      pgo: './profiles/app.pgo',
      timeout: 60,
    },
    image: {
      base: './base.oci',
      user: '1000',
      entrypoint: ['/usr/bin/a', 'serve'],
      cmd: ['--help'],
      labels: { team: 'blue' },
      annotations: { 'org.example': 'yes' },
      binDir: '/usr/bin',
    },
    metadata: { revision: '0123456789abcdef0123456789abcdef01234567', version: '1.2.3', title: 'A' },
  });
  assert.deepEqual((await parse('main: ./cmd/a')).main, ['./cmd/a']);
});

test('each mistake is one sentence that names the file, the place and what is allowed', async () => {
  const mistakes: readonly (readonly [string, string, RegExp])[] = [
    ['platform: [linux/amd64]', 'SETTINGS_INVALID', /^twinseal\.yaml: must not have the member "platform"$/],
    ['main: cmd/app', 'SETTINGS_INVALID', /at \/main: must be a package inside the module that begins with \.\//],
    ['main: ./../other', 'SETTINGS_INVALID', /at \/main: must be a package inside/],
    ['main: [./a, ./a]', 'SETTINGS_INVALID', /at \/main: /],
    ['platforms: []', 'SETTINGS_INVALID', /at \/platforms: /],
    ['platforms: [linux/x86_64]', 'PLATFORM_UNKNOWN', /at \/platforms: .*did you mean linux\/amd64\?/],
    ['platforms: ["linux/arm64,linux/arm64/v8"]', 'PLATFORM_UNKNOWN', /given twice/],
    ['build: { cache: maybe }', 'SETTINGS_INVALID', /at \/build\/cache: must be one of "fresh", "off"/],
    ['build: { prepare: ["go generate"] }', 'SETTINGS_INVALID', /at \/build\/prepare\/0: must be array/],
    ['build: { keep: [cache] }', 'SETTINGS_INVALID', /at \/build\/keep\/0: must be one of/],
    ['build: { levels: { GOOS: linux } }', 'SETTINGS_INVALID', /at \/build\/levels: must not have the member "GOOS"/],
    ['image: { user: root }', 'SETTINGS_INVALID', /at \/image\/user: must be a user by number/],
    ['image: { user: 1000 }', 'SETTINGS_INVALID', /at \/image\/user: must be string/],
    ['image: { binDir: /usr/../bin }', 'SETTINGS_INVALID', /at \/image\/binDir: must be an absolute folder/],
    ['metadata: { version: 1.10 }', 'SETTINGS_INVALID', /at \/metadata\/version: .*put text into quotes/],
    ['- a', 'SETTINGS_INVALID', /^twinseal\.yaml: must be object/],
    ['images: { a: { user: "1" } }', 'SETTINGS_INVALID', /at \/images\/a\/main: is missing/],
    ['images: { a: { main: /x } }', 'SETTINGS_INVALID', /at \/images\/a\/main: must be a package inside/],
    ['images: { A: { main: ./x } }', 'SETTINGS_INVALID', /at \/images: must be the name of an image/],
    ['images: { a: { main: ./x } }\nmain: ./x', 'SETTINGS_INVALID', /leave main out/],
    ['build: { experiments: [A] }', 'SETTINGS_INVALID', /must be a name of GOEXPERIMENT/],
    ['build: { pgo: /x }', 'SETTINGS_INVALID', /must be auto, off, or a file/],
    ['main: ./a\nmain: ./b', 'SETTINGS_INVALID', /^twinseal\.yaml:2: /],
    ['main: &x ./a', 'SETTINGS_INVALID', /at \/main: anchors are refused/],
    ['a: &x [1]\nb: *x', 'SETTINGS_INVALID', /(?:anchors|aliases) are refused/],
    ['main: !!str ./a', 'SETTINGS_INVALID', /at \/main: tags are refused/],
    ['main: !ruby/object ./a', 'SETTINGS_INVALID', /^twinseal\.yaml/],
    ['<<: { main: ./a }', 'SETTINGS_INVALID', /must not have the member "<<"/],
    ['main: ./a\n---\nmain: ./b', 'SETTINGS_INVALID', /exactly one document/],
    ['%YAML 1.1\n---\nmain: ./a', 'SETTINGS_INVALID', /directives are refused/],
    ['main: [', 'SETTINGS_INVALID', /^twinseal\.yaml:\d+: /],
    ['main: "\u0007"', 'SETTINGS_INVALID', /control character/],
    ['? [a]\n: b', 'SETTINGS_INVALID', /a key is not plain text/],
    [`main: ./${'a'.repeat(300_000)}`, 'SETTINGS_INVALID', /more than the 262144 allowed/],
    [`a: ${'['.repeat(60)}${']'.repeat(60)}`, 'SETTINGS_INVALID', /nests deeper than 16 levels/],
    [`a: ${'['.repeat(100_000)}`, 'SETTINGS_INVALID', /nests deeper than 16 levels/],
    [`a: [${'1,'.repeat(20_000)}]`, 'SETTINGS_INVALID', /more than 10000 values/],
  ];
  for (const [text, code, sentence] of mistakes)
    await assert.rejects(parse(text), (error: unknown) => {
      assert.ok(error instanceof TwinsealError, `${text.slice(0, 60)}: ${String(error)}`);
      assert.equal(error.code, code, text.slice(0, 60));
      assert.match(error.message, sentence, text.slice(0, 60));
      assert.ok(!error.message.includes('\n'));
      return true;
    });
});

test('several images share what image says, and their programs are the main packages', async () => {
  const settings = await parse(`image: { user: "7:7", labels: { team: a } }
images:
  server: { main: ./cmd/server, labels: { role: server } }
  tools: { main: [./cmd/one, ./cmd/server], user: "8:8", entrypoint: [/usr/local/bin/one] }
`);
  assert.deepEqual(settings.main, ['./cmd/server', './cmd/one']);
  const [server, tools] = settings.images ?? [];
  assert.deepEqual([server?.name, server?.main, server?.image.user], ['server', ['./cmd/server'], '7:7']);
  assert.deepEqual(server?.image.labels, { team: 'a', role: 'server' });
  assert.deepEqual([tools?.image.user, tools?.image.entrypoint], ['8:8', ['/usr/local/bin/one']]);
  assert.equal((await parse('main: ./x')).images, undefined);
});

test('whatever the bytes, the answer is settings or an error of the catalogue, and soon', async () => {
  const pieces = fc.constantFrom(
    'main',
    ': ',
    '\n',
    '  ',
    '- ',
    '[',
    '{',
    '}',
    ']',
    '&a',
    '*a',
    '!!',
    '"',
    "'",
    '|',
    '%',
    '#',
    '---',
    './a',
    '1',
    '\t',
    '?',
    '<<',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 60 }), async (parts) => {
      try {
        await parse(parts.join(''));
      } catch (error) {
        assert.ok(error instanceof TwinsealError, String(error));
      }
    }),
    { numRuns: 500 },
  );
});
