import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';

/** Traces under way, and spans of one: beyond that the oldest trace is let go, so that memory stays bounded. */
const MAX_TRACES = 2_000;
const MAX_SPANS = 512;

/**
 * Decides about a trace when its request has ended: a denial, a "could not tell" and an error are always passed on, of
 * the others a share, chosen by trace id so that every service that sees the trace chooses alike.
 *
 * @param next - what sends spans
 * @param share - 0 to 1 of the traces that hold nothing but admissions
 * @example new TracerProvider({ spanProcessors: [keepDenials(new BatchSpanProcessor({ exporter }), 0.05)] })
 * @see OpenTelemetry specification, trace SDK, "TraceIdRatioBased"
 */
export function keepDenials(next: SpanProcessor, share: number): SpanProcessor {
  const waiting = new Map<string, ReadableSpan[]>();
  // What the map was before it was last made anew may still point to the list (see LinkedList), but then to no span.
  const forget = (traceId: string): void => {
    const spans = waiting.get(traceId);
    waiting.delete(traceId);
    if (spans !== undefined) spans.length = 0;
  };
  return {
    onStart: (span, context) => next.onStart(span, context),
    onEnd(span) {
      const { traceId } = span.spanContext();
      const spans = waiting.get(traceId) ?? [];
      if (spans.length < MAX_SPANS) spans.push(span);
      if (!isRoot(span)) {
        waiting.set(traceId, spans);
        const [oldest] = waiting.keys();
        if (waiting.size > MAX_TRACES && oldest !== undefined) forget(oldest);
        return;
      }
      if (isChosen(traceId, share) || spans.some(isNotable)) for (const one of spans) next.onEnd(one);
      forget(traceId);
    },
    forceFlush: () => next.forceFlush(),
    shutdown: () => next.shutdown(),
  };
}

/** The span of a request: its parent, if any, is in another process. */
function isRoot(span: ReadableSpan): boolean {
  return span.parentSpanContext === undefined || span.parentSpanContext.isRemote === true;
}

function isNotable({ attributes, status }: ReadableSpan): boolean {
  const effect = attributes['twinseal.effect'];
  return status.code === 2 || effect === 'refuse' || effect === 'unknown' || attributes['twinseal.outcome'] === 'deny';
}

function isChosen(traceId: string, share: number): boolean {
  return Number.parseInt(traceId.slice(-8), 16) < share * 2 ** 32;
}
