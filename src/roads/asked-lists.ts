import type { Digest } from '../formats/digest.ts';
import type { CosignTag } from '../formats/oci/cosign-tag.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import { recordDigest } from '../judge/audit/decision.ts';
import type { Call } from '../ports/call.ts';
import type { ContentReader, ReferrerListing } from '../ports/content.ts';
import { failingAs } from '../records/blob.ts';
import { inParallel } from './in-parallel.ts';

/** Lists that are asked for at one time. */
const WIDTH = 8;
/** Steps of one image: of a large one, several lists are asked for with each, so that it is done before its time is over. */
const STEPS = 24;

/** Something of an image that its digest does not settle: who refers to a subject, or what one of cosign's tags names. */
export interface AskedList {
  readonly subject: Digest;
  /** Undefined: its referrers. */
  readonly tag: CosignTag | undefined;
  /** Digest of the answer. */
  readonly answer: Digest;
}

/** What a reader was asked. */
export interface Asked {
  readonly lists: AskedList[];
  /** Something that a digest names could not be read, or not as it is named: it may be there the next time. */
  isPartial: boolean;
}

/**
 * A reader that notes each list that was answered, and whether all else could be read.
 * @param asked - where it is noted
 * @example const asked = { lists: [], isPartial: false }; await gatherEvidence(notingLists(reader, asked), ...)
 */
export function notingLists(reader: ContentReader, asked: Asked): ContentReader {
  const { access } = reader;
  const noted = (error: unknown): unknown => {
    asked.isPartial = true;
    return error;
  };
  return {
    name: reader.name,
    repository: reader.repository,
    ...(access !== undefined && { access }),
    resolve: (target, call) => reader.resolve(target, call),
    manifest: (digest, call) =>
      reader.manifest(digest, call).catch((error: unknown) => {
        throw noted(error);
      }),
    blob: (descriptor, call) => failingAs(reader.blob(descriptor, call), noted),
    async referrers(subject, call) {
      const listing = await reader.referrers(subject, call);
      asked.lists.push({ subject, tag: undefined, answer: answerOf(listing) });
      return listing;
    },
    ...(reader.cosignTag !== undefined && {
      async cosignTag(subject, tag, call) {
        const found = await reader.cosignTag?.(subject, tag, call);
        asked.lists.push({ subject, tag, answer: digestOf(found) });
        return found;
      },
    }),
  };
}

/**
 * Whether all lists are still answered the same. Everything else of an image is named by its digest, so what was gathered by these
 * lists would be gathered again.
 * @param turn - is waited for before each, or each few where there are many
 * @throws TwinsealError a fault
 * @example await sameLists(reader, asked, () => pace.step(), call)
 */
export async function sameLists(
  reader: ContentReader,
  asked: readonly AskedList[],
  turn: () => Promise<void>,
  call: Call,
): Promise<boolean> {
  const each = Math.ceil(asked.length / STEPS);
  const same = await inParallel([...asked.entries()], WIDTH, async ([at, { subject, tag, answer }]) => {
    if (at % each === 0) await turn();
    if (tag === undefined) return answerOf(await reader.referrers(subject, call)) === answer;
    return digestOf(await reader.cosignTag?.(subject, tag, call)) === answer;
  });
  return same.every((one) => one);
}

function answerOf({ unseen, ...listing }: ReferrerListing): Digest {
  return recordDigest({ ...listing, unseen: unseen?.message ?? null });
}

function digestOf(tagged: Descriptor | undefined): Digest {
  return recordDigest(tagged ?? null);
}
