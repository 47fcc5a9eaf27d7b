// Each rule of the Notary Project on certificates: a chain that breaks it is refused for that, in both envelopes, and its twin
// that differs in nothing else is allowed. What the real notation says of the same chains: notation-certificates.heavy.test.ts.
import assert from 'node:assert/strict';
import { constants, sign } from 'node:crypto';
import { test } from 'node:test';
import { encode } from 'cborg';
import { certificateCases } from '../support/certificate-cases.ts';
import { makeChain, type TestChain } from '../support/certificates.ts';
import type { CoseBend } from '../support/notation-cose.ts';
import { both, said } from '../support/notation-verdicts.ts';
import { NOW } from '../support/sealed-image.ts';
import type { JwsBend } from '../support/signing.ts';

const trust = (chain: TestChain) => ({ chain, notation: {} });
const judged = (chain: TestChain, jws: JwsBend = {}, cose: CoseBend = {}) =>
  said(both(undefined, chain, jws, cose), trust(chain), NOW);

for (const { what, good, bad, reason } of certificateCases())
  test(`${what} is refused for that, and its twin is allowed`, async () => {
    const right = await judged(good());
    assert.equal(right.outcome, 'allow', right.reason);
    const wrong = await judged(bad());
    assert.deepEqual([wrong.outcome, wrong.code], ['deny', 'SIGNATURE_INVALID'], wrong.reason);
    assert.match(wrong.reason, reason);
  });

test('a certificate of the chain may outlive its issuer, and the issuer the root', async () => {
  const chain = makeChain({ leaf: { notAfter: NOW + 500 * 86_400 }, intermediate: { notAfter: NOW + 400 * 86_400 } });
  assert.equal((await judged(chain)).outcome, 'allow');
});

test('an RSA signature is PSS with a salt as long as the hash, and nothing else', async () => {
  const chain = makeChain({ kind: 2048 });
  const { RSA_PKCS1_PSS_PADDING: pss, RSA_PKCS1_PADDING: pkcs1, RSA_PSS_SALTLEN_DIGEST: digest } = constants;
  for (const [padding, allowed] of [
    [{ padding: pss, saltLength: digest }, true],
    [{ padding: pss, saltLength: 20 }, false],
    [{ padding: pss, saltLength: 0 }, false],
    [{ padding: pkcs1 }, false],
  ] as const) {
    const anew = (input: Uint8Array) => sign('sha256', input, { key: chain.leafKey, ...padding });
    const jws: JwsBend = {
      edit: (envelope) => ({
        ...envelope,
        signature: anew(Buffer.from(`${envelope.protected}.${envelope.payload}`)).toString('base64url'),
      }),
    };
    const cose: CoseBend = {
      parts: ([header, open, payload]) => [
        header,
        open,
        payload,
        anew(encode(['Signature1', header, new Uint8Array(), payload])),
      ],
    };
    const { outcome, code, reason } = await judged(chain, jws, cose);
    assert.equal(outcome, allowed ? 'allow' : 'deny', reason);
    if (allowed) continue;
    assert.equal(code, 'SIGNATURE_INVALID');
    assert.match(reason, /the signature does not verify with the key of its certificate/);
  }
});
