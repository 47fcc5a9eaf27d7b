// The same keyless bundles and the same trusted root, given to cosign and to Twinseal as programs.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { statementOf } from '../support/signing.ts';
import { IDENTITY, ISSUER, type KeylessBend, makeInstance, SIGNED } from '../support/sigstore-instance.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { vectorPath } from '../support/vectors.ts';
import { runPeer, withoutPeers } from './peer.ts';

const skip = withoutPeers('cosign');
const folder = mkdtempSync(join(tmpdir(), 'twinseal-keyless-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const FILE = Buffer.from('the artifact');
const DIGEST = `sha256:${createHash('sha256').update(FILE).digest('hex')}`;
const TYPE = 'https://example.com/predicate/v1';
const CONTENTS = {
  file: { file: FILE },
  statement: { statement: JSON.stringify(statementOf([DIGEST], TYPE, { a: 1 })) },
};
const instance = makeInstance();
writeFileSync(join(folder, 'app'), FILE);
writeFileSync(join(folder, 'root.json'), instance.rootBytes);
const WHO = ['--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER, '--trusted-root', 'root.json'];

async function byCosign(kind: keyof typeof CONTENTS, log: 'v1' | 'v2', who = WHO): Promise<boolean> {
  const verb = kind === 'file' ? ['verify-blob'] : ['verify-blob-attestation', '--type', TYPE];
  const more = ['--new-bundle-format', ...(log === 'v2' ? ['--use-signed-timestamps'] : [])];
  const { status } = await runPeer('cosign', [...verb, ...more, '--bundle', 'bundle.json', ...who, 'app'], {
    cwd: folder,
  });
  return status === 0;
}

async function byTwinseal(artifact = 'app', who = WHO): Promise<number | null> {
  return (await twinseal(['bundle', 'verify', '--bundle', 'bundle.json', ...who, artifact], { cwd: folder })).status;
}

for (const log of ['v1', 'v2'] as const)
  for (const kind of ['file', 'statement'] as const)
    test(`cosign and Twinseal take a ${kind} in a log of ${log}, for its signer alone`, { skip }, async () => {
      writeFileSync(join(folder, 'bundle.json'), instance.bundle(CONTENTS[kind], { log }));
      assert.ok(await byCosign(kind, log));
      assert.equal(await byTwinseal(), 0);
      assert.equal(await byTwinseal(DIGEST), 0);
      const other = WHO.map((word) => (word === IDENTITY ? `${IDENTITY}.example` : word));
      assert.ok(!(await byCosign(kind, log, other)));
      assert.equal(await byTwinseal('app', other), 1);
    });

const ATTACKS: readonly (readonly [string, 'v1' | 'v2', KeylessBend])[] = [
  ['no timestamp of a log of certificates', 'v1', { sct: 'none' }],
  ['a timestamp of a log over another certificate', 'v1', { sct: 'other-certificate' }],
  ['a time when the certificate was not valid', 'v1', { time: SIGNED + 3600 }],
  ['another time than the log promised', 'v1', { entry: (one) => ({ ...one, integratedTime: String(SIGNED + 1) }) }],
  ['a timestamp over something else', 'v2', { stamp: { over: Buffer.from('x') } }],
  ['a checkpoint in another name', 'v2', { checkpoint: (note) => note.replace('\u2014 log', '\u2014 evil') }],
];

for (const [name, log, bend] of ATTACKS)
  test(`cosign and Twinseal both refuse ${name}`, { skip }, async () => {
    writeFileSync(join(folder, 'bundle.json'), instance.bundle(CONTENTS.file, { ...bend, log }));
    assert.ok(!(await byCosign('file', log)));
    assert.equal(await byTwinseal(), 1);
  });

test('a real bundle of the public instance verifies from the command line, by the digest of what it is about', async () => {
  const words = ['--bundle', vectorPath('sigstore/oci-attestation.sigstore.json'), '--trusted-root'];
  const root = vectorPath('sigstore/trusted-root-public-good-2025.json');
  const who = [
    '--certificate-identity',
    'cody@soyland.com',
    '--certificate-oidc-issuer',
    'https://github.com/login/oauth',
  ];
  const digest = 'sha256:732112270d7e59418a8c080b134b24cabd67d250d0d0147a97ed95ba5c280aa4';
  const good = await twinseal(['bundle', 'verify', ...words, root, ...who, '-o', 'json', digest], { cwd: folder });
  assert.equal(good.status, 0, good.stdout + good.stderr);
  const report = JSON.parse(good.stdout);
  assert.deepEqual(report.signedAt, ['2025-02-28T19:18:11.000Z']);
  assert.deepEqual(report.logs, ['rekor.sigstore.dev']);
});

test('what is asked for wrongly is bad input', async () => {
  const verify = async (...words: readonly string[]) =>
    (await twinseal(['bundle', 'verify', '--bundle', 'bundle.json', ...words, 'app'], { cwd: folder })).status;
  writeFileSync(join(folder, 'bundle.json'), instance.bundle(CONTENTS.file));
  const identity = ['--certificate-identity', IDENTITY];
  const issuer = ['--certificate-oidc-issuer', ISSUER];
  assert.equal(await verify(...identity, ...issuer, '--trust', '../none'), 2);
  assert.equal(await verify(...identity, '--trusted-root', 'root.json'), 2);
  assert.equal(await verify(...issuer, '--trusted-root', 'root.json'), 2);
  assert.equal(await verify('--key', 'app', ...identity, ...issuer, '--trusted-root', 'root.json'), 2);
  assert.equal(await verify(...identity, ...issuer, '--trusted-root', 'app'), 2);
  assert.equal(await verify(...identity, ...issuer, '--trusted-root', 'missing.json'), 2);
});
