// Images that ko and crane made, which Twinseal never saw being built: their programs come out of the source bit for bit, from what
// their build info says alone; and cosign takes the statement that says so.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PREDICATE_TYPES } from '../../src/records/predicate-types.ts';
import { craneImage } from '../support/crane-image.ts';
import { writeHelloModule } from '../support/hello-module.ts';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { tarOf } from '../support/tar.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-rebuild-peers-'));
const module = join(root, 'module');
const home = join(root, 'home');
after(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(home);
writeHelloModule(module);
// Of the user's machine only Go's build cache, so that the standard library is not compiled once more for ko.
const goCache = execFileSync('go', ['env', 'GOCACHE'], { encoding: 'utf8' }).trim();
const goEnv = { GOCACHE: goCache, GOFLAGS: '-mod=vendor -buildvcs=true', GOPROXY: 'off', CGO_ENABLED: '0' };

async function rebuild(reference: string, ...words: string[]) {
  const env = { PATH: process.env.PATH, HOME: home, COSIGN_PASSWORD: PASSWORD };
  const all = ['rebuild', reference, '--source', module, '--offline', ...words, '-o', 'json'];
  const { status, stdout, stderr } = await twinseal(all, { cwd: root, env });
  assert.notEqual(stdout, '', stderr);
  const said = JSON.parse(stdout);
  return { status, said, first: said.platforms[0] };
}

/** A layer with one file, appended to nothing by crane. */
async function append(name: string, content: Uint8Array, reference: string): Promise<void> {
  const layer = join(root, 'layer.tar');
  writeFileSync(layer, tarOf([{ name, content, mode: 0o755 }]));
  await peerOutput('crane', ['append', '--oci-empty-base', '--new_layer', layer, '--new_tag', reference]);
}

test('an image of two platforms that ko built from a git checkout is reproduced, and cosign verifies the statement', {
  skip: withoutPeers('ko', 'crane', 'cosign', 'registry-ggcr'),
}, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  const base = `${registry.host}/base`;
  await craneImage(root, base, { file: { name: 'etc/motd', content: 'hello\n' }, runs: false });
  const image = `${registry.host}/hello`;
  await peerOutput('ko', ['build', '--bare', '--sbom=none', '--platform=linux/amd64,linux/arm64', '.'], {
    cwd: module,
    env: { ...goEnv, KO_DOCKER_REPO: image, KO_DEFAULTBASEIMAGE: `${base}:v1` },
    timeout: 300_000,
  });
  const { cosignKey, cosignPub } = await makeKeys(join(root, 'keys'));
  const { status, said } = await rebuild(`${image}:latest`, '--cosign-key', cosignKey);
  assert.deepEqual([said.outcome, status], ['reproduced', 0], JSON.stringify(said.platforms));
  assert.equal(said.platforms.length, 2);
  for (const { program, rebuilt, settings } of said.platforms) {
    assert.equal(program.path, '/ko-app/hello');
    assert.equal(rebuilt.digest, program.digest);
    // The stamp is that of the checkout, which has nothing changed.
    assert.deepEqual([settings.dependencies, settings.vcs.checked], ['vendor', true]);
  }
  // No twin proof by another key: two operators are not shown.
  assert.deepEqual(said.properties, []);
  const verify = ['verify-attestation', '--key', cosignPub, '--insecure-ignore-tlog', '--allow-http-registry'];
  await peerOutput('cosign', [...verify, '--type', PREDICATE_TYPES.rebuild, `${image}:latest`]);
});

test('a program in an image that crane appended is reproduced, and told apart from one without -trimpath', {
  skip: withoutPeers('crane', 'registry-ggcr'),
}, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  const image = async (name: string, ...flags: string[]): Promise<string> => {
    const program = join(root, name);
    const words = ['build', ...flags, '-ldflags=-s -w', '-buildvcs=false', '-o', program, '.'];
    execFileSync('go', words, { cwd: module, env: { PATH: process.env.PATH, HOME: home, ...goEnv } });
    const reference = `${registry.host}/${name}`;
    await append('app', readFileSync(program), `${reference}:plain`);
    await peerOutput('crane', ['mutate', '--entrypoint', '/app', `${reference}:plain`, '-t', `${reference}:v1`]);
    return `${reference}:v1`;
  };
  const good = await rebuild(await image('trimmed', '-trimpath'));
  assert.deepEqual([good.said.outcome, good.status], ['reproduced', 0], good.first.reason);
  assert.deepEqual([good.first.settings.ldflags, good.first.settings.environment.GOAMD64], [['-s', '-w'], 'v1']);
  const untrimmed = await rebuild(await image('untrimmed'));
  assert.deepEqual([untrimmed.said.outcome, untrimmed.status], ['not-tried', 1]);
  assert.match(untrimmed.first.reason, /without -trimpath/);
});
