import type { Digest } from '../formats/digest.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { SideName } from '../records/build-plan.ts';
import type { Progress } from '../records/progress.ts';
import type { SideHost } from '../records/side-build.ts';
import type { SideDocument } from '../records/side-document.ts';
import { sideDocument } from '../seal/compare/side-document.ts';
import type { BuildRequest, BuildRoadPorts } from './build.ts';
import { lock } from './lock.ts';
import { draftPlan, findMains } from './make-plan.ts';
import { writeSideLayout } from './side-layout.ts';
import { buildOne } from './twin-build.ts';

/** What building one side apart needs of the world. */
export interface OneSidePorts extends Pick<BuildRoadPorts, 'source' | 'lock' | 'build' | 'assembly'> {
  readonly places: ContentPlaces;
  /** This machine, for the proof. */
  readonly host: SideHost;
}

/** What to build, and where the side is kept. */
export interface OneSideRequest extends Pick<BuildRequest, 'folder' | 'settings' | 'vendor' | 'choices'> {
  readonly side: SideName;
  /** Folder of the layout to write. */
  readonly layout: string;
}

/** A side that was built and written. */
export interface OneSide {
  readonly document: SideDocument;
  /** Of its manifest. */
  readonly digest: Digest;
  readonly notes: readonly string[];
}

/**
 * Builds one side of a twin build and writes it as a layout, to be compared with the other one by {@link compareSides}: two
 * machines, or two operators, build a side each.
 * @throws TwinsealError of the stages `source` and `build`; `LAYOUT_EXISTS`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example await buildOneSide({ folder: './app', settings, vendor: false, choices, side: 'b', layout: './b' }, ports, call, progress)
 */
export async function buildOneSide(
  request: OneSideRequest,
  ports: OneSidePorts,
  call: Call,
  progress: Progress,
): Promise<OneSide> {
  const { folder, vendor, settings, choices, side: name, layout } = request;
  // A target that can't be written is told before minutes of building.
  await (await ports.places.newLayout(layout, call)).abort();
  const question = { folder, vendor, choices, claims: settings.metadata };
  const locked = await lock(question, ports.lock, ports.source, call, progress);
  const draft = draftPlan(locked, settings, ports.build.processors);
  const input = { tree: locked.tree, ports: ports.build, call, progress };
  const { plan, side, notes } = await buildOne(
    name,
    draft,
    (opened) => findMains(opened, draft, settings, call),
    input,
  );
  const document = sideDocument(plan, side, ports.host, ports.assembly);
  const digest = await writeSideLayout(document, side, layout, ports.places, call);
  progress({ step: 'layout', state: 'done', text: `${layout}, side ${name.toUpperCase()}` });
  return { document, digest, notes: [...draft.notes, ...notes] };
}
