import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { Random } from '../ports/random.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import type { Keys } from '../ports/signer.ts';
import type { SideLimits } from '../records/build-choices.ts';
import type { PlannedConditions } from '../records/build-plan.ts';
import type { Progress } from '../records/progress.ts';
import type { RebuildRecipe } from '../records/rebuild-recipe.ts';
import { type RebuildResult, type RebuiltPlatform, worstOutcome } from '../records/rebuild-result.ts';
import type { Toolchain } from '../records/toolchain.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { checkLinkerFlags } from '../seal/build/allowed-flags.ts';
import { splitFlags } from '../seal/build/flag-words.ts';
import { deriveRecipe } from '../seal/build/rebuild-recipe.ts';
import { openImage } from './open-image.ts';
import { trustedStatements } from './rebuild-evidence.ts';
import { flagCandidates, whyUnknownFlags } from './rebuild-flags.ts';
import { type RebuildHints, readHints } from './rebuild-hints.ts';
import { type ImagePrograms, type PlatformProgram, readPrograms } from './rebuild-image.ts';
import { rebuildPlatform } from './rebuild-platform.ts';
import { publishRebuild, rebuildProperties } from './rebuild-publish.ts';
import {
  type OpenedSource,
  openSource,
  type RebuildSourcePorts,
  type RebuildTree,
  type SourceRequest,
  treeFor,
} from './rebuild-source.ts';

/** What to build again. */
export interface RebuildRequest {
  /** A layout on disk, or a reference. */
  readonly image: string;
  readonly source: SourceRequest;
  /** Linker flags, since a -trimpath build does not record them; absent: those of the image's statements, else the likely ones. */
  readonly ldflags?: string;
  /** Sign the result with this key and attach it; absent: only tell. */
  readonly cosignKey?: string;
  /** SubjectPublicKeyInfo (DER) of the key that seals this image: then only statements by it are listened to. */
  readonly trusted?: Uint8Array;
  readonly limits: SideLimits;
  /** Seconds for one command. */
  readonly timeout: number;
}

/** What a rebuild needs of the world. */
export interface RebuildPorts extends RebuildSourcePorts {
  readonly places: ContentPlaces;
  readonly sandbox: Sandbox;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly random: Random;
  readonly processors: number;
  /**
   * The Go of exactly this version, or why it is not to be had.
   * @throws TwinsealError for a fault
   * @example await ports.toolchain('go1.26.8', call)
   */
  readonly toolchain: (version: string, call: Call) => Promise<Toolchain | { readonly why: string }>;
}

/** What came of it. */
export interface Rebuilt {
  readonly outcome: RebuildResult['outcome'];
  readonly image: Descriptor;
  readonly platforms: readonly RebuiltPlatform[];
  /** Absent where nothing could be tried, and so nothing is known of a source. */
  readonly result?: RebuildResult;
  /** How many pieces of evidence were attached. */
  readonly attached: number;
  readonly notes: readonly string[];
}

/** A program with its recipe. */
interface Triable {
  readonly found: PlatformProgram;
  readonly recipe: RebuildRecipe;
}

/**
 * Builds the program of each platform image again from source, as its build info says, compares it bit for bit with the one that the
 * image runs, and signs what came of it, good or bad. One build is enough: the image's own program is the other.
 *
 * Keys are opened after the builds have ended. A key that sealed the image is refused.
 * @returns `reproduced` only when every platform is; what could not be tried is told, and never counts as reproduced
 * @throws TwinsealError for a fault, which says nothing about the image; `KEY_ROLE`, `KEY_UNREADABLE`
 * @example (await rebuild({ image: 'app.oci', source: { kind: 'folder', folder: './app' }, limits, timeout }, ports, call, progress)).outcome
 */
