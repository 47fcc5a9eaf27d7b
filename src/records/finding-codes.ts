import { DOCUMENT_FINDING_CODES } from './document-finding-codes.ts';
import type { FindingKind } from './finding-kind.ts';
import { LAYER_FINDING_CODES } from './layer-finding-codes.ts';
import { LAYOUT_FINDING_CODES } from './layout-finding-codes.ts';
import { PLATFORM_FINDING_CODES } from './platform-finding-codes.ts';

/**
 * Codes of the findings of `validate`, with their meaning, the rule that each stands for, and what to do. One code, one meaning;
 * published codes are never reused.
 */
export const FINDING_CODES = {
  ...DOCUMENT_FINDING_CODES,
  ...LAYOUT_FINDING_CODES,
  ...PLATFORM_FINDING_CODES,
  ...LAYER_FINDING_CODES,
} as const satisfies Readonly<Record<string, FindingKind>>;

/** A code of {@link FINDING_CODES}. */
export type FindingCode = keyof typeof FINDING_CODES;
