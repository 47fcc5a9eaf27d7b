import { AsyncLocalStorage } from 'node:async_hooks';

let waiting: (() => void)[] = [];

/**
 * Tells something once this turn of the event loop is over, in the order in which it came, so that no answer waits for its log line.
 * @param tell - still belongs to the request that it is told of
 * @example toldLater(() => telemetry.log('info', 'decision', fields))
 */
export function toldLater(tell: () => void): void {
  if (waiting.length === 0) setImmediate(tellAll);
  waiting.push(AsyncLocalStorage.bind(tell));
}

/** Tells at once what waits: at the end of a process there is no other turn. @example process.on('exit', tellAll) */
export function tellAll(): void {
  const now = waiting;
  waiting = [];
  for (const tell of now) tell();
}
