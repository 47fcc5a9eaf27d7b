/** Values that may stand in a log line or on a span: plain, and nothing secret. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** A request, as whoever runs the service sees it. */
export interface ObservedRequest {
  /** 32 hexadecimal digits that logs, spans and the answer's `traceparent` have in common. */
  readonly traceId: string;
  /** What the answer carries. */
  readonly traceparent: string;
  /** Ends it: route template, method, status and who asked. @example request.end({ route: '/verify', method: 'POST', status: 200 }) */
  end(fields: {
    readonly route: string;
    readonly method: string;
    readonly status: number;
    readonly caller?: string;
  }): void;
}

/** What a service tells those who run it. Nothing of it may fail or delay the work. */
export interface Telemetry {
  /**
   * Runs a request: whatever is told inside of `work`, then and later, belongs to it.
   * @param traceparent - of the request, as it came; a malformed one begins a new trace
   * @example telemetry.request(header, (request) => next())
   */
  request(traceparent: string | undefined, work: (request: ObservedRequest) => void): void;
  /**
   * Times a piece of work; it is a span of the request that it belongs to.
   * @param name - one of few: `registry.manifest`, `store.append`
   * @throws what `work` throws
   * @example await telemetry.step('store.append', () => ledger.append(entry, documents, call))
   */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Adds to the span and the last log line of the request. @example telemetry.note({ decisionId: entry.id }) */
  note(fields: Fields): void;
  /** Counts. Labels have few values each. @example telemetry.count('decisions', { outcome: 'deny' }) */
  count(name: CounterName, labels: Readonly<Record<string, string>>): void;
  /** Sets a gauge. @example telemetry.gauge('policies_loaded', {}, 3) */
  gauge(name: GaugeName, labels: Readonly<Record<string, string>>, value: number): void;
  /** A log line. @example telemetry.log('warn', 'policy not loaded', { policy: 'release' }) */
  log(level: 'info' | 'warn' | 'error', message: string, fields?: Fields): void;
  /** All metrics in the text format of Prometheus. @example await telemetry.metrics() */
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
  /** Sends what waits. @example await telemetry.close() */
  close(): Promise<void>;
}

/** Counters, with their labels. */
export const COUNTERS = {
  decisions: { labels: ['door', 'policy', 'outcome', 'effect'], help: 'Decisions that were kept' },
  failed_checks: { labels: ['policy', 'code'], help: 'Failed and undecided checks of decisions, by code' },
  shadows: { labels: ['policy', 'result'], help: 'Shadow policies that ran: same or different' },
  reloads: {
    labels: ['what', 'result'],
    help: 'Reloads of policies, settings, certificates and trusted roots: changed or refused',
  },
  crowded: {
    labels: ['what'],
    help: 'Images that could not be told since others took up the room: memory, memory-held or walk',
  },
  shed: { labels: ['why'], help: 'Requests turned away: overloaded, rate, unauthenticated, slow; connections' },
} as const;

/** A counter of {@link COUNTERS}. */
export type CounterName = keyof typeof COUNTERS;

/** Gauges, with their labels. */
export const GAUGES = {
  gathering_bytes: { labels: [], help: 'Bytes of memory that are set aside for the evidence of images under way' },
  policies_loaded: { labels: [], help: 'Policies that are loaded' },
  certificate_not_after: { labels: ['file'], help: 'Seconds since 1970 at which a TLS certificate ends' },
  jobs: { labels: ['state'], help: 'Jobs by state' },
  trusted_root_age_seconds: {
    labels: ['root'],
    help: 'Seconds since a mirror last had nothing newer than the trusted root in use',
  },
} as const;

/** A gauge of {@link GAUGES}. */
export type GaugeName = keyof typeof GAUGES;
