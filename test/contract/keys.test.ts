import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileKeys } from '../../src/adapters/keys/file-keys.ts';
import { nodeKeyMaker } from '../../src/adapters/keys/key-maker.ts';
import { takeKeyTexts } from '../../src/adapters/keys/key-texts.ts';
import { takePassword } from '../../src/adapters/keys/password.ts';
import { readLogKey, verifyEd25519 } from '../../src/adapters/store/log-key.ts';
import { parsePem } from '../../src/formats/der/pem.ts';
import { parseCertificate } from '../../src/formats/der/x509.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import {
  generateCosignKeyPair,
  generateLogKey,
  generateNotationTestChain,
  showPublicKey,
} from '../../src/roads/keys.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { vectorPath, vectorText } from '../support/vectors.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-keys-'));
after(() => rmSync(root, { recursive: true, force: true }));
const folder = () => mkdtempSync(join(root, 'f-'));
const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
const clock = { now: () => Date.UTC(2026, 0, 1) };
const withPassword = (password: string | undefined) =>
  takePassword(password === undefined ? {} : { COSIGN_PASSWORD: password }, undefined);
const ports = (password: string | undefined) => ({ maker: nodeKeyMaker(withPassword(password)), clock });
const failsWith = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof TwinsealError && error.code === code && text.test(error.message) && !error.message.includes('\n');

for (const password of ['', 'sécret pass']) {
  test(`a new key pair opens with its password (${JSON.stringify(password)}) and no other`, async () => {
    const files = await generateCosignKeyPair(join(folder(), 'cosign'), ports(password), call);
    assert.equal(statSync(files.privateKey).mode & 0o777, 0o600);
    const signer = await fileKeys(withPassword(password)).cosignSigner(files.privateKey, call);
    const spki = createPublicKey(readFileSync(files.publicKey)).export({ format: 'der', type: 'spki' });
    assert.deepEqual(Buffer.from(signer.spki), spki);
    assert.equal(signer.keyType, 'ecdsa-p256');
    const shown = await showPublicKey(files.privateKey, ports(password), call);
    assert.equal(shown.keyType, 'ecdsa-p256');
    assert.equal(shown.pem, readFileSync(files.publicKey, 'utf8'));
    await assert.rejects(
      fileKeys(withPassword(`${password}x`)).cosignSigner(files.privateKey, call),
      failsWith('KEY_PASSWORD', /does not unlock/),
    );
  });
}

test("cosign's own key opens with its password and has its own public key", async () => {
  const { pem } = await showPublicKey(vectorPath('cosign/cosign.key'), ports('twinseal'), call);
  assert.equal(pem, vectorText('cosign/cosign.pub'));
});

test('a key file with one changed byte in its box does not open', async () => {
  const path = join(folder(), 'changed.key');
  const [block] = parsePem(vectorText('cosign/cosign.key'));
  const json = JSON.parse(Buffer.from(block?.bytes ?? []).toString());
  const box = Buffer.from(json.ciphertext, 'base64');
  box[20] = (box[20] ?? 0) ^ 1;
  const text = Buffer.from(JSON.stringify({ ...json, ciphertext: box.toString('base64') })).toString('base64');
  writeFileSync(
    path,
    `-----BEGIN ${block?.label}-----\n${text.replace(/.{1,64}/g, '$&\n')}-----END ${block?.label}-----\n`,
  );
  await assert.rejects(
    fileKeys(withPassword('twinseal')).cosignSigner(path, call),
    failsWith('KEY_PASSWORD', /unlock/),
  );
});

test('the password leaves the environment when it is taken, and is not asked for twice', async () => {
  const environment = { COSIGN_PASSWORD: 'twinseal', OTHER: '1' };
  const passwords = takePassword(environment, undefined);
  assert.deepEqual(environment, { OTHER: '1' });
  assert.equal(await passwords.password('a', 'unlock'), 'twinseal');
  const asked: string[] = [];
  const atTerminal = takePassword({}, async (question) => `${asked.push(question)}`);
  assert.equal(await atTerminal.password('a', 'unlock'), '1');
  assert.equal(await atTerminal.password('a', 'unlock'), '1');
  assert.deepEqual(asked, ['Password for a: ']);
  await assert.rejects(atTerminal.password('b', 'create'), failsWith('KEY_PASSWORD', /differ/));
});

