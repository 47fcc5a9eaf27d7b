import { generateKeyPairSync, type KeyObject, sign as nodeSign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real OIDC issuer on loopback, with real keys, that can be made to lie, fail or stall. */
export interface TestIssuer {
  readonly url: string;
  /** Paths that were asked, in order. */
  readonly asked: string[];
  /** What it answers, by path; a function may answer anything, or nothing. */
  readonly answers: Map<string, (response: import('node:http').ServerResponse) => void>;
  /** A signed token. The header, payload and key may be bent. */
  token(claims?: object, options?: TokenOptions): string;
  readonly rsa: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  stop(): Promise<void>;
}

export interface TokenOptions {
  readonly header?: object;
  /** Header as text, in place of the object. */
  readonly rawHeader?: string;
  readonly rawPayload?: string;
  readonly key?: KeyObject;
}

const keyPairs = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ed: generateKeyPairSync('ed25519'),
};

/** Seconds since 1970. */
export const now = (): number => Math.floor(Date.now() / 1000);

export const base64url = (text: string | Uint8Array): string => Buffer.from(text).toString('base64url');

/** Starts it; every issuer of a test run has the same keys, since making them is slow. */
export async function startIssuer(): Promise<TestIssuer> {
  const asked: string[] = [];
  const answers: TestIssuer['answers'] = new Map();
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers.get(request.url ?? '');
    if (answer !== undefined) return answer(response);
    response.statusCode = 404;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const jwk = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig' });
  const keys = [jwk(keyPairs.rsa.publicKey, 'rsa'), jwk(keyPairs.ec.publicKey, 'ec'), jwk(keyPairs.ed.publicKey, 'ed')];
  answers.set('/.well-known/openid-configuration', (response) =>
    response.end(JSON.stringify({ issuer: url, jwks_uri: `${url}/keys` })),
  );
  answers.set('/keys', (response) => response.end(JSON.stringify({ keys })));
  return {
    url,
    asked,
    answers,
    rsa: keyPairs.rsa,
    token(claims = {}, options = {}) {
      const header = { alg: 'RS256', kid: 'rsa', typ: 'JWT', ...options.header };
      const payload = {
        ...{ iss: url, aud: 'twinseal', sub: 'repo:example/app:ref:refs/heads/main', jti: 'id-1' },
        ...{ repository_id: '123', ref: 'refs/tags/v1', iat: now() - 5, nbf: now() - 5, exp: now() + 300 },
        ...claims,
      };
      const head = base64url(options.rawHeader ?? JSON.stringify(header));
      const signed = `${head}.${base64url(options.rawPayload ?? JSON.stringify(payload))}`;
      return `${signed}.${base64url(signature(header.alg, signed, options.key))}`;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function signature(algorithm: string, text: string, other: KeyObject | undefined): Uint8Array {
  const bytes = Buffer.from(text);
  if (algorithm === 'ES256')
    return nodeSign('sha256', bytes, { key: other ?? keyPairs.ec.privateKey, dsaEncoding: 'ieee-p1363' });
  if (algorithm === 'EdDSA') return nodeSign(null, bytes, other ?? keyPairs.ed.privateKey);
  if (algorithm === 'PS256')
    return nodeSign('sha256', bytes, { key: other ?? keyPairs.rsa.privateKey, padding: 6, saltLength: 32 });
  return nodeSign('sha256', bytes, other ?? keyPairs.rsa.privateKey);
}
