import { formatDistinguishedName } from '../../formats/der/distinguished-name.ts';
import { ocspRequest } from '../../formats/der/ocsp.ts';
import { type RevocationAddresses, revocationAddresses } from '../../formats/der/revocation-addresses.ts';
import type { Certificate } from '../../formats/der/x509.ts';
import type { Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { NeededSigner } from '../../records/needs.ts';
import type {
  CertificateRevocation,
  ChainRevocation,
  RevocationAnswer,
  RevocationMode,
  UnverifiedRevocation,
} from '../../records/revocation.ts';
import { answerOfResponse, ocspIdOf } from './ocsp.ts';
import { sha256Of } from './outcome.ts';
import { answerOfList, type IssuedPair, isListOf } from './revocation-list.ts';

type NotationSigner = Extract<NeededSigner, { family: 'notation' }>;

/** Addresses of one kind that one certificate may name; more are a failure, as asking some of them shows nothing. */
const MAX_ADDRESSES = 4;
const MAX_FAILURE = 500;

/** What can be known beforehand about one certificate, and whom else to ask. */
export interface RevocationCase {
  readonly pair: IssuedPair;
  /** Revocation lists that the policy brings along, DER. */
  readonly lists: readonly Uint8Array[];
  /** Seconds since 1970 at which a trusted third party saw the signature, at the latest. */
  readonly signedAt?: number;
}

/** Whom to ask about a certificate: responders one after another, then every list. */
export interface RevocationQuestions {
  readonly about: Digest;
  readonly ocsp: readonly { readonly address: string; readonly request: Uint8Array }[];
  readonly crl: readonly string[];
}

/**
 * The certificates of a chain that can be revoked, each with its issuer: all but the last, which is trusted by itself.
 * @param chain - leaf first, verified up to its self-signed end
 */
function issuedPairs(chain: readonly Certificate[]): readonly IssuedPair[] {
  return chain.slice(0, -1).flatMap((certificate, index) => {
    const issuer = chain[index + 1];
    return issuer === undefined ? [] : [{ certificate, issuer }];
  });
}

/**
 * Whom to ask about a certificate. Where the policy brings a list of its issuer along, nobody: the list is the answer.
 *
 * @returns undefined when nobody is to be asked
 * @example revocationQuestions({ pair, lists: [] })?.ocsp[0]?.address // 'http://ocsp.example.com'
 */
export function revocationQuestions({ pair, lists }: RevocationCase): RevocationQuestions | undefined {
  const addresses = readAddresses(pair.certificate);
  if (typeof addresses === 'string' || ownLists(lists, pair.issuer).length > 0) return undefined;
  const { ocsp, crl, unreadCrl } = addresses;
  if (ocsp.length + crl.length === 0) return undefined;
  const request = ocspRequest(ocspIdOf(pair));
  return {
    about: sha256Of(pair.certificate.raw),
    ocsp: ocsp.slice(0, MAX_ADDRESSES).map((address) => ({ address, request })),
    crl: crl.length > MAX_ADDRESSES || unreadCrl !== undefined ? [] : [...new Set(crl)],
  };
}

/**
 * What is known of whether one certificate was revoked, by lists that the policy brings along, else by what was asked. Nothing
 * unsigned counts, and no answer is ever made up: what gave none is told with the reason.
 *
 * @param asked - what the addresses gave, of this certificate and of others
 * @example certificateRevocation({ pair, lists: [] }, set.revocation ?? []).answers[0]?.status // 'good'
 * @see Notary Project trust-store-trust-policy.md, "Certificate Revocation Evaluation"; RFC 5280 section 6.3; RFC 6960
 */
export function certificateRevocation(
  { pair, lists, signedAt }: RevocationCase,
  asked: readonly UnverifiedRevocation[],
): CertificateRevocation {
  const { certificate, issuer } = pair;
  const about = sha256Of(certificate.raw);
  const base = { subject: formatDistinguishedName(certificate.subject.name).slice(0, 256), certificate: about };
  const own = ownLists(lists, issuer);
  const failures: string[] = [];
  const take = (from: string, read: () => RevocationAnswer): readonly RevocationAnswer[] => {
    try {
      return [read()];
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      failures.push(`${from}: ${error.message}`.slice(0, MAX_FAILURE));
      return [];
    }
  };
  if (own.length > 0) {
    const answers = own.flatMap((list) =>
      take('a list of the policy', () => answerOfList(list, pair, 'crl-file', signedAt)),
    );
    return { ...base, revocable: true, answers, failures };
  }
  const addresses = readAddresses(certificate);
  if (typeof addresses === 'string') return { ...base, revocable: true, answers: [], failures: [addresses] };
  const { ocsp, crl, unreadCrl } = addresses;
  if (ocsp.length + crl.length === 0 && unreadCrl === undefined)
    return { ...base, revocable: false, answers: [], failures };
  const got = (kind: UnverifiedRevocation['kind'], address: string): Uint8Array => {
    const one = asked.find(
      (it) => it.kind === kind && it.address === address && (kind === 'crl' || it.about === about),
    );
    if (one?.document === undefined) throw new FormatError('revocation', one?.failure ?? 'it was not asked');
    return one.document.bytes;
  };
  const responses = ocsp
    .slice(0, MAX_ADDRESSES)
    .flatMap((address) => take(address, () => answerOfResponse(got('ocsp', address), pair, signedAt)));
  if (unreadCrl !== undefined) failures.push(`its revocation lists can't be used: ${unreadCrl}`);
  else if (crl.length > MAX_ADDRESSES)
    failures.push(`it names ${crl.length} revocation lists, more than are asked for`);
  const every = [...new Set(crl)];
  const listed =
    unreadCrl !== undefined || crl.length > MAX_ADDRESSES
      ? []
      : every.flatMap((address) => take(address, () => answerOfList(got('crl', address), pair, 'crl', signedAt)));
  return { ...base, revocable: true, answers: [...responses, ...together(listed, every.length)], failures };
}

/**
 * The certificates of some trusted chains whose revocation a policy asks about: those of the signer's, and of whoever
 * vouched for its time.
 *
 * @param signedAt - as {@link RevocationCase.signedAt}
 * @returns none where the policy does not ask
 * @example revocationCases(signer, [chain.certificates]).length
 * @see CVE-2024-56138: certificates of timestamp authorities are asked about too
 */
export function revocationCases(
  { revocation, lists = [] }: Pick<NotationSigner, 'revocation' | 'lists'>,
  chains: readonly (readonly Certificate[])[],
  signedAt?: number,
): readonly RevocationCase[] {
  if (revocation === undefined) return [];
  return chains
    .flatMap((chain) => issuedPairs(chain))
    .map((pair) => ({ pair, lists, ...(signedAt !== undefined && { signedAt }) }));
}

/**
 * What is known of all of them, as it stands in the facts.
 * @example chainRevocation('enforce', cases, one.revocation).certificates.length
 */
export function chainRevocation(
  mode: RevocationMode,
  cases: readonly RevocationCase[],
  asked: readonly UnverifiedRevocation[] = [],
): ChainRevocation {
  return { mode, certificates: cases.map((one) => certificateRevocation(one, asked)) };
}

/** Lists may be parts of a whole, so one that lets the certificate pass counts only beside all others. */
function together(answers: readonly RevocationAnswer[], named: number): readonly RevocationAnswer[] {
  const bad = answers.filter(({ status }) => status !== 'good');
  const [first] = answers;
  if (bad.length > 0 || first === undefined || answers.length < named) return bad;
  const from = Math.max(...answers.map(({ valid }) => valid.from ?? 0));
  const until = Math.min(...answers.map(({ valid }) => valid.until ?? 0));
  return [{ ...first, valid: { from, until } }];
}

function ownLists(lists: readonly Uint8Array[], issuer: Certificate): readonly Uint8Array[] {
  return lists.filter((list) => isListOf(list, issuer));
}

/** Why they can't be read, as text. */
function readAddresses(certificate: Certificate): RevocationAddresses | string {
  try {
    return revocationAddresses(certificate);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return `where to ask can't be read: ${error.message}`;
  }
}
