import type { Response } from 'express';

/** Waits until a response can be written to again, or nobody reads it any more. @example if (!response.write(part)) await drained(response) */
export function drained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}
