import assert from 'node:assert/strict';
import { generateKeyPairSync, verify } from 'node:crypto';
import { test } from 'node:test';
import { keyObjectSigner } from '../../src/adapters/keys/key-object-signer.ts';
import { decodeBase64 } from '../../src/formats/base64.ts';
import { parseOnePem } from '../../src/formats/der/pem.ts';
import { parseDigest, sha256Digest } from '../../src/formats/digest.ts';
import { dssePae } from '../../src/formats/dsse.ts';
import { parseStatement, STATEMENT_TYPES } from '../../src/formats/in-toto.ts';
import { parseSigstoreBundle } from '../../src/formats/sigstore/bundle.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { cosignImageStatement } from '../../src/seal/sign/cosign/image-statement.ts';
import { cosignKeyHint } from '../../src/seal/sign/cosign/key-hint.ts';
import { signStatement } from '../../src/seal/sign/cosign/sign-statement.ts';
import { vector, vectorText } from '../support/vectors.ts';

const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
const DIGEST = sha256Digest(new TextEncoder().encode('{}'));

const pairOf = (type: string, size: string | number) =>
  type === 'ec'
    ? generateKeyPairSync('ec', { namedCurve: String(size) })
    : type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: Number(size) })
      : generateKeyPairSync('ed25519');

for (const [type, size, keyType, hash] of [
  ['ec', 'P-256', 'ecdsa-p256', 'sha256'],
  ['ec', 'P-384', 'ecdsa-p384', 'sha384'],
  ['ec', 'P-521', 'ecdsa-p521', 'sha512'],
  ['rsa', 3072, 'rsa-3072', 'sha256'],
  ['ed25519', '', 'ed25519', undefined],
] as const) {
  test(`a bundle by a key of type ${keyType} verifies over its own bytes`, async () => {
    const { privateKey, publicKey } = pairOf(type, size);
    const signer = keyObjectSigner(privateKey, 'test');
    assert.equal(signer.keyType, keyType);
    const signed = await signStatement(cosignImageStatement(DIGEST), signer, call);
    const bundle = parseSigstoreBundle(signed.bytes);
    assert.deepEqual(bundle.key, { kind: 'public-key', hint: cosignKeyHint(signer.spki) });
    assert.ok(bundle.content.kind === 'dsse');
    const { payloadType, payload, signatures } = bundle.content.envelope;
    assert.deepEqual(Object.keys(signatures[0] ?? {}), ['sig']);
    assert.ok(verify(hash, dssePae(payloadType, payload), publicKey, signatures[0]?.sig ?? new Uint8Array()));
  });
}

test('the statement is the one that cosign signs, member for member', () => {
  const { content } = parseSigstoreBundle(vector('cosign/sign.bundle.json'));
  assert.ok(content.kind === 'dsse');
  const theirs = parseStatement(content.envelope.payload);
  const hex = theirs.subject[0]?.digest.sha256 ?? '';
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
  assert.deepEqual(plain(cosignImageStatement(parseDigest(`sha256:${hex}`), { who: 'me' })), plain(theirs));
  assert.deepEqual(Object.keys(cosignImageStatement(DIGEST).subject[0] ?? {}), ['digest']);
});

test('the hint is the one that cosign writes for its own key', () => {
  const { key } = parseSigstoreBundle(vector('cosign/sign.bundle.json'));
  const spki = parseOnePem(vectorText('cosign/cosign.pub'), ['PUBLIC KEY']).bytes;
  assert.deepEqual(key, { kind: 'public-key', hint: cosignKeyHint(spki) });
  assert.equal(decodeBase64(cosignKeyHint(spki)).length, 32);
});

test('the same statement and key give the same payload, and only the signature differs', async () => {
  const signer = keyObjectSigner(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'test');
  const payloads = await Promise.all(
    [1, 2].map(async () => {
      const { content } = parseSigstoreBundle((await signStatement(cosignImageStatement(DIGEST), signer, call)).bytes);
      return content.kind === 'dsse' ? Buffer.from(content.envelope.payload).toString() : '';
    }),
  );
  assert.equal(payloads[0], payloads[1]);
  assert.match(payloads[0] ?? '', /^\{"_type":"https:\/\/in-toto\.io\/Statement\/v1","predicate":\{\}/);
});

test('a signer whose public half is another key is found out before anything is attached', async () => {
  const one = keyObjectSigner(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'one');
  const other = keyObjectSigner(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'other');
  await assert.rejects(
    signStatement(cosignImageStatement(DIGEST), { ...one, spki: other.spki }, call),
    (error) => error instanceof TwinsealError && error.code === 'KEY_UNREADABLE',
  );
});

test('a key signs only in the schemes of its type, and not after an abort', async () => {
  const signer = keyObjectSigner(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'test');
  await assert.rejects(signer.sign(new Uint8Array(), 'rsa-pss', call), /cannot make rsa-pss/);
  await assert.rejects(
    signer.sign(new Uint8Array(), 'ecdsa-der', { ...call, signal: AbortSignal.abort() }),
    /cancelled/,
  );
});

test('a statement that strict readers would refuse is not signed', async () => {
  const signer = keyObjectSigner(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'test');
  const statement = { ...cosignImageStatement(DIGEST), _type: STATEMENT_TYPES.v01 };
  await assert.rejects(signStatement(statement, signer, call), /only statements of v1/);
});

test('keys that no format takes are refused with the list of those that are', () => {
  const wrong: readonly { privateKey: Parameters<typeof keyObjectSigner>[0] }[] = [
    generateKeyPairSync('rsa', { modulusLength: 1024 }),
    generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
    generateKeyPairSync('x25519'),
  ];
  for (const { privateKey } of wrong)
    assert.throws(() => keyObjectSigner(privateKey, 'k.pem'), /k\.pem is of a type that is not used for signing/);
});