test('without a password and without a terminal one sentence says what to set', async () => {
  const expected = failsWith('KEY_PASSWORD', /COSIGN_PASSWORD/);
  await assert.rejects(fileKeys(withPassword(undefined)).cosignSigner(vectorPath('cosign/cosign.key'), call), expected);
  const prefix = join(folder(), 'cosign');
  await assert.rejects(generateCosignKeyPair(prefix, ports(undefined), call), expected);
  assert.ok(!existsSync(`${prefix}.key`));
});

for (const [name, keyType] of [
  ['p256', 'ecdsa-p256'],
  ['p384', 'ecdsa-p384'],
  ['p521', 'ecdsa-p521'],
  ['rsa2048', 'rsa-2048'],
  ['ed25519', 'ed25519'],
  ['sec1-with-parameters', 'ecdsa-p256'],
  ['pkcs1', 'rsa-2048'],
] as const) {
  test(`OpenSSL's ${name}.key opens without a password as ${keyType}`, async () => {
    const signer = await fileKeys(withPassword(undefined)).cosignSigner(vectorPath(`openssl/${name}.key`), call);
    assert.equal(signer.keyType, keyType);
  });
}

test('OpenSSL verifies what an opened key signs', async () => {
  const signer = await fileKeys(withPassword(undefined)).cosignSigner(vectorPath('openssl/p256.key'), call);
  const into = folder();
  writeFileSync(
    join(into, 'sig'),
    await signer.sign(readFileSync(vectorPath('openssl/message.txt')), 'ecdsa-der', call),
  );
  const args = ['dgst', '-sha256', '-verify', vectorPath('openssl/p256.pub'), '-signature', join(into, 'sig')];
  assert.match(String(execFileSync('openssl', [...args, vectorPath('openssl/message.txt')])), /Verified OK/);
});

test('a key is proved to open before it is needed, and what does not open is told', async () => {
  const certificate = vectorPath('openssl/message.txt');
  const at = vectorPath('cosign/cosign.key');
  await fileKeys(withPassword('twinseal')).prove({ cosignKey: at }, call);
  await assert.rejects(
    fileKeys(withPassword('wrong')).prove({ cosignKey: at }, call),
    failsWith('KEY_PASSWORD', /unlock/),
  );
  const keys = fileKeys(withPassword('twinseal'));
  const wrong = [
    { cosignKey: vectorPath('cosign/cosign.pub') },
    { notation: { key: vectorPath('openssl/p256.key'), certificate } },
    { cosignKey: join(root, 'none.key') },
  ];
  for (const named of wrong) await assert.rejects(keys.prove(named, call), failsWith('KEY_UNREADABLE', /./));
});

test('files that are no signing keys are refused with one sentence that names them', async () => {
  const keys = fileKeys(withPassword('x'));
  const odd = (name: string, text: string) => {
    const path = join(folder(), name);
    writeFileSync(path, text);
    return path;
  };
  for (const [path, text] of [
    [join(root, 'none.key'), /none\.key does not exist/],
    [root, /is a folder/],
    [vectorPath('openssl/p256.pub'), /PUBLIC KEY block is not read/],
    [vectorPath('openssl/pkcs8-encrypted.key'), /decrypt it with/],
    [vectorPath('openssl/message.txt'), /outside the PEM/],
    [odd('empty.key', ''), /no PEM block/],
    [odd('huge.key', 'x'.repeat(1024 * 1024 + 1)), /larger than 1 MiB/],
    [odd('binary.key', '\xff\0'), /./],
    [odd('broken.key', vectorText('openssl/p256.key').replace(/^MIG/m, 'MIH')), /broken\.key is not a private key/],
    [odd('two.key', vectorText('openssl/p256.key').repeat(2)), /exactly one private key/],
  ] as const)
    await assert.rejects(keys.cosignSigner(path, call), failsWith('KEY_UNREADABLE', text), path);
  const pipe = join(folder(), 'pipe.key');
  execFileSync('mkfifo', [pipe]);
  await assert.rejects(keys.cosignSigner(pipe, call), failsWith('KEY_UNREADABLE', /no regular file/));
});

