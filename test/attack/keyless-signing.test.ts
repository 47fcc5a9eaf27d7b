// What services of an instance, and those who sit between, may do to somebody who signs without a key: no token goes to another
// host, no certificate for another key is used, and what does not verify by the trusted root is not handed on.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { identityTokens } from '../../src/adapters/keyless/identity-token.ts';
import { keylessSigners } from '../../src/adapters/keyless/keyless-signers.ts';
import { takeKeyTexts } from '../../src/adapters/keys/key-texts.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { checkKeyless } from '../../src/roads/check-keyless.ts';
import { signByCosign } from '../../src/roads/sign-document.ts';
import { type InstanceBend, type KeylessInstance, startKeylessInstance } from '../support/keyless-instance.ts';
import { startOpensslTsa } from '../support/openssl-tsa.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-keyless-'));
after(() => rmSync(root, { recursive: true, force: true }));
const call = { signal: new AbortController().signal, deadline: Date.now() + 120_000 };
const SUBJECT = {
  mediaType: 'application/vnd.oci.image.index.v1+json',
  digest: sha256Digest(new Uint8Array([1])),
  size: 1,
};
let made = 0;
const tsa = await startOpensslTsa(join(root, 'tsa'));
after(() => tsa.stop());

async function start(bend: InstanceBend = {}): Promise<KeylessInstance> {
  made += 1;
  const instance = await startKeylessInstance(join(root, String(made)), bend, tsa);
  after(() => instance.stop());
  return instance;
}

const tokensOf = (path: string) => identityTokens({}, path, takeKeyTexts({}));

async function signs(instance: KeylessInstance, version: 1 | 2 = 1, token = instance.token) {
  const named = { config: instance.config(version), trustedRoot: instance.trustedRoot };
  const cosign = await keylessSigners(tokensOf(token), () => Date.now()).signer(named, call);
  const now = Math.floor(Date.now() / 1000);
  const attachment = await signByCosign(SUBJECT, cosign, { now }, call);
  checkKeyless([attachment], { cosign }, now);
}

const refusedAs = (code: string, say: RegExp) => (error: unknown) =>
  error instanceof TwinsealError && error.code === code && say.test(error.message) && !error.message.includes('eyJ');

const other = await start();
const entries: string[] = [];
const recorder = await start({
  answer(path, body) {
    if (path.endsWith('/entries')) entries.push(body);
    return body;
  },
});

test('an honest instance signs, in either log', async () => {
  for (const version of [1, 2] as const) await signs(recorder, version);
  assert.equal(entries.length, 2);
});

const CERTIFICATE = '/api/v2/signingCert';
const LOG = '/api/v1/log/entries';
const only = (where: string, status: number, headers: Record<string, string> = {}) => ({
  status: (path: string) => (path === where ? { status, headers } : undefined),
});
const answers = (where: string, change: (body: string) => string) => ({
  answer: (path: string, body: string) => (path === where ? change(body) : body),
});
const edited = (where: string, change: (entry: Record<string, never>) => void) =>
  answers(where, (body) => {
    const document = JSON.parse(body);
    change(where === LOG ? Object.values(document)[0] : document);
    return JSON.stringify(document);
  });

for (const [what, bend, code, say] of [
  ['an authority that is busy', only(CERTIFICATE, 503), 'KEYLESS_FAILED', /answered 503 \(as it was told\)/],
  ['an authority that throttles', only(CERTIFICATE, 429), 'KEYLESS_FAILED', /answered 429/],
  ['an authority that says no', only(CERTIFICATE, 401), 'KEYLESS_REFUSED', /refused: it answered 401/],
  ['an authority without certificates', answers(CERTIFICATE, () => '{}'), 'KEYLESS_FAILED', /gave no certificate/],
  ['an authority that answers no JSON', answers(CERTIFICATE, () => '<html>'), 'KEYLESS_FAILED', /is no JSON/],
  ['an endless answer', answers(CERTIFICATE, () => `"${'x'.repeat(5_000_000)}"`), 'KEYLESS_FAILED', /sent more than/],
  ['a log that is busy', only(LOG, 500), 'KEYLESS_FAILED', /answered 500/],
  ['a log that says no', only(LOG, 400), 'KEYLESS_REFUSED', /answered 400/],
  ['a log without an entry', answers(LOG, () => '{}'), 'KEYLESS_FAILED', /is no entry of a log/],
  [
    'an entry of somebody else',
    answers(LOG, () => entries[0] ?? ''),
    'KEYLESS_FAILED',
    /does not verify by its trusted root/,
  ],
  [
    'a promise over another time',
    edited(LOG, (entry) => Object.assign(entry, { integratedTime: 1_790_000_000 })),
    'KEYLESS_FAILED',
    /does not verify by its trusted root/,
  ],
  [
    'an entry without its proof',
    edited(LOG, (entry) => Object.assign(entry, { verification: {} })),
    'KEYLESS_FAILED',
    /is no entry of a log/,
  ],
] as const satisfies readonly (readonly [string, InstanceBend, string, RegExp])[]) {
  test(`${what} gives no signature`, async () => {
    await assert.rejects(signs(await start(bend)), refusedAs(code, say));
  });
}

test('a certificate for another key is not used', async () => {
  let first: string | undefined;
  const instance = await start(
    answers(CERTIFICATE, (body) => {
      first ??= body;
      return first;
    }),
  );
  await signs(instance);
  await assert.rejects(signs(instance), refusedAs('KEYLESS_FAILED', /is for another key than ours/));
});

