import type { Digest } from '../digest.ts';
import type { Platform } from './platform.ts';

/** Text annotations. @see image-spec v1.1.1, annotations.md */
export type Annotations = Readonly<Record<string, string>>;

/**
 * A reference to content by type, digest and size in bytes.
 * @see image-spec v1.1.1, descriptor.md, "Properties"
 */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly urls?: readonly string[];
  readonly annotations?: Annotations;
  /** Base64 of the content itself; readers must compare it with digest and size before use. */
  readonly data?: string;
  readonly artifactType?: string;
  /** Only on the entries of an image index. */
  readonly platform?: Platform;
}
