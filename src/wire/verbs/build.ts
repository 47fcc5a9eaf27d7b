import { thisHost } from '../../adapters/this-host.ts';
import { type BuildSummary, buildCommand } from '../../doors/cli/build.ts';
import type { Runner } from '../../doors/cli/main.ts';
import type { SideSummary } from '../../doors/cli/sides-text.ts';
import type { Call } from '../../ports/call.ts';
import type { Progress } from '../../records/progress.ts';
import { type BuildRequest, build } from '../../roads/build.ts';
import { buildOneSide, type OneSideRequest } from '../../roads/build-one-side.ts';
import { userPlaces } from '../places.ts';
import { readSettings } from '../settings.ts';
import { twinMachine } from '../twin-ports.ts';
import { differenceSummary, twinSummary } from '../twin-summary.ts';

async function buildTwice(request: BuildRequest, progress: Progress, call: Call): Promise<BuildSummary> {
  const machine = await twinMachine(request.choices, progress);
  try {
    const { twin, differences, written } = await build(request, machine, call, progress);
    return {
      outcome: twin.comparison.outcome,
      twin: twinSummary(twin),
      differences: differences.map(differenceSummary),
      written,
      notes: twin.plan.notes,
    };
  } finally {
    await machine.remove();
  }
}

async function buildApart(request: OneSideRequest, progress: Progress, call: Call): Promise<SideSummary> {
  const machine = await twinMachine(request.choices, progress);
  try {
    const ports = { ...machine, places: userPlaces(), host: thisHost() };
    const { document, digest, notes } = await buildOneSide(request, ports, call, progress);
    const { side, source, cold, host, binaries } = document;
    const built = binaries.map((each) => ({ platform: each.platform, name: each.name, digest: each.digest }));
    return { side, layout: request.layout, digest, treeDigest: source.treeDigest, cold, host, binaries: built, notes };
  } finally {
    await machine.remove();
  }
}

/** Runs `twinseal build` on this machine. @example await run(input, session) // 1 when the sides differ */
export const run: Runner = (input, session) =>
  buildCommand.run(input, { settings: readSettings, build: buildTwice, buildSide: buildApart }, session);
