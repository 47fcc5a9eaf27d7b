import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { COUNTERS, type CounterName, GAUGES, type GaugeName } from '../../ports/telemetry.ts';

const PREFIX = 'twinseal_';
/** Seconds: from a hit in memory to the end of a cold verification. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Metrics of one service. */
export interface Metrics {
  /** Counts one. @example metrics.count('decisions', { door, policy, outcome, effect }) */
  count(name: CounterName, labels: Readonly<Record<string, string>>): void;
  /** Sets a gauge. @example metrics.gauge('policies_loaded', {}, 3) */
  gauge(name: GaugeName, labels: Readonly<Record<string, string>>, value: number): void;
  /** Notes how long a step took. @example metrics.step('store.append', 'ok', 0.002) */
  step(name: string, result: 'ok' | 'failed', seconds: number): void;
  /** Notes a request. @example metrics.request('/verify', 'POST', 200, 0.004) */
  request(route: string, method: string, status: number, seconds: number): void;
  /** @returns the content type and the text that Prometheus reads @example (await metrics.render()).text */
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/**
 * Metrics in a registry of their own, with those of the process (memory, event loop, garbage collection).
 * @example openMetrics().count('shed', { why: 'overloaded' })
 * @see https://prometheus.io/docs/practices/naming/
 */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  const counters = new Map(
    Object.entries(COUNTERS).map(([name, { labels, help }]) => [
      name,
      new Counter({ name: `${PREFIX}${name}_total`, help, labelNames: labels, registers: [registry] }),
    ]),
  );
  const gauges = new Map(
    Object.entries(GAUGES).map(([name, { labels, help }]) => [
      name,
      new Gauge({ name: `${PREFIX}${name}`, help, labelNames: labels, registers: [registry] }),
    ]),
  );
  const steps = new Histogram({
    name: `${PREFIX}step_seconds`,
    help: 'Calls of registry, store and the stages of a verdict',
    labelNames: ['step', 'result'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const requests = new Histogram({
    name: `${PREFIX}http_request_seconds`,
    help: 'HTTP requests by route template',
    labelNames: ['route', 'method', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  return {
    count: (name, labels) => counters.get(name)?.inc({ ...labels }),
    gauge: (name, labels, value) => gauges.get(name)?.set({ ...labels }, value),
    step: (step, result, seconds) => steps.observe({ step, result }, seconds),
    request: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
