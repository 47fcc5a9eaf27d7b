import { serverClient } from '../adapters/server/server-client.ts';
import { verificationClient } from '../adapters/server/verification-client.ts';
import type { ServerAccess } from '../doors/cli/verify-server.ts';
import type { Call } from '../ports/call.ts';
import type { ServerQuestion, ServerResult } from '../ports/verification-server.ts';
import { openServer } from './server-access.ts';

/** Of a command line: somebody waits. */
const PATIENCE = { retries: 2, wait: 20_000 };

/**
 * Reads what the access names and asks the server.
 * @param variable - the token of the environment; a file wins
 * @throws TwinsealError as `VerificationServer.verify`; `INPUT_UNREADABLE`, `INPUT_TOO_LARGE` for a file; `USAGE`
 * @example await askServer({ url: 'http://127.0.0.1:8080' }, question, process.env.TWINSEAL_TOKEN, call)
 */
export async function askServer(
  access: ServerAccess,
  question: ServerQuestion,
  variable: string | undefined,
  call: Call,
): Promise<readonly ServerResult[]> {
  const transport = await openServer(access, variable, call);
  try {
    return await verificationClient(serverClient(transport, PATIENCE), transport.origin).verify(question, call);
  } finally {
    transport.close();
  }
}
