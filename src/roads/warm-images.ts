import { FormatError } from '../formats/format-error.ts';
import { parseImageManifest } from '../formats/oci/image-manifest.ts';
import { isManifestMediaType } from '../formats/oci/media-types.ts';
import { matchesRepository } from '../formats/registry-port.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { PackedDocument } from '../records/packed-image.ts';
import type { PushedImage } from '../records/pushed-image.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { AnswerPorts } from './answer.ts';
import type { PolicySet } from './choose-policies.ts';

/** Images that wait, and how many are looked into at one time: warming must not take what those who ask need. */
const LIMITS = { waiting: 1_000, width: 2, work: 60_000 };

/** What warming needs. */
export interface WarmPorts extends Pick<AnswerPorts, 'open'> {
  /** @example ports.policies().policies.size */
  policies(): PolicySet;
  readonly telemetry: Pick<Telemetry, 'step' | 'log'>;
  readonly clock: Clock;
  /** Ends all of it. */
  readonly stop: AbortSignal;
}

/**
 * Looks into images before anybody asks, as far as some policy is for their repository: then an answer needs no more than
 * tags and lists. What was pushed as evidence of an image has that image looked into. Nothing is decided, and nothing kept but in
 * memory; whatever goes wrong is left to whoever asks.
 *
 * @returns takes an image; false when no policy is for it, or too many wait
 * @example const warm = warmImages(ports); warm({ registry: 'registry.example.com', repository: 'team/app', digest })
 */
export function warmImages(ports: WarmPorts): (pushed: PushedImage) => boolean {
  const waiting = new Map<string, PushedImage>();
  let underWay = 0;
  const next = async (): Promise<void> => {
    underWay++;
    for (const [image, pushed] of waiting) {
      if (ports.stop.aborted) break;
      waiting.delete(image);
      try {
        await ports.telemetry.step('engine.warm', () => warmOne(image, pushed, ports));
      } catch (error) {
        const code = error instanceof TwinsealError ? error.code : 'INTERNAL';
        ports.telemetry.log('info', 'not warmed', { image, code });
      }
    }
    underWay--;
  };
  return (pushed) => {
    const { registry, repository, digest } = pushed;
    if (ports.stop.aborted || coveringPolicies(pushed, ports.policies()).length === 0) return false;
    const image = `${registry}/${repository}@${digest}`;
    if (!waiting.has(image) && waiting.size >= LIMITS.waiting) return false;
    waiting.set(image, pushed);
    if (underWay < LIMITS.width) void next();
    return true;
  };
}

async function warmOne(image: string, pushed: PushedImage, ports: WarmPorts): Promise<void> {
  const signal = AbortSignal.any([ports.stop, AbortSignal.timeout(LIMITS.work)]);
  // What was pushed may be what the evidence that is kept does not know of.
  const call: Call = { signal, deadline: ports.clock.now() + LIMITS.work, anew: true };
  const { opened, establish } = await ports.open({ image }, call);
  const needs = coveringPolicies(pushed, ports.policies()).map((one) => one.needs);
  const target = subjectOf(await opened.source.manifest(pushed.digest, call)) ?? pushed.digest;
  const established = await establish({ reader: opened.source, requested: image, target }, needs, call);
  established.release();
}

/** Whoever asks later may come from any place, so only the repository counts. */
function coveringPolicies({ registry, repository }: PushedImage, { policies }: PolicySet) {
  const name = `${registry}/${repository}`;
  return [...policies.values()].filter(({ policy }) => policy.images.some((glob) => matchesRepository(glob, name)));
}

function subjectOf({ descriptor: { mediaType }, bytes }: PackedDocument) {
  if (!isManifestMediaType(mediaType)) return undefined;
  try {
    return parseImageManifest(bytes, mediaType).subject?.digest;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
