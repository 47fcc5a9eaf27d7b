import { createHash } from 'node:crypto';
import type { Digest } from '../../formats/digest.ts';
import type { RunConfig } from '../../formats/oci/documents.ts';
import type { TarEntry, TarReader } from '../../formats/tar/read.ts';
import type { GoPrograms } from '../../records/go-programs.ts';
import type { EntrypointReport } from '../../records/image-report.ts';
import { commandLine, preloads, type ResolvedProgram, resolveProgram } from './entrypoint.ts';
import type { FindingLog } from './finding-log.ts';
import { CollectedPrograms } from './go-programs.ts';
import type { GoScanner } from './go-scanner.ts';
import { type ContentPlace, ImageTree, type Note } from './image-tree.ts';
import { leadingLinks } from './leading-links.ts';
import { type ProgramFacts, readProgram } from './program.ts';
import { setuidFiles } from './setuid-files.ts';

/** Bounds of what is remembered of an image's layers. */
export interface ReadingLimits {
  /** Entries of all layers together. */
  readonly maxEntries: number;
  /** Steps through folders and links for all entries; a real image of half a million entries takes some five million. */
  readonly maxSteps: number;
  /** Bytes, about, of what is remembered of all entries; half a million of a real image take some 250 million. */
  readonly maxTree: number;
  /** Bytes of a program that are held to read its headers; a larger one is only hashed. */
  readonly maxProgram: number;
  /** Go programs that are told of. */
  readonly maxGoPrograms: number;
}

/** A file that was read to its end. */
export interface HashedFile extends ContentPlace {
  readonly digest: Digest;
  readonly facts: ProgramFacts | undefined;
  /** Its first bytes, when it is too large to be held. */
  readonly head?: Uint8Array;
}

// A report is kept, hashed and stored with those of the other platforms: what hostile layers make it say has bounds.
const MAX_TRAIL = 256;
const MAX_TEXT = 512;
const MAX_SETUID = 32;
const MAX_PASSED = 32;
/** Bytes that are kept of a program that is too large to be held. */
const HEAD = 64 * 1024;
const MAX_PASSWD = 10 * 2 ** 20;

/**
 * Learns from the entries of an image's layers, shown in order, what file system they make and which program it runs. Files whose
 * name is that of the program are hashed while passing; where links lead elsewhere, the layer has to be shown again.
 *
 * @example
 * const reading = new ImageReading(run, limits, log);
 * const visit = reading.layer(0, layer.digest);
 * for (let entry = await tar.next(); entry !== undefined; entry = await tar.next()) await visit(entry, tar);
 * reading.resolved().path // '/usr/bin/app'
 */
export class ImageReading {
  readonly tree: ImageTree;
  readonly #run: RunConfig;
  readonly #limits: ReadingLimits;
  readonly #log: FindingLog;
  readonly #passed = new Map<string, HashedFile>();
  readonly #wanted: string | undefined;
  readonly #goPrograms: CollectedPrograms | undefined;

  /**
   * @param log - where what two readers see differently is noted
   * @param goPrograms - whether every Go program is looked for, not only the one that runs
   */
  constructor(run: RunConfig, limits: ReadingLimits, log: FindingLog, goPrograms = false) {
    this.tree = new ImageTree(limits.maxSteps, limits.maxTree);
    this.#run = run;
    this.#limits = limits;
    this.#log = log;
    this.#wanted = commandLine(run)[0]?.split('/').at(-1);
    this.#goPrograms = goPrograms ? new CollectedPrograms(limits.maxGoPrograms) : undefined;
  }

