import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:process';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { errnoOf } from '../disk-error.ts';

const PAUSE = 15;
const PATIENCE = 30_000;

/**
 * Waits until no other process of this machine changes the index of a layout. The turn is a name in the kernel (an abstract socket),
 * so it ends with the process that has it, however that ends, and leaves no file in the layout. Elsewhere than on Linux there are none.
 *
 * @returns ends the turn
 * @throws TwinsealError `OUTPUT_UNWRITABLE` when another process does not let go, `ABORTED`
 * @example const done = await layoutTurn('./app.oci', call); try { ... } finally { await done(); }
 * @see unix(7), "Abstract sockets"
 */
export async function layoutTurn(folder: string, call: Call): Promise<() => Promise<void>> {
  if (platform !== 'linux') return async () => {};
  const place = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex');
  const until = Math.min(call.deadline, Date.now() + PATIENCE);
  for (;;) {
    checkCall(call, `writing ${folder}`);
    const taken = await listen(`\0twinseal-layout-${place}`);
    if (taken !== undefined) return taken;
    if (Date.now() > until)
      throw new TwinsealError(
        'OUTPUT_UNWRITABLE',
        `${folder} is being changed by another process that does not end: try again`,
      );
    await new Promise((resolve) => setTimeout(resolve, PAUSE * (1 + Math.random())));
  }
}

function listen(name: string): Promise<(() => Promise<void>) | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (errnoOf(error) === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen({ path: name }, () =>
      resolve(
        () =>
          new Promise<void>((closed) => {
            server.close(() => closed());
          }),
      ),
    );
    server.unref();
  });
}
