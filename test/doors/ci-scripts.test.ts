// deploy/ci/seal.sh and verify.sh where what they are given is wrong; ci-templates.heavy.test.ts runs them whole.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { publicPem, testKey } from '../support/sealed-image.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-ci-scripts-'));
after(() => rmSync(root, { recursive: true, force: true }));
const scripts = join(import.meta.dirname, '..', '..', 'deploy', 'ci');

function run(script: string, env: NodeJS.ProcessEnv) {
  const { status, stdout, stderr } = spawnSync(join(scripts, script), [], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: root, ...env },
  });
  return { status, stdout, stderr };
}

test('a key that is none ends the seal before anything is built', () => {
  const stub = join(root, 'twinseal');
  writeFileSync(stub, '#!/bin/sh\necho ran >ran\n', { mode: 0o755 });
  const bad: readonly NodeJS.ProcessEnv[] = [
    { TWINSEAL_COSIGN_KEY: 'nothing' },
    { TWINSEAL_NOTATION_KEY: stub, TWINSEAL_NOTATION_CERT: 'nothing' },
  ];
  for (const env of bad) {
    const { status, stderr } = run('seal.sh', { TWINSEAL: stub, ...env });
    assert.equal(status, 2, stderr);
    assert.match(stderr, /^twinseal: .* is neither a key nor a file with one\n$/);
    assert.ok(!existsSync(join(root, 'ran')), 'the seal went on');
  }
});

test('a gate that could not tell leaves an annotation and its reports', () => {
  writeFileSync(join(root, 'cosign.pub'), publicPem(testKey('release')));
  const { status, stdout } = run('verify.sh', {
    TWINSEAL_IMAGE: '127.0.0.1:1/x:y',
    TWINSEAL_COSIGN_PUB: 'cosign.pub',
    TWINSEAL_JUNIT: 'gate.xml',
    GITHUB_ACTIONS: 'true',
  });
  assert.equal(status, 3);
  assert.match(stdout, /^::warning title=twinseal verify%3A REGISTRY_UNREACHABLE::/);
  assert.match(readFileSync(join(root, 'gate.xml'), 'utf8'), /errors="1"/);
});
