// Longer than most: one service with TLS, asked over real connections in every state that its certificates can be in.
import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { type RunningService, startService } from '../support/running-service.ts';
import { CLIENT_AUTH, type IssuedPair, makeAuthority, SERVER_AUTH } from '../support/test-authority.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-tls-'));
after(() => rmSync(root, { recursive: true, force: true }));
const policies = join(import.meta.dirname, '..', '..', 'policies');
const authority = makeAuthority();
const clients = makeAuthority('clients');
const now = Math.floor(Date.now() / 1000);
const server = (shape: object = {}): IssuedPair =>
  authority.issue({ cn: 'localhost', names: ['localhost'], purposes: [SERVER_AUTH], ...shape });
const client = (shape: object = {}): IssuedPair => clients.issue({ cn: 'ci', purposes: [CLIENT_AUTH], ...shape });
const sha256 = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex');

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** A service with TLS whose files lie in a folder of their own. */
async function start(t: TestContext, pair: IssuedPair, callers = '', clientCa = '') {
  const folder = mkdtempSync(join(root, 'service-'));
  const put = (name: string, text: string): void => {
    // As whoever renews certificates should: written aside and renamed.
    writeFileSync(join(folder, `${name}.new`), text, { mode: 0o600 });
    renameSync(join(folder, `${name}.new`), join(folder, name));
  };
  put('tls.crt', pair.certificate);
  put('tls.key', pair.key);
  if (clientCa !== '') put('clients.crt', clientCa);
  const config = join(folder, 'service.yaml');
  const tls = `tls: { certificate: tls.crt, key: tls.key${clientCa === '' ? '' : ', clientCa: clients.crt'} }`;
  writeFileSync(config, `apiVersion: twinseal.dev/v1\n${tls}\n${callers}`);
  const service = await startService(policies, join(folder, 'data'), '127.0.0.1:0', ['--config', config]);
  t.after(() => service.stop('SIGKILL'));
  const port = Number(new URL(service.url).port);
  return { service, port, folder, put };
}

/** One request over TLS, on a connection of its own unless an agent keeps one. */
function ask(port: number, path: string, tls: ConnectionOptions & { agent?: Agent } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, servername: 'localhost', ca: authority.pem, agent: false, ...tls };
    const sent = request(options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    sent.on('error', reject).end();
  });
}

function handshake(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ca: authority.pem, ...options }, () =>
      resolve(socket),
    );
    socket.on('error', reject);
  });
}
async function served(port: number): Promise<string> {
  const socket = await handshake(port);
  const raw = socket.getPeerX509Certificate()?.raw ?? new Uint8Array();
  socket.destroy();
  return sha256(raw);
}
async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 60_000; !(await condition()); )
    if (Date.now() > end) assert.fail(`not within a minute: ${what}`);
    else await new Promise((resolve) => setTimeout(resolve, 50));
}
async function metric(port: number, name: string, tls = {}): Promise<number> {
  const { body } = await ask(port, '/metrics', tls);
  return Number(
    body
      .split('\n')
      .find((line) => line.startsWith(name))
      ?.split(' ')
      .at(-1) ?? Number.NaN,
  );
}
const loggedLines = (service: RunningService, text: string): number => service.log().split(text).length - 1;

