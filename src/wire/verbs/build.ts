import { type BuildSummary, buildCommand } from '../../doors/cli/build.ts';
import type { Runner } from '../../doors/cli/main.ts';
import type { Call } from '../../ports/call.ts';
import type { Progress } from '../../records/progress.ts';
import { type BuildRequest, build } from '../../roads/build.ts';
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

/** Runs `twinseal build` on this machine. @example await run(input, session) // 1 when the sides differ */
export const run: Runner = (input, session) =>
  buildCommand.run(input, { settings: readSettings, build: buildTwice }, session);
