import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import { publicPem, testKey } from '../support/sealed-image.ts';
import { twinseal } from '../support/twinseal-program.ts';

test('where the source is has to be said, once, and in a form that can be one', async () => {
  const refused = async (why: RegExp, ...words: string[]) => {
    const { status, stderr } = await twinseal(['rebuild', 'app.oci', ...words]);
    assert.equal(status, 2, stderr);
    assert.match(stderr, why);
  };
  await refused(/--source DIR, or --module MODULE@VERSION/);
  await refused(/--source DIR, or --module MODULE@VERSION/, '--source', '.', '--module', 'example.com/app@v1.2.3');
  await refused(/such as example\.com\/app@v1\.2\.3/, '--module', 'example.com/app');
  await refused(/ldflags does not take "-extld=\/bin\/sh"/, '--source', '.', '--ldflags=-extld=/bin/sh');
  await refused(/app\.oci does not exist/, '--source', '.');
});

test('a first policy with the keys of rebuilders demands all of them, and no key twice', async () => {
  const root = mkdtempSync(join(tmpdir(), 'twinseal-rebuilders-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  const file = (name: string): string => {
    writeFileSync(join(root, `${name}.pub`), publicPem(testKey(name)));
    return join(root, `${name}.pub`);
  };
  const [release, bob, carol] = ['release', 'bob', 'carol'].map(file) as [string, string, string];
  const init = ['policy', 'init', '--cosign-key', release];
  const { stdout } = await twinseal([...init, '--rebuilder-key', bob, '--rebuilder-key', carol]);
  const policy = await parsePolicy({
    name: 'first',
    bytes: new TextEncoder().encode(stdout),
    readFile: async () => new Uint8Array(),
  });
  assert.deepEqual(policy.require.twinBuild?.rebuilders, { of: ['rebuilder-1', 'rebuilder-2'], atLeast: 2 });
  const twice = await twinseal([...init, '--rebuilder-key', release]);
  assert.deepEqual([twice.status, /two roles/.test(twice.stderr)], [2, true]);
  const alone = await twinseal(['policy', 'init', '--notation-cert', release, '--rebuilder-key', bob]);
  assert.deepEqual([alone.status, /beside --cosign-key/.test(alone.stderr)], [2, true]);
});
