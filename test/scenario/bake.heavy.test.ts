// Bake files by the real buildx, from HCL to images in a registry that cosign verifies.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { peerPath, runPeer, withoutPeers } from '../interop/peer.ts';
import { startDistribution } from '../interop/registry.ts';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';

const FIXTURES = join(import.meta.dirname, '..', 'testdata', 'bake');
const skip = withoutPeers('buildx', 'registry-distribution', 'cosign', 'crane');
const folder = mkdtempSync(join(tmpdir(), 'twinseal-bake-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('the recorded fixtures are what buildx prints of them', { skip }, async () => {
  for (const file of readdirSync(FIXTURES).filter((name) => /\.(?:hcl|json)$/.test(name))) {
    const { status, stdout, stderr } = await runPeer('buildx', ['bake', '--print', '--file', file], { cwd: FIXTURES });
    assert.equal(status, 0, `${file}: ${stderr}`);
    const printed = join(FIXTURES, 'printed', `${file.replace(/\.\w+$/, '')}.json`);
    if (process.env.UPDATE === '1') writeFileSync(printed, stdout);
    assert.deepEqual(withSortedGroups(stdout), withSortedGroups(readFileSync(printed, 'utf8')), file);
  }
});

/** buildx lists the targets that a matrix makes in another order from run to run; the order within a group means nothing. */
function withSortedGroups(text: string): unknown {
  const printed = JSON.parse(text) as { group?: Record<string, { targets: string[] }> };
  for (const group of Object.values(printed.group ?? {})) group.targets.sort();
  return printed;
}

test('two programs and a target that is none: sealed in one go, pushed to their tags, and accepted by cosign', {
  skip,
}, async () => {
  const registry = await startDistribution();
  after(registry.stop);
  const module = join(folder, 'module');
  const program = (name: string) =>
    `package main\n\nvar version string\n\nfunc main() { println("${name}", version) }\n`;
  const files = {
    'go.mod': 'module example.com/baked\n\ngo 1.24\n',
    'cmd/server/main.go': program('server'),
    'cmd/agent/main.go': program('agent'),
    Dockerfile: '# syntax=docker/dockerfile:1\nFROM golang AS build\nRUN go build ./cmd/server\n',
    'twinseal.yaml': [
      "build: {ldflags: ['-X main.version={{.Args.VERSION}}']}",
      'bake:',
      '  server: {main: ./cmd/server, cmd: [serve]}',
      '  agent-a: {main: ./cmd/agent}',
    ].join('\n'),
    'docker-bake.hcl': `
variable "TAG" { default = "dev" }
group "default" { targets = ["server", "agent", "lint"] }
target "_common" {
  platforms = ["linux/amd64"]
  args      = { VERSION = TAG }
  secret    = ["id=a,env=A"]
}
target "server" {
  inherits = ["_common"]
  tags     = ["${registry.host}/baked/server:\${TAG}", "${registry.host}/baked/server:latest"]
  labels   = { "com.example.team" = "a" }
}
target "agent" {
  name     = "agent-\${item}"
  matrix   = { item = ["a"] }
  inherits = ["_common"]
  args     = { VERSION = "other" }
  tags     = ["${registry.host}/baked/agent:\${TAG}"]
}
target "lint" { target = "lint" }
`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(module, name)), { recursive: true });
    writeFileSync(join(module, name), text);
  }
  const keys = await makeKeys(join(folder, 'keys'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(peerPath('buildx'), join(bin, 'buildx'));
  const home = join(folder, 'home');
  mkdirSync(home);
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    HOME: home,
    COSIGN_PASSWORD: PASSWORD,
    GOSUMDB: 'off',
    RELEASE: 'v3',
  };
  const words = [
    'bake',
    '--layout',
    'all.oci',
    '--cosign-key',
    keys.cosignKey,
    '--var',
    'TAG=v3',
    '--push',
    '-o',
    'json',
  ];
  const { status, stdout, stderr } = await twinseal(words, { cwd: module, env });
  assert.equal(status, 0, stderr);
  const { targets, twins, notes } = JSON.parse(stdout) as {
    readonly targets: readonly { readonly name: string; readonly index: string; readonly pushed: readonly string[] }[];
    readonly twins: readonly object[];
    readonly notes: readonly string[];
  };
  assert.deepEqual(
    targets.map(({ name, pushed }) => [name, pushed.length]),
    [
      ['agent-a', 1],
      ['server', 2],
    ],
  );
  // Another argument means other bytes, so they can't share a build.
  assert.equal(twins.length, 2);
  const said = notes.join('\n');
  for (const named of [/lint is not sealed/, /server: secret is left out/, /Dockerfile:3 is not run: RUN go build/])
    assert.match(said, named);
  for (const [place, at] of [
    ['server:v3', 1],
    ['server:latest', 1],
    ['agent:v3', 0],
  ] as const) {
    const reference = `${registry.host}/baked/${place}`;
    const verified = await runPeer('cosign', [
      ...['verify', '--key', keys.cosignPub, '--insecure-ignore-tlog', '--allow-http-registry', reference],
    ]);
    assert.equal(verified.status, 0, verified.stderr);
    const digest = (await runPeer('crane', ['digest', '--insecure', reference])).stdout.trim();
    assert.equal(digest, targets[at]?.index);
  }
  const { stdout: config } = await runPeer('crane', ['config', '--insecure', `${registry.host}/baked/server:v3`]);
  assert.match(config, /"com\.example\.team":"a"/);
  assert.match(config, /"Cmd":\["serve"\]/);
  // The argument is in the program: the bytes of the two builds say so.
  const verdict = await twinseal(['verify', 'all.oci:server', '--cosign-key', keys.cosignPub], { cwd: module, env });
  assert.equal(verdict.status, 0, verdict.stderr + verdict.stdout);
});
