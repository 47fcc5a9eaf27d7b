import type { Call } from '../../ports/call.ts';
import type { Random } from '../../ports/random.ts';
import type { Side } from '../../ports/sandbox.ts';
import type { BuildPlan, SideName } from '../../records/build-plan.ts';
import type { ImportedTree } from '../../records/imported-tree.ts';
import type { Progress } from '../../records/progress.ts';
import type { BuiltBinary, SideBuild } from '../../records/side-build.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { buildProgram } from './build-program.ts';
import { outputLines } from './compiler-failure.ts';
import { type OpenedSide, type OpenSidePorts, openSide } from './open-side.ts';
import { readProfiles } from './profiles.ts';
import { type PackageCounts, tellProgram } from './program-progress.ts';
import { sideEnvironment } from './side-environment.ts';
import { evaluateFlags } from './side-flags.ts';

/** What building a side needs of the world. */
export interface BuildPorts extends OpenSidePorts {
  readonly random: Random;
  readonly progress?: Progress;
  /** Kept from one side to the next by whoever builds both. */
  readonly packages?: PackageCounts;
}

const STEPS = { a: 'side A', b: 'side B' } as const;

/**
 * Builds one side of a plan: all main packages for all platforms, in its own copy of the source, with its own cache, after its
 * `prepare` commands. The sides know nothing of one another; they are built one after the other, which measured faster than
 * at once.
 * @throws TwinsealError of the stage `build`, or `SOURCE_VENDOR_STALE`
 * @example const a = await buildSide('a', plan, tree, ports, call);
 */
export async function buildSide(
  name: SideName,
  plan: BuildPlan,
  tree: ImportedTree,
  ports: BuildPorts,
  call: Call,
): Promise<SideBuild> {
  const opened = await openSide(name, plan, tree, ports, call);
  try {
    return await buildInSide(opened, plan, ports, call);
  } finally {
    await opened.close();
  }
}

/**
 * Builds all that a plan names inside a side that stands already.
 * @throws as {@link buildSide}
 * @example const a = await buildInSide(await openSide('a', plan, tree, ports, call), plan, ports, call);
 */
export async function buildInSide(
  opened: OpenedSide,
  plan: BuildPlan,
  ports: BuildPorts,
  call: Call,
): Promise<SideBuild> {
  const { side, startedOn, observed, cold } = opened;
  const environment = sideEnvironment(side, plan, plan.sides[side.name]);
  await prepare(side, plan, environment, ports, call);
  const flags = evaluateFlags(plan, ports.clock.now(), environment);
  const profiles = await readProfiles(side, plan, environment, limited(plan, ports, call));
  const binaries: BuiltBinary[] = [];
  for (const target of plan.targets) {
    for (const main of plan.mains) {
      const profile = profiles.find((each) => each.package === main.package)?.path;
      const telling = tellProgram(side.name, main, target, ports.packages ?? new Map(), ports.clock, ports.progress);
      const request = { side, plan, flags, main, target, profile, onPackage: telling.compiled };
      let well = false;
      try {
        binaries.push(await buildProgram(request, limited(plan, ports, call)));
        well = true;
      } finally {
        telling.ended(well);
      }
    }
  }
  return {
    side: side.name,
    invocationId: ports.random.uuid(),
    startedOn,
    finishedOn: new Date(ports.clock.now()).toISOString(),
    observed,
    isolation: side.isolation,
    cold,
    flags: {
      ldflags: flags.ldflags,
      gcflags: flags.gcflags,
      tags: flags.tags,
      experiments: flags.experiments,
      levels: plan.targets.flatMap(({ platform, levels }) =>
        Object.entries(levels).map(([name, value]) => `${platform} ${name}=${value}`),
      ),
      pgo: profiles.map((profile) => `${profile.package} ${profile.path} ${profile.digest}`),
    },
    profiles,
    binaries,
  };
}

async function prepare(
  side: Side,
  plan: BuildPlan,
  environment: Readonly<Record<string, string>>,
  ports: BuildPorts,
  call: Call,
): Promise<void> {
  if (plan.build.prepare.length > 0) requireOwnView(side);
  for (const command of plan.build.prepare) {
    const [program, ...rest] = command;
    if (program === undefined) throw new TwinsealError('SETTINGS_INVALID', 'a prepare command is empty');
    ports.progress?.({ step: STEPS[side.name], state: 'note', text: `prepare: ${command.join(' ')}` });
    // Through env, which looks the program up in the side's PATH and not in ours.
    const run = await side.run(['/usr/bin/env', '--', program, ...rest], environment, limited(plan, ports, call));
    if (run.status === 0) continue;
    throw new TwinsealError(
      'BUILD_PREPARE_FAILED',
      `the prepare command ${JSON.stringify(command.join(' ').slice(0, 200))} ended with status ${run.status} on side ${side.name}`,
      { details: outputLines(run) },
    );
  }
}

/**
 * A prepare command is a program that the author of the source chose. A compiler without a sandbox compiles; such a command
 * without one reads the user's keys.
 */
function requireOwnView({ isolation }: Side): void {
  const missing = isolation.missing.find(({ name }) => name === 'mount' || name === 'pid');
  if (missing === undefined) return;
  throw new TwinsealError(
    'BUILD_SANDBOX',
    `prepare commands run only where the files and processes of this machine are hidden from them, and here they are not (${missing.why}): let this user make namespaces, or leave prepare out`,
  );
}

/** The call with the time limit of one command. */
function limited(plan: BuildPlan, ports: BuildPorts, call: Call): Call {
  return { ...call, deadline: Math.min(call.deadline, ports.clock.now() + plan.build.timeout * 1000) };
}
