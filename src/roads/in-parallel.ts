/**
 * Runs a step for each item, at most `limit` at once, and gives the results in the items' order. After the first failure
 * nothing new is started; it is thrown when those under way have ended.
 * @example await inParallel(blobs, 4, (blob) => copyBlob(blob))
 */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  step: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Array<R>(items.length);
  const failures: unknown[] = [];
  const rest = items.entries();
  const worker = async (): Promise<void> => {
    for (const [at, item] of rest) {
      if (failures.length > 0) return;
      try {
        results[at] = await step(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
