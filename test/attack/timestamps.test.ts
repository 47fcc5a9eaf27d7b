// What a timestamp authority, or somebody on the way to it, may answer instead of a timestamp: nothing of it gets into a signature.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { timestampServer } from '../../src/adapters/timestamp/timestamp-server.ts';
import { parsePem } from '../../src/formats/der/pem.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { stampSignature } from '../../src/seal/sign/timestamp.ts';
import { type OpensslTsa, startOpensslTsa, type TsaBend } from '../support/openssl-tsa.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-tsa-'));
after(() => rmSync(root, { recursive: true, force: true }));
const call = { signal: new AbortController().signal, deadline: Date.now() + 120_000 };
const SIGNATURE = new Uint8Array([1, 2, 3, 4]);
let made = 0;

async function start(bend: TsaBend = {}): Promise<OpensslTsa> {
  made += 1;
  const tsa = await startOpensslTsa(join(root, String(made)), bend);
  after(() => tsa.stop());
  return tsa;
}

const certificates = (file: string) => parsePem(readFileSync(file, 'utf8')).map(({ bytes }) => bytes);
const refusedAs = (code: string, say: RegExp) => (error: unknown) =>
  error instanceof TwinsealError && error.code === code && say.test(error.message);
const good = await start();
const roots = certificates(good.root);

test('a good answer is taken, for each hash, with and without roots', async () => {
  for (const hash of ['sha256', 'sha384', 'sha512'] as const)
    for (const trusted of [roots, certificates(good.chain), undefined]) {
      const { time, token, response } = await stampSignature(SIGNATURE, hash, timestampServer(good.url, trusted), call);
      assert.ok(Math.abs(time - Date.now() / 1000) < 3600);
      assert.ok(Buffer.from(response).includes(Buffer.from(token)));
    }
  assert.ok(good.asked.every(({ type }) => type === 'application/timestamp-query'));
  const nonces = new Set(good.asked.map(({ query }) => query.toString('hex')));
  assert.equal(nonces.size, good.asked.length);
});

/** The last byte of the imprint, and of the nonce, stand before `0101ff` (certReq) at known places. */
const changed = (fromEnd: number) => (query: Buffer) => {
  const bent = Buffer.from(query);
  bent[bent.length - fromEnd] = (bent[bent.length - fromEnd] ?? 0) ^ 1;
  return bent;
};
const CERT_REQ = 3;
const NONCE = 2 + 16;

for (const [what, bend, say] of [
  ['stamps other bytes', { query: changed(CERT_REQ + NONCE + 1) }, /stamps something else/],
  ['answers another request', { query: changed(CERT_REQ + 1) }, /its nonce is not ours/],
  [
    'leaves its certificate out',
    { query: (query: Buffer) => withoutCertificates(query) },
    /does not carry the certificate/,
  ],
  ['has no purpose at all', { stamper: 'basicConstraints=critical,CA:FALSE\n' }, undefined],
  ['has a purpose that is not critical', { stamper: 'extendedKeyUsage=timeStamping\n' }, undefined],
  ['has a second purpose', { stamper: 'extendedKeyUsage=critical,timeStamping,codeSigning\n' }, undefined],
  [
    'is an authority',
    { stamper: 'basicConstraints=critical,CA:TRUE\nextendedKeyUsage=critical,timeStamping\n' },
    /by an authority/,
  ],
] as const) {
  test(`one that ${what} is refused`, async () => {
    const tsa = await start(bend);
    const asking = stampSignature(SIGNATURE, 'sha256', timestampServer(tsa.url, certificates(tsa.root)), call);
    // OpenSSL itself refuses to stamp with some of them, and then there is no answer at all.
    if (say === undefined) await assert.rejects(asking, { name: 'TwinsealError' });
    else await assert.rejects(asking, refusedAs('TIMESTAMP_INVALID', say));
  });
}

function withoutCertificates(query: Buffer): Buffer {
  const bent = Buffer.from(query.subarray(0, query.length - CERT_REQ));
  bent[1] = (bent[1] ?? 0) - CERT_REQ;
  return bent;
}

