import { sha256Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { foldName } from '../../formats/json/fold-name.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../formats/json/value.ts';
import type { ImageManifest } from '../../formats/oci/documents.ts';
import { isConfigMediaType } from '../../formats/oci/media-types.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';

const LAYER = /^application\/vnd\.(?:oci\.image\.layer\.|docker\.image\.rootfs\.)/;
const NOTHING = sha256Digest(encodeUtf8('{}'));

/**
 * An artifact must not be an image for some. containerd reads the config of a manifest whatever its type says and runs what it finds,
 * while others, and rules on configs and programs, see no image at all.
 *
 * @param manifest - one whose config has not the type of an image's
 * @param readConfig - fetches the config; asked only where there are layers that a runtime would unpack
 * @throws FormatError with the rule `ambiguous`, for what a runtime could take for an image
 * @throws what `readConfig` throws
 * @example await requireNoImage(manifest, () => reader.read(manifest.config, call))
 * @see containerd core/images/image.go, Manifest, Config and RootFS; core/unpack/unpacker.go
 */
export async function requireNoImage(
  { config, layers }: ImageManifest,
  readConfig: () => Promise<Uint8Array>,
): Promise<void> {
  if (layers.some(({ mediaType }) => isConfigMediaType(mediaType)))
    return refuse(`its config has the media type ${config.mediaType}, and a layer is the config of an image`);
  if (config.digest === NOTHING || !layers.some(({ mediaType }) => LAYER.test(mediaType))) return;
  if (isConfig(await readConfig()))
    return refuse(`its config has the media type ${config.mediaType} and the content of an image's config`);
}

function isConfig(bytes: Uint8Array): boolean {
  let document: JsonValue;
  try {
    document = parseJson(bytes, { maxBytes: bytes.length, maxDepth: 64, maxValues: 100_000 });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    // What is no JSON to anybody runs nowhere; what only a laxer reader takes may run there.
    return /^[ \t\r\n]*\{/.test(Buffer.from(bytes.subarray(0, 4096)).toString('latin1'));
  }
  return membersOf(document, 'rootfs').some((rootfs) =>
    membersOf(rootfs, 'diff_ids').some((ids) => isJsonArray(ids) && ids.length > 0),
  );
}

/** Members by their name as Go reads it, in upper case or lower. @see https://pkg.go.dev/encoding/json#Unmarshal */
function membersOf(value: JsonValue, wanted: string): readonly JsonValue[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    foldName(name) === wanted && member !== undefined ? [member] : [],
  );
}

function refuse(reason: string): never {
  throw new FormatError('oci', `${reason}, so that some runtimes run it`, '/config/mediaType', { rule: 'ambiguous' });
}
