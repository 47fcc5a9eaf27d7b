/**
 * The process that holds the keys of a worker: started by it with a pipe as file 3, and nothing else. It ends with the pipe,
 * and not by signals to the group of whoever started the worker.
 */
import { Socket } from 'node:net';
import { serveSigner } from '../adapters/signer/signer-server.ts';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
try {
  await serveSigner(new Socket({ fd: 3, readable: true, writable: true }));
} catch {
  process.exitCode = 3;
}
process.exit();
