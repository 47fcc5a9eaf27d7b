import { FormatError } from './format-error.ts';

/** Where a request stands in a trace. */
export interface TraceParent {
  /** 32 lower-case hexadecimal digits, not all zero. */
  readonly traceId: string;
  /** 16 lower-case hexadecimal digits, not all zero: the span of whoever sent it. */
  readonly spanId: string;
  readonly sampled: boolean;
}

const VERSION_00 = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const LATER = /^(?!00|ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;
const MAX_LENGTH = 512;

/**
 * Reads a `traceparent` header. Later versions may add fields at the end, which are passed over.
 *
 * @throws FormatError (`traceparent`)
 * @example parseTraceParent('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01').sampled // true
 * @see W3C Trace Context, sections 3.2.2 and 4.3
 */
export function parseTraceParent(text: string): TraceParent {
  const [, traceId = '', spanId = '', flags = ''] =
    text.length > MAX_LENGTH ? [] : (VERSION_00.exec(text) ?? LATER.exec(text) ?? []);
  if (/^0*$/.test(traceId) || /^0*$/.test(spanId))
    throw new FormatError('traceparent', 'has not the form version-traceid-spanid-flags');
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** Writes a `traceparent` header of version 00. @example serialiseTraceParent(parent) // '00-4bf9...-00f0...-01' */
export function serialiseTraceParent({ traceId, spanId, sampled }: TraceParent): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}
