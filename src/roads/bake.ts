import { type BakeTarget, bakeTargets, parseBakePlan } from '../formats/bake/bake-plan.ts';
import { parseDockerfile } from '../formats/bake/dockerfile.ts';
import { FormatError } from '../formats/format-error.ts';
import { canonicalJson } from '../formats/json/canonical.ts';
import { recordJson } from '../formats/json/record.ts';
import { encodeUtf8 } from '../formats/utf8.ts';
import type { BakeFileRequest, BakeFiles } from '../ports/bake-file.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { Workspaces } from '../ports/workspace.ts';
import type { BuildChoices } from '../records/build-choices.ts';
import type { CopyReport } from '../records/copy-report.ts';
import type { Progress } from '../records/progress.ts';
import type { SealKeys } from '../records/seal-keys.ts';
import type { Settings } from '../records/settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { fillArguments } from '../seal/build/fill-arguments.ts';
import { type BakedTarget, bakedTarget, dockerfileNotes } from '../seal/settings/bake-settings.ts';
import { copyImage } from './copy.ts';
import { copyIntoRepository } from './copy-into.ts';
import type { SealOutcome, SealRequest } from './seal.ts';

/** What to bake. */
export interface BakeRequest {
  readonly file: BakeFileRequest;
  readonly settings: Settings;
  readonly vendor: boolean;
  readonly choices: BuildChoices;
  /** Folder of the layout to write, with an image for each target. */
  readonly layout: string;
  readonly keys: SealKeys;
  /** Push each image to the tags of its target. */
  readonly push: boolean;
}

/** What baking needs of the world. */
export interface BakePorts {
  readonly files: BakeFiles;
  readonly places: ContentPlaces;
  readonly workspaces: Workspaces;
  /**
   * Seals on this machine.
   * @throws TwinsealError as {@link seal}
   * @example await ports.seal(request, call, progress)
   */
  seal(request: SealRequest, call: Call, progress: Progress): Promise<SealOutcome>;
}

/** One target that was sealed. */
export interface BakedImage {
  readonly target: string;
  readonly tags: readonly string[];
  readonly pushed: readonly CopyReport[];
}

/** What came of it. */
export interface BakeOutcome {
  readonly images: readonly BakedImage[];
  /** The seals, each of one or more targets with the same flags and platforms. */
  readonly seals: readonly SealOutcome[];
  /** Targets that the settings do not say to be Go programs, and what could not be carried over. */
  readonly notes: readonly string[];
}

/**
 * Seals the targets of a bake file that are Go programs, in one go: targets with the same platforms and flags share one twin build.
 * The layout has an image for each, named after the target, and shows only when all of them are sealed; pushes come last.
 *
 * @throws TwinsealError `BAKE_INVALID` for a plan without a target that could be sealed; what resolving, sealing and pushing throw
 * @example await bake({ file, settings, vendor: false, choices, layout: 'all.oci', keys, push: false }, ports, call, progress)
 */
export async function bake(
  request: BakeRequest,
  ports: BakePorts,
  call: Call,
  progress: Progress,
): Promise<BakeOutcome> {
  const { file, settings, layout } = request;
  const { targets, skipped } = chosen(
    parsed(await ports.files.resolve(file, call), file.targets),
    file.targets,
    settings,
  );
  const notes = [...skipped];
  const baked: Baked[] = [];
  for (const { target, mapping } of targets) {
    const each = bakedTarget(target, settings, mapping);
    notes.push(...each.notes.map((note) => `${target.name}: ${note}`));
    notes.push(...(await stepsOf(target, file.folder, ports.files, call)).map((note) => `${target.name}: ${note}`));
    if (request.push && target.tags.length === 0)
      throw new TwinsealError('BAKE_INVALID', `the target ${target.name} has no tags, so nobody says where to push it`);
    const ldflags = fillArguments(settings.build.ldflags, target.args);
    const own = {
      ...settings,
      platforms: each.platforms,
      metadata: each.metadata,
      build: { ...settings.build, ldflags },
    };
    baked.push({ target: each, tags: target.tags, settings: own });
  }
  const { folder, remove } = await ports.workspaces.create('bake');
  const whole = await ports.places.newLayout(layout, call);
  try {
    const seals: SealOutcome[] = [];
    for (const [at, group] of grouped(baked).entries()) {
      const scratch = `${folder}/${at}.oci`;
      const outcome = await ports.seal(sealRequest(request, group, scratch), call, progress);
      seals.push(outcome);
      if (outcome.outcome === 'different') return { images: [], seals, notes };
      const source = await ports.places.layout(scratch, call);
      for (const { target } of group)
        await copyImage({ source, target: whole, image: target.name, tag: target.name }, call, () => {});
    }
    await whole.commit(call);
    const images: BakedImage[] = [];
    for (const { target, tags } of baked)
      images.push({
        target: target.name,
        tags,
        pushed: await pushAll(request, target.name, tags, ports, call, progress),
      });
    return { images, seals, notes };
  } finally {
    await whole.abort();
    await remove();
  }
}