test('key files are never written over, nor through a link, and no half of a pair stays', async () => {
  const into = folder();
  writeFileSync(join(into, 'cosign.pub'), 'precious');
  await assert.rejects(
    generateCosignKeyPair(join(into, 'cosign'), ports(''), call),
    failsWith('KEY_EXISTS', /cosign\.pub exists/),
  );
  assert.ok(!existsSync(join(into, 'cosign.key')));
  assert.equal(readFileSync(join(into, 'cosign.pub'), 'utf8'), 'precious');
  symlinkSync(join(into, 'elsewhere'), join(into, 'link.key'));
  await assert.rejects(
    generateCosignKeyPair(join(into, 'link'), ports(''), call),
    failsWith('KEY_EXISTS', /link\.key exists/),
  );
  assert.ok(!existsSync(join(into, 'elsewhere')));
  await assert.rejects(
    generateCosignKeyPair(join(into, 'no/such/cosign'), ports(''), call),
    failsWith('USAGE', /the folder does not exist/),
  );
});

test("a log's key is its owner's alone, signs checkpoints, and is not written over", async () => {
  const prefix = join(folder(), 'log');
  const path = await generateLogKey(prefix, ports(undefined), call);
  assert.equal(path, `${prefix}.key`);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const { verifierKey, sign } = await readLogKey('log.example.com', path);
  const message = new TextEncoder().encode('a checkpoint');
  assert.ok(verifyEd25519(verifierKey.publicKey, message, sign(message)));
  await assert.rejects(generateLogKey(prefix, ports(undefined), call), failsWith('KEY_EXISTS', /not overwritten/));
});

test('a notation test chain is one that OpenSSL verifies, with a key of its own', async () => {
  const files = await generateNotationTestChain(join(folder(), 'n'), 'example.com', ports(undefined), call);
  assert.equal(statSync(files.privateKey).mode & 0o777, 0o600);
  const [leaf] = parsePem(readFileSync(files.chain, 'utf8')).map(({ bytes }) => parseCertificate(bytes));
  assert.ok(leaf);
  assert.deepEqual([leaf.notBefore, leaf.notAfter], [clock.now() / 1000 - 60, files.notAfter]);
  const verified = execFileSync('openssl', [
    'verify',
    '-x509_strict',
    '-attime',
    String(clock.now() / 1000),
    '-CAfile',
    files.root,
    files.chain,
  ]);
  assert.match(String(verified), /: OK/);
  const signer = await fileKeys(withPassword(undefined)).notationSigner(
    { key: files.privateKey, certificate: files.chain },
    call,
  );
  assert.equal(signer.chain.length, 2);
  assert.deepEqual(signer.spki, leaf.spki);
  assert.equal(new X509Certificate(signer.chain[1] ?? '').ca, true);
  const again = await generateNotationTestChain(join(folder(), 'n'), 'example.com', ports(undefined), call);
  assert.notEqual(readFileSync(again.root, 'utf8'), readFileSync(files.root, 'utf8'));
});

test('a chain file with text between its certificates is read, one with a key in it is not', async () => {
  const keys = fileKeys(withPassword(undefined));
  const into = join(folder(), 'chain.pem');
  writeFileSync(into, vectorText('openssl/leaf.crt') + vectorText('openssl/mid.crt') + vectorText('openssl/root.crt'));
  assert.equal(
    (await keys.notationSigner({ key: vectorPath('openssl/p256.key'), certificate: into }, call)).chain.length,
    3,
  );
  writeFileSync(into, vectorText('openssl/root.crt') + vectorText('openssl/p256.key'));
  const attempt = keys.notationSigner({ key: vectorPath('openssl/p256.key'), certificate: into }, call);
  await assert.rejects(attempt, failsWith('KEY_UNREADABLE', /PRIVATE KEY block/));
});

