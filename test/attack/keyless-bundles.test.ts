// Longer than others: one table of attacks, each a few lines once they are laid out.
// Each attack differs from an accepted bundle in the attacked field alone, and is signed by whoever the attacker could make sign.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { parseTrustedRoot } from '../../src/formats/sigstore/trusted-root.ts';
import { verifyBlobBundle } from '../../src/judge/verify/blob-bundle.ts';
import type { BundleReport } from '../../src/records/bundle-report.ts';
import { digestArtifact, fileArtifact, refusals } from '../support/blob-bundles.ts';
import { statementOf } from '../support/signing.ts';
import { IDENTITY, ISSUER, type KeylessBend, makeInstance, SIGNED } from '../support/sigstore-instance.ts';

const FILE = Buffer.from('the artifact');
const OTHER = Buffer.from('another artifact');
const DIGEST = `sha256:${createHash('sha256').update(FILE).digest('hex')}`;
const STATEMENT = JSON.stringify(statementOf([DIGEST], 'https://example.com/predicate/v1', { a: 1 }));
const HOUR = 3600;
const DAY = 24 * HOUR;
const instance = makeInstance();
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

function verify(bytes: Uint8Array, root: object = instance.root, wanted = { identity: IDENTITY, issuer: ISSUER }) {
  const trusted = parseTrustedRoot(Buffer.from(JSON.stringify(root)));
  const one = {
    name: 'bundle',
    bytes,
    wanted: { kind: 'identity', ...wanted } as const,
    root: trusted,
    now: SIGNED + DAY,
  };
  const reports = [fileArtifact(FILE), digestArtifact(FILE)].map((artifact) => verifyBlobBundle({ ...one, artifact }));
  assert.equal(reports[0]?.outcome, reports[1]?.outcome, 'a file and its digest are held to the same');
  return reports[0] as BundleReport;
}

const CONTENTS = { file: { file: FILE }, statement: { statement: STATEMENT } } as const;
const LOGS = ['v1', 'v2'] as const;

for (const log of LOGS)
  for (const [kind, content] of Object.entries(CONTENTS))
    test(`the twin of all attacks is accepted: a ${kind} in a log of ${log}`, () => {
      const report = verify(instance.bundle(content, { log }));
      assert.equal(report.outcome, 'verified', JSON.stringify(report.checks, undefined, 1));
      assert.deepEqual(report.signer, { kind: 'certificate', identity: IDENTITY, identityKind: 'uri', issuer: ISSUER });
      assert.deepEqual(report.signedAt, ['2026-06-01T12:00:00.000Z']);
      assert.deepEqual(report.logs, [log === 'v1' ? 'rekor.example.com' : 'log.example.com']);
    });

test('a promise and a timestamp together are accepted, and both times are told', () => {
  assert.equal(verify(instance.bundle(CONTENTS.file, { stamp: {} })).signedAt?.length, 2);
});

type Entry = Parameters<NonNullable<KeylessBend['entry']>>[0];
// biome-ignore lint/suspicious/noExplicitAny: what is bent has every shape
type Loose = any;

const flip = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.toString('base64');
};
const otherBody = (log: 'v1' | 'v2', content: { file: Uint8Array } | { statement: string } = { file: OTHER }) => {
  const bundle = JSON.parse(Buffer.from(instance.bundle(content, { log })).toString());
  return () =>
    JSON.parse(Buffer.from(bundle.verificationMaterial.tlogEntries[0].canonicalizedBody, 'base64').toString());
};

