import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
const program = join(project, 'test/support/packed-digests.ts');

// Profile 1 with pako 3.0.3. When one of these changes, old images can no longer be rebuilt: count the profile up instead.
const GOLDEN = {
  index: 'sha256:83850173ff7d51cf6a944cd81e4a7387e984ea89c148b6535726a61069440a48',
  platforms: [
    {
      platform: 'linux/amd64',
      manifest: 'sha256:796891b1dc34ac15f3fbe913db18142a244eca24595d4b92abfdf778f0d920f9',
      config: 'sha256:65230d0ec248a4c1fe4f22a0b95fb5ba861370e2178267a512856ed89d6451bb',
      layers: [
        'sha256:7cdbc35ee8aa1f42198c337eeabb96934d675dab7d28e113af959b312f84bcd1',
        'sha256:b57c280a53d986d612c7d33cba723b44a788f8715ec79830e02c8dc0b19eab31',
      ],
    },
    {
      platform: 'linux/arm64',
      manifest: 'sha256:285ad14feec8422aa8ee16c3a396fc7f3adebe84520145949ddfc9303a8d07ad',
      config: 'sha256:1823307c8534f65113b2153a3d9d655f38186f973387140919d16da60d67c0db',
      layers: [
        'sha256:7cdbc35ee8aa1f42198c337eeabb96934d675dab7d28e113af959b312f84bcd1',
        'sha256:3666dda67d775e9fd79a94803a0fe6b840a0c920586786d4e828be2f27d3acfc',
      ],
    },
  ],
};

/** Every other version of Node on PATH, by version; those too old for what the package needs are left out. */
function otherNodes(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, 'node');
    if (!existsSync(path)) continue;
    const version = spawnSync(path, ['--version']).stdout?.toString().trim();
    if (version && version !== process.version && Number(/^v(\d+)/.exec(version)?.[1]) >= 20) found.set(version, path);
  }
  return found;
}

test('the digests of profile 1 are what they were', () => {
  assert.deepEqual(JSON.parse(execFileSync(process.execPath, [program]).toString()), GOLDEN);
});

test('another Node, locale, time zone and umask give the same bytes', (t) => {
  const nodes = otherNodes();
  if (nodes.size === 0) return t.skip('this machine: no other Node on PATH');
  // Older ones can't run the sources, so they get them compiled; beside node_modules, which they need.
  mkdirSync(join(project, '.cache'), { recursive: true });
  const out = mkdtempSync(join(project, '.cache', 'pack-everywhere-'));
  try {
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions: { noEmit: false, outDir: '.', rootDir: '../..', allowImportingTsExtensions: false },
      include: [],
      files: ['../../test/support/packed-digests.ts', '../../src/adapters/compress/layer-worker.ts'],
    };
    writeFileSync(join(out, 'tsconfig.json'), JSON.stringify(config));
    execFileSync(join(project, 'node_modules/.bin/tsc'), ['-p', join(out, 'tsconfig.json')]);
    for (const [version, path] of nodes) {
      const script = 'umask 077; exec "$0" "$1"';
      const run = spawnSync('sh', ['-c', script, path, join(out, 'test/support/packed-digests.js')], {
        env: { TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8', PATH: process.env.PATH ?? '' },
      });
      assert.equal(run.status, 0, `${version}: ${run.stderr}`);
      assert.deepEqual(JSON.parse(run.stdout.toString()), GOLDEN, version);
    }
  } finally {
    rmSync(out, { recursive: true });
  }
});
