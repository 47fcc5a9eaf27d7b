import { type Digest, sha256Digest } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { IN_TOTO_PAYLOAD_TYPE, parseStatement, type Statement } from '../formats/in-toto.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../formats/json/value.ts';
import { parseSigstoreBundle } from '../formats/sigstore/bundle.ts';
import type { EvidenceSet } from '../records/evidence-set.ts';
import { PREDICATE_TYPES } from '../records/predicate-types.ts';

/** What an image's own statements say of its build. Nobody's word: it only chooses what to try, and equal bytes need no trust. */
export interface RebuildHints {
  /** Linker flags as both sides evaluated them, of each twin proof that there is. */
  readonly ldflags: readonly (readonly string[])[];
  /** Commands that ran in the source before the build. */
  readonly prepared: boolean;
}

const KINDS: readonly string[] = [PREDICATE_TYPES.twinProof, PREDICATE_TYPES.provenance];
const MAX_STATEMENTS = 64;

/**
 * Reads what twin proofs and provenance among the evidence say of flags and commands. Malformed ones are passed over.
 * @param only - digests of the statements that count; absent: all
 * @example readHints(evidence).ldflags // [['-s', '-w']]
 */
export function readHints(evidence: EvidenceSet, only?: ReadonlySet<Digest>): RebuildHints {
  const said = statements(evidence, only);
  const flags = said
    .filter(({ predicateType }) => predicateType === PREDICATE_TYPES.twinProof)
    .map(({ predicate }) => texts(member(member(predicate, 'flags'), 'ldflags')))
    .filter((words) => words !== undefined);
  const asked = said
    .filter(({ predicateType }) => predicateType === PREDICATE_TYPES.provenance)
    .map(({ predicate }) => member(member(predicate, 'buildDefinition'), 'externalParameters'));
  const filled = (value: JsonValue | undefined): boolean => isJsonArray(value) && value.length > 0;
  return {
    ldflags: flags,
    prepared: asked.some((parameters) => filled(member(parameters, 'prepare'))),
  };
}

function statements(evidence: EvidenceSet, only: ReadonlySet<Digest> | undefined): readonly Statement[] {
  const found = new Map<string, Statement>();
  for (const { blobs } of evidence.evidence) {
    const [blob] = blobs;
    if (blob === undefined || found.size >= MAX_STATEMENTS || found.has(blob.descriptor.digest)) continue;
    try {
      const { content } = parseSigstoreBundle(blob.bytes);
      if (content.kind !== 'dsse' || content.envelope.payloadType !== IN_TOTO_PAYLOAD_TYPE) continue;
      if (only !== undefined && !only.has(sha256Digest(content.envelope.payload))) continue;
      const statement = parseStatement(content.envelope.payload);
      if (KINDS.includes(statement.predicateType)) found.set(blob.descriptor.digest, statement);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
  return [...found.values()];
}

function member(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function texts(value: JsonValue | undefined): readonly string[] | undefined {
  if (!isJsonArray(value) || value.length > 256) return undefined;
  const words = value.filter((word) => typeof word === 'string');
  return words.length === value.length ? words : undefined;
}
