import type { Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Annotations } from '../../formats/oci/descriptor.ts';
import { metadataAnnotations } from '../../formats/oci/metadata.ts';
import type { ImageMetadata, SourcedValue } from '../../records/image-metadata.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Annotation keys of our own, by the reversed domain. @see image-spec v1.1.1, annotations.md, "Rules" */
const TWINSEAL_KEYS = {
  /** `<profile>/<compressor>`. */
  assembly: 'dev.twinseal.assembly',
  /** Where revision, created and version come from: `created=git,revision=git,version=claimed`. */
  origins: 'dev.twinseal.metadata.origins',
} as const;

const BASE_DIGEST = 'org.opencontainers.image.base.digest';
// Those of the pre-defined keys that nothing here decides.
const FREE_KEYS = ['authors', 'url', 'documentation', 'description'].map((key) => `org.opencontainers.image.${key}`);

/**
 * The annotations that say where an image comes from; they stand on index and manifests and as labels of the config.
 * What was claimed and checked by nobody is marked so, beside its value.
 *
 * @throws TwinsealError `METADATA_INVALID` with the rule that a value breaks
 * @example imageAnnotations(metadata, '1/pako-3.0.3-level-1')['org.opencontainers.image.title'] // 'app'
 * @see image-spec v1.1.1, annotations.md, "Pre-Defined Annotation Keys"
 */
export function imageAnnotations(metadata: ImageMetadata, assembly: string): Annotations {
  const { revision, created, version, title, source, licenses, vendor } = metadata;
  const sourced: readonly (readonly [string, SourcedValue | undefined])[] = [
    ['created', created],
    ['revision', revision],
    ['version', version],
  ];
  const origins = sourced.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value.origin}`]));
  try {
    return {
      ...metadataAnnotations({
        created: created.value,
        title,
        ...(revision === undefined ? {} : { revision: revision.value }),
        ...(version === undefined ? {} : { version: version.value }),
        ...(source === undefined ? {} : { source }),
        ...(licenses === undefined ? {} : { licenses }),
        ...(vendor === undefined ? {} : { vendor }),
      }),
      [TWINSEAL_KEYS.assembly]: assembly,
      [TWINSEAL_KEYS.origins]: origins.join(','),
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('METADATA_INVALID', error.message, { cause: error });
  }
}

/**
 * The annotation that names what an image was built on; none without a base.
 * @example baseAnnotation(undefined) // {}
 */
export function baseAnnotation(digest: Digest | undefined): Annotations {
  return digest === undefined ? {} : { [BASE_DIGEST]: digest };
}

/**
 * Labels or annotations of the user, refused where they would speak for what Twinseal itself states or where the name is
 * reserved.
 *
 * @param where - `image.labels` or `image.annotations`, for messages
 * @throws TwinsealError `SETTINGS_INVALID`
 * @example checkedUserTexts({ team: 'blue' }, 'image.labels') // { team: 'blue' }
 * @see image-spec v1.1.1, annotations.md, "Rules": the prefix `org.opencontainers` is reserved
 */
export function checkedUserTexts(texts: Readonly<Record<string, string>>, where: string): Annotations {
  for (const [key, value] of Object.entries(texts)) {
    const reserved = /^(?:org\.opencontainers|dev\.twinseal)(?:\.|$)/.test(key) && !FREE_KEYS.includes(key);
    if (reserved)
      throw new TwinsealError(
        'SETTINGS_INVALID',
        `${where} must not set ${JSON.stringify(key)}: it is reserved, and what metadata says stands there`,
      );
    if (key === '' || !key.isWellFormed() || !value.isWellFormed())
      throw new TwinsealError('SETTINGS_INVALID', `${where} has an empty key or text that is not Unicode`);
  }
  return texts;
}

/**
 * Labels of a base image without those that describe the base itself.
 * @example inheritedLabels({ maintainer: 'x', 'org.opencontainers.image.title': 'base' }) // { maintainer: 'x' }
 */
export function inheritedLabels(labels: Annotations): Annotations {
  return Object.fromEntries(
    Object.entries(labels).filter(([key]) => !/^(?:org\.opencontainers\.image|dev\.twinseal)\./.test(key)),
  );
}
