import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const SOURCES = join(import.meta.dirname, '..', '..', 'src');

// The namespace of `import('node:http')` reads its getters, one of which is all of undici: a third of a push's time.
test('a registry is asked without loading what nobody uses of node:http', async () => {
  const script = `
    const server = process.getBuiltinModule('node:http').createServer((_, response) => response.end('{}'));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { openPlaces } = await import(${JSON.stringify(join(SOURCES, 'adapters', 'places.ts'))});
    const places = openPlaces({});
    const call = { signal: new AbortController().signal, deadline: Date.now() + 30_000 };
    const digest = 'sha256:' + '0'.repeat(64);
    const there = await places.repository('127.0.0.1:' + server.address().port + '/app').has({ digest, size: 2, mediaType: 'a/b' }, call);
    places.close();
    server.close();
    console.log(JSON.stringify({ there, undici: process.moduleLoadList.filter((name) => name.includes('undici')) }));
  `;
  const words = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, words, { timeout: 60_000 });
  assert.deepEqual(JSON.parse(stdout), { there: true, undici: [] });
});
