import { FormatError } from '../../formats/format-error.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { readOpenVex } from '../../formats/openvex.ts';
import { readCycloneDxCensus } from '../../formats/sbom/cyclonedx-census.ts';
import { readSpdxCensus } from '../../formats/sbom/spdx-census.ts';
import { readCosignVuln, readInTotoVulns, scanTime } from '../../formats/scan/scan-predicate.ts';
import { readSecretScan, secretScanTime } from '../../formats/scan/secret-scan.ts';
import type { StatementFact } from '../../records/facts.ts';
import { CONTENT_TYPES } from '../../records/predicate-types.ts';
import type { StatementContent } from '../../records/statement-content.ts';

interface ContentReader {
  readonly types: readonly string[];
  readonly read: (predicate: JsonValue) => StatementContent;
  /** The time that it claims, however broken the rest is. */
  readonly time?: (predicate: JsonValue) => number | undefined;
}

const READERS: readonly ContentReader[] = [
  { types: CONTENT_TYPES.spdx, read: (predicate) => ({ kind: 'sbom', ...readSpdxCensus(predicate) }) },
  { types: CONTENT_TYPES.cyclonedx, read: (predicate) => ({ kind: 'sbom', ...readCycloneDxCensus(predicate) }) },
  {
    types: CONTENT_TYPES.cosignVuln,
    read: (predicate) => ({ kind: 'scan', ...readCosignVuln(predicate) }),
    time: scanTime,
  },
  {
    types: CONTENT_TYPES.inTotoVulns,
    read: (predicate) => ({ kind: 'scan', ...readInTotoVulns(predicate) }),
    time: scanTime,
  },
  { types: CONTENT_TYPES.openvex, read: (predicate) => ({ kind: 'vex', statements: readOpenVex(predicate) }) },
  {
    types: CONTENT_TYPES.secrets,
    read: (predicate) => ({ kind: 'secrets', ...readSecretScan(predicate) }),
    time: secretScanTime,
  },
];

/**
 * Takes from a predicate what policies can ask for. The statement is verified: what is wrong with it is its signer's doing, so it is
 * told and never passed over.
 *
 * @param predicateType - one of `CONTENT_TYPES`
 * @example readContent('https://spdx.dev/Document', predicate).content?.kind // 'sbom'
 */
export function readContent(predicateType: string, predicate: JsonValue): Pick<StatementFact, 'content' | 'unread'> {
  const reader = READERS.find(({ types }) => types.includes(predicateType));
  if (reader === undefined) return {};
  try {
    return { content: reader.read(predicate) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const at = reader.time?.(predicate);
    const place = error.at === '' ? '' : ` (${error.at.slice(0, 200)})`;
    return {
      unread: {
        code: error.rule === 'unknown' ? 'STATEMENT_UNREADABLE' : 'STATEMENT_MALFORMED',
        reason: `${error.format}: ${error.message}${place}`.slice(0, 512).toWellFormed(),
        ...(at !== undefined && { at }),
      },
    };
  }
}
