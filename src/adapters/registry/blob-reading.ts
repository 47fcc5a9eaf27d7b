import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { Call } from '../../ports/call.ts';
import type { Blob } from '../../records/blob.ts';
import { hashedBody } from './bodies.ts';
import { resumedBody } from './resumed-body.ts';
import type { RepositorySession } from './session.ts';

/**
 * A blob of a repository. Each `open` is a request of its own, made at the first read, and goes on where a connection was cut;
 * bytes are hashed on the way.
 * @returns reading it throws TwinsealError `CONTENT_NOT_FOUND`, `CONTENT_MISMATCH`, or a fault
 * @example for await (const chunk of readBlob(session, layer, call).open()) hash.update(chunk);
 * @see distribution-spec v1.1, "Pulling blobs"
 */
export function readBlob(
  session: RepositorySession,
  descriptor: Pick<Descriptor, 'digest' | 'size'>,
  call: Call,
): Blob {
  const { digest, size } = descriptor;
  return {
    digest,
    size,
    async *open(signal) {
      const within = signal === undefined ? call : { ...call, signal: AbortSignal.any([call.signal, signal]) };
      const url = session.url(`blobs/${digest}`);
      const first = await session.read('GET', { url }, within);
      if (first.status !== 200) throw await session.refusal(first, `the blob ${digest}`);
      let current = first;
      const from = async (offset: number) => {
        current = await session.read('GET', { url, headers: { range: `bytes=${offset}-` } }, within);
        return current;
      };
      let whole = false;
      try {
        yield* hashedBody(first, resumedBody({ first, size, from }, session.limits, within), { digest, size });
        whole = true;
      } finally {
        if (!whole) current.discard();
      }
    },
  };
}
