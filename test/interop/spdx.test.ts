import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { composeSbom } from '../../src/seal/sbom/compose-sbom.ts';
import { LOCK, SOURCE, sbomRequest } from '../support/sbom-request.ts';

const checker = fileURLToPath(new URL('../../.cache/peers/bin/pyspdxtools', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'twinseal-spdx-'));
after(() => rmSync(root, { recursive: true }));

const base = {
  platform: { os: 'linux', architecture: 'amd64' },
  manifest: LOCK.treeDigest,
  config: { os: 'linux', architecture: 'amd64', rootfs: { type: 'layers' as const, diff_ids: [] } },
  layers: [],
};

for (const [what, request] of [
  ['with git', sbomRequest()],
  ['on a base image', sbomRequest().then((each) => ({ ...each, base }))],
  [
    'without git, licences or a domain',
    sbomRequest(
      {
        ...LOCK,
        module: 'app',
        metadata: { title: 'Grüße & Co', created: { value: '1970-01-01T00:00:00Z', origin: 'none' } },
        modules: [],
      },
      { 'go.mod': 'module app\n' },
    ),
  ],
  ['with a vendor of the image', sbomRequest({ ...LOCK, metadata: { ...LOCK.metadata, vendor: 'Example (Inc.)' } })],
  [
    'with a replaced module',
    sbomRequest({ ...LOCK, modules: LOCK.modules.map((each) => ({ ...each, replacedBy: { path: '../x' } })) }),
  ],
] as const)
  test(`the official Python tools accept the document of an image ${what}`, {
    skip: !existsSync(checker) && 'run make setup first',
  }, async () => {
    const path = join(root, `${what.replaceAll(/\W/g, '-')}.spdx.json`);
    writeFileSync(path, composeSbom(await request).bytes);
    const run = spawnSync(checker, ['-i', path]);
    assert.equal(run.status, 0, `${run.stdout}${run.stderr}`);
  });

test('the official Python tools refuse a document that is spoilt', {
  skip: !existsSync(checker) && 'run make setup first',
}, async () => {
  const path = join(root, 'spoilt.spdx.json');
  writeFileSync(
    path,
    Buffer.from(composeSbom(await sbomRequest()).bytes)
      .toString()
      .replace('"CC0-1.0"', '"MIT"'),
  );
  assert.notEqual(spawnSync(checker, ['-i', path]).status, 0);
});

test('find, sort and GNU tar give the checksum of a module, as docs/formats.md says', async () => {
  for (const [path, text] of Object.entries(SOURCE)) {
    mkdirSync(dirname(join(root, 'src', path)), { recursive: true });
    writeFileSync(join(root, 'src', path), text, { mode: 0o755 });
  }
  const recipe = `find . -path ./vendor -prune -o -type f -print | sed 's,^\\./,,' | LC_ALL=C sort |
    tar --format=ustar -b1 --owner=0 --group=0 --numeric-owner --mode=0644 --mtime=@0 --no-recursion -T - -cf - | sha256sum`;
  const { evidence } = await sbomRequest();
  for (const [module, folder] of [
    ['golang.org/x/text', 'src/vendor/golang.org/x/text'],
    ['github.com/BurntSushi/toml', 'src/vendor/github.com/BurntSushi/toml'],
    ['example.com/app', 'src'],
  ] as const) {
    const sum = execFileSync('sh', ['-c', recipe], { cwd: join(root, folder) })
      .toString()
      .slice(0, 64);
    assert.equal(evidence.get(module)?.archive, `sha256:${sum}`, module);
  }
});