function parsed(bytes: Uint8Array, names: readonly string[]): readonly BakeTarget[] {
  try {
    return bakeTargets(parseBakePlan(bytes), names.length === 0 ? ['default'] : names);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const at = error.at === '' ? '' : ` at ${error.at}`;
    throw new TwinsealError('BAKE_INVALID', `the resolved bake file${at}: ${error.message}`, { cause: error });
  }
}

// A target that somebody names must be a program; one of a group may be something else.
function chosen(targets: readonly BakeTarget[], named: readonly string[], { bake = [] }: Settings) {
  const known = new Map(bake.map((mapping) => [mapping.name, mapping]));
  const skipped = targets.filter(({ name }) => !known.has(name));
  const asked = skipped.find(({ name }) => named.includes(name));
  const say = (name: string) => `say which program it is in twinseal.yaml: bake: {${name}: {main: ./cmd/${name}}}`;
  if (asked !== undefined)
    throw new TwinsealError('BAKE_INVALID', `the target ${asked.name} is no program that is known: ${say(asked.name)}`);
  const [first] = skipped;
  if (first !== undefined && skipped.length === targets.length)
    throw new TwinsealError('BAKE_INVALID', `none of the targets is a program that is known: ${say(first.name)}`);
  return {
    targets: targets.flatMap((target) => {
      const mapping = known.get(target.name);
      return mapping === undefined ? [] : [{ target, mapping }];
    }),
    skipped: skipped.map(({ name }) => `${name} is not sealed: twinseal.yaml does not say which program it is`),
  };
}

async function stepsOf(target: BakeTarget, folder: string, files: BakeFiles, call: Call): Promise<readonly string[]> {
  // A context elsewhere, such as a repository, is not fetched only to list what is not run.
  const here = !target.context.includes('://') && !target.context.startsWith('git@');
  const bytes =
    target.inline !== undefined
      ? encodeUtf8(target.inline)
      : here
        ? await files.dockerfile(`${folder}/${target.context}`, target.dockerfile, call)
        : undefined;
  if (bytes === undefined) return [];
  try {
    return dockerfileNotes(
      parseDockerfile(bytes),
      target.inline === undefined ? target.dockerfile : 'dockerfile-inline',
    );
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return [`${target.dockerfile} is not run, and cannot be listed: it ${error.message}`];
  }
}

type Baked = { readonly target: BakedTarget; readonly tags: readonly string[]; readonly settings: Settings };

function grouped(baked: readonly Baked[]): readonly (readonly Baked[])[] {
  const groups = new Map<string, Baked[]>();
  for (const each of baked) {
    const { platforms, metadata, build } = each.settings;
    const key = canonicalJson(recordJson({ platforms, metadata, build }));
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function sealRequest(request: BakeRequest, group: readonly Baked[], layout: string): SealRequest {
  const [first] = group;
  if (first === undefined) throw new TwinsealError('INTERNAL', 'a group of targets is empty');
  const { bake: _, ...settings } = first.settings;
  const images = group.map(({ target }) => target.image);
  const main = [...new Set(images.flatMap((image) => image.main))];
  return {
    folder: request.file.folder,
    settings: { ...settings, main, images },
    vendor: request.vendor,
    choices: request.choices,
    layout,
    keys: request.keys,
  };
}

async function pushAll(
  { push, layout }: BakeRequest,
  name: string,
  tags: readonly string[],
  { places }: BakePorts,
  call: Call,
  progress: Progress,
): Promise<readonly CopyReport[]> {
  if (!push) return [];
  const source = await places.layout(layout, call);
  const reports: CopyReport[] = [];
  for (const tag of tags) reports.push(await copyIntoRepository(places, { source, image: name }, tag, call, progress));
  return reports;
}