export async function rebuild(
  request: RebuildRequest,
  ports: RebuildPorts,
  call: Call,
  progress: Progress,
): Promise<Rebuilt> {
  const { cosignKey, trusted } = request;
  if (request.ldflags !== undefined) checkLinkerFlags(splitFlags(request.ldflags));
  if (cosignKey !== undefined) await ports.keys.prove({ cosignKey }, call);
  const startedOn = new Date(ports.clock.now()).toISOString();
  const opened = await openImage(ports.places, request.image, call);
  const image = await readPrograms(opened.source, request.image, opened.image, call);
  const statements = trusted === undefined ? [] : await trustedStatements(image, trusted, call);
  const hints = readHints(image.evidence, trusted && new Set(statements.map(({ statement }) => statement)));
  const built = await rebuildAll(request, image, hints, ports, call, progress);
  const base = { image: image.evidence.root.descriptor, platforms: built.platforms };
  const outcome = worstOutcome(built.platforms.map((each) => each.outcome));
  if (built.opened === undefined || built.toolchain === undefined)
    return { ...base, outcome, attached: 0, notes: cosignKey === undefined ? [] : [NOTHING_SIGNED] };
  const signer = cosignKey === undefined ? undefined : await ports.keys.cosignSigner(cosignKey, call);
  const result: RebuildResult = {
    apiVersion: 'twinseal.dev/rebuild-result/v1',
    outcome,
    image: base.image.digest,
    source: built.opened.source,
    toolchain: toolchainRecord(built.toolchain),
    invocationId: ports.random.uuid(),
    startedOn,
    finishedOn: new Date(ports.clock.now()).toISOString(),
    platforms: built.platforms,
    ...rebuildProperties(built.platforms, image, statements, signer),
  };
  if (signer === undefined) return { ...base, outcome, result, attached: 0, notes: [] };
  if (built.platforms.every((each) => each.outcome === 'not-tried'))
    return { ...base, outcome, result, attached: 0, notes: [NOTHING_SIGNED] };
  return { ...base, outcome, result, ...(await publishRebuild(request.image, result, image, signer, ports, call)) };
}

const PREPARED = 'commands ran in its source before the build, as its provenance says';
const NOTHING_SIGNED = 'nothing was compared, so there is nothing to sign, and nothing was attached';

async function rebuildAll(
  request: RebuildRequest,
  image: ImagePrograms,
  hints: RebuildHints,
  ports: RebuildPorts,
  call: Call,
  progress: Progress,
): Promise<{
  readonly platforms: readonly RebuiltPlatform[];
  readonly opened?: OpenedSource;
  readonly toolchain?: Toolchain;
}> {
  // What anybody may have attached keeps nothing from being tried; a statement that verifies does.
  const mustPrepare = hints.prepared && request.trusted !== undefined;
  const derived = image.platforms.map((found) => triable(found, mustPrepare));
  const first = derived.find((each) => 'recipe' in each);
  if (first === undefined) return { platforms: derived.map((each) => notTried(each.found, reasonOf(each))) };
  const version = first.recipe.goVersion;
  const toolchain = await ports.toolchain(version, call);
  if ('why' in toolchain)
    return {
      platforms: derived.map((each) => notTried(each.found, 'recipe' in each ? toolchain.why : reasonOf(each))),
    };
  const opened = await openSource(request.source, ports, toolchain, call);
  const { module, treeDigest } = opened.source;
  progress({ step: 'source', state: 'done', text: `${module}: ${opened.tree.files.length} files, ${treeDigest}` });
  const trees = new Map<RebuildRecipe['dependencies'], RebuildTree>();
  const platforms: RebuiltPlatform[] = [];
  for (const each of derived) {
    const why = 'recipe' in each ? mismatch(each.recipe, opened, version) : reasonOf(each);
    if (!('recipe' in each) || why !== undefined) {
      platforms.push(notTried(each.found, why ?? ''));
      continue;
    }
    const { found, recipe } = each;
    const started = ports.clock.now();
    const text = `${recipe.main} for ${found.platform}`;
    progress({ step: 'rebuild', state: 'start', text });
    const alike = derived.flatMap((other) => ('recipe' in other ? [other.recipe] : [])).filter(sameKind(recipe));
    const tree = trees.get(recipe.dependencies) ?? (await treeFor(alike, opened, ports, toolchain, call, progress));
    trees.set(recipe.dependencies, tree);
    const outcome = await rebuildPlatform(
      {
        found,
        recipe,
        tree,
        toolchain,
        conditions: conditionsOf(ports.processors),
        limits: request.limits,
        flags: flagCandidates(request.ldflags, hints, found.bytes),
        revision: opened.revision,
        timeout: request.timeout,
      },
      ports,
      call,
    );
    progress({
      step: 'rebuild',
      state: 'done',
      text: `${text}: ${outcome.outcome}`,
      took: ports.clock.now() - started,
    });
    const unknown =
      outcome.outcome === 'different' ? whyUnknownFlags(request.ldflags, hints, image.evidence.faults) : undefined;
    if (unknown !== undefined)
      throw new TwinsealError(
        'INDETERMINATE',
        `the program for ${found.platform} came out different, and which linker flags it has can not be told: ${unknown}; give --ldflags`,
      );
    const unlike = outcome.outcome === 'different' && hints.prepared;
    platforms.push(unlike ? { ...outcome, reason: `${outcome.reason}; ${PREPARED}` } : outcome);
  }
  return { platforms, opened, toolchain };
}

