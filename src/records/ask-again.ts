import { TwinsealError } from './twinseal-error.ts';

/** How often the same bytes are asked for. */
export const ATTEMPTS = 3;

/**
 * Takes a step again when what it fetched did not have its digest: bytes can be changed on the way, and no evidence must be left
 * behind, and no image denied, for that. What a registry holds wrongly stays wrong, and is told after the third time.
 *
 * @param step - fetches by digest, and can be repeated
 * @throws what the last step throws
 * @example await askAgain(() => source.manifest(digest, call))
 */
export async function askAgain<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof TwinsealError) || error.code !== 'CONTENT_MISMATCH') throw error;
    }
  }
}
