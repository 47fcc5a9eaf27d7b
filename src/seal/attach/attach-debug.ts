import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { DEBUG_ANNOTATIONS, MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { Attachment } from '../../records/attachment.ts';
import type { DebugFile } from '../../records/debug-file.ts';
import { referrerTo } from './referrer.ts';

/**
 * The debug file of one program, as a referrer to the manifest of its platform. Its one layer is the ELF file as it is, so
 * that any client of a registry can fetch it; the build ID stands in the annotations, which lists of referrers show.
 *
 * @param subject - the platform's manifest
 * @param program - name of the program
 * @param created - whole seconds since 1970
 * @throws FormatError when the time is no whole number of seconds, or the name has a lone surrogate
 * @example attachDebug(platform.manifest.descriptor, 'app', binary.debug, created)
 * @see image-spec v1.1.1 manifest.md, "Guidelines for Artifact Usage"; GDB manual, "Debugging Information in Separate Files"
 */
export function attachDebug(subject: Descriptor, program: string, debug: DebugFile, created: number): Attachment {
  const { content, buildId, name } = debug;
  return referrerTo(subject, {
    configType: MEDIA_TYPES.ociEmpty,
    artifactType: MEDIA_TYPES.debug,
    layer: {
      descriptor: {
        mediaType: MEDIA_TYPES.debugElf,
        digest: content.digest,
        size: content.size,
        annotations: { 'org.opencontainers.image.title': name },
      },
      file: content,
    },
    annotations: {
      [DEBUG_ANNOTATIONS.buildId]: buildId,
      [DEBUG_ANNOTATIONS.program]: program,
      'org.opencontainers.image.created': formatUtcSeconds(created),
    },
  });
}
