/**
 * Does a step for each item, some at a time, and gives the results in the order of the items, so that the outcome never
 * depends on which answer came first.
 *
 * @param width - steps under way at one time
 * @throws what the first failing step (by order) threw, once none is under way any more
 * @example await inOrder(subjects, 6, (subject) => reader.referrers(subject, call))
 */
export async function inOrder<T, R>(
  items: readonly T[],
  width: number,
  step: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: PromiseSettledResult<R>[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      [results[index]] = (await Promise.allSettled([step(items[index] as T)])) as [PromiseSettledResult<R>];
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
