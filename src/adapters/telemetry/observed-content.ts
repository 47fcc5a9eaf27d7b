import type { ContentReader } from '../../ports/content.ts';
import type { Telemetry } from '../../ports/telemetry.ts';

/**
 * A reader whose calls are steps: timed, counted by result, and spans of the request that they are made for. Blobs are
 * told when they are opened, since nothing is asked for before.
 *
 * @example observedContent(places.repository(name), telemetry)
 */
export function observedContent<Reader extends ContentReader>(reader: Reader, telemetry: Telemetry): ContentReader {
  const tag = reader.cosignTag?.bind(reader);
  return {
    name: reader.name,
    repository: reader.repository,
    resolve: (target, call) => telemetry.step('registry.resolve', () => reader.resolve(target, call)),
    manifest: (digest, call) => telemetry.step('registry.manifest', () => reader.manifest(digest, call)),
    blob(descriptor, call) {
      const blob = reader.blob(descriptor, call);
      return {
        ...blob,
        open(signal) {
          return observedStream(blob.open(signal), telemetry);
        },
      };
    },
    referrers: (subject, call) => telemetry.step('registry.referrers', () => reader.referrers(subject, call)),
    ...(tag !== undefined && {
      cosignTag: (subject, kind, call) => telemetry.step('registry.resolve', () => tag(subject, kind, call)),
    }),
  };
}

/** The stream as it is; its step ends with it, however that is. */
async function* observedStream(stream: AsyncIterable<Uint8Array>, telemetry: Telemetry): AsyncGenerator<Uint8Array> {
  let ended: () => void = () => {};
  let broken: (error: unknown) => void = () => {};
  const done = telemetry.step(
    'registry.blob',
    () =>
      new Promise<void>((resolve, reject) => {
        ended = resolve;
        broken = reject;
      }),
  );
  done.catch(() => undefined);
  try {
    yield* stream;
  } catch (error) {
    broken(error);
    throw error;
  } finally {
    ended();
  }
}