const ATTACKS: readonly {
  readonly name: string;
  readonly bend: KeylessBend;
  readonly code: string;
  readonly only?: 'v1' | 'v2';
}[] = [
  // The certificate.
  {
    name: 'a certificate by another authority of the same name',
    bend: { signer: stranger },
    code: 'BUNDLE_CERTIFICATE_UNTRUSTED',
  },
  { name: 'a certificate for servers', bend: { purpose: '1.3.6.1.5.5.7.3.1' }, code: 'BUNDLE_CERTIFICATE_UNTRUSTED' },
  { name: 'a certificate that may sign certificates', bend: { usage: 0x84 }, code: 'BUNDLE_CERTIFICATE_UNTRUSTED' },
  { name: 'an authority that signs files', bend: { ca: true }, code: 'BUNDLE_CERTIFICATE_UNTRUSTED' },
  {
    name: 'a critical extension that is not understood',
    bend: { strange: true },
    code: 'BUNDLE_CERTIFICATE_UNTRUSTED',
  },
  {
    name: 'a second name in the certificate',
    bend: { secondName: 'https://example.com/x' },
    code: 'BUNDLE_CERTIFICATE_UNTRUSTED',
  },
  {
    name: 'two issuers in the certificate',
    bend: { olderIssuer: 'https://example.com' },
    code: 'BUNDLE_CERTIFICATE_UNTRUSTED',
  },
  { name: 'another identity', bend: { identity: `${IDENTITY}x` }, code: 'BUNDLE_IDENTITY_OTHER' },
  {
    name: 'an identity that contains the one asked for',
    bend: { identity: `https://evil.example/?${IDENTITY}` },
    code: 'BUNDLE_IDENTITY_OTHER',
  },
  { name: 'another issuer', bend: { issuer: 'https://issuer.example.com' }, code: 'BUNDLE_ISSUER_OTHER' },
  { name: 'a certificate that ended before', bend: { notAfter: SIGNED - 1 }, code: 'BUNDLE_TIME_OUTSIDE' },
  { name: 'a certificate that begins later', bend: { notBefore: SIGNED + 1 }, code: 'BUNDLE_TIME_OUTSIDE' },
  // The log of certificates.
  { name: 'no timestamp of a log of certificates', bend: { sct: 'none' }, code: 'BUNDLE_SCT_INVALID' },
  { name: 'one of an unknown log of certificates', bend: { sct: 'other-log' }, code: 'BUNDLE_SCT_INVALID' },
  { name: 'one over another certificate', bend: { sct: 'other-certificate' }, code: 'BUNDLE_SCT_INVALID' },
  { name: 'one over another issuer', bend: { sct: 'other-issuer' }, code: 'BUNDLE_SCT_INVALID' },
  { name: 'one of a time when the log was not trusted', bend: { sct: 'too-early' }, code: 'BUNDLE_SCT_INVALID' },
  // The log: entries of something else, all in the log and signed by it.
  {
    name: 'the entry of another file by the same signer',
    bend: { body: otherBody('v1') },
    code: 'BUNDLE_ENTRY_MISMATCH',
    only: 'v1',
  },
  {
    name: 'the entry of another file by the same signer',
    bend: { body: otherBody('v2') },
    code: 'BUNDLE_ENTRY_MISMATCH',
    only: 'v2',
  },
  {
    name: 'an entry with the digest of another content',
    bend: {
      body: (one: Loose) => {
        const hash = one.spec.data?.hash ?? one.spec.payloadHash;
        hash.value = createHash('sha256').update(OTHER).digest('hex');
        return one;
      },
    },
    code: 'BUNDLE_ENTRY_MISMATCH',
    only: 'v1',
  },
  {
    name: 'an entry with the digest of another content',
    bend: {
      body: (one: Loose) => {
        one.spec.hashedRekordV002.data.digest = createHash('sha256').update(OTHER).digest('base64');
        return one;
      },
    },
    code: 'BUNDLE_ENTRY_MISMATCH',
    only: 'v2',
  },
  {
    name: 'an entry with another signature',
    bend: {
      body: (one: Loose) => {
        const place = one.spec.signature ?? one.spec.signatures[0];
        const member = place.content === undefined ? 'signature' : 'content';
        place[member] = flip(place[member]);
        return one;
      },
    },
    code: 'BUNDLE_ENTRY_MISMATCH',
    only: 'v1',
  },
  {
    name: 'an entry with another certificate',
    bend: {
      body: (one: Loose) => {
        const { x509Certificate } = one.spec.hashedRekordV002.signature.verifier;
        x509Certificate.rawBytes = flip(x509Certificate.rawBytes);
        return one;
      },
    },
    code: 'BUNDLE_ENTRY_MISMATCH',
    only: 'v2',
  },
  {
    name: 'an entry of a kind that is not read',
    bend: { body: (one: Loose) => ({ ...one, kind: 'rpm' }) },
    code: 'BUNDLE_ENTRY_MISMATCH',
  },
  {
    name: 'an entry that the bundle calls something else',
    bend: { entry: (one: Entry) => ({ ...one, kindVersion: { kind: 'intoto', version: '0.0.2' } }) },
    code: 'BUNDLE_ENTRY_MISMATCH',
  },
  {
    name: 'an entry of an unknown log',
    bend: { entry: (one: Entry) => ({ ...one, logId: { keyId: flip(one.logId.keyId) } }) },
    code: 'BUNDLE_LOG_MISSING',
  },
  {
    name: 'no entry',
    bend: {
      bundle: (one: Loose) => {
        one.verificationMaterial.tlogEntries = [];
        return one;
      },
    },
    code: 'BUNDLE_LOG_MISSING',
  },
  // The proof.
  {
    name: 'a body that is not in the tree',
    bend: {
      entry: (one: Entry) => ({
        ...one,
        canonicalizedBody: Buffer.from(`${Buffer.from(one.canonicalizedBody, 'base64')} `).toString('base64'),
      }),
    },
    code: 'BUNDLE_PROOF_INVALID',
  },
  {
    name: 'a proof with another hash',
    bend: {
      entry: (one: Loose) => {
        one.inclusionProof.hashes = one.inclusionProof.hashes.map(flip);
        return one;
      },
    },
    code: 'BUNDLE_PROOF_INVALID',
  },
  {
    name: 'a proof at another place',
    bend: {
      entry: (one: Loose) => {
        one.inclusionProof.logIndex = '0';
        return one;
      },
    },
    code: 'BUNDLE_PROOF_INVALID',
  },
  {
    name: 'another place beside the proof than in it',
    bend: { entry: (one: Entry) => ({ ...one, logIndex: '0' }) },
    code: 'BUNDLE_PROOF_INVALID',
    only: 'v2',
  },
  {
    name: 'a place beyond the tree',
    bend: {
      entry: (one: Loose) => {
        one.inclusionProof.logIndex = '2';
        return one;
      },
    },
    code: 'BUNDLE_PROOF_INVALID',
  },
  {
    name: 'a proof for another root than the checkpoint',
    bend: {
      entry: (one: Loose) => {
        one.inclusionProof.rootHash = flip(one.inclusionProof.rootHash);
        return one;
      },
    },
    code: 'BUNDLE_PROOF_INVALID',
  },
  {
    name: 'a checkpoint of another size',
    bend: { checkpoint: (note) => note.replace('\n2\n', '\n3\n') },
    code: 'BUNDLE_PROOF_INVALID',
  },
  {
    name: 'a checkpoint of another origin',
    bend: { checkpoint: (note) => note.replace(/^(?:rekor|log)/, 'evil') },
    code: 'BUNDLE_PROOF_INVALID',
  },
  {
    name: 'a checkpoint signed in another name',
    bend: { checkpoint: (note) => note.replace(/\u2014 (?:rekor|log)/, '\u2014 evil') },
    code: 'BUNDLE_PROOF_INVALID',
  },
  {
    name: 'a checkpoint whose signature is bent',
    bend: { checkpoint: (note) => note.replace(/ ([^ ]+)\n$/, (_, text: string) => ` ${flip(text)}\n`) },
    code: 'BUNDLE_PROOF_INVALID',
  },
  {
    name: 'a checkpoint without signatures',
    bend: { checkpoint: (note) => note.slice(0, note.indexOf('\u2014')) },
    code: 'BUNDLE_PROOF_INVALID',
  },
  // The promise, and the time.
  {
    name: 'another time than the log promised',
    bend: { entry: (one: Entry) => ({ ...one, integratedTime: String(SIGNED + 1) }) },
    code: 'BUNDLE_PROMISE_INVALID',
    only: 'v1',
  },
  {
    name: 'another place than the log promised',
    bend: { entry: (one: Entry) => ({ ...one, logIndex: '4002' }) },
    code: 'BUNDLE_PROMISE_INVALID',
    only: 'v1',
  },
  {
    name: 'a time without a promise',
    bend: { entry: ({ inclusionPromise: _, ...one }: Entry) => one },
    code: 'BUNDLE_TIME_MISSING',
    only: 'v1',
  },
  {
    name: 'a time when the certificate was not valid any more',
    bend: { time: SIGNED + HOUR },
    code: 'BUNDLE_TIME_OUTSIDE',
  },
  {
    name: 'a time before the log was trusted',
    bend: { time: SIGNED - 301 * DAY, notBefore: SIGNED - 302 * DAY },
    code: 'BUNDLE_TIME_OUTSIDE',
    only: 'v1',
  },
  // The timestamp.
  { name: 'no timestamp', bend: { stamp: 'none' }, code: 'BUNDLE_TIME_MISSING', only: 'v2' },
  {
    name: 'a timestamp over something else',
    bend: { stamp: { over: OTHER } },
    code: 'BUNDLE_TIMESTAMP_INVALID',
    only: 'v2',
  },
  {
    name: 'a timestamp by another key in the name of the authority',
    bend: { stamp: { signer: stranger } },
    code: 'BUNDLE_TIMESTAMP_INVALID',
    only: 'v2',
  },
  {
    name: 'a timestamp that binds an unknown certificate',
    bend: { stamp: { bound: OTHER } },
    code: 'BUNDLE_TIME_MISSING',
    only: 'v2',
  },
  {
    name: 'a timestamp that was refused',
    bend: { stamp: { status: 2 } },
    code: 'BUNDLE_TIMESTAMP_INVALID',
    only: 'v2',
  },
  {
    name: 'a timestamp whose content was changed after signing',
    bend: {
      stamp: {
        content: (one) => {
          const bent = Buffer.from(one);
          bent[bent.length - 2] = 0x35;
          return bent;
        },
      },
    },
    code: 'BUNDLE_TIMESTAMP_INVALID',
    only: 'v2',
  },
  {
    name: 'a timestamp that can not be read',
    bend: {
      bundle: (one: Loose) => {
        one.verificationMaterial.timestampVerificationData = { rfc3161Timestamps: [{ signedTimestamp: 'MAA=' }] };
        return one;
      },
    },
    code: 'BUNDLE_TIMESTAMP_INVALID',
  },
  // The signature.
  {
    name: 'a bundle by key',
    bend: {
      bundle: (one: Loose) => {
        const { certificate: _, ...rest } = one.verificationMaterial;
        one.verificationMaterial = { ...rest, publicKey: { hint: 'x' } };
        return one;
      },
    },
    code: 'BUNDLE_SIGNER_KIND',
  },
];