  /**
   * What has to be shown each entry of a layer, the lowest layer first.
   * @throws LayerProblem (by what it gives) when the entries take more than the limits
   * @example const visit = reading.layer(0, layer.digest)
   */
  layer(index: number, digest: Digest): (entry: TarEntry, tar: TarReader) => Promise<void> {
    const note: Note = (code, path, message, severity = 'error') =>
      this.#log.add(severity, code, { blob: digest }, path, message);
    return async (entry, tar) => {
      this.tree.apply(index, entry, note);
      if (entry.type !== 'file') return;
      if (entry.size > MAX_PASSWD && /^(?:\.?\/)*etc\/(?:passwd|group)$/.test(entry.path))
        note('LAYER_PASSWD_TOO_LARGE', entry.path, `${entry.path} has ${entry.size} bytes`, 'warning');
      const programs = this.#goPrograms?.wants(entry) === true ? this.#goPrograms : undefined;
      const { scanner } = programs ?? {};
      scanner?.begin(entry.size);
      if (this.#wanted !== undefined && entry.path.endsWith(this.#wanted) && this.#names(entry)) {
        const hashed = await hashEntry(index, entry, tar, this.#limits.maxProgram, scanner);
        // What a hostile image names alike a thousand times is read again if it matters, not remembered.
        if (this.#passed.size < MAX_PASSED) this.#passed.set(`${index}/${entry.ordinal}`, hashed);
      } else if (scanner !== undefined) for await (const part of tar.content()) if (!scanner.add(part)) break;
      programs?.keep(index, entry, programs.scanner.end(), this.tree);
    };
  }

  /** Every Go program that a container sees, once all layers were shown; undefined when none was looked for. @example reading.goPrograms()?.more */
  goPrograms(): GoPrograms | undefined {
    return this.#goPrograms?.seenIn(this.tree);
  }

  #names({ path }: TarEntry): boolean {
    return path.split('/').at(-1) === this.#wanted;
  }

  /** Which program the config runs, once all layers were shown. @example reading.resolved().outcome // 'resolved' */
  resolved(): ResolvedProgram {
    return resolveProgram(this.tree, this.#run);
  }

  /** The program, if it was hashed while passing. @example reading.passed(resolved.content)?.digest */
  passed({ layer, ordinal }: ContentPlace): HashedFile | undefined {
    return this.#passed.get(`${layer}/${ordinal}`);
  }

  /** Hashes one entry when a layer is shown again. @example found = await reading.hash(place.layer, entry, tar) */
  hash(layer: number, entry: TarEntry, tar: TarReader): Promise<HashedFile> {
    return hashEntry(layer, entry, tar, this.#limits.maxProgram);
  }

  /** What the report of the image says of its program. @example reading.entrypoint(resolved, program).digest */
  entrypoint(resolved: ResolvedProgram, program: HashedFile | undefined): EntrypointReport {
    const { argv, outcome, path, why } = resolved;
    const preload = preloads(this.tree, this.#run, resolved);
    const trail = resolved.trail.slice(0, MAX_TRAIL).map((place) => place.slice(0, MAX_TEXT).toWellFormed());
    const known = { argv, trail, preload, ...(path !== undefined && { path: path.toWellFormed() }) };
    if (program === undefined) return { ...known, outcome, ...(why !== undefined && { why: why.toWellFormed() }) };
    const { digest, size, facts } = program;
    if (facts === undefined)
      return { ...known, outcome, digest, size, why: 'the program is too large for its headers to be read' };
    const { script, scriptInterpreter: _interpreter, malformed: _malformed, ...said } = facts;
    return { ...known, ...said, outcome: script ? 'interpreted' : outcome, digest, size };
  }

  /** Links behind which a volume would lie over the program, or its loader. @example reading.links(resolved, interpreter) // ['/opt'] */
  links({ trail, path }: ResolvedProgram, interpreter: string | undefined): readonly string[] {
    const places = [...trail, ...[path, interpreter].filter((place) => place !== undefined)];
    return leadingLinks(this.tree, places).map((link) => link.slice(0, MAX_TEXT).toWellFormed());
  }

  /** Files with the setuid or setgid bit, the first of them. @example reading.setuid() // ['/usr/bin/su'] */
  setuid(): readonly string[] {
    return setuidFiles(this.tree, MAX_SETUID).map((path) => path.slice(0, MAX_TEXT).toWellFormed());
  }
}

async function hashEntry(
  layer: number,
  entry: TarEntry,
  tar: TarReader,
  maxProgram: number,
  scanner?: GoScanner,
): Promise<HashedFile> {
  const hash = createHash('sha256');
  const whole = entry.size <= maxProgram;
  const kept = new Uint8Array(whole ? entry.size : Math.min(entry.size, HEAD));
  let at = 0;
  for await (const part of tar.content()) {
    hash.update(part);
    // What is no ELF file is hashed to its end all the same.
    scanner?.add(part);
    if (at < kept.length) kept.set(part.subarray(0, kept.length - at), at);
    at += part.length;
  }
  const digest = `sha256:${hash.digest('hex')}` as Digest;
  return {
    layer,
    ordinal: entry.ordinal,
    size: entry.size,
    digest,
    facts: whole ? readProgram(kept) : undefined,
    ...(!whole && { head: kept }),
  };
}
