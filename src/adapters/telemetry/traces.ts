import { context, type Span, type SpanContext, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import type { TraceParent } from '../../formats/traceparent.ts';
import { keepDenials } from './keep-denials.ts';

/** Spans of one service. */
export interface Traces {
  /** Begins the span of a request. @example traces.begin('request', parent) */
  begin(name: string, parent: TraceParent | Span | undefined): Span;
  /** Sends what waits, and ends. @example await traces.close() */
  close(): Promise<void>;
}

/**
 * Traces that are sent by OTLP over HTTP; the endpoint and its headers come from OpenTelemetry's own variables
 * (`OTEL_EXPORTER_OTLP_ENDPOINT` and the like).
 *
 * @param share - 0 to 1 of the traces without a denial
 * @param exporter - for tests; else OTLP
 * @example openTraces(0.05).begin('request', undefined).end()
 * @see OpenTelemetry specification, "OTLP Exporter configuration"
 */
export function openTraces(share: number, exporter: SpanExporter = new OTLPTraceExporter()): Traces {
  const provider = new TracerProvider({ spanProcessors: [keepDenials(new BatchSpanProcessor({ exporter }), share)] });
  const tracer = provider.getTracer('twinseal');
  return {
    begin(name, parent) {
      if (parent === undefined) return tracer.startSpan(name, { kind: SpanKind.SERVER });
      if ('spanContext' in parent) return tracer.startSpan(name, {}, trace.setSpan(context.active(), parent));
      const { traceId, spanId, sampled } = parent;
      const remote: SpanContext = {
        traceId,
        spanId,
        isRemote: true,
        traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
      };
      return tracer.startSpan(name, { kind: SpanKind.SERVER }, trace.setSpanContext(context.active(), remote));
    },
    close: () => provider.shutdown(),
  };
}