test('the service speaks TLS 1.2 and 1.3 with forward secrecy, and nothing older or weaker', async (t) => {
  const { service, port } = await start(t, server());
  assert.match(service.url, /^https:/);
  assert.equal((await ask(port, '/readyz')).status, 200);
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const socket = await handshake(port, { minVersion: version, maxVersion: version });
    assert.equal(socket.getProtocol(), version);
    assert.match(socket.getCipher().name, /^(?:TLS_|ECDHE-).*(?:GCM|CHACHA20)/);
    socket.destroy();
  }
  const weak: readonly ConnectionOptions[] = [
    { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' },
    { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' },
  ];
  for (const options of weak) await assert.rejects(handshake(port, options), Error, JSON.stringify(options));
  await assert.rejects(fetch(`http://127.0.0.1:${port}/healthz`));
  assert.equal((await ask(port, '/healthz')).status, 200);
});

test('a renewed pair is served within seconds and by SIGHUP, and no request is dropped meanwhile', async (t) => {
  const [first, second, third] = [server(), server(), server()];
  const { service, port, put } = await start(t, first);
  assert.equal(await served(port), sha256(first.der));
  const end = new X509Certificate(first.certificate).validToDate.getTime() / 1000;
  assert.equal(await metric(port, 'twinseal_certificate_not_after'), end);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  t.after(() => agent.destroy());
  let stop = false;
  const answers: number[] = [];
  const asking = Promise.all(
    Array.from({ length: 4 }, async (_, client) => {
      while (!stop) answers.push((await ask(port, '/readyz', client % 2 === 0 ? { agent } : {})).status);
    }),
  );
  // The certificate first: for a while the files hold no pair, and the old one is served.
  put('tls.crt', second.certificate);
  await until(() => loggedLines(service, 'is not the key of the first certificate') === 1, 'the half renewal is told');
  assert.equal(await served(port), sha256(first.der));
  put('tls.key', second.key);
  await until(async () => (await served(port)) === sha256(second.der), 'the second pair is served');
  put('tls.key', third.key);
  put('tls.crt', third.certificate);
  process.kill(service.pid, 'SIGHUP');
  await until(async () => (await served(port)) === sha256(third.der), 'the third pair is served');
  stop = true;
  await asking;
  assert.ok(answers.length > 20);
  assert.deepEqual([...new Set(answers)], [200]);
  assert.ok((await metric(port, 'twinseal_reloads_total{what="certificate",result="changed"}')) >= 2);
  assert.ok((await metric(port, 'twinseal_reloads_total{what="certificate",result="refused"}')) >= 1);
});

test('a broken, foreign, encrypted, missing or ended pair never replaces a working one, and is told without its key', async (t) => {
  const good = server();
  const { service, port, put, folder } = await start(t, good);
  const ended = server({ notAfter: now - 60 });
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['tls.crt', 'nonsense', /is not a PEM file of certificates/],
    ['tls.crt', good.key, /holds a PRIVATE KEY where only certificates belong/],
    ['tls.crt', server().certificate, /is not the key of the first certificate/],
    ['tls.crt', good.certificate.replace(/M[A-Za-z0-9]{5}/, 'AAAAAA'), /is malformed/],
    ['tls.key', server().key, /is not the key of the first certificate/],
    ['tls.key', good.certificate, /is not the PEM file of a private key/],
    ['tls.key', good.key.replace('PRIVATE', 'ENCRYPTED PRIVATE'), /is encrypted/],
    ['tls.key', '', /is not the PEM file of a private key/],
  ];
  for (const [name, text, why] of cases) {
    const before = service.log().length;
    put(name, text);
    process.kill(service.pid, 'SIGHUP');
    await until(() => why.test(service.log().slice(before)), String(why));
    assert.equal(await served(port), sha256(good.der), String(why));
    put('tls.crt', good.certificate);
    put('tls.key', good.key);
  }
  put('tls.key', ended.key);
  put('tls.crt', ended.certificate);
  await until(() => /the certificate in .* has ended/.test(service.log()), 'the ended certificate is told');
  rmSync(join(folder, 'tls.crt'));
  await until(() => /cannot read .*tls\.crt/.test(service.log()), 'the missing file is told');
  assert.equal(await served(port), sha256(good.der));
  assert.equal((await ask(port, '/readyz')).status, 200);
  const secret = good.key.split('\n')[1] ?? '-';
  assert.ok(!service.log().includes(secret.slice(0, 20)));
});

test('a service whose certificate has ended still answers, but is not ready', async (t) => {
  const soon = server({ notAfter: Math.floor(Date.now() / 1000) + 6 });
  const { port, put } = await start(t, soon);
  assert.equal((await ask(port, '/readyz')).status, 200);
  const anyway = { rejectUnauthorized: false };
  await until(async () => (await ask(port, '/readyz', anyway)).status === 503, 'not ready any more');
  const { body, headers } = await ask(port, '/readyz', anyway);
  assert.match(body, /"code":"NOT_READY".*|the TLS certificate of the service has ended/);
  assert.match(String(headers['retry-after']), /^\d+$/);
  assert.equal((await ask(port, '/healthz', anyway)).status, 200);
  const fresh = server();
  put('tls.key', fresh.key);
  put('tls.crt', fresh.certificate);
  await until(async () => (await ask(port, '/readyz', anyway)).status === 200, 'ready again');
});

test('what stops a start is one sentence that names the file', async (t) => {
  const good = server();
  const bad: readonly (readonly [IssuedPair, RegExp])[] = [
    [{ ...good, key: server().key }, /tls\.key is not the key of the first certificate in .*tls\.crt/],
    [{ ...good, certificate: 'x' }, /tls\.crt is not a PEM file of certificates/],
    [{ ...good, key: 'x' }, /tls\.key is not the PEM file of a private key/],
  ];
  for (const [pair, why] of bad) await assert.rejects(start(t, pair), why);
  const mtls = 'callers: [{ name: ci, roles: [verify], mtls: { subject: CN=ci } }]\n';
  await assert.rejects(start(t, good, mtls, client().certificate), /may not issue others: name the authorities/);
});

