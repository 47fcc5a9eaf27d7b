import { parseCertificate } from '../../formats/der/x509.ts';
import { type Digest, sha256Digest } from '../../formats/digest.ts';
import type { RejectedEvidence, SignatureFact, SignerFact, StatementFact } from '../../records/facts.ts';
import type { DescribedSignature, DescribedSigned } from '../../records/image-description.ts';
import {
  factTimes,
  logsTooFew,
  NO_TIMESTAMP,
  revocationsOf,
  type SignedBy,
  type Terms,
  underTerms,
} from '../../records/key-terms.ts';
import type { NeededSigner } from '../../records/needs.ts';
import type { TrustedSigner } from '../../records/policy.ts';
import type { DescribedFor } from './describe-facts.ts';
import { digestFor } from './described-digests.ts';

/** Collects what is signed: by signers of the policy as facts, by strangers and by keys that count no more as evidence that does not count. */
export class DescribedEvidence {
  readonly signatures: SignatureFact[] = [];
  readonly statements: StatementFact[] = [];
  readonly rejected: RejectedEvidence[] = [];
  readonly #aim: DescribedFor;
  readonly #on: (names: readonly string[]) => readonly Digest[];
  #count = 0;

  constructor(aim: DescribedFor, on: (names: readonly string[]) => readonly Digest[]) {
    this.#aim = aim;
    this.#on = on;
  }

  /** Adds a signature on each of its subjects. @example evidence.sign(image.signatures[0]) */
  sign({ annotations, name, ...signed }: DescribedSignature): void {
    for (const subject of this.#on(signed.on)) {
      const made = this.#made(signed);
      const evidence = this.#next('signature');
      if (made === undefined || made.barred !== undefined) this.#reject(signed.by, made, subject, evidence);
      else
        this.signatures.push({
          subject,
          ...factTimes(made),
          form: 'referrers-api',
          ...(name !== undefined && { name }),
          annotations,
          evidence,
        });
    }
  }

  /** Adds a statement under each of its subjects, as seals attach it. @example evidence.state(twin, PREDICATE_TYPES.twinProof, predicate) */
  state(
    signed: DescribedSigned,
    predicateType: string,
    predicate: StatementFact['predicate'],
    more: Pick<StatementFact, 'content' | 'unread' | 'claimed'> = {},
  ): void {
    const made = this.#made(signed);
    const subjects = this.#on(signed.on);
    // Each is another one, also where two are described in the same words.
    const statement = digestFor(`bytes of statement ${this.#count}`);
    for (const foundUnder of subjects) {
      const evidence = this.#next('statement');
      if (made === undefined || made.barred !== undefined)
        this.#reject(signed.by, made, foundUnder, evidence, predicateType);
      else
        this.statements.push({
          subjects,
          foundUnder,
          predicateType,
          predicate,
          ...(more.content !== undefined && { content: more.content }),
          ...(more.unread !== undefined && { unread: more.unread }),
          ...(more.claimed !== undefined && { claimed: more.claimed }),
          ...factTimes(made),
          form: 'referrers-api',
          statement,
          evidence,
        });
    }
  }

  #reject(by: string, made: SignedBy | undefined, foundUnder: Digest, evidence: Digest, claimedType?: string): void {
    const bar = made?.barred;
    this.rejected.push({
      foundUnder,
      evidence,
      family: made?.signer.family ?? 'cosign',
      code: bar?.code ?? 'SIGNATURE_UNTRUSTED',
      reason:
        bar === undefined
          ? `it is signed by ${JSON.stringify(by)}, who is no signer of the policy`
          : `signed by ${by}: ${bar.reason}`,
      ...(claimedType !== undefined && { claimedType }),
      ...(bar !== undefined && { signer: by }),
    });
  }

  /** What verification would find; undefined for a stranger, which a key is that the signer does not have. */
  #made({ by, key, valid, signed, logs }: DescribedSigned): SignedBy | undefined {
    const { trust, needs } = this.#aim;
    const trusted = trust.find(({ name }) => name === by);
    if (trusted === undefined) return undefined;
    const keys = needs.signers.filter(({ name }) => name === by);
    const needed = keys[key - 1];
    if (needed === undefined) return keys.length > 0 ? undefined : { signer: signerOf(trusted, undefined), valid };
    const told = signed !== undefined && hasClock(needed);
    const times = told
      ? {
          valid: needed.family === 'keyless' ? { ...valid, from: valid.from ?? signed } : valid,
          signedAt: signed,
          ...(needed.family === 'notation' && needed.signingAuthority === true && { ownWord: true as const }),
        }
      : { valid };
    const terms = underTerms(times, needed.window, revocationsOf(needs.revoked ?? [], keyOf(needed)));
    return {
      signer: signerOf(trusted, needed),
      ...terms,
      ...fewLogs(terms, needed, logs),
      ...unstamped(terms, needed),
    };
  }

  #next(what: string): Digest {
    this.#count += 1;
    return digestFor(`${what} ${this.#count}`);
  }
}

/** Without a trusted root, timestamp authorities or signing authorities nothing tells when a key signed. */
function hasClock(needed: NeededSigner): boolean {
  return needed.family === 'notation'
    ? (needed.timestamps ?? needed.signingAuthority) !== undefined
    : needed.root !== undefined;
}

function unstamped({ barred, signedAt }: Terms, needed: NeededSigner): Pick<Terms, 'barred'> {
  const demanded = needed.family === 'notation' && needed.timestamps?.when === 'always';
  return !demanded || barred !== undefined || signedAt !== undefined ? {} : { barred: NO_TIMESTAMP };
}

function fewLogs({ barred }: Terms, needed: NeededSigner, logs: number | undefined): Pick<Terms, 'barred'> {
  const wanted = needed.family === 'notation' ? 0 : (needed.logs ?? 0);
  const few = barred !== undefined || logs === undefined ? undefined : logsTooFew(logs, wanted);
  return few === undefined ? {} : { barred: few };
}

function keyOf(needed: NeededSigner) {
  if (needed.family === 'cosign') return { spki: needed.spki };
  return needed.family === 'notation' ? { certificates: needed.roots.map((der) => parseCertificate(der)) } : {};
}

function signerOf(trusted: TrustedSigner, needed: NeededSigner | undefined): SignerFact {
  const { name } = trusted;
  if ('notation' in trusted)
    return { name, family: 'notation', key: digestFor(`leaf of ${name}`), certificateSubject: `CN=${name}` };
  if ('keyless' in trusted) return { name, family: 'cosign', key: digestFor(`identity of ${name}`) };
  const key = needed?.family === 'cosign' ? sha256Digest(needed.spki) : digestFor(`key of ${name}`);
  return { name, family: 'cosign', key };
}
