import { serialisePem } from '../../src/formats/der/pem.ts';
import { type CertificateShape, certificate, keyPair, makeChain, type TestChain } from './certificates.ts';

type Options = Parameters<typeof makeChain>[0];

/** A chain that breaks one rule of the Notary Project, beside its twin that breaks none. */
export interface CertificateCase {
  /** The rule. */
  readonly what: string;
  readonly good: () => TestChain;
  readonly bad: () => TestChain;
  /** What Twinseal says of the bad one. */
  readonly reason: RegExp;
  /** Notation takes the bad one: why Twinseal is stricter. */
  readonly stricter?: string;
}

/** Times of certificates. */
export type Times = Pick<CertificateShape, 'notBefore' | 'notAfter'>;

/**
 * One case for each rule on certificates, the two differing in nothing else.
 * @see Notary Project signature-specification.md, "Certificate Requirements"
 */
export function certificateCases(times: Times = {}): readonly CertificateCase[] {
  const made = ({ leaf, intermediate, root, kind }: Options = {}) =>
    makeChain({
      leaf: { ...times, ...leaf },
      intermediate: intermediate === false ? false : { ...times, ...intermediate },
      root: { ...times, ...root },
      ...(kind !== undefined && { kind }),
    });
  const bent = (
    what: string,
    bad: Options,
    reason: RegExp,
    good: Options = {},
    stricter?: string,
  ): CertificateCase => ({
    what,
    good: () => made(good),
    bad: () => made(bad),
    reason,
    ...(stricter !== undefined && { stricter }),
  });
  const leaf = (what: string, bad: CertificateShape, reason: RegExp, good: CertificateShape = {}, stricter?: string) =>
    bent(what, { leaf: bad }, reason, { leaf: good }, stricter);
  const middle = (what: string, bad: CertificateShape, reason: RegExp, stricter?: string) =>
    bent(what, { intermediate: bad }, reason, {}, stricter);
  const rearranged = (
    what: string,
    change: (chain: TestChain) => readonly Uint8Array[],
    reason: RegExp,
  ): CertificateCase => ({
    what,
    good: () => made(),
    bad: () => {
      const chain = made();
      return { ...chain, chain: change(chain) };
    },
    reason,
  });
  const use = (name: NonNullable<CertificateShape['keyUsage']>[number]) =>
    leaf(
      `a leaf for ${name} too`,
      { keyUsage: ['digitalSignature', name] },
      new RegExp(`has the key usage ${name}, which must not stand`),
      { keyUsage: ['digitalSignature', 'nonRepudiation'] },
    );
  const purpose = (name: string, oid: string, stricter?: string) =>
    leaf(
      `a leaf for ${name}`,
      { purposes: [CODE_SIGNING, oid] },
      new RegExp(`is for the purpose ${oid.replaceAll('.', '\\.')}, not for signing images`),
      { purposes: [CODE_SIGNING] },
      stricter,
    );
  return [
    // Leaf certificates.
    leaf('a leaf that is an authority', { ca: true }, /is an authority, which must not sign data/, { ca: false }),
    leaf('a leaf without key usage', { keyUsage: undefined }, /has no critical key usage/),
    leaf('a leaf whose key usage is not critical', { keyUsageCritical: false }, /has no critical key usage/),
    leaf('a leaf that is not for signatures', { keyUsage: ['nonRepudiation'] }, /key usage without digitalSignature/),
    ...(['keyEncipherment', 'dataEncipherment', 'keyAgreement', 'keyCertSign', 'cRLSign'] as const).map(use),
    purpose('any purpose', '2.5.29.37.0', 'the specification forbids it, and notation-core-go does not look'),
    purpose('servers', '1.3.6.1.5.5.7.3.1'),
    purpose('clients', '1.3.6.1.5.5.7.3.2'),
    purpose('mail', '1.3.6.1.5.5.7.3.4'),
    purpose('timestamps', '1.3.6.1.5.5.7.3.8'),
    purpose('OCSP', '1.3.6.1.5.5.7.3.9'),
    leaf('a leaf of version 1', { version: 1 }, /is not of version 3/),
    leaf(
      'a leaf with a critical extension that nobody knows',
      { strange: '1.2.3.4' },
      /critical extension 1\.2\.3\.4, which is not understood/,
      {},
      'RFC 5280 section 4.2 refuses it, and notation evaluates no such extension',
    ),
    bent('an RSA key of another size', { kind: 2560 }, /which is not what the key of its certificate takes/, {
      kind: 2048,
    }),
    // Authorities.
    middle('an authority that is none', { ca: false }, /signs a certificate but is no authority/),
    middle('an authority without key usage', { keyUsage: undefined }, /does not allow that \(keyCertSign, critical\)/),
    middle('an authority whose key usage is not critical', { keyUsageCritical: false }, /keyCertSign, critical/),
    middle('an authority for lists alone', { keyUsage: ['cRLSign'] }, /keyCertSign, critical/),
    middle(
      'an authority whose basic constraints are not critical',
      { caCritical: false },
      /is no authority \(cA, critical\)/,
      'the specification wants them critical, and notation-core-go does not look',
    ),
    middle('an authority of version 1', { version: 1 }, /is not of version 3/),
    bent(
      'a path that is too long for the root',
      { root: { pathLength: 0 } },
      /allows 0 authorities below it, and there are 1/,
      { root: { pathLength: 1 } },
    ),
    bent('a root that is no authority', { root: { ca: false } }, /certificate 2 .* is no authority/),
    // Signatures.
    leaf('a leaf signed with SHA-1', { hash: 'sha1' }, /algorithm 1\.2\.840\.10045\.4\.1, which is refused/),
    middle('an authority signed with SHA-1', { hash: 'sha1' }, /algorithm 1\.2\.840\.10045\.4\.1, which is refused/),
    bent('a root signed with SHA-1', { root: { hash: 'sha1' } }, /certificate 2 .* is refused/),
    rearranged(
      'an authority of the same name with another key',
      ({ chain }) => [...chain.slice(0, 1), ...made().chain.slice(1, 2), ...chain.slice(2)],
      /certificate 0 of the chain has a signature that does not verify/,
    ),
    // Order and completeness.
    rearranged(
      'authorities out of order',
      ({ chain: [a, b, c] }) => some(a, c, b),
      /certificate 0 .* another issuer than the next/,
    ),
    rearranged(
      'an authority left out',
      ({ chain: [a, , c] }) => some(a, c),
      /certificate 0 .* another issuer than the next/,
    ),
    rearranged(
      'the root twice',
      ({ chain: [a, b, c] }) => some(a, b, c, c),
      /certificate 2 .* issued itself, which only the last/,
    ),
    rearranged(
      'an authority twice',
      ({ chain: [a, b, c] }) => some(a, b, b, c),
      /certificate 1 .* another issuer than the next/,
    ),
    rearranged(
      'a stranger’s root at the end',
      ({ chain }) => [...chain, ...made({ root: { cn: 'other' } }).chain.slice(-1)],
      /certificate 2 .* issued itself, which only the last/,
    ),
    {
      what: 'a lone certificate that is an authority',
      good: () => lone({ ...times }),
      bad: () => lone({ ...times, ca: true, keyUsage: ['digitalSignature', 'keyCertSign'] }),
      reason: /is an authority, which must not sign data/,
    },
    {
      what: 'a lone certificate that is not self-signed',
      good: () => lone({ ...times }),
      bad: () => {
        const { leafKey, chain } = made();
        const [only = new Uint8Array()] = chain;
        return { ...made(), leafKey, chain: [only], rootPem: serialisePem('CERTIFICATE', only) };
      },
      reason: /is not self-signed, so the chain is incomplete/,
    },
  ];
}

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

function some(...certificates: readonly (Uint8Array | undefined)[]): readonly Uint8Array[] {
  return certificates.flatMap((one) => (one === undefined ? [] : [one]));
}

/** A certificate that signs itself, alone. */
function lone(shape: CertificateShape): TestChain {
  const { publicKey, privateKey } = keyPair('P-256');
  const der = certificate({ cn: 'leaf', keyUsage: ['digitalSignature'], ...shape }, publicKey, 'leaf', privateKey);
  const rootPem = serialisePem('CERTIFICATE', der);
  return { rootPem, chain: [der], leafKey: privateKey, rootKey: privateKey, issuerKey: privateKey };
}
