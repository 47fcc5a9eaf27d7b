import type { Digest } from '../formats/digest.ts';
import type { FindingCode } from './finding-codes.ts';
import type { Observation } from './observation.ts';

/** `error`: wrong by the text of a specification. `warning`: legal but likely to hurt. `hint`: better said otherwise. */
export type FindingSeverity = 'error' | 'warning' | 'hint';

/** One thing that `inspect` has to say about a layout, document, layer or program. */
export interface Finding extends Observation<FindingCode> {
  readonly severity: FindingSeverity;
  /** The blob that the finding is about, when it is a blob. */
  readonly blob?: Digest;
  /** The file of the layout, relative to its root (`index.json`, `oci-layout`), when it is a file. */
  readonly file?: string;
  /** JSON pointer inside the document; the path inside a layer for layer findings. */
  readonly pointer?: string;
  /** The rule that is broken: `image-spec v1.1.1, manifest.md, "config"`. */
  readonly source: string;
}
