import type { FormatError } from '../../formats/format-error.ts';
import type { FindingCode } from '../../records/finding-codes.ts';

type Codes = Readonly<Record<string, FindingCode>>;

const TAR_CODES: Codes = {
  limit: 'LAYER_TAR_LIMIT',
  truncated: 'LAYER_TAR_TRUNCATED',
  'zero-block': 'LAYER_ZERO_BLOCK',
  pax: 'LAYER_PAX',
  'pax-duplicate': 'LAYER_PAX_DUPLICATE',
  'pax-limit': 'LAYER_PAX_LIMIT',
  'two-headers': 'LAYER_TWO_HEADERS',
  'two-names': 'LAYER_TWO_NAMES',
  'two-sizes': 'LAYER_TWO_SIZES',
  global: 'LAYER_GLOBAL_HEADER',
  sparse: 'LAYER_SPARSE',
  overlay: 'LAYER_OVERLAY',
  type: 'LAYER_ENTRY_TYPE',
  size: 'LAYER_ENTRY_SIZE',
  name: 'LAYER_ENTRY_NAME',
};

const COMPRESSION_CODES: Codes = {
  truncated: 'LAYER_TRUNCATED',
  checksum: 'LAYER_CHECKSUM',
  trailing: 'LAYER_TRAILING_BYTES',
  bomb: 'LAYER_BOMB',
  members: 'LAYER_MEMBERS_LIMIT',
};

const LIMITS: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'LAYER_TAR_LIMIT',
  'LAYER_PAX_LIMIT',
  'LAYER_BOMB',
  'LAYER_MEMBERS_LIMIT',
]);

/**
 * The code of what is wrong with a layer as a compressed stream, or as a tar.
 * @param error - of format `gzip`, `zstd` or `tar`, with its rule
 * @example layerCode(new FormatError('gzip', 'the stream ends', '@7', { rule: 'truncated' })) // 'LAYER_TRUNCATED'
 */
export function layerCode({ format, rule }: FormatError): FindingCode {
  const [codes, fallback]: readonly [Codes, FindingCode] =
    format === 'tar' ? [TAR_CODES, 'LAYER_TAR'] : [COMPRESSION_CODES, 'LAYER_COMPRESSION'];
  return Object.hasOwn(codes, rule) ? (codes[rule] ?? fallback) : fallback;
}

/** True for a code that says that more was there than is read, so that nothing is known. @example isLayerLimit('LAYER_BOMB') // true */
export function isLayerLimit(code: FindingCode): boolean {
  return LIMITS.has(code);
}
