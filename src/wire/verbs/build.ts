import { join } from 'node:path';
import { writeBlob } from '../../adapters/output-blob.ts';
import { type BuildRequest, type BuildSummary, buildCommand } from '../../doors/cli/build.ts';
import type { DifferenceSummary } from '../../doors/cli/difference-text.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { GZIP_PROFILE } from '../../formats/gzip.ts';
import type { Call } from '../../ports/call.ts';
import type { Difference } from '../../records/difference.ts';
import type { Progress } from '../../records/progress.ts';
import { lock } from '../../roads/lock.ts';
import { type TwinBuild, twinBuild } from '../../roads/twin-build.ts';
import { ASSEMBLY_PROFILE } from '../../seal/pack/assembly-profile.ts';
import { readSettings } from '../settings.ts';
import { twinMachine } from '../twin-ports.ts';
import { twinSummary } from '../twin-summary.ts';

async function build(request: BuildRequest, progress: Progress, call: Call): Promise<BuildSummary> {
  const machine = await twinMachine(progress);
  try {
    const { folder, vendor, settings } = request;
    const question = { folder, vendor, claims: settings.metadata };
    const locked = await lock(question, machine.lock, machine.source, call, progress);
    const assembly = { profile: ASSEMBLY_PROFILE, compressor: GZIP_PROFILE };
    const twins = await twinBuild(locked, settings, assembly, machine.build, call, progress);
    const { comparison, plan } = twins;
    const differences = comparison.outcome === 'different' ? comparison.differences : [];
    const written = request.out === undefined ? [] : await writeBinaries(twins, request.out, call);
    return {
      outcome: comparison.outcome,
      twin: twinSummary(twins),
      differences: differences.map((difference) => summaryOf(difference, request.out)),
      written,
      notes: plan.notes,
    };
  } finally {
    await machine.remove();
  }
}

/** One file of each program for identical twins; those of both sides where they differ. */
async function writeBinaries({ a, b, comparison }: TwinBuild, out: string, call: Call): Promise<readonly string[]> {
  const identical = comparison.outcome === 'identical';
  const files = (identical ? [a] : [a, b]).flatMap(({ side, binaries }) =>
    binaries.map((binary) => ({ path: pathOf(out, binary, identical ? undefined : side), content: binary.content })),
  );
  for (const { path, content } of files) await writeBlob(path, content, 0o755, call);
  return files.map(({ path }) => path);
}

function pathOf(
  out: string,
  { platform, name }: { readonly platform: string; readonly name: string },
  side?: string,
): string {
  return join(out, side ?? '', platform.replaceAll('/', '-'), name);
}

function summaryOf({ a, b, ...rest }: Difference, out: string | undefined): DifferenceSummary {
  const side = ({ digest, size }: Difference['a'], name: string) => ({
    digest,
    size,
    ...(out !== undefined && { kept: pathOf(out, rest, name) }),
  });
  return { ...rest, a: side(a, 'a'), b: side(b, 'b') };
}

export const run: Runner = (input, session) => buildCommand.run(input, { settings: readSettings, build }, session);