test('one that leads to another root is refused', async () => {
  const other = await start();
  await assert.rejects(
    stampSignature(SIGNATURE, 'sha256', timestampServer(other.url, roots), call),
    refusedAs('TIMESTAMP_INVALID', /leads to none of the roots/),
  );
});

const reply = (response: ServerResponse, body: Buffer | string, status = 200, type = 'application/timestamp-reply') =>
  response.writeHead(status, { 'content-type': type }).end(body);

for (const [what, answer, code, say] of [
  ['an error', (response) => reply(response, 'no', 500), 'TIMESTAMP_FAILED', /answered 500/],
  [
    'a redirect',
    (response) => response.writeHead(302, { location: good.url }).end(),
    'TIMESTAMP_FAILED',
    /answered 302/,
  ],
  ['a page', (response) => reply(response, '<html>', 200, 'text/html'), 'TIMESTAMP_FAILED', /is no timestamp/],
  ['too much', (response) => reply(response, 'x'.repeat(70_000)), 'TIMESTAMP_FAILED', /more than 65536 bytes/],
  [
    'half of it',
    (response, whole) => {
      response.writeHead(200, { 'content-type': 'application/timestamp-reply', 'content-length': whole.length });
      response.write(whole.subarray(0, 20));
      setTimeout(() => response.destroy(), 20);
    },
    'TIMESTAMP_FAILED',
    /broke off|failed/,
  ],
  ['nothing', (response) => response.destroy(), 'TIMESTAMP_FAILED', /connection failed/],
  ['junk', (response) => reply(response, 'junk'), 'TIMESTAMP_INVALID', /is not used/],
  [
    'a refusal',
    (response) => reply(response, Buffer.from('30053003020102', 'hex')),
    'TIMESTAMP_INVALID',
    /was not granted \(status 2\)/,
  ],
] as const satisfies readonly (readonly [string, NonNullable<TsaBend['answer']>, string, RegExp])[]) {
  test(`${what} is no timestamp`, async () => {
    const tsa = await start({ answer });
    await assert.rejects(stampSignature(SIGNATURE, 'sha256', timestampServer(tsa.url), call), refusedAs(code, say));
  });
}

test('an earlier answer for the same signature is not taken again', async () => {
  let kept: Buffer | undefined;
  const tsa = await start({
    answer(response, fresh) {
      kept ??= fresh;
      reply(response, kept);
    },
  });
  const authority = timestampServer(tsa.url, certificates(tsa.root));
  await stampSignature(SIGNATURE, 'sha256', authority, call);
  await assert.rejects(
    stampSignature(SIGNATURE, 'sha256', authority, call),
    refusedAs('TIMESTAMP_INVALID', /its nonce is not ours/),
  );
});

test('an answer with a bent bit is refused, or says the same', async () => {
  const nonce = timestampServer(good.url).nonce();
  let whole: Uint8Array = new Uint8Array();
  const authority = { url: good.url, roots, nonce: () => nonce };
  const { time } = await stampSignature(
    SIGNATURE,
    'sha256',
    { ...authority, ask: async (request) => (whole = await timestampServer(good.url).ask(request, call)) },
    call,
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
      const bent = Uint8Array.from(whole);
      bent[at] = (bent[at] ?? 0) ^ (1 << bit);
      try {
        const stamped = await stampSignature(SIGNATURE, 'sha256', { ...authority, ask: async () => bent }, call);
        assert.equal(stamped.time, time);
      } catch (error) {
        assert.ok(refusedAs('TIMESTAMP_INVALID', /is not used/)(error), String(error));
      }
    }),
    { numRuns: 300 },
  );
});

test('what is no address of an authority is refused', () => {
  for (const text of ['tsa.example.com', 'ftp://tsa.example.com', 'https://user:word@tsa.example.com/', ''])
    assert.throws(() => timestampServer(text), refusedAs('USAGE', /is no address/));
});
