// What verifiers of Sigstore bundles were fooled by, beyond the fields of keyless-bundles.test.ts: what a log signs, what a timestamp
// carries along, how much there is of it. Each attack differs from an accepted bundle in the attacked field alone.
import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { nodeHash } from '../../src/formats/merkle/hash.ts';
import { parseTrustedRoot } from '../../src/formats/sigstore/trusted-root.ts';
import { verifyBlobBundle } from '../../src/judge/verify/blob-bundle.ts';
import { fileArtifact, refusals } from '../support/blob-bundles.ts';
import { bundleOf, statementOf } from '../support/signing.ts';
import {
  IDENTITY,
  ISSUER,
  type KeylessBend,
  makeInstance,
  SIGNED,
  type StampBend,
} from '../support/sigstore-instance.ts';
import { twinseal } from '../support/twinseal-program.ts';

const FILE = Buffer.from('the artifact');
const instance = makeInstance();
const ROOT = parseTrustedRoot(instance.rootBytes);
const CONTENTS = {
  file: { file: FILE },
  statement: { statement: JSON.stringify(statementOf([sha256Digest(FILE)], 'https://example.com/predicate/v1', {})) },
} as const;
// biome-ignore lint/suspicious/noExplicitAny: what is bent has every shape
type Loose = any;

function verify(bytes: Uint8Array) {
  const wanted = { kind: 'identity', identity: IDENTITY, issuer: ISSUER } as const;
  return verifyBlobBundle({ name: 'bundle', bytes, artifact: fileArtifact(FILE), wanted, root: ROOT, now: SIGNED });
}

/** Verified for both kinds of content, or refused with this code and no other. */
function expect(bend: KeylessBend, code?: string): void {
  for (const content of Object.values(CONTENTS)) {
    const report = verify(instance.bundle(content, bend));
    assert.deepEqual(refusals(report), code === undefined ? [] : [code], JSON.stringify(report.checks));
    assert.equal(report.outcome, code === undefined ? 'verified' : 'refused');
  }
}

test('a promise over members in the order in which they came is no promise', () => {
  const inOrder = (...names: readonly string[]): KeylessBend => ({
    log: 'v1',
    promised: (promise) => JSON.stringify(Object.fromEntries(names.map((name) => [name, promise[name]]))),
  });
  expect(inOrder('body', 'integratedTime', 'logID', 'logIndex'));
  expect(inOrder('logIndex', 'logID', 'integratedTime', 'body'), 'BUNDLE_PROMISE_INVALID');
  expect({ log: 'v1', promised: (promise) => JSON.stringify(promise, undefined, 1) }, 'BUNDLE_PROMISE_INVALID');
});

test('a head that the log itself signed counts in its own name only, and a head needs an origin', () => {
  for (const log of ['v1', 'v2'] as const) {
    expect({ log, head: (text) => text });
    expect({ log, head: (text) => text.replace(/^[^\n]+/, 'evil.example.com') }, 'BUNDLE_PROOF_INVALID');
    expect({ log, head: (text) => text.replace(/^[^\n]+/, '') }, 'BUNDLE_PROOF_INVALID');
    expect({ log, head: (text) => text.replace(/^[^\n]+\n/, '') }, 'BUNDLE_PROOF_INVALID');
  }
});

test('lines of witnesses are passed over wherever they stand, and stand for no line of the log', () => {
  const witness = `\u2014 witness.example.com ${Buffer.alloc(68, 7).toString('base64')}\n`;
  for (const log of ['v1', 'v2'] as const) {
    expect({ log, checkpoint: (note) => note.replace('\u2014', `${witness}\u2014`) });
    expect({ log, checkpoint: (note) => `${note}${witness}` });
    expect({ log, checkpoint: (note) => note.slice(0, note.indexOf('\u2014')) + witness }, 'BUNDLE_PROOF_INVALID');
  }
});