test('an instance that the trusted root does not know is found before anything is attached', async () => {
  const instance = await start();
  await assert.rejects(
    signs({ ...instance, trustedRoot: other.trustedRoot }),
    refusedAs('KEYLESS_FAILED', /does not verify by its trusted root/),
  );
});

test('a redirect is followed by nobody: the token stays with the host of the configuration', async () => {
  const before = other.asked.length;
  const host = other.asked[0]?.host ?? '127.0.0.1:1';
  for (const status of [302, 307, 308]) {
    const location = `http://${host}${CERTIFICATE}`;
    await assert.rejects(
      signs(await start(only(CERTIFICATE, status, { location }))),
      refusedAs('KEYLESS_REFUSED', new RegExp(String(status))),
    );
  }
  assert.equal(other.asked.length, before);
});

const b64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenOf = (claims: object) =>
  `${b64url({ alg: 'ES256', kid: 'k' })}.${b64url({ iss: 'https://issuer.example.com', ...claims })}.AAAA`;

test('what is no token of an identity is refused without a word of it', async () => {
  for (const [token, say] of [
    ['hunter2', /is no JWT/],
    [tokenOf({}), /names no subject/],
    [tokenOf({ sub: '' }), /names no subject/],
    [tokenOf({ sub: 'x', email: 'a@example.com' }), /has not verified its e-mail address/],
    [tokenOf({ sub: 'x', email: 'a@example.com', email_verified: false }), /has not verified/],
  ] as const) {
    const file = join(root, 'bad-token');
    writeFileSync(file, token);
    await assert.rejects(
      signs(other, 1, file),
      (error: unknown) => refusedAs('KEYLESS_REFUSED', say)(error) && !String(error).includes('hunter2'),
    );
  }
});

test('tokens of the environment leave it, and GitHub is asked for one for this audience', async () => {
  const asked: { url: string; authorization: string | undefined }[] = [];
  const github = createServer((request, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization });
    response.end(JSON.stringify({ value: readFileSync(other.token, 'utf8').trim() }));
  });
  await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve));
  after(() => github.close());
  const url = `http://127.0.0.1:${(github.address() as AddressInfo).port}/token?api-version=2.0`;
  const environment: NodeJS.ProcessEnv = {
    ACTIONS_ID_TOKEN_REQUEST_URL: url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer',
    PATH: '/bin',
  };
  const tokens = identityTokens(environment, undefined, takeKeyTexts({}));
  assert.deepEqual(environment, { PATH: '/bin' });
  const cosign = await keylessSigners(tokens, () => Date.now()).signer({ config: other.config(1) }, call);
  await signByCosign(SUBJECT, cosign, { now: Math.floor(Date.now() / 1000) }, call);
  assert.deepEqual(asked, [{ url: '/token?api-version=2.0&audience=sigstore', authorization: 'Bearer bearer' }]);

  const ambient: NodeJS.ProcessEnv = { SIGSTORE_ID_TOKEN: `${readFileSync(other.token, 'utf8')}` };
  assert.equal(
    await identityTokens(ambient, undefined, takeKeyTexts({})).token(call),
    readFileSync(other.token, 'utf8').trim(),
  );
  assert.deepEqual(ambient, {});
  const none = keylessSigners(identityTokens({}, undefined, takeKeyTexts({})), () => Date.now());
  await assert.rejects(
    none.look({ config: other.config(1) }, call),
    refusedAs('KEYLESS_REFUSED', /there is no identity token/),
  );
  for (const bad of ['nonsense', 'http://example.com/token']) {
    const strange = { ACTIONS_ID_TOKEN_REQUEST_URL: bad, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer' };
    await assert.rejects(
      identityTokens(strange, undefined, takeKeyTexts({})).token(call),
      refusedAs('KEYLESS_FAILED', /is no address|is not https/),
    );
  }
});

test('a configuration whose services are gone, not spoken with, or not over https is refused', async () => {
  const good = JSON.parse(readFileSync(other.config(2), 'utf8'));
  const [service] = good.caUrls;
  for (const [change, code, say] of [
    [{ caUrls: [] }, 'KEYLESS_REFUSED', /too few certificate authorities/],
    [{ caUrls: [{ ...service, majorApiVersion: 9 }] }, 'KEYLESS_REFUSED', /too few certificate authorities/],
    [
      { caUrls: [{ ...service, validFor: { start: '2020-01-01T00:00:00Z', end: '2021-01-01T00:00:00Z' } }] },
      'KEYLESS_REFUSED',
      /too few/,
    ],
    [{ caUrls: [{ ...service, url: 'http://fulcio.example.com' }] }, 'KEYLESS_REFUSED', /no https address/],
    [{ caUrls: [{ ...service, url: 'https://user:word@fulcio.example.com' }] }, 'KEYLESS_REFUSED', /no https address/],
    [{ rekorTlogConfig: { selector: 'EXACT', count: 2 } }, 'KEYLESS_REFUSED', /too few logs/],
    [{ tsaUrls: [], tsaConfig: { selector: 'ALL' } }, 'KEYLESS_REFUSED', /too few timestamp authorities/],
    [{ rekorTlogConfig: undefined, tsaConfig: undefined }, 'KEYLESS_REFUSED', /neither log nor timestamp authority/],
    [{ mediaType: 'application/json' }, 'INPUT_MALFORMED', /is no signing configuration/],
  ] as const) {
    const file = join(root, 'bad-config.json');
    writeFileSync(file, JSON.stringify({ ...good, ...change }));
    const signers = keylessSigners(tokensOf(other.token), () => Date.now());
    await assert.rejects(signers.signer({ config: file }, call), refusedAs(code, say));
  }
});
