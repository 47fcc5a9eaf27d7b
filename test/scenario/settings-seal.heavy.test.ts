import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ImageConfig, ImageIndex, ImageManifest } from '../../src/formats/oci/documents.ts';
import { blobBytes, makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { makeImage } from '../support/sealed-image.ts';
import { type ProgramResult, twinseal } from '../support/twinseal-program.ts';
import { writeLayout } from '../support/written-layout.ts';

const SETTINGS = `apiVersion: twinseal.dev/v1
main: [./cmd/first, ./cmd/second]
platforms: [linux/amd64]
build:
  cache: off
  levels: { GOAMD64: v3 }
  ldflags: ["-X main.version={{.Version}}"]
image:
  base: ../base.oci
  user: "1000:1000"
  labels: { team: platform }
`;

const folder = mkdtempSync(join(tmpdir(), 'twinseal-settings-'));
const layout = join(folder, 'app.oci');
let sealed: ProgramResult;
let revision: string;

before(async () => {
  const module = join(folder, 'module');
  for (const name of ['first', 'second']) {
    mkdirSync(join(module, 'cmd', name), { recursive: true });
    const source = `package main\n\nvar version = "none"\n\nfunc main() { println("${name}", version) }\n`;
    writeFileSync(join(module, 'cmd', name, 'main.go'), source);
  }
  writeFileSync(join(module, 'go.mod'), 'module example.com/two\n\ngo 1.26\n');
  writeFileSync(join(module, 'twinseal.yaml'), SETTINGS);
  const environment = { PATH: process.env.PATH, HOME: folder, GIT_COMMITTER_DATE: '2026-03-04T05:06:07Z' };
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-C', module, ...words], {
      env: environment,
      encoding: 'utf8',
    });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'first');
  git('tag', 'v1.2.3');
  writeFileSync(join(module, 'NOTES'), 'after the tag\n');
  git('add', '.');
  git('commit', '-qm', 'second');
  revision = git('rev-parse', 'HEAD').trim();
  await writeLayout(makeImage(), join(folder, 'base.oci'));
  const keys = await makeKeys(join(folder, 'keys'));
  sealed = await twinseal(['seal', module, '--layout', layout, '--cosign-key', keys.cosignKey], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, COSIGN_PASSWORD: PASSWORD, GOSUMDB: 'off' },
  });
  assert.equal(sealed.status, 0, sealed.stderr);
});
after(() => rmSync(folder, { recursive: true, force: true }));

function read<T>(digest: string): T {
  return JSON.parse(blobBytes(layout, digest).toString('utf8')) as T;
}

function image(): { readonly index: ImageIndex; readonly manifest: ImageManifest; readonly config: ImageConfig } {
  const { manifests } = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as ImageIndex;
  const root = manifests.find(({ mediaType }) => mediaType.includes('index'));
  const index = read<ImageIndex>(root?.digest ?? '');
  const manifest = read<ImageManifest>(index.manifests[0]?.digest ?? '');
  return { index, manifest, config: read<ImageConfig>(manifest.config.digest) };
}

test('cache: off is answered with what is done instead of the GOCACHE=off that Go refuses', () => {
  assert.match(sealed.stderr, /GOCACHE=off is an error.*an own, empty one/);
});

test('past the last tag the version sorts after it, and revision and time are those of the commit', () => {
  const { index, manifest, config } = image();
  const expected = {
    'org.opencontainers.image.version': `1.2.4-0.1.g${revision.slice(0, 12)}`,
    'org.opencontainers.image.revision': revision,
    'org.opencontainers.image.created': '2026-03-04T05:06:07Z',
  };
  for (const found of [index.annotations, manifest.annotations, config.config?.Labels])
    for (const [name, value] of Object.entries(expected)) assert.equal(found?.[name], value, name);
  assert.equal(config.config?.Labels?.team, 'platform');
});

test('both programs stand on the layers of the base, the first one is the entrypoint, the user is the one that was named', () => {
  const { manifest, config } = image();
  assert.equal(manifest.layers.length, 3);
  assert.equal(config.rootfs.diff_ids.length, 3);
  assert.deepEqual(config.config?.Entrypoint, ['/usr/local/bin/first']);
  assert.equal(config.config?.User, '1000:1000');
  assert.deepEqual(
    config.history?.slice(-2).map((entry) => entry.created_by),
    ['twinseal pack: /usr/local/bin/first', 'twinseal pack: /usr/local/bin/second'],
  );
});

test('a raised architecture level is the variant of descriptor and config, and validate says whom that leaves out', async () => {
  const { index, config } = image();
  assert.equal(index.manifests[0]?.platform?.variant, 'v3');
  assert.equal(config.variant, 'v3');
  const { status, stdout } = await twinseal(['validate', layout]);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /PLATFORM_BASE_MISSING/);
});
