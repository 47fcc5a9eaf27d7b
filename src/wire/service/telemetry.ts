import { linesTogether } from '../../adapters/telemetry/lines-together.ts';
import { openTelemetry } from '../../adapters/telemetry/telemetry.ts';
import { toldLater } from '../../adapters/telemetry/told-later.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Of the traces that hold nothing but admissions. */
const SHARE = 0.05;
const ENDPOINTS = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'] as const;

/**
 * What the service tells: log lines to `write`, metrics, and traces where OpenTelemetry's own variables name an endpoint.
 * `OTEL_TRACES_SAMPLER_ARG` is the share of traces without a denial that are sent (0.05).
 *
 * @param write - takes one JSON line; undefined for no log
 * @throws TwinsealError `SETTINGS_INVALID` for a share that is none
 * @example const telemetry = await serviceTelemetry(process.env, session.err)
 * @see OpenTelemetry specification, "Environment Variable Specification"
 */
export async function serviceTelemetry(
  environment: NodeJS.ProcessEnv,
  write: ((line: string) => void) | undefined,
): Promise<Telemetry> {
  // No answer waits for its log lines.
  const lines = { log: write === undefined ? undefined : linesTogether({ write }), when: toldLater };
  if (ENDPOINTS.every((name) => (environment[name] ?? '') === '')) return openTelemetry(lines);
  const share = Number(environment.OTEL_TRACES_SAMPLER_ARG ?? SHARE);
  if (!(share >= 0 && share <= 1))
    throw new TwinsealError('SETTINGS_INVALID', 'OTEL_TRACES_SAMPLER_ARG must be a share from 0 to 1');
  const { openTraces } = await import('../../adapters/telemetry/traces.ts');
  return openTelemetry({ ...lines, traces: openTraces(share) });
}
