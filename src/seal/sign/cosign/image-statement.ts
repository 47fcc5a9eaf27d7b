import { type Digest, digestAlgorithm, digestEncoded } from '../../../formats/digest.ts';
import { STATEMENT_TYPES, type Statement } from '../../../formats/in-toto.ts';
import { PREDICATE_TYPES } from '../../../records/predicate-types.ts';

/**
 * The statement that `cosign sign` of version 3 makes for an index or a manifest: one subject, its digest and no name,
 * an empty predicate.
 *
 * @param annotations - what `cosign sign -a key=value` would add, signed with the subject
 * @example cosignImageStatement(index.descriptor.digest)
 * @see cosign cmd/cosign/cli/sign/sign.go (signDigestBundle)
 */
export function cosignImageStatement(digest: Digest, annotations: Readonly<Record<string, string>> = {}): Statement {
  return {
    _type: STATEMENT_TYPES.v1,
    subject: [
      {
        digest: { [digestAlgorithm(digest)]: digestEncoded(digest) },
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      },
    ],
    predicateType: PREDICATE_TYPES.cosignSign,
    predicate: {},
  };
}
