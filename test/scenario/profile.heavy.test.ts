import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { cpuProfile } from '../support/cpu-profile.ts';
import { attachedIn, makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-profile-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('twins that were steered by a profile of the source are equal, and proof and provenance know it by its digest', async () => {
  const module = join(folder, 'module');
  const profile = cpuProfile('main.main', 'runtime.printstring');
  for (const [name, content] of Object.entries({
    'go.mod': 'module example.com/steered\n\ngo 1.24\n',
    'cmd/app/main.go': 'package main\n\nfunc main() { println("hello") }\n',
    'profiles/app.pgo': profile,
  })) {
    mkdirSync(dirname(join(module, name)), { recursive: true });
    writeFileSync(join(module, name), content);
  }
  const keys = await makeKeys(join(folder, 'keys'));
  const layout = join(folder, 'app.oci');
  const flags = ['--platform', 'linux/amd64', '--pgo', './profiles/app.pgo', '--experiment', 'jsonv2'];
  const { status, stderr } = await twinseal(
    ['seal', module, '--layout', layout, '--cosign-key', keys.cosignKey, ...flags],
    { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, COSIGN_PASSWORD: PASSWORD } },
  );
  assert.equal(status, 0, stderr);
  const statements = attachedIn(layout).flatMap(({ statement }) => (statement === undefined ? [] : [statement]));
  const predicates = (type: string) =>
    statements
      .filter(({ predicateType }) => predicateType.includes(type))
      .map((each) => JSON.stringify(each.predicate));
  const digest = sha256Digest(profile);
  const [proof] = predicates('twin-proof');
  assert.ok(proof?.includes(`"pgo":["./cmd/app profiles/app.pgo ${digest}"]`), proof);
  assert.ok(proof?.includes('"experiments":["jsonv2"]'));
  const provenances = predicates('provenance');
  assert.ok(provenances.length >= 2);
  for (const each of provenances) {
    assert.ok(each.includes('"pgo":"./profiles/app.pgo"'), each);
    assert.ok(each.includes(`{"digest":{"sha256":"${digest.slice(7)}"},"name":"profile profiles/app.pgo"}`), each);
  }
});
