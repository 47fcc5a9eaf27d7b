/**
 * `make demo`: a real program is built twice, sealed, pushed, verified, rebuilt by somebody else, broken in five ways, judged by a service
 * and audited. Everything lies in demo-out/ afterwards. PEERS=1 lets cosign and notation verify the same image with their own commands.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startDistribution } from '../../test/interop/registry.ts';
import { plantDecoy } from './decoy.ts';
import { copyLayout, dropStatements, flipLayerByte } from './layouts.ts';
import { fetchProgram, PROGRAM } from './module.ts';
import { peersVerify } from './peers.ts';
import { serveAndAudit } from './service.ts';
import { chapter, say, show } from './stage.ts';

const root = join(import.meta.dirname, '../..');
const out = join(root, 'demo-out');
const PASSWORD = 'a-demo-password';
const TWIN_PROOF = 'https://twinseal.dev/twin-proof/v1';

/** Shows `twinseal ...` and runs the checkout's own, in demo-out. */
function twinseal(words: readonly string[], expect = 0) {
  const argv = [join(root, 'bin/twinseal'), ...words];
  return show(argv, { cwd: out, env: { COSIGN_PASSWORD: PASSWORD }, expect, shown: ['twinseal', ...words] });
}

async function main(): Promise<void> {
  const started = Date.now();
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });

  chapter('1', `A real program: ${PROGRAM.path} ${PROGRAM.version}, ${PROGRAM.main}`);
  await fetchProgram(join(out, PROGRAM.name));
  say(`downloaded through the Go module proxy; its ${PROGRAM.h1} is the recorded one`);

  chapter('2', 'Keys (a cosign key pair, and a short certificate chain for notation)');
  await twinseal(['keys', 'generate', 'cosign']);
  await twinseal(['keys', 'generate', 'notation']);

  chapter('3', 'Build twice, compare, pack, describe, attest, sign');
  const keys = ['--cosign-key', 'cosign.key', '--notation-key', 'notation.key', '--notation-cert', 'notation.crt'];
  await twinseal([
    ...['seal', PROGRAM.name, '--vendor', '--main', PROGRAM.main, '--version', PROGRAM.version.slice(1)],
    ...['--platform', 'linux/amd64,linux/arm64', '--layout', 'shfmt.oci', ...keys, '--verbose'],
  ]);
  await twinseal(['validate', 'shfmt.oci']);

  chapter('4', 'Push to a real registry on loopback, and verify from there under a policy');
  await mkdir(join(out, 'policy'));
  await cp(join(root, 'policies/release.yaml'), join(out, 'policy/release.yaml'));
  await cp(join(out, 'cosign.pub'), join(out, 'policy/cosign.pub'));
  await cp(join(out, 'notation-root.crt'), join(out, 'policy/notation-ca.pem'));
  const registry = await startDistribution();
  try {
    const image = `${registry.host}/shfmt:${PROGRAM.version}`;
    await twinseal(['push', 'shfmt.oci', image, '--quiet']);
    await twinseal(['verify', image, '--policy', 'policy/release.yaml']);
    await rebuildElsewhere(image);
    await breakThings(image);
    const decoy = `${registry.host}/shfmt:decoy`;
    await twinseal(['push', 'decoy.oci', decoy, '--quiet']);
    await serveAndAudit(out, image, decoy, twinseal);
    if (process.env.PEERS) await peersVerify(image, out, root);
    else say('\n(make demo PEERS=1 lets cosign and notation verify the same image with their own commands)');
  } finally {
    await registry.stop();
  }
  goOn(started);
}

async function rebuildElsewhere(image: string): Promise<void> {
  chapter('5', 'A second operator rebuilds what the image runs, and signs what came of it');
  await twinseal(['keys', 'generate', 'cosign', '--out', 'rebuilder']);
  await twinseal([
    ...['rebuild', image, '--source', PROGRAM.name],
    ...['--cosign-key', 'rebuilder.key', '--cosign-key-pub', 'cosign.pub'],
  ]);
  const { stdout: policy } = await twinseal([
    'policy',
    'init',
    '--cosign-key',
    'cosign.pub',
    '--rebuilder-key',
    'rebuilder.pub',
  ]);
  await writeFile(join(out, 'policy/reproduced.yaml'), policy);
  await twinseal(['verify', image, '--policy', 'policy/reproduced.yaml']);
}