function sameKind(one: RebuildRecipe): (other: RebuildRecipe) => boolean {
  return ({ dependencies, goVersion }) => dependencies === one.dependencies && goVersion === one.goVersion;
}

/** A recipe for the program, or why there is none. */
function triable(
  found: PlatformProgram,
  mustPrepare: boolean,
): Triable | { readonly found: PlatformProgram; readonly why: string } {
  if (found.info === undefined) return { found, why: found.why ?? 'nothing is known of its program' };
  if (mustPrepare) return { found, why: `${PREPARED}, and they are not run here` };
  const derived = deriveRecipe(found.info);
  return 'recipe' in derived ? { found, recipe: derived.recipe } : { found, why: derived.why };
}

function reasonOf(each: Triable | { readonly why: string }): string {
  return 'why' in each ? each.why : '';
}

/** Why this source or Go can not be the program's, if that is so. */
function mismatch(recipe: RebuildRecipe, { source }: OpenedSource, version: string): string | undefined {
  if (recipe.goVersion !== version) return `it was built by ${recipe.goVersion}, and another platform by ${version}`;
  if (source.module !== recipe.module)
    return `its program is of the module ${recipe.module}, and the source is of ${source.module}`;
  const { installed } = recipe;
  if (installed === undefined) return undefined;
  const wanted = `${recipe.module}@${installed.version}`;
  if (source.kind === 'folder')
    return `it was made by go install from ${wanted}, whose sum is a part of it: give --module ${wanted}`;
  return source.version === installed.version ? undefined : `it was made from ${wanted}, not from ${source.version}`;
}

function notTried(found: PlatformProgram, reason: string): RebuiltPlatform {
  const { platform, manifest, program } = found;
  return { platform, manifest: manifest.digest, outcome: 'not-tried', reason, ...(program && { program }), causes: [] };
}

/** A side that is like neither side of a seal. */
function conditionsOf(processors: number): PlannedConditions {
  return {
    hostname: 'rebuilder',
    timezone: 'UTC',
    locale: 'C',
    umask: '022',
    root: '/rebuild',
    environment: {},
    parallelism: processors,
    fileTime: 1_100_000_000,
    userId: 61_003,
    domain: 'rebuilder.example',
    addresses: 'random',
    kernelName: 'own',
    fileOrder: 'sorted',
    lastOnPath: '',
  };
}

function toolchainRecord({ version, host, digests, authenticity }: Toolchain): RebuildResult['toolchain'] {
  const { outcome, h1 } = authenticity;
  return { version, host, digests, authenticated: outcome, ...(h1 !== undefined && { h1 }) };
}
