import { STATEMENT_LIMITS, STATEMENT_TYPES, type Statement } from '../../formats/in-toto.ts';
import { parseJson } from '../../formats/json/parse.ts';
import type { PackedDocument, PackedImage, PackedPlatform } from '../../records/packed-image.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';
import { platformSubjects } from './image-subjects.ts';

/**
 * The SBOM of one platform as a statement about the index and that platform's manifest, as `cosign attest --type
 * spdxjson` has it. The document describes one image, so the other children are no subjects.
 *
 * @param sbom - the SPDX document
 * @param name - shown with the subjects
 * @throws FormatError when it is no strict JSON, or too large for a statement
 * @example serialiseStatement(spdxStatement(sbom, image, platform, 'app'))
 * @see in-toto attestation, spec/predicates/spdx.md
 */
export function spdxStatement(
  sbom: PackedDocument,
  image: PackedImage,
  platform: PackedPlatform,
  name: string,
): Statement {
  return {
    _type: STATEMENT_TYPES.v1,
    subject: platformSubjects(image, platform, name),
    predicateType: PREDICATE_TYPES.spdx,
    predicate: parseJson(sbom.bytes, STATEMENT_LIMITS),
  };
}
