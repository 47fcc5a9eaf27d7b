import { type DebugLink, readDebugLink } from '../../formats/elf/debug-link.ts';
import { isElf, readElf } from '../../formats/elf/elf-file.ts';
import { gnuBuildId } from '../../formats/elf/gnu-build-id.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { TarEntry, TarReader } from '../../formats/tar/read.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { WALK_LIMITS, type WalkableImage, type WalkLimits } from './image-report.ts';
import { LayerProblem } from './layer-problem.ts';
import { walkLayer } from './layer-walk.ts';

/** A program of an image whose debug information lies in a file of its own. */
export interface LinkedProgram {
  /** Path inside of its layer, without a slash at its start. A higher layer may hide it. */
  readonly path: string;
  /** GNU build ID, lower-case hex. */
  readonly buildId: string;
  readonly link: DebugLink;
}

const MAX_PROGRAMS = 1000;
const MAX_PATH = 4096;

/**
 * The programs in the layers of an image that name a debug file, each once, in the order of the layers. What is no ELF file,
 * or a malformed one, names none.
 * @throws TwinsealError `CONTENT_MISMATCH` for a layer that is not what it has to be, `CONTENT_TOO_LARGE` past the limits; what
 *   reading a layer throws
 * @example (await linkedPrograms(image, call))[0]?.link.name // '14d8...8dab.debug'
 * @see GDB manual, "Debugging Information in Separate Files"
 */
export async function linkedPrograms(
  image: WalkableImage,
  call: Call,
  limits: WalkLimits = WALK_LIMITS,
): Promise<readonly LinkedProgram[]> {
  const found = new Map<string, LinkedProgram>();
  let entriesLeft = limits.maxEntries;
  for (const [index, layer] of image.layers.entries()) {
    const diffId = image.config.rootfs.diff_ids[index] ?? layer.descriptor.digest;
    try {
      const { entries } = await walkLayer(layer, diffId, limits, entriesLeft, call.signal, async (entry, tar) => {
        const program = await linkedProgram(entry, tar, limits);
        if (program === undefined) return;
        found.set(JSON.stringify([program.path, program.buildId, program.link.crc]), program);
        if (found.size > MAX_PROGRAMS)
          throw new TwinsealError(
            'CONTENT_TOO_LARGE',
            `the image has more than ${MAX_PROGRAMS} programs that name a debug file`,
          );
      });
      entriesLeft -= entries;
    } catch (error) {
      if (!(error instanceof LayerProblem)) throw error;
      throw new TwinsealError(error.limit ? 'CONTENT_TOO_LARGE' : 'CONTENT_MISMATCH', error.message, { cause: error });
    }
  }
  return [...found.values()];
}

async function linkedProgram(entry: TarEntry, tar: TarReader, limits: WalkLimits): Promise<LinkedProgram | undefined> {
  if (entry.type !== 'file' || entry.size > limits.maxProgram || entry.path.length > MAX_PATH) return undefined;
  let bytes: Uint8Array | undefined;
  const magic = new Uint8Array(4);
  let at = 0;
  for await (const part of tar.content()) {
    // The first part may be of one byte: what unpacks a layer cuts where it likes.
    magic.set(part.subarray(0, Math.max(0, 4 - at)), Math.min(at, 4));
    if (at + part.length >= 4) {
      if (bytes === undefined) {
        if (!isElf(magic)) return undefined;
        bytes = new Uint8Array(entry.size);
        bytes.set(magic);
      }
      bytes.set(part, at);
    }
    at += part.length;
  }
  if (bytes === undefined) return undefined;
  try {
    const file = readElf(bytes);
    const [link, buildId] = [readDebugLink(file), gnuBuildId(file)];
    return link === undefined || buildId === undefined ? undefined : { path: entry.path, buildId, link };
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
