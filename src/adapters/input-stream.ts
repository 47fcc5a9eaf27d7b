import type { Readable } from 'node:stream';
import { releaseBytes } from '../formats/release-bytes.ts';
import type { Call } from '../ports/call.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { checkCall } from './call-guard.ts';

/**
 * Reads what another program pipes in, to its end.
 *
 * @param maxBytes - the most that is read
 * @param name - for messages
 * @throws TwinsealError `INPUT_TOO_LARGE`, `INPUT_UNREADABLE`, `ABORTED`, `TIMEOUT`
 * @example await readInputStream(process.stdin, 16 * 1024 * 1024, 'stdin', call)
 */
export async function readInputStream(
  stream: Readable,
  maxBytes: number,
  name: string,
  call: Call,
): Promise<Uint8Array> {
  checkCall(call, `reading ${name}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stop = (): void => void stream.destroy();
  call.signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes)
        throw new TwinsealError('INPUT_TOO_LARGE', `${name} is larger than the ${maxBytes} bytes that are read of it`);
      chunks.push(chunk);
    }
  } catch (error) {
    checkCall(call, `reading ${name}`);
    if (error instanceof TwinsealError) throw error;
    throw new TwinsealError('INPUT_UNREADABLE', `cannot read ${name}`, { cause: error });
  } finally {
    call.signal.removeEventListener('abort', stop);
  }
  checkCall(call, `reading ${name}`);
  return Buffer.concat(chunks);
}

/**
 * What another program pipes in, chunk by chunk, for who is done with a chunk when asking for the next one. The memory of each is given
 * back at once: the collector would let tens of megabytes gather.
 *
 * @throws what the stream throws
 * @example for await (const chunk of releasedChunks(process.stdin)) await file.write(chunk)
 */
export async function* releasedChunks(stream: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    yield chunk;
    releaseBytes(chunk);
  }
}
