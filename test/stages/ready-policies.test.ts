// The policies that come with Twinseal are what their tests say, and each is loaded as it is once its keys lie beside it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readTestFiles } from '../../src/adapters/test-files.ts';
import { validateAgainst } from '../../src/formats/schema/validate.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { readPolicyDocument } from '../../src/judge/policy/document.ts';
import { readTrials } from '../../src/judge/trial/read-trials.ts';
import { tryPolicies, tryPolicy } from '../../src/roads/try-policies.ts';
import { trialPorts } from '../../src/wire/trial-ports.ts';
import { testCall } from '../support/walkable-image.ts';

const folder = join(import.meta.dirname, '..', '..', 'policies');
const policies = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

test('every test of the policies that come with Twinseal passes, and each policy has tests that allow and that deny', async () => {
  const files = await readTestFiles(join(folder, 'tests'), testCall());
  const results = await tryPolicies(files, trialPorts(testCall()).ports);
  assert.deepEqual(
    results.filter(({ passed }) => !passed),
    [],
  );
  for (const name of policies) {
    const own = results.filter(({ policy }) => policy === `../${name}`);
    assert.ok(
      own.some(({ expected }) => /^allow\b/.test(expected)),
      `${name} allows nothing in its tests`,
    );
    assert.ok(
      own.some(({ expected }) => /^deny\b/.test(expected)),
      `${name} denies nothing in its tests`,
    );
  }
});

test('each rule of each policy is seen to hold and to deny in some test', async () => {
  const { ports } = trialPorts(testCall());
  const seen = new Map<string, Set<string>>();
  for (const { path, bytes } of await readTestFiles(join(folder, 'tests'), testCall()))
    for (const trial of readTrials(path, bytes) ?? []) {
      const { outcome } = await tryPolicy(path, trial, ports);
      if (!outcome.applies) continue;
      for (const { rule, check, status } of outcome.explanation.rules) {
        const key = `${trial.policy} ${rule} ${check}`;
        // What every image must be is no rule of the policy, and layers that are read are held to their digests anyway. That a
        // signature names no repository is told, and neither holds nor denies.
        if (rule !== '' && check !== 'layers' && check !== 'case' && !check.startsWith('signed-name:'))
          seen.set(key, (seen.get(key) ?? new Set()).add(status));
      }
    }
  const lacking = [...seen].flatMap(([key, statuses]) =>
    ['pass', 'fail'].filter((status) => !statuses.has(status)).map((status) => `${key} never has the status ${status}`),
  );
  assert.deepEqual(lacking, []);
  assert.ok(seen.size >= 18, `${seen.size} rules`);
});

test('policies and tests fit their schemas, and name them for editors', async () => {
  for (const name of policies) {
    const bytes = readFileSync(join(folder, name));
    assert.deepEqual(await validateAgainst('policy', readPolicyDocument(bytes)), [], name);
    assert.match(bytes.toString(), /^# yaml-language-server: \$schema=\.\.\/schemas\/policy\.schema\.json\n/);
  }
  for (const name of readdirSync(join(folder, 'tests'))) {
    const bytes = readFileSync(join(folder, 'tests', name));
    assert.deepEqual(await validateAgainst('policy-test', readPolicyDocument(bytes)), [], name);
    assert.match(
      bytes.toString(),
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/schemas\/policy-test\.schema\.json\n/,
    );
  }
});

test('the example of the page is a file of tests, and they pass', async () => {
  const page = readFileSync(join(folder, '..', 'docs', 'policy-tools.md'), 'utf8');
  const [, example = ''] = /```yaml\n([^`]*kind: PolicyTest[^`]*)```/.exec(page) ?? [];
  const results = await tryPolicies(
    [{ path: join(folder, 'tests', 'example.yaml'), bytes: encodeUtf8(example) }],
    trialPorts(testCall()).ports,
  );
  assert.deepEqual(
    results.map(({ passed, got }) => [passed, got]),
    [
      [true, 'allow'],
      [true, 'deny; codes IMAGE_CONFIG_REFUSED'],
    ],
  );
});
