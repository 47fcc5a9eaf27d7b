// The authority that everybody has at hand: openssl answers as a responder and writes lists, and what it says is read.
import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { systemClock } from '../../src/adapters/clock.ts';
import { HttpRevocation } from '../../src/adapters/revocation/http-revocation.ts';
import { revocationGuard } from '../../src/adapters/revocation/revocation-guard.ts';
import { serialisePem } from '../../src/formats/der/pem.ts';
import { askRevocation } from '../../src/roads/ask-revocation.ts';
import { RememberedRevocation } from '../../src/roads/remember-revocation.ts';
import { verifyImage } from '../../src/roads/verify.ts';
import { makeChain } from '../support/certificates.ts';
import { freePort } from '../support/free-ports.ts';
import { revocationServer } from '../support/revocation.ts';
import { attachNotation, makeImage, testPolicy } from '../support/sealed-image.ts';
import { notationSignature } from '../support/signing.ts';
import { testCall } from '../support/walkable-image.ts';

const missing = ['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl'].every(
  (path) => !existsSync(path),
);
const skip = missing && process.env.CI !== 'true' ? 'this machine: no openssl' : false;
const folder = mkdtempSync(join(tmpdir(), 'twinseal-openssl-'));
const running: ChildProcess[] = [];
after(() => {
  for (const child of running) child.kill();
  rmSync(folder, { recursive: true, force: true });
});
const run = promisify(execFile);
const openssl = (...args: readonly string[]) => run('openssl', [...args], { cwd: folder, timeout: 60_000 });

/** Starts a responder, and waits until it listens. */
async function responder(port: number): Promise<void> {
  const child = spawn(
    'openssl',
    [
      ...['ocsp', '-port', `${port}`, '-index', 'index.txt', '-CA', 'ca.pem', '-rsigner', 'ca.pem', '-rkey', 'ca.key'],
      ...['-ndays', '1', '-ignore_err'],
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  running.push(child);
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      if (/waiting for OCSP client connections|ACCEPT/i.test(said)) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`openssl ocsp ended with ${code}: ${said}`)));
  });
}

test('openssl as responder and as authority: good and revoked, in both forms', {
  skip,
}, async () => {
  const now = Math.floor(Date.now() / 1000);
  const times = { notBefore: now - 86_400, notAfter: now + 864_000 };
  const lists = await revocationServer();
  after(() => lists.close());
  const port = await freePort();
  const serial = new Uint8Array([0x12, 0x34, 0x56]);
  const chain = makeChain({
    leaf: { ...times, serial, ocsp: [`http://127.0.0.1:${port}/`], crl: [`${lists.origin}/ca.crl`] },
    root: { ...times, keyUsage: ['keyCertSign', 'cRLSign', 'digitalSignature'] },
  });
  const [leaf = new Uint8Array(), root = new Uint8Array()] = chain.chain;
  writeFileSync(join(folder, 'ca.pem'), serialisePem('CERTIFICATE', root));
  writeFileSync(join(folder, 'leaf.pem'), serialisePem('CERTIFICATE', leaf));
  writeFileSync(join(folder, 'ca.key'), chain.rootKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(folder, 'crlnumber'), '01\n');
  writeFileSync(
    join(folder, 'ca.cnf'),
    '[ca]\ndefault_ca = a\n[a]\ndatabase = index.txt\ncrlnumber = crlnumber\ndefault_md = sha256\ndefault_crl_days = 1\ncrl_extensions = e\n[e]\nauthorityKeyIdentifier = issuer:always\n',
  );
  const time = (seconds: number) => new Date(seconds * 1000).toISOString().slice(2, 19).replace(/[-:T]/g, '');
  const index = (line: string) => writeFileSync(join(folder, 'index.txt'), line);
  const subject = '/C=DE/ST=BE/O=Example/CN=leaf';
  const valid = `V\t${time(times.notAfter)}Z\t\t123456\tunknown\t${subject}\n`;
  const revoked = `R\t${time(times.notAfter)}Z\t${time(now - 3600)}Z,keyCompromise\t123456\tunknown\t${subject}\n`;
  const image = makeImage();
  for (const one of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
    attachNotation(image.store, one, notationSignature(chain, one));
  const policy = await testPolicy(
    { signatures: [{ by: 'notary' }] },
    {
      trust: [{ name: 'notary', notation: { certificates: chain.rootPem, identities: ['*'], revocation: 'enforce' } }],
    },
  );
  const judged = async () => {
    const http = new HttpRevocation(revocationGuard({ loopback: true }));
    const ask = askRevocation(new RememberedRevocation(http, systemClock), systemClock);
    const request = { reader: image.store, requested: 'app:v1', target: 'v1', policy };
    const { verdict, facts } = await verifyImage(request, systemClock, testCall(), ask);
    await http.close();
    const { code, reason } = verdict.checks.find(({ id }) => id === 'signature:notary') ?? {};
    const answers = facts.signatures[0]?.revocation?.certificates[0]?.answers.map(
      ({ by, status }) => `${by} ${status}`,
    );
    return { code, reason, answers };
  };
  const writeList = async (): Promise<void> => {
    await openssl('ca', '-gencrl', '-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-out', 'ca.crl.pem');
    await openssl('crl', '-in', 'ca.crl.pem', '-outform', 'DER', '-out', 'ca.crl');
    const bytes = readFileSync(join(folder, 'ca.crl'));
    lists.serve('/ca.crl', () => bytes);
  };
  index(valid);
  await responder(port);
  assert.deepEqual((await judged()).answers, ['ocsp good']);
  // Nobody answers at the responder's address any more, so that lists are asked.
  for (const child of running) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
  }
  await writeList();
  const listed = await judged();
  assert.deepEqual([listed.code, listed.answers], ['OK', ['crl good']]);
  index(revoked);
  await writeList();
  const struck = await judged();
  assert.deepEqual([struck.code, struck.answers], ['SIGNATURE_CERTIFICATE_REVOKED', ['crl revoked']]);
  await responder(port);
  const denied = await judged();
  assert.deepEqual([denied.code, denied.answers], ['SIGNATURE_CERTIFICATE_REVOKED', ['ocsp revoked']]);
  assert.match(denied.reason ?? '', /keyCompromise/);
});