test('the certificate that a timestamp is verified with is the one that it binds, whichever it carries', () => {
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // In the same names and with the same number as the real one.
  const forged = instance.stamperOf(stranger.publicKey, stranger.privateKey);
  const stamped = (stamp: StampBend): KeylessBend => ({ log: 'v2', stamp });
  expect(stamped({ carried: [instance.stamper] }));
  expect(stamped({ carried: [forged, instance.stamper] }));
  for (const carried of [[forged], [forged, instance.stamper], [instance.stamper, forged]]) {
    const by = { signer: stranger.privateKey, carried };
    expect(stamped(by), 'BUNDLE_TIMESTAMP_INVALID');
    expect(stamped({ ...by, bound: forged }), 'BUNDLE_TIME_MISSING');
  }
});

test('as many log entries and timestamps as may be are taken, and one more is not read', () => {
  // Those of strangers count for nothing and are read all the same; what stands there twice is refused for that.
  const entries = (count: number): KeylessBend => ({
    bundle: (one: Loose) => {
      const [entry] = one.verificationMaterial.tlogEntries;
      for (let at = 1; at < count; at++)
        one.verificationMaterial.tlogEntries.push({
          ...entry,
          logId: { keyId: Buffer.alloc(32, at).toString('base64') },
        });
      return one;
    },
  });
  expect(entries(32));
  expect(entries(33), 'BUNDLE_MALFORMED');
  const stranger = makeInstance();
  const foreign = Array.from({ length: 32 }, () => {
    const bundle: Loose = JSON.parse(Buffer.from(stranger.bundle(CONTENTS.file, { log: 'v2' })).toString());
    return bundle.verificationMaterial.timestampVerificationData.rfc3161Timestamps[0];
  });
  const stamps = (count: number): KeylessBend => ({
    log: 'v2',
    bundle: (one: Loose) => {
      one.verificationMaterial.timestampVerificationData.rfc3161Timestamps.push(...foreign.slice(0, count - 1));
      return one;
    },
  });
  expect(stamps(32));
  expect(stamps(33), 'BUNDLE_MALFORMED');
  const twice = (one: Loose) => {
    const data = one.verificationMaterial.timestampVerificationData;
    data.rfc3161Timestamps.push(data.rfc3161Timestamps[0]);
    return one;
  };
  expect({ log: 'v2', bundle: twice }, 'BUNDLE_MALFORMED');
});

test('a timestamp names its signer as its certificate does, in the part that nothing signs too', () => {
  expect({ log: 'v2', stamp: { named: { issuer: 'tsa middle', serial: [0x33, 0x44] } } });
  for (const named of [
    { issuer: 'tsa other', serial: [0x33, 0x44] },
    { issuer: 'tsa middle', serial: [0x33, 0x45] },
  ])
    expect({ log: 'v2', stamp: { named } }, 'BUNDLE_TIMESTAMP_INVALID');
});

test('a hash of a proof has 32 bytes: what is longer is not cut, whichever side it stands on', () => {
  const bent = (bend: (hash: Buffer) => Uint8Array): KeylessBend => ({
    bundle: (one: Loose) => {
      const { inclusionProof } = one.verificationMaterial.tlogEntries[0];
      inclusionProof.hashes = inclusionProof.hashes.map((hash: string) =>
        Buffer.from(bend(Buffer.from(hash, 'base64'))).toString('base64'),
      );
      return one;
    },
  });
  expect(bent((hash) => hash));
  expect(
    bent((hash) => Buffer.concat([hash, Buffer.from([0])])),
    'BUNDLE_MALFORMED',
  );
  expect(
    bent((hash) => hash.subarray(1)),
    'BUNDLE_MALFORMED',
  );
  const hash = Buffer.alloc(32);
  for (const [left, right] of [
    [Buffer.alloc(33), hash],
    [hash, Buffer.alloc(33)],
    [Buffer.alloc(31), hash],
  ] as const)
    assert.throws(() => nodeHash(left, right), FormatError);
});

