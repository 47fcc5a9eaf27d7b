// A running service tells each mistake by its own code, which is what a client branches on.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ErrorCode } from '../../src/records/error-catalogue.ts';
import { type RunningService, startService } from '../support/running-service.ts';
import { twinseal } from '../support/twinseal-program.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-codes-'));
const policies = join(root, 'policies');
mkdirSync(policies);
const whole = 'apiVersion: twinseal.dev/v1\nkind: Policy\nrequire:\n  image:\n    nonRoot: true\n';
writeFileSync(join(policies, 'whole.yaml'), whole);
writeFileSync(join(policies, 'broken.yaml'), 'apiVersion: twinseal.dev/v1\nkind: Policy\nrequire: 1\n');

let service: RunningService;
before(async () => {
  service = await startService(policies, join(root, 'data'));
});
after(async () => {
  await service.stop('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

// fetch would set Host by itself.
function codeOf({ method, path, headers = {}, body }: Asked): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request(service.url + path, { method, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve((JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly code?: unknown }).code);
    });
    sent.on('error', reject).end(body);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const asking = (policy: string): Asked => ({
  method: 'POST',
  path: '/verify',
  headers: JSON_TYPE,
  body: JSON.stringify({ image: '127.0.0.1:1/app:v1', policy }),
});
const CASES: readonly (readonly [ErrorCode, Asked])[] = [
  ['DECISION_UNKNOWN', { method: 'GET', path: '/decisions/00000000-0000-4000-8000-000000000009' }],
  ['HOST_REFUSED', { method: 'GET', path: '/healthz', headers: { host: 'evil.example.com' } }],
  ['INPUT_MALFORMED', { method: 'POST', path: '/verify', headers: JSON_TYPE, body: '{' }],
  ['METHOD_NOT_ALLOWED', { method: 'DELETE', path: '/verify' }],
  ['POLICY_UNUSABLE', asking('broken')],
  ['POLICY_UNKNOWN', asking('absent')],
  ['REGISTRY_UNREACHABLE', asking('whole')],
  ['REQUEST_MEDIA_TYPE', { method: 'POST', path: '/verify', headers: { 'content-type': 'text/plain' }, body: '{}' }],
  ['REQUEST_TOO_LARGE', { method: 'POST', path: '/verify', headers: JSON_TYPE, body: ' '.repeat(17 * 1024 ** 2) }],
  ['ROUTE_UNKNOWN', { method: 'GET', path: '/nothing' }],
];

for (const [code, asked] of CASES) {
  test(`${asked.method} ${asked.path} that is wrong in its way is told as ${code}`, async () => {
    assert.equal(await codeOf(asked), code);
  });
}

test('a port that is taken (LISTEN_FAILED) and a server that is not there (SERVICE_UNREACHABLE) end with 3', async () => {
  const listen = [
    'serve',
    '--listen',
    new URL(service.url).host,
    '--policies',
    policies,
    '--data',
    join(root, 'other'),
  ];
  const taken = await twinseal(listen);
  assert.equal(taken.status, 3);
  assert.match(taken.stderr, /^twinseal: cannot listen on /m);
  const absent = await twinseal(['verify', 'x.example/app', '--policy', 'whole', '--server', 'http://127.0.0.1:1']);
  assert.equal(absent.status, 3);
  assert.match(absent.stderr, /^twinseal: .*127\.0\.0\.1:1/m);
  assert.equal(absent.stdout, '');
});
