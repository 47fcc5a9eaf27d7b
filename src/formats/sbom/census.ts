/** How many packages an SBOM lists, and how many of them are described how. */
export interface SbomCensus {
  readonly format: 'spdx' | 'cyclonedx';
  readonly packages: number;
  readonly versions: number;
  readonly purls: number;
  readonly licenses: number;
  readonly checksums: number;
  /** Seconds since 1970, as the document claims. */
  readonly created?: number;
}

/** What one package has. */
export interface PackageTraits {
  readonly version: boolean;
  readonly purl: boolean;
  readonly license: boolean;
  readonly checksum: boolean;
}

/** Packages of one document; more are no image's. */
export const MAX_PACKAGES = 200_000;

/**
 * Counts packages.
 * @param created - of the document, in seconds since 1970
 * @example countPackages('spdx', [{ version: true, purl: true, license: false, checksum: true }], undefined).licenses // 0
 */
export function countPackages(
  format: SbomCensus['format'],
  packages: readonly PackageTraits[],
  created: number | undefined,
): SbomCensus {
  const count = (trait: keyof PackageTraits): number => packages.filter((one) => one[trait]).length;
  return {
    format,
    packages: packages.length,
    versions: count('version'),
    purls: count('purl'),
    licenses: count('license'),
    checksums: count('checksum'),
    ...(created !== undefined && { created }),
  };
}

/** A package URL, by its scheme and type. @example isPurl('pkg:golang/stdlib@1.26.8') // true */
export function isPurl(text: string): boolean {
  return /^pkg:[A-Za-z][A-Za-z0-9.+-]*\/./.test(text);
}
