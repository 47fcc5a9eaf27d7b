import type { DsseEnvelope } from '../../formats/dsse.ts';
import { dssePae } from '../../formats/dsse.ts';
import { FormatError } from '../../formats/format-error.ts';
import { IN_TOTO_PAYLOAD_TYPE, parseStatement, type Statement } from '../../formats/in-toto.ts';
import type { Annotations } from '../../formats/oci/descriptor.ts';
import { parseSigstoreBundle, type SigstoreBundle } from '../../formats/sigstore/bundle.ts';
import type { SignerFact } from '../../records/facts.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';
import { digestSetHas, type EvidenceCase, type EvidenceOutcome, reject, sha256Of } from './outcome.ts';
import { publicKeyOf, verifiesForCosign } from './public-key.ts';

/** Bundles that are signed by a bare key have no time: they count from ever and for ever. */
const NO_BOUNDS = { from: null, until: null } as const;
/** Types whose predicates a verdict reads. */
const JUDGED: readonly string[] = [PREDICATE_TYPES.twinProof, PREDICATE_TYPES.rebuild];

/**
 * Verifies a Sigstore bundle that is signed by key. In this order: format, signature over the exact bytes with each key
 * in turn, statement type, subject, predicate type. Only what passes all of them is a fact; the key hint and a keyid
 * choose nothing, annotations of the manifest say nothing.
 *
 * @returns a fact for each signer, or the evidence as rejected with the reason; never throws for what the bundle holds
 * @example verifyBundle({ evidence, blob, subject, image, signers, predicateTypes }).signatures
 * @see cosign specs/BUNDLE_SPEC.md; DSSE v1.0 protocol.md; CVE-2022-35929 and GHSA-w6c6-c85g-mmv6 (type counts before success)
 */
