import { FormatError } from '../../formats/format-error.ts';
import { STATEMENT_LIMITS } from '../../formats/in-toto.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import { readOpenVex } from '../../formats/openvex.ts';
import { readCycloneDxCensus } from '../../formats/sbom/cyclonedx-census.ts';
import { readSpdxCensus } from '../../formats/sbom/spdx-census.ts';
import { readCosignVuln, readInTotoVulns } from '../../formats/scan/scan-predicate.ts';
import { readSecretScan } from '../../formats/scan/secret-scan.ts';
import { CONTENT_TYPES, PREDICATE_TYPES, predicateTypeOf } from '../../records/predicate-types.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Types of predicates that have a strict form, and what reads it. */
const FORMS: readonly { readonly types: readonly string[]; readonly read: (predicate: JsonValue) => unknown }[] = [
  { types: CONTENT_TYPES.spdx, read: readSpdxCensus },
  { types: CONTENT_TYPES.cyclonedx, read: readCycloneDxCensus },
  { types: CONTENT_TYPES.cosignVuln, read: readCosignVuln },
  { types: CONTENT_TYPES.inTotoVulns, read: readInTotoVulns },
  { types: CONTENT_TYPES.openvex, read: readOpenVex },
  { types: CONTENT_TYPES.secrets, read: readSecretScan },
];

/** Types that say what somebody did, and that only the verb which does it may write. */
const OWN: Readonly<Record<string, string>> = {
  [PREDICATE_TYPES.cosignSign]: 'signs an image',
  [PREDICATE_TYPES.twinProof]: 'says that two builds were equal; `twinseal seal` makes it',
  [PREDICATE_TYPES.rebuild]: 'says that an image was built again; `twinseal rebuild` makes it',
};

/**
 * The predicate type that a user named.
 * @throws TwinsealError `USAGE` for what is no name and no URI, and for a type that another verb writes
 * @example attestableType('vuln') // 'https://cosign.sigstore.dev/attestation/vuln/v1'
 */
export function attestableType(name: string): string {
  const type = predicateTypeOf(name);
  const own = Object.hasOwn(OWN, type) ? OWN[type] : undefined;
  if (own !== undefined)
    throw new TwinsealError('USAGE', `a statement of the type ${type} ${own}: it is not attested by hand`);
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+$/.test(type) || type.length > 512)
    throw new TwinsealError(
      'USAGE',
      `--type ${JSON.stringify(name)} is no predicate type: give vuln, openvex, spdxjson, cyclonedx, slsaprovenance1, secretscan or a URI`,
    );
  return type;
}

/**
 * Reads a predicate from a file: strict JSON, an object.
 * @throws FormatError
 * @example readPredicate(bytes)
 * @see in-toto attestation v1, predicate.md
 */
export function readPredicate(bytes: Uint8Array): JsonObject {
  const value = parseJson(bytes, STATEMENT_LIMITS);
  if (!isJsonObject(value)) throw new FormatError('in-toto', 'a predicate must be an object');
  return value;
}

/**
 * Holds a predicate against the form that its type has, since what is signed and breaks it would be refused by every policy.
 * @returns why no policy can look into it, when it is of a version or scanner that is not read; undefined when all is well
 * @throws FormatError when it breaks the form
 * @example checkPredicate('https://openvex.dev/ns', predicate) // undefined
 */
export function checkPredicate(predicateType: string, predicate: JsonObject): string | undefined {
  const form = FORMS.find(({ types }) => types.includes(predicateType));
  try {
    form?.read(predicate);
    return undefined;
  } catch (error) {
    if (!(error instanceof FormatError) || error.rule !== 'unknown') throw error;
    return `policies can ask for this statement, but not for what is in it: ${error.message}`;
  }
}