const CALLERS = (pinned: IssuedPair): string => `callers:
  - { name: ci, roles: [audit], mtls: { subject: "CN=ci,O=Example,ST=BE,C=DE" } }
  - { name: pinned, roles: [verify, audit], mtls: { sha256: ${sha256(pinned.der)} } }
`;
const UNKNOWN = '/decisions/00000000-0000-4000-8000-000000000009';

test('a client certificate is its caller, by subject or by digest, and counts only when TLS has verified it', async (t) => {
  const pinned = client({ cn: 'robot' });
  const { port } = await start(t, server(), CALLERS(pinned), clients.pem);
  const by = async (pair: IssuedPair | undefined, path = UNKNOWN): Promise<number> =>
    (await ask(port, path, pair === undefined ? {} : { cert: pair.certificate, key: pair.key })).status;
  assert.equal(await by(client()), 404);
  assert.equal(await by(pinned), 404);
  assert.equal(await by(undefined), 401);
  assert.equal(await by(undefined, '/healthz'), 200);
  const strangers: readonly (readonly [string, IssuedPair])[] = [
    ['another subject', client({ cn: 'somebody' })],
    ['an authority of the same name', makeAuthority('clients').issue({ cn: 'ci', purposes: [CLIENT_AUTH] })],
    ['the authority of the server', authority.issue({ cn: 'ci', purposes: [CLIENT_AUTH] })],
    ['ended', client({ notAfter: now - 60 })],
    ['not yet valid', client({ notBefore: now + 600 })],
    ['for servers only', client({ purposes: [SERVER_AUTH] })],
  ];
  for (const [what, pair] of strangers) {
    assert.equal(await by(pair), 401, what);
    assert.equal(await by(pair, '/healthz'), 200, what);
  }
});

test('a certificate that ends while its connection lives counts no longer on it', async (t) => {
  const { port } = await start(t, server(), CALLERS(client()), clients.pem);
  const short = client({ notAfter: Math.floor(Date.now() / 1000) + 3 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.after(() => agent.destroy());
  const tls = { cert: short.certificate, key: short.key, agent };
  assert.equal((await ask(port, UNKNOWN, tls)).status, 404);
  await until(async () => (await ask(port, UNKNOWN, tls)).status === 401, 'the ended certificate is refused');
});

test('when the authorities of clients change, old certificates and their sessions count no longer, new ones do', async (t) => {
  const others = makeAuthority('others');
  const { port, put, service } = await start(t, server(), CALLERS(client()), clients.pem);
  const [old, fresh] = [client(), others.issue({ cn: 'ci', purposes: [CLIENT_AUTH] })];
  let session: Buffer | undefined;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.after(() => agent.destroy());
  const kept = { cert: old.certificate, key: old.key, agent };
  assert.equal((await ask(port, UNKNOWN, kept)).status, 404);
  const socket = await handshake(port, { cert: old.certificate, key: old.key });
  socket.on('session', (ticket) => {
    session = ticket;
  });
  socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await until(() => session !== undefined, 'a session ticket');
  socket.destroy();
  put('clients.crt', others.pem);
  await until(() => /another certificate is served/.test(service.log()), 'the change is told');
  // The connection that was there is answered once more, and told to end.
  const last = await ask(port, UNKNOWN, kept);
  assert.ok(last.status === 401 || last.headers.connection === 'close', JSON.stringify(last));
  assert.equal((await ask(port, UNKNOWN, kept)).status, 401);
  assert.equal((await ask(port, UNKNOWN, { cert: old.certificate, key: old.key })).status, 401);
  assert.ok(session !== undefined);
  for (const own of [{ cert: old.certificate, key: old.key }, {}])
    assert.equal((await ask(port, UNKNOWN, { ...own, session })).status, 401);
  assert.equal((await ask(port, UNKNOWN, { cert: fresh.certificate, key: fresh.key })).status, 404);
});

test('a resumed session keeps the certificate that was verified, and gives none to one that had none', async (t) => {
  const { port } = await start(t, server(), CALLERS(client()), clients.pem);
  const own = client();
  for (const [tls, status] of [
    [{ cert: own.certificate, key: own.key }, 404],
    [{}, 401],
  ] as const)
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const only = { ...tls, minVersion: version, maxVersion: version };
      let session: Buffer | undefined;
      const socket = await handshake(port, only);
      socket.on('session', (ticket) => {
        session = ticket;
      });
      socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
      await until(() => {
        session ??= socket.getSession();
        return session !== undefined;
      }, 'a session');
      socket.destroy();
      assert.ok(session !== undefined);
      assert.equal((await ask(port, UNKNOWN, { ...only, session })).status, status, `${version} ${status}`);
    }
});

test('the test certificates are what their shapes say', () => {
  const { subject, subjectAltName } = new X509Certificate(server().certificate);
  assert.match(subject, /CN=localhost/);
  assert.equal(subjectAltName, 'DNS:localhost');
});
