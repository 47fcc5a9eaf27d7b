import { type Digest, digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import { STATEMENT_TYPES, type Statement } from '../../formats/in-toto.ts';
import type { JsonObject } from '../../formats/json/value.ts';

/**
 * A statement of any type about some digests of an image.
 * @param subjects - the index and the platform manifests that it is about
 * @example serialiseStatement(predicateStatement('https://openvex.dev/ns', predicate, [index.digest, platform.digest]))
 * @see in-toto attestation v1, statement.md
 */
export function predicateStatement(
  predicateType: string,
  predicate: JsonObject,
  subjects: readonly Digest[],
): Statement {
  return {
    _type: STATEMENT_TYPES.v1,
    subject: subjects.map((digest) => ({ digest: { [digestAlgorithm(digest)]: digestEncoded(digest) } })),
    predicateType,
    predicate,
  };
}