export function verifyBundle(one: EvidenceCase): EvidenceOutcome {
  let bundle: SigstoreBundle;
  try {
    bundle = parseSigstoreBundle(one.blob.bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return reject(one, 'cosign', 'SIGNATURE_MALFORMED', `the bundle is malformed: ${error.message}`);
  }
  if (bundle.content.kind !== 'dsse')
    return reject(one, 'cosign', 'SIGNATURE_WRONG_TYPE', 'the bundle signs bytes, not a statement about the image');
  // Policies name keys and notation chains so far; whoever holds a Fulcio certificate is nobody that they could name.
  if (bundle.key.kind !== 'public-key')
    return reject(
      one,
      'cosign',
      'SIGNATURE_UNTRUSTED',
      'the bundle is signed by certificate, and the policy trusts keys',
    );
  const { envelope } = bundle.content;
  const signers = whoSigned(envelope, one);
  if (signers.length === 0) {
    const claimed = claimedSigner(bundle.key.hint, one);
    const more = claimedType(one);
    return claimed === undefined
      ? reject(
          one,
          'cosign',
          'SIGNATURE_UNTRUSTED',
          'the bundle is signed by none of the keys that the policy trusts',
          more,
        )
      : reject(
          one,
          'cosign',
          'SIGNATURE_INVALID',
          `the bundle names the key of ${claimed}, but its signature does not verify with it`,
          { ...more, signer: claimed },
        );
  }
  const name = signers.map((signer) => signer.name).join(', ');
  if (envelope.payloadType !== IN_TOTO_PAYLOAD_TYPE)
    return reject(
      one,
      'cosign',
      'SIGNATURE_WRONG_TYPE',
      `${name} signed a payload of the type ${JSON.stringify(envelope.payloadType)}, which is no statement`,
      { signer: name },
    );
  let statement: Statement;
  try {
    statement = parseStatement(envelope.payload);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return reject(
      one,
      'cosign',
      'STATEMENT_MALFORMED',
      `the statement that ${name} signed is malformed: ${error.message}`,
      { signer: name },
    );
  }
  return statement.predicateType === PREDICATE_TYPES.cosignSign
    ? asSignature(one, statement, signers)
    : asStatement(one, statement, envelope, signers);
}

function whoSigned(envelope: DsseEnvelope, one: EvidenceCase): readonly SignerFact[] {
  const [signature, second] = envelope.signatures;
  if (signature === undefined || second !== undefined) return [];
  const message = dssePae(envelope.payloadType, envelope.payload);
  return one.signers.flatMap((signer): readonly SignerFact[] =>
    signer.family === 'cosign' && verifiesForCosign(publicKeyOf(signer.spki), message, signature.sig)
      ? [{ name: signer.name, family: 'cosign', key: sha256Of(signer.spki) }]
      : [],
  );
}

/** What the manifest says is inside: an unsigned annotation, for the message about evidence that does not count. */
function claimedType({ evidence }: EvidenceCase): { readonly claimedType?: string } {
  const type = evidence.manifest?.view.annotations?.['dev.sigstore.bundle.predicateType'];
  return type === undefined ? {} : { claimedType: type.slice(0, 512).toWellFormed() };
}

/** The signer whose key the hint names: nobody's word, used to choose between two sentences. */
function claimedSigner(hint: string, one: EvidenceCase): string | undefined {
  if (hint === '') return undefined;
  return one.signers.find(
    (signer) =>
      signer.family === 'cosign' &&
      Buffer.from(sha256Of(signer.spki).slice('sha256:'.length), 'hex').toString('base64') === hint,
  )?.name;
}

function asSignature(one: EvidenceCase, statement: Statement, signers: readonly SignerFact[]): EvidenceOutcome {
  const { foundUnder, form, descriptor } = one.evidence;
  const subject = statement.subject.find(({ digest }) => digestSetHas(digest, foundUnder));
  const names = signers.map(({ name }) => name).join(', ');
  if (subject === undefined)
    return reject(
      one,
      'cosign',
      'SIGNATURE_WRONG_SUBJECT',
      `${names} signed another digest than ${foundUnder}, under which the signature is attached`,
      { signer: names },
    );
  const annotations: Annotations = Object.fromEntries(
    Object.entries(subject.annotations ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
  const facts = signers.map((signer) => ({
    subject: foundUnder,
    signer,
    form,
    valid: NO_BOUNDS,
    annotations,
    evidence: descriptor.digest,
  }));
  return { signatures: facts, statements: [], rejected: [] };
}

function asStatement(
  one: EvidenceCase,
  statement: Statement,
  envelope: DsseEnvelope,
  signers: readonly SignerFact[],
): EvidenceOutcome {
  const { evidence, image, predicateTypes } = one;
  const { predicateType, predicate = null } = statement;
  const names = signers.map(({ name }) => name).join(', ');
  const more = { claimedType: predicateType, signer: names };
  const subjects = [...image].filter((digest) =>
    statement.subject.some((subject) => digestSetHas(subject.digest, digest)),
  );
  if (subjects.length === 0)
    return reject(
      one,
      'cosign',
      'STATEMENT_WRONG_SUBJECT',
      `the statement ${predicateType} of ${names} names no digest of this image`,
      more,
    );
  if (!predicateTypes.includes(predicateType))
    return reject(
      one,
      'cosign',
      'SIGNATURE_WRONG_TYPE',
      `${names} signed a statement ${predicateType}, which is no image signature and which the policy does not ask for`,
      more,
    );
  const facts = signers.map((signer) => ({
    subjects,
    foundUnder: evidence.foundUnder,
    predicateType,
    // Others are only counted, and an SBOM for each subject would fill the memory: `statement` names their bytes.
    predicate: JUDGED.includes(predicateType) ? predicate : null,
    signer,
    form: evidence.form,
    valid: NO_BOUNDS,
    statement: sha256Of(envelope.payload),
    evidence: evidence.descriptor.digest,
  }));
  return { signatures: [], statements: facts, rejected: [] };
}