for (const { name, bend, code, only } of ATTACKS)
  test(`${name} is refused with ${code}${only === undefined ? '' : ` (${only})`}`, () => {
    for (const log of only === undefined ? LOGS : [only])
      for (const content of Object.values(CONTENTS)) {
        if (bend.body !== undefined && name.startsWith('the entry of another file') && 'statement' in content) continue;
        const report = verify(instance.bundle(content, { ...bend, log }));
        assert.equal(report.outcome, 'refused');
        assert.deepEqual(refusals(report), [code], `${log} ${JSON.stringify(report.checks, undefined, 1)}`);
        assert.equal(report.signer, undefined);
        assert.equal(report.signedAt, undefined);
      }
  });

const good = (log: 'v1' | 'v2' = 'v2') => instance.bundle(CONTENTS.file, { log });

const ROOTS: readonly {
  readonly name: string;
  readonly bend: (root: Loose) => void;
  readonly code: string;
  readonly log?: 'v1';
}[] = [
  {
    name: 'an authority that was trusted until before',
    bend: (root) => (root.certificateAuthorities[0].validFor.end = new Date((SIGNED - 1) * 1000).toISOString()),
    code: 'BUNDLE_CERTIFICATE_UNTRUSTED',
  },
  {
    name: 'a timestamp authority that was trusted until before',
    bend: (root) => (root.timestampAuthorities[0].validFor.end = new Date((SIGNED - 1) * 1000).toISOString()),
    code: 'BUNDLE_TIMESTAMP_INVALID',
  },
  {
    name: 'a log that was trusted until before',
    bend: (root) => (root.tlogs[1].publicKey.validFor.end = new Date((SIGNED - 1) * 1000).toISOString()),
    code: 'BUNDLE_TIME_OUTSIDE',
  },
  {
    name: 'a log that was trusted until before, by its own time',
    bend: (root) => (root.tlogs[0].publicKey.validFor.end = new Date((SIGNED - 1) * 1000).toISOString()),
    code: 'BUNDLE_TIME_OUTSIDE',
    log: 'v1',
  },
  { name: 'no authority', bend: (root) => (root.certificateAuthorities = []), code: 'BUNDLE_CERTIFICATE_UNTRUSTED' },
  { name: 'no log of certificates', bend: (root) => (root.ctlogs = []), code: 'BUNDLE_SCT_INVALID' },
  {
    name: 'a log whose type of key is not read',
    bend: (root) => (root.tlogs[1].publicKey.keyDetails = 'ML_DSA_65'),
    code: 'BUNDLE_LOG_MISSING',
  },
];

