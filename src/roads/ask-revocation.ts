import { sha256Digest } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { stateOfCertificate } from '../judge/decide/revocation.ts';
import { answerOfResponse } from '../judge/verify/ocsp.ts';
import {
  certificateRevocation,
  type RevocationCase,
  type RevocationQuestions,
  revocationQuestions,
} from '../judge/verify/revocation.ts';
import { answerOfList } from '../judge/verify/revocation-list.ts';
import { revocableCertificates } from '../judge/verify/verify.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { RevocationQuestion } from '../ports/revocation.ts';
import type { EvidenceSet } from '../records/evidence-set.ts';
import type { Needs } from '../records/needs.ts';
import type { UnverifiedRevocation } from '../records/revocation.ts';
import { inParallel } from './in-parallel.ts';
import type { RememberedRevocation } from './remember-revocation.ts';

/** Asks about the certificates of an image's signatures, as far as policies want that; gives the set with what came back. */
export type AskRevocation = (set: EvidenceSet, needs: readonly Needs[], call: Call) => Promise<EvidenceSet>;

/** Milliseconds for all questions of one verification together. */
const BUDGET = 12_000;
/** Certificates of one image that are asked about, and how many at once. */
const MAX_CERTIFICATES = 32;
const WIDTH = 4;

const MEDIA_TYPES = { ocsp: 'application/ocsp-response', crl: 'application/pkix-crl' } as const;

/**
 * Asks the authorities that certificates of trusted chains name: OCSP responders one after another until one says how it is,
 * else every revocation list. What came back goes with the evidence, unverified, so that whoever verifies it anew needs no
 * network; what did not come back goes there too, with the reason.
 *
 * @param source - undefined: nobody is asked
 * @param clock - says which answers are for the present
 * @returns what gives the same set where no policy asks for this
 * @example const ask = askRevocation(new RememberedRevocation(source, systemClock), systemClock)
 * @see Notary Project trust-store-trust-policy.md, "Certificate Revocation Evaluation"
 */
export function askRevocation(source: RememberedRevocation | undefined, clock: Clock): AskRevocation {
  return async (set, needs, call) => {
    const cases = new Map<string, RevocationCase>();
    for (const each of needs)
      for (const one of await revocableCertificates(set, each, call.signal)) {
        const questions = revocationQuestions(one);
        // One signer may bring lists along that spare a question, and another not.
        if (questions !== undefined) cases.set(questions.about, one);
      }
    if (cases.size === 0) return set;
    const late = AbortSignal.timeout(BUDGET);
    const own = { signal: AbortSignal.any([call.signal, late]), deadline: call.deadline };
    const ask = async (question: RevocationQuestion): Promise<Answered> => {
      if (source === undefined) return { failure: 'nobody is asked while offline' };
      if (late.aborted) return { failure: 'the time for all questions was over' };
      try {
        return await source.ask(question, own);
      } catch (error) {
        // Of the two ends, the caller's own is an answer to the caller.
        call.signal.throwIfAborted();
        if (late.aborted) return { failure: 'the time for all questions was over' };
        throw error;
      }
    };
    const all = [...cases.values()];
    const asked = await inParallel(all.slice(0, MAX_CERTIFICATES), WIDTH, (one) =>
      askAbout(one, ask, source, Math.floor(clock.now() / 1000)),
    );
    const lists = new Set<string>();
    const revocation = asked.flat().filter(({ kind, address }) => {
      if (kind === 'ocsp') return true;
      const first = !lists.has(address);
      lists.add(address);
      return first;
    });
    return { ...set, revocation: [...(set.revocation ?? []), ...revocation.sort(byName)] };
  };
}

type Answered = { readonly bytes: Uint8Array } | { readonly failure: string };

async function askAbout(
  one: RevocationCase,
  ask: (question: RevocationQuestion) => Promise<Answered>,
  source: RememberedRevocation | undefined,
  now: number,
): Promise<readonly UnverifiedRevocation[]> {
  const questions = revocationQuestions(one);
  if (questions === undefined) return [];
  const found: UnverifiedRevocation[] = [];
  const put = async (question: RevocationQuestion): Promise<void> => {
    const answer = await ask(question);
    found.push(entryOf(questions, question, answer));
    const until = 'bytes' in answer ? heldUntil(question, answer.bytes, one) : null;
    if ('bytes' in answer && until !== null) source?.keep(question, answer.bytes, until);
  };
  for (const { address, request } of questions.ocsp) {
    await put({ kind: 'ocsp', address, request });
    if (stateOfCertificate(certificateRevocation(one, found), now).state !== 'unknown') return found;
  }
  for (const address of questions.crl) await put({ kind: 'crl', address });
  return found;
}

/** Until when an answer holds; null for one that does not hold. */
function heldUntil({ kind }: RevocationQuestion, bytes: Uint8Array, { pair }: RevocationCase): number | null {
  try {
    return (kind === 'ocsp' ? answerOfResponse(bytes, pair) : answerOfList(bytes, pair, 'crl')).valid.until;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return null;
  }
}

function entryOf(
  { about }: RevocationQuestions,
  { kind, address }: RevocationQuestion,
  answer: Answered,
): UnverifiedRevocation {
  if (!('bytes' in answer)) return { kind, address, about, failure: answer.failure };
  const { bytes } = answer;
  const descriptor = { mediaType: MEDIA_TYPES[kind], digest: sha256Digest(bytes), size: bytes.length };
  return { kind, address, about, document: { descriptor, bytes } };
}

/** The order in which answers came must not show in the record. */
function byName(a: UnverifiedRevocation, b: UnverifiedRevocation): number {
  const name = ({ kind, address, about }: UnverifiedRevocation): string => `${kind} ${address} ${about}`;
  return name(a) < name(b) ? -1 : 1;
}
