import type { Request } from 'express';
import { releaseBytes } from '../../formats/release-bytes.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** How slowly a body may come. */
export interface Pace {
  /** Bytes that must come within each window. */
  readonly bytes: number;
  /** Milliseconds. */
  readonly window: number;
}

/**
 * A body that is taken as long as it keeps coming: within each window so many bytes, however long it takes in all. Only the
 * time that the sender lets us wait counts. The request is left as it is when reading ends early, so that it can be answered.
 *
 * @returns the body, each chunk good until the next one is asked for
 * @throws TwinsealError `REQUEST_TOO_SLOW`; `INPUT_MALFORMED` for a body that breaks off
 * @example for await (const chunk of pacedBody(request, { bytes: 80 * 1024, window: 10_000 })) await file.write(chunk)
 * @see CVE-2007-6750 (slow requests that hold connections); RFC 9110 section 15.5.9 (408)
 */
export async function* pacedBody(request: Request, pace: Pace): AsyncGenerator<Uint8Array> {
  const next = chunksOf(request);
  let window = begin(pace);
  for (;;) {
    const coming = next();
    // Nobody may be left to hear that the rest did not come.
    coming.catch(() => undefined);
    let result = await soonest(window, coming);
    while (result === LATE) {
      if (window.came < pace.bytes)
        throw new TwinsealError(
          'REQUEST_TOO_SLOW',
          `the body came with less than ${Math.ceil((pace.bytes * 1000) / pace.window)} bytes a second`,
        );
      window = begin(pace);
      result = await soonest(window, coming);
    }
    if (result === undefined) return;
    window.came += result.length;
    yield result;
    releaseBytes(result);
    // The time that we took to put the chunk away is not the sender's.
    if (window.over) window = begin(pace);
  }
}

/**
 * Gives the chunks as they come off the wire. A stream that is iterated joins what waits in it into a new buffer, and the old ones are
 * left to the garbage collector, which does not see how much they hold: tens of megabytes of a large upload.
 *
 * @returns asks for the next chunk; undefined at the end; rejects with what the stream failed with
 */
function chunksOf(request: Request): () => Promise<Uint8Array | undefined> {
  const waiting: Uint8Array[] = [];
  let ended = request.readableEnded;
  let failure: unknown = request.destroyed ? closed() : undefined;
  let ring = (): void => {};
  request.on('data', (chunk: Uint8Array) => {
    waiting.push(chunk);
    request.pause();
    ring();
  });
  request.once('end', () => {
    ended = true;
    ring();
  });
  const fail = (error?: unknown): void => {
    failure ??= error ?? closed();
    ring();
  };
  request.once('error', fail);
  request.once('close', fail);
  return async () => {
    if (waiting.length === 0 && !ended && failure === undefined) {
      const rung = new Promise<void>((resolve) => {
        ring = resolve;
      });
      request.resume();
      await rung;
    }
    const chunk = waiting.shift();
    if (chunk === undefined && !ended) throw failure;
    return chunk;
  };
}

const closed = (): Error => new Error('the connection is closed');

const LATE = Symbol('late');

/** A stretch of time, with who waits for its end. */
interface Window {
  came: number;
  over: boolean;
  ring: () => void;
}

function begin({ window: milliseconds }: Pace): Window {
  const window: Window = { came: 0, over: false, ring: () => {} };
  AbortSignal.timeout(milliseconds).addEventListener(
    'abort',
    () => {
      window.over = true;
      window.ring();
    },
    { once: true },
  );
  return window;
}

// Not Promise.race: with a promise that outlives many races it would keep each one's chunk until the window ends.
function soonest<T>(window: Window, next: Promise<T>): Promise<T | typeof LATE> {
  return new Promise((resolve, reject) => {
    window.ring = () => resolve(LATE);
    if (window.over) window.ring();
    next.then(resolve, (cause: unknown) =>
      reject(new TwinsealError('INPUT_MALFORMED', 'the body ended before its Content-Length', { cause })),
    );
  });
}
