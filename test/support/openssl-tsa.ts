// A timestamp authority made of OpenSSL's own commands: a root, a stamper under it, and `openssl ts` behind an HTTP server.
import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An authority that runs. */
export interface OpensslTsa {
  readonly url: string;
  /** PEM files: the root alone, and stamper with root. */
  readonly root: string;
  readonly chain: string;
  /** What it was asked so far. */
  readonly asked: { readonly type: string | undefined; readonly query: Buffer }[];
  stop(): Promise<void>;
}

/** What an authority may do otherwise. */
export interface TsaBend {
  /** Extensions of the stamper, in place of its own. */
  readonly stamper?: string;
  /** Changes the query before it is stamped. */
  readonly query?: (query: Buffer) => Buffer;
  /** Answers in place of the server. */
  readonly answer?: (response: ServerResponse, made: Buffer) => void;
}

const GOOD =
  'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n';

/** Starts an authority on loopback, with keys of its own in `folder`. */
export async function startOpensslTsa(folder: string, bend: TsaBend = {}): Promise<OpensslTsa> {
  mkdirSync(folder, { recursive: true });
  const file = (name: string): string => join(folder, name);
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await openssl(
    ...['req', '-x509', ...key, '-keyout', 'root.key', '-out', 'root.pem', '-days', '30'],
    ...['-subj', '/C=US/ST=Test/O=Twinseal test/CN=TSA root', '-sha256'],
    ...['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  );
  await openssl(
    ...[
      'req',
      '-new',
      ...key,
      '-keyout',
      'tsa.key',
      '-out',
      'tsa.csr',
      '-subj',
      '/C=US/ST=Test/O=Twinseal test/CN=TSA',
    ],
  );
  writeFileSync(file('tsa.ext'), bend.stamper ?? GOOD);
  await openssl(
    ...['x509', '-req', '-in', 'tsa.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '20'],
    ...['-sha256', '-extfile', 'tsa.ext', '-out', 'tsa.pem'],
  );
  writeFileSync(file('chain.pem'), Buffer.concat([readFileSync(file('tsa.pem')), readFileSync(file('root.pem'))]));
  writeFileSync(
    file('tsa.cnf'),
    ['[tsa]', 'default_tsa = own', '[own]', 'serial = tsa.serial', 'signer_cert = tsa.pem', 'certs = root.pem']
      .concat([
        'signer_key = tsa.key',
        'signer_digest = sha256',
        'default_policy = 1.2.3.4',
        'digests = sha256, sha384, sha512',
      ])
      .concat(['accuracy = secs:1', 'ordering = no', 'ess_cert_id_chain = no', 'ess_cert_id_alg = sha256', ''])
      .join('\n'),
  );
  writeFileSync(file('tsa.serial'), '01\n');
  const asked: { type: string | undefined; query: Buffer }[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const stamp = async (query: Buffer): Promise<Buffer> => {
    writeFileSync(file('query.tsq'), query);
    await openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'reply.tsr');
    return readFileSync(file('reply.tsr'));
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const query = Buffer.concat(chunks);
    asked.push({ type: request.headers['content-type'], query });
    // One after the other: the serial number lies in a file.
    const made = turn.then(() => stamp(bend.query?.(query) ?? query));
    turn = made.catch(() => undefined);
    const reply = await made;
    if (bend.answer !== undefined) bend.answer(response, reply);
    else response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      appendFileSync(file('errors'), String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`,
    root: file('root.pem'),
    chain: file('chain.pem'),
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