test('the public key of a certificate is shown, and of a public key itself', async () => {
  const { pem } = await showPublicKey(vectorPath('openssl/leaf.crt'), ports(undefined), call);
  assert.equal(pem, vectorText('openssl/p256.pub'));
  assert.equal((await showPublicKey(vectorPath('openssl/rsa2048.pub'), ports(undefined), call)).keyType, 'rsa-2048');
});

test('a key that is named as env://NAME is taken out of the environment, and no other is read', async () => {
  const pem = vectorText('openssl/p256.key');
  const environment: NodeJS.ProcessEnv = { SIGNING_KEY: pem, OTHER: pem, EMPTY: '' };
  const texts = takeKeyTexts(environment, ['env://SIGNING_KEY', undefined, 'notation.key', 'env://SIGNING_KEY']);
  assert.deepEqual(Object.keys(environment), ['OTHER', 'EMPTY']);
  const keys = fileKeys(withPassword(undefined), texts);
  await keys.look({ cosignKey: 'env://SIGNING_KEY' }, call);
  const signer = await keys.cosignSigner('env://SIGNING_KEY', call);
  const file = await fileKeys(withPassword(undefined)).cosignSigner(vectorPath('openssl/p256.key'), call);
  assert.deepEqual(signer.spki, file.spki);
  await assert.rejects(keys.cosignSigner('env://OTHER', call), failsWith('KEY_UNREADABLE', /is not read here/));
  await assert.rejects(keys.look({ cosignKey: 'env://OTHER' }, call), failsWith('KEY_UNREADABLE', /is not read here/));
  for (const [place, code, why] of [
    ['env://EMPTY', 'KEY_UNREADABLE', /is not set, or empty/],
    ['env://ABSENT', 'KEY_UNREADABLE', /is not set, or empty/],
    ['env://', 'USAGE', /names no variable/],
    ['env://A=B', 'USAGE', /names no variable/],
  ] as const)
    assert.throws(() => takeKeyTexts(environment, [place]), failsWith(code, why));
  const large = { LARGE: 'x'.repeat(1024 * 1024 + 1) };
  assert.throws(() => takeKeyTexts(large, ['env://LARGE']), failsWith('KEY_UNREADABLE', /larger than 1 MiB/));
});

test('a key of the environment that is none is refused without a word of it', async () => {
  const texts = takeKeyTexts({ SIGNING_KEY: 'hunter2' }, ['env://SIGNING_KEY']);
  await assert.rejects(
    fileKeys(withPassword(undefined), texts).cosignSigner('env://SIGNING_KEY', call),
    (error: unknown) =>
      failsWith('KEY_UNREADABLE', /env:\/\/SIGNING_KEY is not a private key/)(error) &&
      !String(error).includes('hunter2'),
  );
});

test('no program that a seal starts inherits password or key', async () => {
  const here = folder();
  writeFileSync(join(here, 'go.mod'), 'module example.com/app\n\ngo 1.24\n');
  writeFileSync(join(here, 'main.go'), 'package main\n\nfunc main() {}\n');
  const bin = folder();
  const seen = join(bin, 'seen');
  for (const name of ['git', 'go'])
    writeFileSync(join(bin, name), `#!/bin/sh\necho "$0" >>'${seen}'\nenv >>'${seen}'\nexit 1\n`, { mode: 0o755 });
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    HOME: here,
    COSIGN_PASSWORD: 'correct horse',
    SIGNING_KEY: vectorText('openssl/p256.key'),
  };
  const words = ['seal', here, '--layout', join(bin, 'app.oci'), '--cosign-key', 'env://SIGNING_KEY'];
  const { status, stderr } = await twinseal(words, { env });
  assert.notEqual(status, 0);
  const told = readFileSync(seen, 'utf8');
  assert.match(told, /HOME=/, stderr);
  assert.doesNotMatch(told, /SIGNING_KEY|PRIVATE KEY|COSIGN_PASSWORD|correct horse/);
});
