import assert from 'node:assert/strict';
import { CHAIN_END, CHAIN_START, type TestChain } from './certificates.ts';
import { type CoseBend, coseSignature, epoch } from './notation-cose.ts';
import { attachNotation, CHAIN, judge, makeImage, type TestImage, testPolicy } from './sealed-image.ts';
import { type JwsBend, notationSignature } from './signing.ts';
import { type StampIt, stampedCose, stampedJws } from './stamped.ts';
import { makeStamper } from './timestamp-authority.ts';

/** The timestamp authority that policies of these tests trust. */
export const TSA = makeStamper();
/** Within the validity of the chain, and after it. */
export const STAMPED = CHAIN_START + 50 * 86_400;
export const LATER = CHAIN_END + 100 * 86_400;

/** What the policy says of time, and of what else. */
export interface Trust {
  readonly when?: string;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly notation?: Readonly<Record<string, unknown>>;
  readonly chain?: TestChain;
}

/** A policy that demands a signature by notation; each must have a timestamp unless said otherwise. */
export function trusting({ when = 'always', more = {}, notation, chain = CHAIN }: Trust = {}) {
  const timestamps = { certificates: TSA.rootPem, when };
  return testPolicy(
    { signatures: [{ by: 'notary' }] },
    {
      trust: [
        {
          name: 'notary',
          notation: { certificates: chain.rootPem, identities: ['*'], ...(notation ?? { timestamps }) },
        },
      ],
      ...more,
    },
  );
}

const subjectsOf = (image: TestImage) => [image.index, ...image.platforms.map(({ descriptor }) => descriptor)];

/** What is said of an image that carries one signature a subject, in the same words for both envelopes. */
export async function said(sign: (subject: TestImage['index']) => readonly Uint8Array[], trust: Trust, now: number) {
  const images = [makeImage(), makeImage()];
  for (const [at, image] of images.entries())
    for (const subject of subjectsOf(image)) {
      const envelope = sign(subject)[at];
      assert.ok(envelope);
      attachNotation(image.store, subject, envelope);
    }
  const policy = await trusting(trust);
  const told = await Promise.all(
    images.map(async (image) => {
      const { verdict } = await judge(image, policy, now);
      const check = verdict.checks.find(({ id }) => id === 'signature:notary');
      return { outcome: verdict.outcome, code: check?.code, reason: check?.reason ?? '', until: verdict.validUntil };
    }),
  );
  assert.deepEqual({ ...told[0], reason: '' }, { ...told[1], reason: '' });
  return told[0] ?? assert.fail();
}

/** A signature in either envelope, stamped or not, and bent. */
export const both =
  (stamp: StampIt | undefined, chain = CHAIN, jws: JwsBend = {}, cose: CoseBend = {}) =>
  (subject: TestImage['index']) => [
    notationSignature(chain, subject, { ...(stamp && stampedJws(stamp)), ...jws }),
    coseSignature(chain, subject, { ...(stamp && stampedCose(stamp)), ...cose }),
  ];
/** A certificate, or what else it is called, as PEM. */
export function pem(der: Uint8Array, label = 'CERTIFICATE'): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

const AUTHORITY = 'notary.x509.signingAuthority';
const SCHEME = 'io.cncf.notary.signingScheme';
const AUTHENTIC = 'io.cncf.notary.authenticSigningTime';
const TIME = 'io.cncf.notary.signingTime';
/** A signature in the scheme of signing authorities, of this time in seconds since 1970. */
export const byAuthority = (at: number, chain = CHAIN) =>
  both(
    undefined,
    chain,
    {
      crit: [SCHEME, AUTHENTIC],
      header: {
        [SCHEME]: AUTHORITY,
        [TIME]: undefined,
        [AUTHENTIC]: new Date(at * 1000).toISOString().replace('.000', ''),
      },
    },
    {
      header: [
        [2, [SCHEME, AUTHENTIC]],
        [SCHEME, AUTHORITY],
        [TIME, undefined],
        [AUTHENTIC, epoch(at)],
      ],
    },
  );
