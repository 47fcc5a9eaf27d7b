import { readInputFile } from '../adapters/input-file.ts';
import { type ServerTransport, serverTransport } from '../adapters/server/server-transport.ts';
import type { ServerAccess } from '../doors/cli/verify-server.ts';
import type { Call } from '../ports/call.ts';

const MAX_FILE = 512 * 1024;

/**
 * Reads what the access names and opens the way to the server.
 * @param variable - the token of the environment; a file wins
 * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE` for a file; `USAGE`
 * @example const transport = await openServer({ url: 'http://127.0.0.1:8080' }, process.env.TWINSEAL_TOKEN, call)
 */
export async function openServer(
  { url, tokenFile, caFile, clientCert, clientKey }: ServerAccess,
  variable: string | undefined,
  call: Call,
): Promise<ServerTransport> {
  const read = async (path: string | undefined): Promise<string | undefined> =>
    path === undefined ? undefined : new TextDecoder().decode(await readInputFile(path, MAX_FILE, call));
  const [ca, certificate, key] = [await read(caFile), await read(clientCert), await read(clientKey)];
  const token = tokenFile === undefined ? variable || undefined : ((await read(tokenFile)) ?? '').trim();
  return serverTransport({
    url,
    ...(token !== undefined && { token }),
    ...(ca !== undefined && { ca }),
    ...(certificate !== undefined && { certificate }),
    ...(key !== undefined && { key }),
  });
}
