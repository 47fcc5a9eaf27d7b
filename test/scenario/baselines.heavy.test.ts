import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { ImageIndex } from '../../src/formats/oci/documents.ts';
import { elfSample } from '../formats/elf-sample.ts';
import { writeHelloModule } from '../support/hello-module.ts';
import { attachedIn, blobBytes, makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { makeImage } from '../support/sealed-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { writeLayout } from '../support/written-layout.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-baselines-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const module = join(folder, 'module');
const env = { PATH: process.env.PATH, HOME: folder, COSIGN_PASSWORD: PASSWORD, GOSUMDB: 'off' };

// Which of qemu-user's programs runs what we build. That for i386 is left out: Go's runtime dies under its version 7.2.
const EMULATORS: Readonly<Record<string, string>> = {
  'linux/riscv64': 'qemu-riscv64',
  'linux/s390x': 'qemu-s390x',
  'linux/ppc64le': 'qemu-ppc64le',
  'linux/arm/v7': 'qemu-arm',
  'linux/loong64': 'qemu-loongarch64',
  'linux/mips64le': 'qemu-mips64el',
};

test('richer baselines follow the plain platform of their machine in whatever order they were asked for, and validate finds no error', async (t) => {
  writeHelloModule(module);
  const keys = await makeKeys(join(folder, 'keys'));
  const layout = join(folder, 'app.oci');
  const asked = 'linux/amd64/v3,linux/arm64/v9.0,linux/amd64,linux/arm64/v8.2,linux/amd64/v2,linux/arm64';
  const words = ['seal', module, '--platform', asked, '--goarm64', 'lse', '--layout', layout];
  const sealed = await twinseal([...words, '--cosign-key', keys.cosignKey], { cwd: folder, env });
  assert.equal(sealed.status, 0, sealed.stderr);
  assert.match(sealed.stderr, /linux\/arm64 is built with GOARM64=v8\.0,lse/);
  const { manifests } = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as ImageIndex;
  const root = manifests.find(({ mediaType }) => mediaType.includes('index'))?.digest ?? '';
  const index = JSON.parse(blobBytes(layout, root).toString('utf8')) as ImageIndex;
  assert.deepEqual(
    index.manifests.map(({ platform }) => [platform?.architecture, platform?.variant].filter(Boolean).join('/')),
    ['amd64', 'amd64/v2', 'amd64/v3', 'arm64', 'arm64/v8.2', 'arm64/v9'],
  );
  const statement = attachedIn(layout).find((each) => each.statement?.predicateType.includes('provenance'))?.statement;
  assert.ok(statement !== undefined);
  assert.match(JSON.stringify(statement.predicate), /"linux\/arm64":\{"GOARM64":"v8\.0,lse"\}/);
  const policy = await twinseal(['policy', 'init', '--cosign-key', keys.cosignPub], { cwd: folder, env });
  writeFileSync(join(folder, 'policy.yaml'), policy.stdout);
  const verified = await twinseal(['verify', layout, '--policy', join(folder, 'policy.yaml')], { cwd: folder, env });
  assert.equal(verified.status, 0, `${verified.stdout}${verified.stderr}`);
  const validated = await twinseal(['validate', layout], { cwd: folder, env });
  assert.equal(validated.status, 0, validated.stdout);
  assert.match(validated.stdout, /PLATFORM_OPTION_UNSAID/);
  assert.doesNotMatch(validated.stdout, /PLATFORM_(?!OPTION_UNSAID)/);
  t.diagnostic(`sealed ${index.manifests.length} platforms`);
});

test('the twins of six more machines are equal, and run under qemu-user where it is', async (t) => {
  const out = join(folder, 'out');
  const platforms = Object.keys(EMULATORS);
  const built = await twinseal(['build', module, '--platform', platforms.join(), '--out', out], { cwd: folder, env });
  assert.equal(built.status, 0, built.stderr);
  for (const [platform, name] of Object.entries(EMULATORS)) {
    const program = join(out, platform.replaceAll('/', '-'), 'hello');
    const emulator = [`${name}-static`, name].find((each) => spawnSync(each, ['--version']).status === 0);
    if (emulator === undefined) {
      t.diagnostic(`${platform}: not tried, no ${name}`);
      continue;
    }
    const { status, stderr } = spawnSync(emulator, [program], { encoding: 'utf8', timeout: 60_000 });
    assert.equal(status, 0, `${platform}: ${stderr}`);
    assert.equal(stderr, 'hello\n', platform);
    t.diagnostic(`${platform}: ran under ${emulator}`);
  }
});

test('a program that needs more than its image promises is found in an image that somebody else made', async () => {
  const found = join(folder, 'understated');
  const built = spawnSync('go', ['build', '-trimpath', '-o', found, '.'], {
    cwd: module,
    env: { ...process.env, CGO_ENABLED: '0', GOARCH: 'amd64', GOAMD64: 'v3', GOFLAGS: '-mod=vendor' },
    encoding: 'utf8',
  });
  assert.equal(built.status, 0, built.stderr);
  const binary = (machine: number): Uint8Array =>
    machine === 62 ? new Uint8Array(readFileSync(found)) : elfSample({ machine });
  const layout = await writeLayout(makeImage({ binary }), join(folder, 'foreign.oci'));
  const { status, stdout } = await twinseal(['validate', layout], { cwd: folder, env });
  assert.equal(status, 1, stdout);
  assert.match(stdout, /PLATFORM_VARIANT_UNDERSTATED.*claims linux\/amd64, and .* built for linux\/amd64\/v3/);
});
