import type { Digest } from '../formats/digest.ts';
import type { RunConfig } from '../formats/oci/documents.ts';
import type { Finding } from './finding.ts';
import type { BinaryFacts } from './side-build.ts';

/** The file that a container of this image would execute first. */
export interface EntrypointReport {
  /** Entrypoint followed by cmd. */
  readonly argv: readonly string[];
  /** Every path looked at, in order: PATH entries and links. */
  readonly trail: readonly string[];
  readonly outcome: 'resolved' | 'missing' | 'not-a-file' | 'interpreted' | 'empty' | 'loop';
  /** Absolute path inside the image of the file that runs. */
  readonly path?: string;
  readonly digest?: Digest;
  readonly size?: number;
  /** `arm64` read from the ELF header, when the file is one. */
  readonly machine?: string;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly go?: BinaryFacts;
  /** Environment variables that make the loader load something else: `LD_PRELOAD=...`. */
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
  readonly findings: readonly Finding[];
  /** Layers were read to the end, and each diff_id agreed. */
  readonly layersWalked: boolean;
}