test('as many subjects and digests as may be are compared, and a statement with one more is not read', () => {
  const stated = (subjects: number, digests: number): Uint8Array => {
    const [digest] = (statementOf([sha256Digest(FILE)], 'x:y', {}) as { subject: { digest: object }[] }).subject;
    const padded = Object.fromEntries(Array.from({ length: digests - 1 }, (_, at) => [`other${at}`, 'x']));
    const subject = Array.from({ length: subjects }, () => ({ name: 'app', digest: { ...digest?.digest, ...padded } }));
    return instance.bundle({
      statement: JSON.stringify({ ...statementOf([], 'https://example.com/predicate/v1', {}), subject }),
    });
  };
  assert.equal(verify(stated(1024, 1)).outcome, 'verified');
  assert.equal(verify(stated(1, 32)).outcome, 'verified');
  assert.deepEqual(refusals(verify(stated(1025, 1))), ['BUNDLE_STATEMENT_MALFORMED']);
  assert.deepEqual(refusals(verify(stated(1, 33))), ['BUNDLE_STATEMENT_MALFORMED']);
});

test('the entry of another statement by the same signer is no entry of this one', () => {
  for (const log of ['v1', 'v2'] as const) {
    const statement = JSON.stringify(statementOf([sha256Digest(FILE)], 'https://example.com/other/v1', {}));
    const other = JSON.parse(Buffer.from(instance.bundle({ statement }, { log })).toString());
    const bundle = (one: Loose) => {
      one.verificationMaterial.tlogEntries = other.verificationMaterial.tlogEntries;
      return one;
    };
    assert.deepEqual(refusals(verify(instance.bundle(CONTENTS.statement, { log }))), []);
    assert.deepEqual(refusals(verify(instance.bundle(CONTENTS.statement, { log, bundle }))), ['BUNDLE_ENTRY_MISMATCH']);
  }
});

test('a certificate that is empty or no certificate is a refusal with a code and status 1, never a crash', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-empty-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'app'), FILE);
  writeFileSync(join(folder, 'root.json'), instance.rootBytes);
  const run = async (rawBytes: string | undefined) => {
    const bundle = instance.bundle(CONTENTS.file, {
      bundle: (one: Loose) => {
        if (rawBytes !== undefined) one.verificationMaterial.certificate = { rawBytes };
        return one;
      },
    });
    writeFileSync(join(folder, 'bundle.json'), bundle);
    const who = ['--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER];
    const words = ['bundle', 'verify', '--bundle', 'bundle.json', '--trusted-root', 'root.json', ...who, '-o', 'json'];
    const { status, stdout, stderr } = await twinseal([...words, 'app'], { cwd: folder });
    assert.notEqual(stdout, '', stderr);
    return [status, ...refusals(JSON.parse(stdout))];
  };
  assert.deepEqual(await run(undefined), [0]);
  assert.deepEqual(await run(''), [1, 'BUNDLE_MALFORMED']);
  assert.deepEqual(await run('MAA='), [1, 'BUNDLE_CERTIFICATE_UNTRUSTED']);
});

test('nothing that evidence, root or certificate call an address is asked', async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-addresses-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const root = instance.rootBytes.toString().replaceAll(/https:\/\/(?:rekor|fulcio|ct|tsa)\.example\.com/g, url);
  const identity = `${url}/identity`;
  writeFileSync(join(folder, 'app'), FILE);
  writeFileSync(join(folder, 'key.pub'), pem(key.publicKey));
  writeFileSync(join(folder, 'root.json'), root);
  writeFileSync(join(folder, 'keyless.json'), instance.bundle(CONTENTS.file, { identity, issuer: `${url}/issuer` }));
  const statement = JSON.stringify({
    ...statementOf([sha256Digest(FILE)], `${url}/type`, { $ref: `${url}/predicate` }),
    subject: [{ name: url, uri: url, digest: { sha256: sha256Digest(FILE).slice(7) } }],
  });
  writeFileSync(join(folder, 'keyed.json'), bundleOf(key.privateKey, statement, { hint: `${url}/key` }));
  const who = ['--certificate-identity', identity, '--certificate-oidc-issuer', `${url}/issuer`];
  for (const words of [
    ['--bundle', 'keyless.json', '--trusted-root', 'root.json', ...who],
    ['--bundle', 'keyed.json', '--key', 'key.pub'],
  ]) {
    const { status, stdout, stderr } = await twinseal(['bundle', 'verify', ...words, 'app'], { cwd: folder });
    assert.equal(status, 0, stdout + stderr);
  }
  assert.equal(asked, 0);
});

function pem(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}