for (const { name, bend, code, log } of ROOTS)
  test(`a trusted root with ${name} refuses with ${code}`, () => {
    const root = structuredClone(instance.root);
    // structuredClone keeps one validity for all; each is to be bent alone.
    const apart = JSON.parse(JSON.stringify(root));
    bend(apart);
    assert.deepEqual(refusals(verify(good(log), apart)), [code]);
  });

test('both ends of a validity count', () => {
  const root = JSON.parse(JSON.stringify(instance.root));
  const end = new Date(SIGNED * 1000).toISOString();
  for (const one of [
    root.certificateAuthorities[0],
    root.timestampAuthorities[0],
    root.tlogs[0].publicKey,
    root.tlogs[1].publicKey,
  ])
    one.validFor.end = end;
  for (const log of LOGS) assert.equal(verify(good(log), root).outcome, 'verified');
});

test('an intermediate that ended before is refused, though its root and leaf are valid', () => {
  const old = makeInstance({ middle: [SIGNED - 100 * DAY, SIGNED - 1] });
  const report = verify(old.bundle(CONTENTS.file), old.root);
  assert.deepEqual(refusals(report), ['BUNDLE_CERTIFICATE_UNTRUSTED']);
});

test('a bundle of another instance is refused', () => {
  assert.ok(refusals(verify(makeInstance().bundle(CONTENTS.file))).includes('BUNDLE_LOG_MISSING'));
});

