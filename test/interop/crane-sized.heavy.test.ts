// A program of real size and many modules: takes minutes, so it is no part of `make test`.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fetchProgram } from '../../examples/demo/module.ts';
import { attachedIn, makeKeys, type OperatorKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerOutput, withoutPeers } from './peer.ts';

const CRANE = {
  path: 'github.com/google/go-containerregistry',
  version: 'v0.22.1',
  h1: 'h1:RZuuSYhTvlDvtsK+NkutoCZ//C0X2ebLK8X8l3ULs84=',
};
const SPDX = 'application/spdx+json';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-crane-'));
const layout = join(folder, 'crane.oci');
let keys: OperatorKeys;

before(async () => {
  keys = await makeKeys(join(folder, 'keys'));
  await fetchProgram(join(folder, 'module'), CRANE);
  const flags = ['--vendor', '--main', './cmd/crane', '--version', CRANE.version.slice(1), '--layout', layout];
  const { status, stderr } = await twinseal(
    ['seal', join(folder, 'module'), ...flags, '--platform', 'linux/amd64,linux/arm64', '--cosign-key', keys.cosignKey],
    { cwd: folder, env: { ...process.env, COSIGN_PASSWORD: PASSWORD } },
  );
  assert.equal(status, 0, stderr);
});
after(() => rmSync(folder, { recursive: true, force: true }));

interface SpdxPackage {
  readonly name: string;
  readonly versionInfo?: string;
  readonly externalRefs?: readonly { readonly referenceType: string; readonly referenceLocator: string }[];
}

test('a program of 17 MB and dozens of modules is sealed for two platforms, and verifies', async () => {
  const valid = await twinseal(['validate', layout]);
  assert.equal(valid.status, 0, valid.stdout);
  const verdict = await twinseal(['verify', layout, '--cosign-key', keys.cosignPub]);
  assert.equal(verdict.status, 0, verdict.stdout);
});

test('pyspdxtools accepts the SBOM of each platform', { skip: withoutPeers('pyspdxtools') }, async () => {
  const sboms = attachedIn(layout).filter(({ artifactType }) => artifactType === SPDX);
  assert.equal(sboms.length, 2);
  for (const { blob } of sboms) {
    const file = join(layout, 'blobs', ...blob.split(':'));
    const named = join(folder, `${blob.slice(-8)}.spdx.json`);
    copyFileSync(file, named);
    await peerOutput('pyspdxtools', ['-i', named]);
  }
});

test('syft finds in the image exactly the Go modules that the SBOM lists', { skip: withoutPeers('syft') }, async () => {
  const arguments_ = ['scan', `oci-dir:${layout}`, '--platform', 'linux/arm64', '-o', 'json', '-q'];
  const found = JSON.parse(await peerOutput('syft', arguments_, { env: { SYFT_CHECK_FOR_APP_UPDATE: 'false' } })) as {
    readonly artifacts: readonly { readonly name: string; readonly version: string; readonly type: string }[];
  };
  const syft = new Set(
    found.artifacts
      .filter(({ type, name }) => type === 'go-module' && name !== CRANE.path && name !== 'stdlib')
      .map(({ name, version }) => `${name}@${version}`),
  );
  assert.ok(syft.size > 5, `syft found ${syft.size} modules`);
  const documents = attachedIn(layout)
    .filter(({ artifactType }) => artifactType === SPDX)
    .map(({ blob }) => JSON.parse(readFileSync(join(layout, 'blobs', ...blob.split(':')), 'utf8')))
    .filter(({ name }: { readonly name: string }) => name.includes('linux/arm64'));
  assert.equal(documents.length, 1);
  const { packages } = documents[0] as { readonly packages: readonly SpdxPackage[] };
  const ours = new Set(
    packages
      .flatMap(({ externalRefs = [] }) => externalRefs)
      .filter(
        ({ referenceType, referenceLocator }) => referenceType === 'purl' && referenceLocator.startsWith('pkg:golang/'),
      )
      .map(({ referenceLocator }) => decodeURIComponent(referenceLocator.slice('pkg:golang/'.length)))
      .filter(
        (module) => !module.startsWith(`${CRANE.path}@`) && !module.startsWith('stdlib@') && module !== CRANE.path,
      ),
  );
  assert.deepEqual([...ours].sort(), [...syft].sort());
});
