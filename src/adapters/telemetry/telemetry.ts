import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Span } from '@opentelemetry/api';
import { FormatError } from '../../formats/format-error.ts';
import { parseTraceParent, serialiseTraceParent, type TraceParent } from '../../formats/traceparent.ts';
import type { Fields, Telemetry } from '../../ports/telemetry.ts';
import { openLog } from './log.ts';
import { openMetrics } from './metrics.ts';
import type { Traces } from './traces.ts';

/** How a service tells. */
export interface TelemetryOptions {
  /** Where log lines go; undefined for none. @example { write: (line) => process.stderr.write(line) } */
  readonly log: { write(line: string): void } | undefined;
  /** When a line is made and written; at once, unless given. @example { log, when: toldLater } */
  readonly when?: (write: () => void) => void;
  /** Where spans go; undefined for nowhere, and then OpenTelemetry is not loaded. */
  readonly traces?: Traces;
}

/** What belongs to the request under way. */
interface Current {
  readonly traceId: string;
  readonly span: Span | undefined;
  fields: Fields;
}

/**
 * Logs, metrics and traces of a service, joined by the trace id: each request has one, from its `traceparent` or new.
 *
 * @example const telemetry = openTelemetry({ log: process.stderr })
 * @see W3C Trace Context
 */
export function openTelemetry({ log, when = (write) => write(), traces }: TelemetryOptions): Telemetry {
  const metrics = openMetrics();
  const write = log === undefined ? () => {} : openLog(log);
  const current = new AsyncLocalStorage<Current>();
  const tell: Telemetry['log'] = (level, message, fields = {}) => {
    const traceId = current.getStore()?.traceId;
    const all = traceId === undefined ? fields : { traceId, ...fields };
    when(() => write(level, message, all));
  };
  return {
    request(header, work) {
      const started = performance.now();
      const parent = parentOf(header);
      const span = traces?.begin('request', parent);
      const ids = span?.spanContext() ?? { traceId: parent?.traceId ?? hexadecimal(16), spanId: hexadecimal(8) };
      const own: Current = { traceId: ids.traceId, span, fields: {} };
      const sampled = span !== undefined || parent?.sampled === true;
      const traceparent = serialiseTraceParent({ traceId: ids.traceId, spanId: ids.spanId, sampled });
      current.run(own, () =>
        work({
          traceId: ids.traceId,
          traceparent,
          end({ route, method, status, caller }) {
            const seconds = (performance.now() - started) / 1000;
            metrics.request(route, method, status, seconds);
            span?.updateName(`${method} ${route}`);
            span?.setAttributes({
              'http.route': route,
              'http.request.method': method,
              'http.response.status_code': status,
            });
            span?.end();
            const fields = { method, route, status, seconds: Math.round(seconds * 1e4) / 1e4, caller, ...own.fields };
            const level = status >= 500 && status !== 503 ? 'error' : 'info';
            current.run(own, () => tell(level, 'request', fields));
          },
        }),
      );
    },
    async step(name, work) {
      const started = performance.now();
      const own = current.getStore();
      const span = own?.span === undefined ? undefined : traces?.begin(name, own.span);
      let result: 'ok' | 'failed' = 'failed';
      try {
        const value = await work();
        result = 'ok';
        return value;
      } finally {
        metrics.step(name, result, (performance.now() - started) / 1000);
        if (result === 'failed') span?.setStatus({ code: 2 });
        span?.end();
      }
    },
    note(fields) {
      const own = current.getStore();
      if (own === undefined) return;
      own.fields = { ...own.fields, ...fields };
      for (const [name, value] of Object.entries(fields))
        if (value !== undefined) own.span?.setAttribute(`twinseal.${name}`, value);
    },
    count: metrics.count,
    gauge: metrics.gauge,
    log: tell,
    metrics: metrics.render,
    close: async () => await traces?.close(),
  };
}

function parentOf(header: string | undefined): TraceParent | undefined {
  if (header === undefined) return undefined;
  try {
    return parseTraceParent(header);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return undefined;
  }
}

/** Asked for in bulk: one call of the system's generator costs as much as a hundred ids. */
let random = randomBytes(4096);
let used = 0;

function hexadecimal(bytes: number): string {
  if (used + bytes > random.length) {
    random = randomBytes(random.length);
    used = 0;
  }
  used += bytes;
  return random.toString('hex', used - bytes, used);
}
