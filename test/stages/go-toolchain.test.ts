import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { makeGoToolchain } from '../../src/adapters/go/go-toolchain.ts';
import type { ErrorCode } from '../../src/records/error-catalogue.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-go-'));
after(() => rmSync(root, { recursive: true, force: true }));
const call = { signal: new AbortController().signal, deadline: Date.now() + 120_000 };

function refused(code: ErrorCode, pattern: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof TwinsealError && error.code === code && pattern.test(error.message);
}

function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(root, 'module-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

test('Go on PATH is found with its version, host and the digests of what compiles', async () => {
  const found = await makeGoToolchain(process.env).locate('1.21', call);
  assert.match(found.version, /^go1\.\d+/);
  assert.match(found.host, /^linux\//);
  assert.deepEqual(Object.keys(found.digests), ['go', 'compile', 'link', 'asm']);
  for (const digest of Object.values(found.digests)) assert.match(digest, /^[0-9a-f]{64}$/);
  assert.equal(found.authenticity.outcome, 'unauthenticated');
});

test('no Go, one that is too old, one that is broken, and one in the current folder are told apart', async () => {
  await assert.rejects(
    makeGoToolchain({ PATH: root }).locate(undefined, call),
    refused('BUILD_TOOLCHAIN', /not on PATH/),
  );
  await assert.rejects(
    makeGoToolchain(process.env).locate('1.999', call),
    refused('BUILD_TOOLCHAIN', /asks for Go 1\.999/),
  );
  const bin = folder({});
  writeFileSync(join(bin, 'go'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  await assert.rejects(
    makeGoToolchain({ PATH: bin }).locate(undefined, call),
    refused('BUILD_TOOLCHAIN', /could not tell/),
  );
  await assert.rejects(
    makeGoToolchain({ PATH: `.::${root}` }).locate(undefined, call),
    refused('BUILD_TOOLCHAIN', /not on PATH/),
  );
});

test('a Go whose reading is stopped is not told to be broken', async () => {
  const goroot = folder({ 'pkg/tool/linux_amd64/compile': '' });
  mkdirSync(join(goroot, 'bin'));
  writeFileSync(join(goroot, 'bin', 'go'), `#!/bin/sh\nprintf '%s\\n' ${goroot} go1.26.8 linux amd64\n`, {
    mode: 0o755,
  });
  // It takes no room, and reading it takes longer than anybody waits here.
  truncateSync(join(goroot, 'pkg/tool/linux_amd64/compile'), 256 * 1024 ** 3);
  const late = { signal: AbortSignal.timeout(500), deadline: Date.now() + 60_000 };
  await assert.rejects(makeGoToolchain({}).at(goroot, undefined, late), refused('ABORTED', /cancelled|reading/));
});

test('go mod vendor makes the vendor folder, and says why when it can not', async () => {
  const go = makeGoToolchain({ ...process.env, GOPROXY: 'off', GOFLAGS: '-toolexec=/nonexistent' });
  const toolchain = await go.locate(undefined, call);
  const module = folder({
    'go.mod':
      'module example.com/app\n\ngo 1.21\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ./lib\n',
    'main.go': 'package main\n\nimport "example.com/lib"\n\nfunc main() { lib.F() }\n',
    'lib/go.mod': 'module example.com/lib\n\ngo 1.21\n',
    'lib/lib.go': 'package lib\n\nfunc F() {}\n',
  });
  await go.vendor(module, toolchain, call);
  assert.match(
    readFileSync(join(module, 'vendor/modules.txt'), 'utf8'),
    /^# example\.com\/lib v0\.0\.0 => \.\/lib\n## explicit/,
  );
  const missing = folder({
    'go.mod': 'module example.com/app\n\ngo 1.21\n\nrequire example.com/none v1.0.0\n',
    'main.go': 'package main\n\nimport _ "example.com/none"\n\nfunc main() {}\n',
  });
  await assert.rejects(go.vendor(missing, toolchain, call), (error) => {
    return (
      error instanceof TwinsealError &&
      error.code === 'SOURCE_VENDOR_FAILED' &&
      error.details.join('\n').includes('example.com/none')
    );
  });
  assert.ok(!existsSync(join(missing, 'vendor')));
});
