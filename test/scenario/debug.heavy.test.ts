import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from '../../src/formats/json/value.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { TarReader } from '../../src/formats/tar/read.ts';
import { PREDICATE_TYPES } from '../../src/records/predicate-types.ts';
import { peerHome, runPeer } from '../interop/peer.ts';
import { type Registry, startDistribution } from '../interop/registry.ts';
import { attachedIn, blobBytes, makeKeys, type OperatorKeys, PASSWORD } from '../support/sealed-hello.ts';
import { type ProgramResult, twinseal } from '../support/twinseal-program.ts';

// A debugger can stop in `add` and name its caller's line only with debug information.
const MAIN = `package main

//go:noinline
func add(a, b int) int {
	return a + b
}

func main() {
	println("sum", add(40, 2))
}
`;
const HOST = `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;
const PLATFORMS = [HOST, 'linux/s390x'];

interface Summary {
  readonly twin: {
    readonly binaries: readonly {
      readonly platform: string;
      readonly a: string;
      readonly size: number;
      readonly debug: {
        readonly a: string;
        readonly b: string;
        readonly buildId: string;
        readonly size: number;
        readonly wholeSize: number;
      };
    }[];
  };
  readonly platforms: readonly { readonly platform: string; readonly manifest: string }[];
}

const folder = mkdtempSync(join(tmpdir(), 'twinseal-debug-'));
const layout = join(folder, 'app.oci');
let keys: OperatorKeys;
let registry: Registry;
let summary: Summary;

const run = (words: readonly string[]): Promise<ProgramResult> =>
  twinseal(words, { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, COSIGN_PASSWORD: PASSWORD } });
async function succeeds(...words: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await run(words);
  assert.equal(status, 0, `twinseal ${words.join(' ')}\n${stderr}${stdout}`);
  return stdout;
}

before(async () => {
  keys = await makeKeys(join(folder, 'keys'));
  mkdirSync(join(folder, 'module'));
  writeFileSync(join(folder, 'module', 'go.mod'), 'module example.com/sum\n\ngo 1.24\n');
  writeFileSync(join(folder, 'module', 'main.go'), MAIN);
  const words = ['seal', 'module', '--debug', 'split', '--platform', PLATFORMS.join(), '--layout', layout, '--offline'];
  const notation = ['--notation-key', keys.notationKey, '--notation-cert', keys.notationChain];
  summary = JSON.parse(await succeeds(...words, '--cosign-key', keys.cosignKey, ...notation, '-o', 'json')) as Summary;
  registry = await startDistribution();
});
after(async () => {
  await registry?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the summary shows the size of each program before and after, and of its debug file', () => {
  for (const { size, debug } of summary.twin.binaries) {
    assert.ok(size < 0.7 * debug.wholeSize, `${size} of ${debug.wholeSize}`);
    assert.ok(debug.size > 100_000);
    assert.equal(debug.a, debug.b);
  }
});

test('each debug file is attached to the manifest of its platform, and the signed statements name its digest', () => {
  const attached = attachedIn(layout);
  const found = attached.filter(({ artifactType }) => artifactType === MEDIA_TYPES.debug);
  assert.deepEqual(
    found.map(({ subject, blob }) => [subject, blob]).sort(),
    summary.twin.binaries
      .map(({ platform, debug }) => [summary.platforms.find((each) => each.platform === platform)?.manifest, debug.a])
      .sort(),
  );
  const predicates = (type: string): readonly JsonObject[] =>
    attached.flatMap(({ statement }) => (statement?.predicateType === type ? [statement.predicate as JsonObject] : []));
  const [proof] = predicates(PREDICATE_TYPES.twinProof);
  assert.deepEqual(
    JSON.parse(JSON.stringify(proof?.debug)),
    summary.twin.binaries.map(({ platform, debug: { a: digest, size, buildId } }) => ({
      buildId,
      digest,
      name: 'sum',
      platform,
      size,
    })),
  );
  const text = JSON.stringify(predicates(PREDICATE_TYPES.provenance));
  for (const { debug } of summary.twin.binaries) assert.ok(text.includes(debug.a.slice('sha256:'.length)));
  const signed = attached.filter(({ artifactType }) => artifactType === MEDIA_TYPES.notationSignature);
  for (const { digest } of found)
    assert.ok(
      signed.some(({ subject }) => subject === digest),
      'signed by notation too',
    );
});

test('the layout is valid, and a policy of one key allows it', async () => {
  const validated = await run(['validate', layout]);
  assert.equal(validated.status, 0, `${validated.stdout}${validated.stderr}`);
  await succeeds('verify', layout, '--cosign-key', keys.cosignPub);
});

test('debug files travel with the image, and are fetched from a registry as from a layout', async () => {
  const reference = `${registry.host}/team/sum:v1`;
  await succeeds('push', layout, reference);
  await succeeds('pull', reference, 'pulled.oci');
  for (const [image, out] of [
    [reference, 'from-registry'],
    ['pulled.oci', 'from-layout'],
  ] as const) {
    const text = await succeeds('debug', 'fetch', image, '--out', out);
    for (const { platform, debug } of summary.twin.binaries) {
      const path = join(folder, out, '.build-id', debug.buildId.slice(0, 2), `${debug.buildId.slice(2)}.debug`);
      assert.deepEqual(readFileSync(path), blobBytes(layout, debug.a));
      assert.ok(text.includes(`${platform}  /`) && text.includes(`wrote ${path}`), text);
    }
    assert.match(text, /set debug-file-directory .*from-/);
    assert.match(text, /debug-info-directories/);
  }
});

test('an image that came without its debug files is told so, with what to do', async () => {
  const bare = join(folder, 'bare.oci');
  cpSync(layout, bare, { recursive: true });
  const path = join(bare, 'index.json');
  const index = JSON.parse(readFileSync(path, 'utf8')) as { manifests: { artifactType?: string }[] };
  index.manifests = index.manifests.filter(({ artifactType }) => artifactType !== MEDIA_TYPES.debug);
  writeFileSync(path, JSON.stringify(index));
  const { status, stderr } = await run(['debug', 'fetch', bare]);
  assert.equal(status, 2);
  assert.match(stderr, /came without its debug files: copy it again/);
});

test('delve finds the lines of the program that shipped, but only with the debug file that was fetched', async () => {
  const binary = summary.twin.binaries.find(({ platform }) => platform === HOST);
  assert.ok(binary !== undefined);
  const program = await shippedProgram(binary.a);
  await succeeds('debug', 'fetch', layout, '--platform', HOST, '--out', 'debug');
  const home = peerHome();
  const commands = join(home, 'commands');
  writeFileSync(commands, 'break main.add\ncontinue\nstack\nprint a\nexit\n');
  const words = ['exec', '--allow-non-terminal-interactive=true', '--init', commands, program];
  const debug = async (): Promise<string> => {
    const { stdout, stderr } = await runPeer('dlv', words, { home });
    return stripVTControlCharacters(`${stdout}${stderr}`);
  };
  const without = await debug();
  assert.match(without, /no debug info found/);
  assert.doesNotMatch(without, /main\.go:9/);
  mkdirSync(join(home, '.config', 'dlv'), { recursive: true });
  const config = join(home, '.config', 'dlv', 'config.yml');
  writeFileSync(config, `debug-info-directories: [${JSON.stringify(join(folder, 'debug'))}]\n`);
  const having = await debug();
  assert.doesNotMatch(having, /no debug info found/);
  assert.match(having, /example\.com\/sum\/main\.go:9/);
  assert.match(having, /^40$/m);
});

/** The program inside the image, by the digest that the summary says. */
async function shippedProgram(digest: string): Promise<string> {
  const { manifest } = summary.platforms.find(({ platform }) => platform === HOST) ?? { manifest: '' };
  const { layers } = JSON.parse(blobBytes(layout, manifest).toString()) as { layers: { digest: string }[] };
  for (const layer of layers) {
    const tar = new TarReader(
      (async function* () {
        yield gunzipSync(blobBytes(layout, layer.digest));
      })(),
    );
    for (let entry = await tar.next(); entry !== undefined; entry = await tar.next()) {
      if (entry.type !== 'file') continue;
      const parts: Uint8Array[] = [];
      for await (const part of tar.content()) parts.push(part.slice());
      const bytes = Buffer.concat(parts);
      if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` !== digest) continue;
      const path = join(folder, 'shipped');
      writeFileSync(path, bytes);
      chmodSync(path, 0o755);
      return path;
    }
  }
  throw new Error(`the image has no file ${digest}`);
}
