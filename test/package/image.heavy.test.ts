// Twinseal's own image, as `make image` makes it: signed by both families, and it runs with nothing but what is in it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runPeer, withoutPeers } from '../interop/peer.ts';
import { startDistribution } from '../interop/registry.ts';
import { blobBytes, makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'twinseal-own-image-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const skip = withoutPeers('registry-distribution', 'cosign', 'crane', 'pyspdxtools');

test('make image: signed, judged, whole, the same each time, and it runs', { skip }, async (t) => {
  const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    execFileSync(command, args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      env: { ...process.env, COSIGN_PASSWORD: PASSWORD, ...env },
    });
  if (!existsSync(join(root, 'dist', 'wire', 'cli.js')))
    run(process.execPath, [join(root, 'node_modules', '.bin', 'tsc'), '-p', 'tsconfig.build.json']);
  const keys = await makeKeys(join(folder, 'keys'));
  const layout = join(folder, 'image.oci');
  if (!debianPackages()) {
    // Nothing to make it of here: then it has to say so, in one sentence.
    const { status, stderr } = spawnSync(join(root, 'deploy', 'image', 'make.sh'), [layout], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /^image: .*(?:apt-get update|Debian or Ubuntu)/m);
    t.skip('apt gives no packages on this machine, so no image can be made here');
    return;
  }
  const debs = join(folder, 'debs');
  const values = join(folder, 'values.yaml');
  writeFileSync(values, 'image:\n  repository: registry.example.com/twinseal\n  digest: ""\n');
  const made = run(join(root, 'deploy', 'image', 'make.sh'), [layout], {
    COSIGN_KEY: keys.cosignKey,
    NOTATION_KEY: keys.notationKey,
    NOTATION_CERT: keys.notationChain,
    WRITE_DIGEST: values,
    DEBS: debs,
  });
  const [, digest = ''] = made.trim().split(' ');
  assert.match(digest, /^sha256:[0-9a-f]{64}$/);
  assert.match(readFileSync(values, 'utf8'), new RegExp(`^ {2}digest: ${digest}$`, 'm'));

  // Again, by somebody with other habits and elsewhere. The layer's bytes may come of the cache, whose key is every byte of its tar.
  mkdirSync(join(folder, 'elsewhere'));
  const habits = {
    DEBS: debs,
    TMPDIR: join(folder, 'elsewhere'),
    TZ: 'Pacific/Auckland',
    LC_ALL: 'C',
    COSIGN_PASSWORD: '',
  };
  const again = run('sh', ['-c', 'umask 077 && exec deploy/image/make.sh "$0"', join(folder, 'again.oci')], habits);
  assert.equal(again.trim().split(' ')[1], digest);
  // A package more or less is refused, not packed.
  const [one = ''] = readdirSync(debs);
  copyFileSync(join(debs, one), join(debs, one.replace('_', '_9')));
  const script = join(root, 'deploy', 'image', 'make.sh');
  const twice = spawnSync(script, [join(folder, 'twice.oci')], {
    encoding: 'utf8',
    env: { ...process.env, DEBS: debs },
  });
  assert.equal(twice.status, 1);
  assert.match(twice.stderr, /^image: .* must hold exactly one package/m);

  const policy = join(folder, 'policy.yaml');
  writeFileSync(
    policy,
    `apiVersion: twinseal.dev/v1
kind: Policy
trust:
  - {name: release, cosign: {keyFile: ${keys.cosignPub}}}
  - {name: notary, notation: {certificateFile: ${keys.notationRoot}, identities: ["*"]}}
require:
  signatures: [{by: release}, {by: notary}]
  sbom: {by: [release], format: spdx, versions: 1, purls: 1}
  image: {nonRoot: true, noSetuid: true}
`,
  );
  const verdict = await twinseal(['verify', layout, '--policy', policy]);
  assert.equal(verdict.status, 0, verdict.stdout + verdict.stderr);

  const registry = await startDistribution();
  after(registry.stop);
  const reference = `${registry.host}/twinseal:own`;
  assert.equal((await twinseal(['push', layout, reference])).status, 0);
  const verify = ['--key', keys.cosignPub, '--insecure-ignore-tlog', '--allow-http-registry', reference];
  for (const words of [
    ['verify', ...verify],
    ['verify-attestation', '--type', 'spdxjson', ...verify],
  ]) {
    const { status, stdout, stderr } = await runPeer('cosign', words);
    assert.equal(status, 0, stderr);
    if (words[0] !== 'verify-attestation') continue;
    const { payload } = JSON.parse(stdout.split('\n')[0] ?? '') as { readonly payload: string };
    const { predicate } = JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as { readonly predicate: object };
    const file = join(folder, 'sbom.spdx.json');
    writeFileSync(file, JSON.stringify(predicate));
    const checked = await runPeer('pyspdxtools', ['-i', file]);
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  }

  // In a root of its own it has nothing of this machine's. Only root may make one.
  if (process.getuid?.() !== 0) return;
  const index = JSON.parse(blobBytes(layout, digest).toString('utf8')) as {
    readonly manifests: readonly { readonly digest: string }[];
  };
  const manifest = JSON.parse(blobBytes(layout, index.manifests[0]?.digest ?? '').toString('utf8')) as {
    readonly layers: readonly { readonly digest: string }[];
  };
  const unpacked = join(folder, 'root');
  mkdirSync(unpacked, { mode: 0o755 });
  const layer = join(layout, 'blobs', 'sha256', (manifest.layers[0]?.digest ?? '').slice('sha256:'.length));
  run('tar', ['-xzf', layer, '-C', unpacked]);
  const inside = ['/usr/local/bin/node', '/opt/twinseal/dist/wire/cli.js', '--version'];
  assert.match(run('chroot', ['--userspec=65532:65532', unpacked, ...inside]), /^twinseal \d/);
});

/** Whether this machine's apt can be asked for packages. */
function debianPackages(): boolean {
  const scratch = join(folder, 'apt');
  mkdirSync(scratch);
  const words = ['-qq', '-o', 'APT::Sandbox::User=root', 'download', 'libgcc-s1'];
  return spawnSync('apt-get', words, { cwd: scratch, timeout: 60_000 }).status === 0;
}
