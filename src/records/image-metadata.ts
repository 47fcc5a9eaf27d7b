/** Where a value comes from. `claimed` was said by the user and checked by nobody. */
export type MetadataOrigin = 'git' | 'claimed' | 'SOURCE_DATE_EPOCH' | 'none';

/** One value with its origin. */
export interface SourcedValue {
  readonly value: string;
  readonly origin: MetadataOrigin;
}

/** What annotations and labels say of the image. @see image-spec v1.1.1, annotations.md, "Pre-Defined Annotation Keys" */
export interface ImageMetadata {
  /** 40 or 64 lower-case hex. Absent without git and without a claim; never invented. */
  readonly revision?: SourcedValue;
  /** RFC 3339 UTC; `1970-01-01T00:00:00Z` with origin `none` when nothing says otherwise. */
  readonly created: SourcedValue;
  /** SemVer 2.0.0 without a leading `v`. */
  readonly version?: SourcedValue;
  readonly title: string;
  readonly source?: string;
  readonly licenses?: string;
  readonly vendor?: string;
}
