import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ImageConfig, ImageIndex, ImageManifest } from '../../src/formats/oci/documents.ts';
import { attachedIn, blobBytes, makeKeys, type OperatorKeys, PASSWORD } from '../support/sealed-hello.ts';
import { type ProgramResult, twinseal } from '../support/twinseal-program.ts';

const program = (name: string) => `package main\n\nfunc main() { println("${name}") }\n`;
const settings = (base: string) => `platforms: [linux/amd64]
image: { labels: { team: platform } }
images:
  server: { main: ./cmd/server, user: "1000:1000" }
  tools: { main: [./cmd/one, ./cmd/two], entrypoint: [/usr/local/bin/two], base: ${base} }
`;
const FILES = {
  'go.mod': 'module example.com/several\n\ngo 1.24\n',
  'cmd/server/main.go': program('server'),
  'cmd/one/main.go': program('one'),
  'cmd/two/main.go': program('two'),
  'twinseal.yaml': settings('scratch'),
};

const folder = mkdtempSync(join(tmpdir(), 'twinseal-several-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const env = { PATH: process.env.PATH, HOME: folder, COSIGN_PASSWORD: PASSWORD };
const [module, layout] = [join(folder, 'module'), join(folder, 'app.oci')];
let keys: OperatorKeys;
let sealed: ProgramResult;

before(async () => {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(module, name)), { recursive: true });
    writeFileSync(join(module, name), text);
  }
  keys = await makeKeys(join(folder, 'keys'));
  sealed = await run('seal', module, '--layout', layout, '--cosign-key', keys.cosignKey);
  assert.equal(sealed.status, 0, sealed.stderr);
});

function run(...words: readonly string[]): Promise<ProgramResult> {
  return twinseal(words, { cwd: folder, env });
}

const read = <T>(digest: string): T => JSON.parse(blobBytes(layout, digest).toString('utf8')) as T;
const roots = () =>
  (JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as ImageIndex).manifests.filter(({ mediaType }) =>
    mediaType.includes('index'),
  );

test('one build becomes the images that the settings name, each under its name and with its own programs', () => {
  const found = roots().map(({ digest, annotations }) => {
    const { manifests } = read<ImageIndex>(digest);
    const manifest = read<ImageManifest>(manifests[0]?.digest ?? '');
    const { config, history } = read<ImageConfig>(manifest.config.digest);
    return {
      name: annotations?.['org.opencontainers.image.ref.name'],
      title: config?.Labels?.['org.opencontainers.image.title'],
      team: config?.Labels?.team,
      user: config?.User,
      entrypoint: config?.Entrypoint,
      programs: history?.flatMap(({ created_by: by }) => /\/bin\/(\w+)$/.exec(by ?? '')?.[1] ?? []),
    };
  });
  const team = 'platform';
  assert.deepEqual(found, [
    {
      name: 'server',
      title: 'server',
      team,
      user: '1000:1000',
      entrypoint: ['/usr/local/bin/server'],
      programs: ['server'],
    },
    {
      name: 'tools',
      title: 'tools',
      team,
      user: '65532:65532',
      entrypoint: ['/usr/local/bin/two'],
      programs: ['one', 'two'],
    },
  ]);
  assert.match(sealed.stdout, /^sealed: .*app\.oci server sha256:[0-9a-f]{64}\nsealed: .*app\.oci tools sha256:/m);
});

test('each image has proofs and signatures of its own, and validate finds no error in the layout', async () => {
  const attached = attachedIn(layout);
  for (const { digest } of roots()) {
    const own = attached.filter(({ subject }) => subject === digest).map(({ statement }) => statement?.predicateType);
    assert.deepEqual(own.map((type) => type?.split('/').at(3)).sort(), [
      'Document',
      'cosign',
      'provenance',
      'provenance',
      'twin-proof',
    ]);
  }
  const { status, stdout } = await run('validate', layout);
  assert.equal(status, 0, stdout);
});

test('each image is named behind the path of the layout, and verified by itself', async () => {
  const policy = await run('policy', 'init', '--cosign-key', keys.cosignPub);
  writeFileSync(join(folder, 'policy.yaml'), policy.stdout);
  for (const { digest, annotations } of roots())
    for (const image of [`${layout}:${annotations?.['org.opencontainers.image.ref.name']}`, `./app.oci@${digest}`]) {
      const { status, stdout, stderr } = await run('verify', image, '--policy', join(folder, 'policy.yaml'));
      assert.equal(status, 0, `${image}: ${stdout}${stderr}`);
      assert.match(stdout, new RegExp(digest));
    }
  const unnamed = await run('verify', layout, '--policy', join(folder, 'policy.yaml'));
  assert.equal(unnamed.status, 2);
  assert.match(unnamed.stderr, /has 2 images: name one of "server", "tools"/);
  assert.equal((await run('tree', 'app.oci:tools')).status, 0);
  assert.notEqual((await run('tree', './app.oci:nobody')).status, 0);
});

test('when the second image can not be made, the layout is not there at all', async () => {
  writeFileSync(join(module, 'twinseal.yaml'), settings('../no-such-base.oci'));
  const other = join(folder, 'half.oci');
  const { status, stderr } = await run('seal', module, '--layout', other, '--cosign-key', keys.cosignKey);
  assert.notEqual(status, 0);
  assert.match(stderr, /no-such-base/);
  assert.equal(existsSync(other), false);
});

test('a name or programs on the command line have no place beside images', async () => {
  const seal = ['seal', module, '--layout', join(folder, 'x.oci'), '--cosign-key', keys.cosignKey];
  for (const words of [
    ['--name', 'x'],
    ['--main', './cmd/one'],
  ]) {
    const { status, stderr } = await run(...seal, ...words);
    assert.equal(status, 2, stderr);
    assert.match(stderr, new RegExp(`leave ${words[0]} out`));
  }
});
