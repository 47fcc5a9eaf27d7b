import type { Runner } from '../../doors/cli/main.ts';
import { workerCommand } from '../../doors/cli/worker.ts';
import { work } from '../worker.ts';

/** Runs `twinseal worker` until it is stopped. @example await run(input, session) // 0 */
export const run: Runner = (input, session) => {
  const leash = new AbortController();
  if (input.is('leashed'))
    process.stdin
      .on('end', () => leash.abort())
      .on('error', () => leash.abort())
      .resume();
  const signal = AbortSignal.any([session.call.signal, leash.signal]);
  return workerCommand.run(input, { work }, { ...session, call: { ...session.call, signal } });
};
