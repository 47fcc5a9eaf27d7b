let waiting: (() => void)[] = [];

/**
 * Tells something once this turn of the event loop is over, in the order in which it came.
 * @param tell - knows all that it tells: the request that it belongs to is no longer at hand
 * @example toldLater(() => write('info', 'decision', fields))
 */
export function toldLater(tell: () => void): void {
  if (waiting.length === 0) setImmediate(tellAll);
  waiting.push(tell);
}

/** Tells at once what waits: at the end of a process there is no other turn. @example process.on('exit', tellAll) */
export function tellAll(): void {
  const now = waiting;
  waiting = [];
  for (const tell of now) tell();
}
