// Keyless signers by the name of a kept instance: which root they get, and that it is part of the policy.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import { serialisePolicy } from '../../src/judge/policy/serialise.ts';
import type { PolicySource } from '../../src/ports/policies.ts';
import type { TrustedInstance } from '../../src/ports/trusted-roots.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { isNewerTrust } from '../../src/roads/newer-trust.ts';
import { IDENTITY, ISSUER, makeInstance } from '../support/sigstore-instance.ts';
import { vectorText } from '../support/vectors.ts';

const CORP = makeInstance().rootBytes;
const PUBLIC = encodeUtf8(vectorText('sigstore/trusted-root-public-good-2025.json'));
const asked: string[] = [];

function source(
  keyless: object,
  roots: Readonly<Record<string, Uint8Array>> = { corp: CORP, sigstore: PUBLIC },
): PolicySource {
  const document = {
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: [{ name: 'ci', keyless: { identity: IDENTITY, issuer: ISSUER, ...keyless } }],
    require: { signatures: [{ by: 'ci' }] },
  };
  return {
    name: 'release',
    bytes: encodeUtf8(JSON.stringify(document)),
    readFile: async () => CORP,
    async trustedRoot(name) {
      asked.push(name);
      return roots[name] ?? Promise.reject(new TwinsealError('TRUST_UNKNOWN', `no trusted root of ${name}`));
    },
  };
}
const hosts = async (keyless: object) => {
  const [signer] = compilePolicy(await parsePolicy(source(keyless))).needs.signers;
  assert.ok(signer?.family === 'keyless');
  return signer.root.logs.map(({ host }) => host);
};

test('an instance is named, and the public-good one is meant where nothing is', async () => {
  asked.length = 0;
  assert.deepEqual(await hosts({ trust: 'corp' }), ['rekor.example.com', 'log.example.com']);
  assert.equal((await hosts({}))[0], 'rekor.sigstore.dev');
  assert.deepEqual(asked, ['corp', 'sigstore']);
  assert.deepEqual(await hosts({ trustedRootFile: 'root.json' }), ['rekor.example.com', 'log.example.com']);
  assert.equal(asked.length, 2, 'a root in a file asks for none that is kept');
});

test('two roots, a name that is none, and an instance that is not there are refused', async () => {
  const refused = (keyless: object, code: string, message: RegExp) =>
    assert.rejects(parsePolicy(source(keyless)), (error: unknown) => {
      assert.ok(error instanceof TwinsealError);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      return true;
    });
  await refused({ trust: 'corp', trustedRootFile: 'a' }, 'POLICY_INVALID', /"trust" is there beside "trustedRootFile"/);
  await refused({ trust: 'corp', trustedRoot: '{}' }, 'POLICY_INVALID', /"trust" is there beside "trustedRoot"/);
  await refused({ trust: '../corp' }, 'POLICY_INVALID', /is no name of a Sigstore instance/);
  await refused({ trust: 'other' }, 'TRUST_UNKNOWN', /no trusted root of other/);
  const { trustedRoot: _, ...without } = source({ trust: 'corp' });
  await assert.rejects(parsePolicy(without), /can't be read here: name a trustedRootFile/);
});

test('the root is part of the digest, and a policy that is written again names the instance', async () => {
  const policy = await parsePolicy(source({ trust: 'corp' }));
  const other = await parsePolicy(source({ trust: 'corp' }, { corp: PUBLIC }));
  assert.notEqual(compilePolicy(policy).digest, compilePolicy(other).digest);
  const text = serialisePolicy(policy, []);
  assert.match(text, /trust: corp/);
  assert.doesNotMatch(text, /trustedRoot/);
  const again = await parsePolicy({ ...source({ trust: 'corp' }), bytes: encodeUtf8(text) });
  assert.deepEqual(again, policy);
});

test('of two roots of an instance the one of higher versions is newer, whatever else they say', () => {
  const of = (root: number, timestamp: number, more: Partial<TrustedInstance> = {}) => {
    const version = (value: number) => ({ version: value, expires: 0 });
    return {
      digest: sha256Digest(CORP),
      checked: 10,
      metadata: { root: version(root), timestamp: version(timestamp), snapshot: version(9), targets: version(9) },
      ...more,
    } as TrustedInstance;
  };
  const { metadata: _, ...bare } = of(1, 1);
  const shipped = bare as TrustedInstance;
  assert.ok(isNewerTrust(of(1, 2), of(1, 1)));
  assert.ok(isNewerTrust(of(2, 1), of(1, 7)));
  assert.ok(!isNewerTrust(of(1, 7), of(2, 1)));
  assert.ok(!isNewerTrust(of(1, 1), of(1, 2, { checked: 1 })));
  assert.ok(isNewerTrust(of(1, 1, { checked: 11 }), of(1, 1)));
  assert.ok(!isNewerTrust(of(1, 1, { checked: 11, digest: sha256Digest(PUBLIC) }), of(1, 1)));
  assert.ok(isNewerTrust(of(1, 1), shipped));
  assert.ok(!isNewerTrust(shipped, of(1, 1)));
});