test('an identity without a trusted root is refused', () => {
  const wanted = { kind: 'identity', identity: IDENTITY, issuer: ISSUER } as const;
  const report = verifyBlobBundle({ name: 'bundle', bytes: good(), artifact: fileArtifact(FILE), wanted, now: SIGNED });
  assert.deepEqual(refusals(report), ['BUNDLE_CERTIFICATE_UNTRUSTED']);
});

test('one good entry of a known log beside one of an unknown log is enough', () => {
  const bytes = instance.bundle(CONTENTS.file, {
    bundle: (one: Loose) => {
      const [entry] = one.verificationMaterial.tlogEntries;
      one.verificationMaterial.tlogEntries.push({ ...entry, logId: { keyId: flip(entry.logId.keyId) } });
      return one;
    },
  });
  const report = verify(bytes);
  assert.equal(report.outcome, 'verified');
  assert.deepEqual(report.logs, ['rekor.example.com']);
});

test('the same entry twice is refused', () => {
  const also = (log: 'v1' | 'v2', other: (entry: Loose) => Loose) =>
    verify(
      instance.bundle(CONTENTS.file, {
        log,
        bundle: (one: Loose) => {
          const [entry] = one.verificationMaterial.tlogEntries;
          one.verificationMaterial.tlogEntries.push(other(entry));
          return one;
        },
      }),
    );
  for (const log of LOGS) {
    assert.deepEqual(refusals(also(log, (entry) => entry)), ['BUNDLE_MALFORMED']);
    // Nothing signs this number in a log of v2, so it makes no second entry.
    assert.deepEqual(refusals(also(log, (entry) => ({ ...entry, logIndex: '7' }))), ['BUNDLE_MALFORMED']);
  }
});
