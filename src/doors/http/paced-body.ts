import type { Request } from 'express';
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
 * @throws TwinsealError `REQUEST_TOO_SLOW`; `INPUT_MALFORMED` for a body that breaks off
 * @example for await (const chunk of pacedBody(request, { bytes: 80 * 1024, window: 10_000 })) await file.write(chunk)
 * @see CVE-2007-6750 (slow requests that hold connections); RFC 9110 section 15.5.9 (408)
 */
export async function* pacedBody(request: Request, pace: Pace): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<unknown> = request[Symbol.asyncIterator]();
  let window = begin(pace);
  for (;;) {
    const next = chunks.next();
    // Nobody may be left to hear that the rest did not come.
    next.catch(() => undefined);
    let result = await soonest(window, next);
    while (result === LATE) {
      if (window.came < pace.bytes)
        throw new TwinsealError(
          'REQUEST_TOO_SLOW',
          `the body came with less than ${Math.ceil((pace.bytes * 1000) / pace.window)} bytes a second`,
        );
      window = begin(pace);
      result = await soonest(window, next);
    }
    if (result.done === true) return;
    const chunk = result.value;
    if (!(chunk instanceof Uint8Array)) throw new TwinsealError('INTERNAL', 'a body came as text');
    window.came += chunk.length;
    yield chunk;
    // The time that we took to put the chunk away is not the sender's.
    if (window.over) window = begin(pace);
  }
}

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
