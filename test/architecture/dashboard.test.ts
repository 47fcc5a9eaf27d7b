// A panel over a metric that does not exist stays empty for ever, and nobody notices before the night it is needed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openTelemetry } from '../../src/adapters/telemetry/telemetry.ts';
import { COUNTERS, GAUGES } from '../../src/ports/telemetry.ts';

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
}
const file = join(import.meta.dirname, '../../deploy/grafana/twinseal.json');
const dashboard = JSON.parse(readFileSync(file, 'utf8')) as Dashboard;
const source = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n');

test('every metric of the dashboard exists, and every one of ours is on it', async () => {
  const { text } = await openTelemetry({ log: undefined }).metrics();
  const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1]));
  const used = [...new Set(source.match(/\btwinseal_\w+/g))].map((name) => name.replace(/_(?:bucket|count|sum)$/, ''));
  assert.deepEqual(
    used.filter((name) => !known.has(name)),
    [],
  );
  const ours = [
    ...Object.keys(COUNTERS).map((name) => `twinseal_${name}_total`),
    ...Object.keys(GAUGES).map((name) => `twinseal_${name}`),
  ];
  // How often something was reloaded is for an alert, not for a picture.
  assert.deepEqual(
    ours.filter((name) => !used.includes(name)),
    ['twinseal_reloads_total', 'twinseal_policies_loaded'],
  );
});

test('the dashboard selects by labels that its metrics have', () => {
  const labels = new Set([
    ...Object.values({ ...COUNTERS, ...GAUGES }).flatMap((metric) => [...metric.labels] as string[]),
    ...['le', 'step', 'result', 'route', 'method', 'status', 'instance'],
  ]);
  const used = [...source.matchAll(/by \(([^)]*)\)/g)].flatMap((match) => (match[1] ?? '').split(/,\s*/));
  const selected = [...source.matchAll(/[{,]\s*(\w+)\s*[=!]/g)].map((match) => match[1] ?? '');
  assert.ok(used.length > 0 && selected.length > 0);
  assert.deepEqual(
    [...used, ...selected].filter((name) => !labels.has(name)),
    [],
  );
});
