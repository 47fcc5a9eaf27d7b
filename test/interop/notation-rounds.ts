// One key, both envelopes, both ways: what notation signs is judged here, and what Twinseal signs is judged by notation.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialisePem } from '../../src/formats/der/pem.ts';
import type { Verdict } from '../../src/records/verdict.ts';
import { makeChain } from '../support/certificates.ts';
import { craneImage } from '../support/crane-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { notationHome } from './notation-home.ts';
import { peerHome, peerOutput, runPeer } from './peer.ts';

/** A key with its chain, as files and in a home in which notation signs with it. */
export interface NotationKey {
  readonly key: string;
  readonly chain: string;
  readonly root: string;
  readonly home: string;
}

export const ENVELOPES = ['jws', 'cose'] as const;
const DAY = 86_400;

/** Makes a key, its leaf, an intermediate and a root, all valid now. @param kind - `P-256`, ..., or a number of RSA bits */
export function newNotationKey(folder: string, kind: string | number): NotationKey {
  mkdirSync(folder, { recursive: true });
  const now = Math.floor(Date.now() / 1000);
  const times = { notBefore: now - DAY, notAfter: now + 100 * DAY };
  const made = makeChain({ kind, leaf: times, intermediate: times, root: times });
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const key = file('n.key', made.leafKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const chain = file('n.crt', made.chain.map((der) => serialisePem('CERTIFICATE', der)).join(''));
  const home = peerHome();
  mkdirSync(join(home, '.config/notation'), { recursive: true });
  const keys = [{ name: 'k', keyPath: key, certPath: chain }];
  writeFileSync(join(home, '.config/notation/signingkeys.json'), JSON.stringify({ default: 'k', keys }));
  return { key, chain, root: file('root.crt', made.rootPem), home };
}

/** The index and each platform of an image, by reference. */
export async function documentsOf(reference: string): Promise<readonly string[]> {
  const repository = reference.slice(0, reference.lastIndexOf(':'));
  const { manifests } = JSON.parse(await peerOutput('crane', ['manifest', reference]));
  const index = (await peerOutput('crane', ['digest', reference])).trim();
  return [index, ...manifests.map(({ digest }: { digest: string }) => digest)].map((one) => `${repository}@${one}`);
}

/** What Twinseal says, demanding the metadata too. */
export async function judgedHere(folder: string, reference: string, root: string, build?: string): Promise<Verdict> {
  const policy = join(folder, 'policy.json');
  const expression = `signatures.size() > 0 && signatures.all(s, s.annotations['build'] == '${build}')`;
  writeFileSync(
    policy,
    JSON.stringify({
      apiVersion: 'twinseal.dev/v1',
      kind: 'Policy',
      trust: [
        {
          name: 'notary',
          notation: { certificateFile: root, identities: ['x509.subject: C=DE, ST=BE, O=Example, CN=leaf'] },
        },
      ],
      require: {
        signatures: [{ by: 'notary' }],
        ...(build !== undefined && { expressions: [{ name: 'build', expression, message: 'another build' }] }),
      },
    }),
  );
  const { stdout, stderr } = await twinseal(['verify', reference, '--policy', policy, '-o', 'json']);
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout) as Verdict;
}

const outcomes = ({ checks }: Verdict) =>
  checks.filter(({ id }) => id.startsWith('signature:')).map(({ subject, code }) => `${subject} ${code}`);

/** Both ways with both envelopes, in repositories of their own, so that each signature stands alone. */
export async function notationRounds(folder: string, host: string, kind: string | number): Promise<void> {
  const name = `${kind}`.toLowerCase();
  const own = newNotationKey(join(folder, `own-${name}`), kind);
  const stranger = newNotationKey(join(folder, `stranger-${name}`), kind);
  for (const envelope of ENVELOPES) {
    const theirs = await craneImage(folder, `${host}/theirs-${name}/${envelope}`);
    const documents = await documentsOf(theirs.reference);
    const digests = documents.map((one) => one.slice(one.indexOf('@') + 1));
    for (const one of documents) {
      const words = ['sign', '--insecure-registry', '--signature-format', envelope, '--force-referrers-tag=false'];
      await peerOutput('notation', [...words, '--expiry', '24h', '--user-metadata', 'build=4711', one], {
        home: own.home,
      });
    }
    const good = await judgedHere(folder, theirs.reference, own.root, '4711');
    assert.equal(good.outcome, 'allow', JSON.stringify(good.checks));
    assert.deepEqual(
      outcomes(good),
      digests.map((digest) => `${digest} OK`),
      envelope,
    );
    const until = Date.parse(good.validUntil ?? '') - Date.now();
    assert.ok(until > 0 && until <= 24 * 3_600_000, `the expiry bounds the verdict: ${good.validUntil}`);
    assert.equal((await judgedHere(folder, theirs.reference, own.root, '4712')).outcome, 'deny');
    const strange = await judgedHere(folder, theirs.reference, stranger.root);
    assert.deepEqual(
      outcomes(strange),
      digests.map((digest) => `${digest} SIGNATURE_UNTRUSTED`),
      envelope,
    );

    const ours = await craneImage(folder, `${host}/ours-${name}/${envelope}`);
    const signer = ['--notation-key', own.key, '--notation-cert', own.chain];
    const choices = ['--signature-format', envelope, '--expiry', '1d12h', '--user-metadata', 'build=4711'];
    const signed = await twinseal(['sign', ours.reference, ...signer, ...choices]);
    assert.equal(signed.status, 0, signed.stderr);
    const type = envelope === 'jws' ? 'application/jose+json' : 'application/cose';
    const repository = ours.reference.slice(0, ours.reference.lastIndexOf(':'));
    const trusting = await notationHome(own.root, [repository]);
    const others = await notationHome(stranger.root, [repository]);
    for (const one of await documentsOf(ours.reference)) {
      const args = ['verify', '--insecure-registry', '--user-metadata', 'build=4711', one];
      await peerOutput('notation', args, { home: trusting });
      assert.notEqual((await runPeer('notation', args, { home: others })).status, 0);
      const other = ['verify', '--insecure-registry', '--user-metadata', 'build=4712', one];
      assert.notEqual((await runPeer('notation', other, { home: trusting })).status, 0);
      const inspected = await peerOutput('notation', ['inspect', '--insecure-registry', '-o', 'json', one], {
        home: trusting,
      });
      const [signature] = JSON.parse(inspected).Signatures;
      const { expiry, signingTime, signingScheme } = signature.signedAttributes;
      assert.deepEqual([signature.mediaType, signingScheme], [type, 'notary.x509']);
      assert.equal((Date.parse(expiry) - Date.parse(signingTime)) / 3_600_000, 36);
      assert.deepEqual(signature.userDefinedAttributes, { build: '4711' });
    }
    assert.equal((await judgedHere(folder, ours.reference, own.root, '4711')).outcome, 'allow');
  }
}