async function breakThings(image: string): Promise<void> {
  chapter('6a', 'One byte changed in a layer');
  const broken = await copyLayout(join(out, 'shfmt.oci'), join(out, 'broken-layer.oci'));
  say(`changed a byte of ${await flipLayerByte(broken)}`);
  await twinseal(['verify', 'broken-layer.oci', '--policy', 'policy/release.yaml'], 1);

  chapter('6b', 'A build made irreproducible: -ldflags "-X main.date={{.Now}}"');
  const dated = join(out, 'shfmt-dated');
  await cp(join(out, PROGRAM.name), dated, { recursive: true });
  const use = 'package main\n\nvar date string\n\nfunc init() {\n\tif date == "today" {\n\t\tprintln(date)\n\t}\n}\n';
  await writeFile(join(dated, PROGRAM.main, 'date.go'), use);
  const settings = `apiVersion: twinseal.dev/v1\nmain: [${PROGRAM.main}]\nplatforms: [linux/amd64]\nbuild:\n  ldflags: ["-X main.date={{.Now}}"]\n`;
  await writeFile(join(dated, 'twinseal.yaml'), settings);
  await twinseal(['seal', 'shfmt-dated', '--vendor', '--layout', 'dated.oci', '--cosign-key', 'cosign.key'], 1);
  if (existsSync(join(out, 'dated.oci'))) throw new Error('a layout was written although the sides differ');

  chapter('6c', 'The wrong key');
  await twinseal(['keys', 'generate', 'cosign', '--out', 'stranger']);
  await twinseal(['verify', image, '--cosign-key', 'stranger.pub'], 1);

  chapter('6d', 'A missing attestation: the twin proof is taken away');
  const poor = await copyLayout(join(out, 'shfmt.oci'), join(out, 'no-proof.oci'));
  say(`took ${await dropStatements(poor, TWIN_PROOF)} referrers out of index.json`);
  await twinseal(['verify', 'no-proof.oci', '--policy', 'policy/release.yaml'], 1);

  chapter('6e', 'A decoy: a later layer puts another program over the proven one, and an insider signs all of it anew');
  await plantDecoy(join(out, 'shfmt.oci'), join(out, 'decoy.oci'), join(out, 'cosign.key'), PASSWORD);
  await twinseal(['verify', 'decoy.oci', '--cosign-key', 'cosign.pub']);
  say('every signature is good. But the release policy asks which program would run:');
  const policy = readFile(join(out, 'policy/release.yaml'), 'utf8');
  // The insider has the cosign key only, so the notation demands are left out to show the check that is left.
  const cosignOnly = withoutNotation(await policy);
  await writeFile(join(out, 'policy/release-cosign.yaml'), cosignOnly);
  await twinseal(['verify', 'decoy.oci', '--policy', 'policy/release-cosign.yaml'], 1);
}

function withoutNotation(policy: string): string {
  return policy.replace(/^ {2}- name: notary\n(?: {4}.*\n|\n)*/m, '').replace(/^ {4}- by: notary\n/m, '');
}

function goOn(started: number): void {
  chapter('Done', `in ${Math.round((Date.now() - started) / 1000)} s. Everything lies in demo-out/. Go on from there:`);
  for (const line of [
    'cd demo-out && export PATH=$PWD/../bin:$PATH',
    'twinseal tree shfmt.oci',
    'twinseal verify shfmt.oci --policy policy/release.yaml -o json',
    'twinseal validate shfmt.oci -o sarif',
    'twinseal compare dated.oci.different/a/linux-amd64/shfmt dated.oci.different/b/linux-amd64/shfmt',
    'twinseal policy explain decoy.oci --policy policy/release-cosign.yaml',
    'twinseal serve --policies policy --data data',
  ])
    say(`  ${line}`);
}

await main();
