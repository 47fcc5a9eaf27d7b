// The real Fulcio on loopback, with an authority in memory, an OIDC issuer of the test and a log of certificates of the test.
import { type ChildProcess, spawn } from 'node:child_process';
import { type KeyObject, sign as nodeSign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePem } from '../../src/formats/der/pem.ts';
import { freePorts } from '../support/free-ports.ts';
import { startIssuer, type TestIssuer } from '../support/test-issuer.ts';
import { type CertificateLog, startCertificateLog } from './certificate-log.ts';
import { peerEnvironment, peerPath } from './peer.ts';

/** A Fulcio that runs. */
export interface Fulcio {
  readonly url: string;
  readonly issuer: TestIssuer;
  readonly certificateLog: CertificateLog;
  /** The authority, from the certificate that issues to the root, DER. */
  readonly chain: readonly Uint8Array[];
  /** A token by which Fulcio knows this e-mail address. */
  readonly token: (email: string, claims?: object) => string;
  /** A certificate for a key; undefined when Fulcio refuses. */
  readonly issue: (
    token: string,
    email: string,
    key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
  ) => Promise<Uint8Array | undefined>;
  readonly stop: () => Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const AUDIENCE = 'sigstore';

/** Starts all three. */
export async function startFulcio(): Promise<Fulcio> {
  const [issuer, certificateLog] = await Promise.all([startIssuer(), startCertificateLog()]);
  const home = mkdtempSync(join(tmpdir(), 'twinseal-fulcio-'));
  const config = join(home, 'config.json');
  // JSON has other names than YAML here.
  const known = { IssuerURL: issuer.url, ClientID: AUDIENCE, Type: 'email' };
  writeFileSync(config, JSON.stringify({ OIDCIssuers: { [issuer.url]: known } }));
  const [port, grpc, metrics] = await freePorts(3);
  const words = ['serve', '--ca=ephemeralca', `--config-path=${config}`, `--ct-log-url=${certificateLog.url}`];
  const listen = ['--host=127.0.0.1', `--port=${port}`, '--grpc-host=127.0.0.1', `--grpc-port=${grpc}`];
  const socket = `--legacy-unix-domain-socket=${join(home, 'grpc.sock')}`;
  const child = spawn(peerPath('fulcio'), [...words, ...listen, `--metrics-port=${metrics}`, socket], {
    cwd: home,
    env: peerEnvironment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    kill();
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((resolve) => child.once('exit', resolve));
    await Promise.all([issuer.stop(), certificateLog.stop()]);
    rmSync(home, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    return {
      ...{ url, issuer, certificateLog, stop },
      chain: await chainOf(url, child),
      token: (email, claims = {}) =>
        issuer.token({ aud: AUDIENCE, sub: 'someone', email, email_verified: true, ...claims }),
      async issue(token, email, { publicKey, privateKey }) {
        const body = {
          credentials: { oidcIdentityToken: token },
          publicKeyRequest: {
            publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
            proofOfPossession: nodeSign('sha256', Buffer.from(email), privateKey).toString('base64'),
          },
        };
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(`${url}/api/v2/signingCert`, {
          method: 'POST',
          headers,
          body: JSON.stringify(body),
        });
        const answer = (await response.json()) as {
          readonly signedCertificateEmbeddedSct?: { readonly chain: { readonly certificates: readonly string[] } };
        };
        const [leaf] = answer.signedCertificateEmbeddedSct?.chain.certificates ?? [];
        return leaf === undefined ? undefined : pemBytes(leaf)[0];
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const pemBytes = (text: string): readonly Uint8Array[] => parsePem(text).map(({ bytes }) => bytes);

/** Fulcio is ready once it tells its authority. */
async function chainOf(url: string, child: ChildProcess): Promise<readonly Uint8Array[]> {
  let log = '';
  for (const pipe of [child.stdout, child.stderr])
    pipe?.setEncoding('utf8').on('data', (text: string) => (log += text));
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      const response = await fetch(`${url}/api/v2/trustBundle`);
      if (response.ok) {
        const { chains } = (await response.json()) as { chains: readonly { certificates: readonly string[] }[] };
        return (chains[0]?.certificates ?? []).flatMap(pemBytes);
      }
    } catch {
      // Not there yet.
    }
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`Fulcio is not ready:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
