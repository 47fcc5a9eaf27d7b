/**
 * What a child of an index runs on. Values are those of GOOS and GOARCH.
 * @see image-spec v1.1.1, image-index.md, "Image Index Property Descriptions"
 */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly 'os.version'?: string;
  readonly 'os.features'?: readonly string[];
}
