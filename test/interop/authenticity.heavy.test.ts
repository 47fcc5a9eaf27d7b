// Real modules from the module proxy and Go's own checksum database: what go mod vendor makes of them is what we select, and all of
// it is authentic. The Go on PATH is compared with the module that it was published as.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fetchProgram } from '../../examples/demo/module.ts';
import { makeGitReader } from '../../src/adapters/git/git-reader.ts';
import { makeGoToolchain } from '../../src/adapters/go/go-toolchain.ts';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import { makeSourceImporter } from '../../src/adapters/source/importer.ts';
import { DEFAULT_CHOICES } from '../../src/records/build-choices.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { type LockedSource, lock } from '../../src/roads/lock.ts';
import { authenticityPorts } from '../../src/wire/authenticity-ports.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-real-modules-'));
after(() => removeTree(root));
const tools = join(import.meta.dirname, 'tools');
const cache = join(root, 'cache');
const environment = { ...process.env, XDG_CACHE_HOME: cache };
let count = 0;

function vendored(folder: string): string {
  execFileSync('go', ['mod', 'vendor'], {
    cwd: folder,
    env: { ...process.env, GOFLAGS: '', GOWORK: 'off' },
    stdio: 'pipe',
  });
  return folder;
}

async function locked(folder: string, offline = false): Promise<LockedSource> {
  const work = join(root, `work-${++count}`);
  for (const each of ['git', 'import', 'vendored']) mkdirSync(join(work, each), { recursive: true, mode: 0o700 });
  const call = { signal: new AbortController().signal, deadline: Date.now() + 600_000 };
  const choices = { ...DEFAULT_CHOICES, offline };
  const authentic = authenticityPorts(environment, choices, work);
  const ports = {
    importer: makeSourceImporter(),
    git: makeGitReader({ folder: join(work, 'git') }),
    go: makeGoToolchain(environment),
    sourceDateEpoch: undefined,
    ...authentic,
  };
  try {
    return await lock({ folder, vendor: false, choices, claims: {} }, ports, work, call, () => undefined);
  } finally {
    await authentic.close();
  }
}

test('shfmt comes out as authenticated with all its modules and Go itself, then without the network too', async () => {
  const folder = join(root, 'shfmt');
  await fetchProgram(folder);
  vendored(folder);
  for (const offline of [false, true]) {
    const { modules, toolchains } = await locked(folder, offline);
    assert.deepEqual(modules.others, []);
    assert.equal(modules.outcome, 'authenticated');
    assert.equal(modules.head?.name, 'sum.golang.org');
    assert.ok(modules.authenticated >= 5);
    assert.notEqual(toolchains.a.authenticity.outcome, 'contradicted', toolchains.a.authenticity.why);
  }
  const file = join(
    folder,
    'vendor',
    readdirSync(join(folder, 'vendor'), { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.go')) ??
      '',
  );
  const bytes = readFileSync(file);
  bytes[bytes.length - 1] = 0x20;
  writeFileSync(file, bytes);
  await assert.rejects(
    locked(folder, true),
    (error) => error instanceof TwinsealError && error.code === 'SOURCE_VENDOR_CHANGED',
  );
});

for (const [name, least] of Object.entries({
  ko: 150,
  distribution: 100,
  notation: 20,
  oras: 20,
  regctl: 10,
  cosign: 200,
}))
  test(`each file that go mod vendor copies of the modules of ${name} is one that we select, and no other`, async () => {
    const folder = join(root, name);
    cpSync(join(tools, name), folder, { recursive: true });
    const { modules } = await locked(vendored(folder));
    assert.deepEqual(modules.others, []);
    assert.equal(modules.stray, undefined);
    assert.ok(modules.authenticated >= least, String(modules.authenticated));
  });
