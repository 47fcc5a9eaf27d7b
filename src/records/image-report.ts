import type { Digest } from '../formats/digest.ts';
import type { RunConfig } from '../formats/oci/documents.ts';
import type { Fault } from './discovery.ts';
import type { Finding } from './finding.ts';
import type { GoPrograms } from './go-programs.ts';
import type { BinaryFacts } from './side-build.ts';

/** The file that a container of this image would execute first. */
export interface EntrypointReport {
  /** Entrypoint followed by cmd. */
  readonly argv: readonly string[];
  /** The first 256 paths looked at, in order: PATH entries and links. */
  readonly trail: readonly string[];
  /**
   * `interpreted`: a script, whose interpreter runs instead; `ambiguous`: runtimes would run different files; `unread`:
   * the layers could not be read to their end.
   */
  readonly outcome: 'resolved' | 'missing' | 'not-a-file' | 'interpreted' | 'empty' | 'loop' | 'ambiguous' | 'unread';
  /** Absolute path inside the image of the file that runs. */
  readonly path?: string;
  readonly digest?: Digest;
  /** Bytes. */
  readonly size?: number;
  /** `arm64` read from the ELF header, when the file is one. */
  readonly machine?: string;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly go?: BinaryFacts;
  /** What the build info says the program was built for: `linux/amd64/v3`. */
  readonly platform?: string;
  /**
   * What makes a container run other code too: `LD_PRELOAD=...` of the environment, the file `/etc/ld.so.preload`, or a
   * health check.
   */
  readonly preload: readonly string[];
  readonly why?: string;
}

/** What reading one platform image from config to the last layer shows. No opinions: policy has those. */
export interface ImageReport {
  readonly subject: Digest;
  /** From the config: `linux/arm64`. */
  readonly platform: string;
  readonly config: RunConfig;
  readonly entrypoint: EntrypointReport;
  /**
   * Links of the image, absolute, at or below which a volume would lie over the program or where it is looked for; `/` where nobody can
   * tell. Absent when there are none.
   */
  readonly links?: readonly string[];
  /** The first 32 files that a container sees with the setuid or setgid bit; absent when there are none. */
  readonly setuid?: readonly string[];
  /** Every Go program that a container sees; only where a policy asks for it, and absent when the layers could not be read. */
  readonly goPrograms?: GoPrograms;
  readonly findings: readonly Finding[];
  /** What kept the layers from being read. */
  readonly faults: readonly Fault[];
  /** Layers were read to the end, and each diff_id agreed. */
  readonly layersWalked: boolean;
}
