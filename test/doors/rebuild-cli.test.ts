import assert from 'node:assert/strict';
import { test } from 'node:test';
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
