// `twinseal verify --server` as CI runs it: a process of its own, against a running service with callers and real images.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newApiKey } from '../../src/adapters/callers/new-api-key.ts';
import { apiKeyHash, serialiseApiKey } from '../../src/formats/api-key.ts';
import { reply, startHostile } from '../support/hostile-registry.ts';
import { type RunningService, startService } from '../support/running-service.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { type ServingRegistry, serveImages } from '../support/serving-registry.ts';
import { CLIENT_AUTH, makeAuthority } from '../support/test-authority.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const root = mkdtempSync(join(tmpdir(), 'twinseal-ask-'));
const put = (name: string, text: string): string => {
  writeFileSync(join(root, name), text, { mode: 0o600 });
  return join(root, name);
};
const key = newApiKey();
const authority = makeAuthority();
const clients = makeAuthority('clients');
const server = authority.issue({ cn: 'localhost', names: ['localhost'] });
const client = clients.issue({ cn: 'ci', purposes: [CLIENT_AUTH] });

const require = { signatures: [{ by: 'release' }] };
const trust = [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }];
const policy = (more: object) =>
  JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require, ...more });
mkdirSync(join(root, 'policies'));
writeFileSync(join(root, 'policies', 'release.json'), policy({}));
writeFileSync(join(root, 'policies', 'trial.json'), policy({ mode: 'warn' }));

put('server.crt', server.certificate);
put('server.key', server.key);
put('clients.crt', clients.pem);
put(
  'service.yaml',
  `apiVersion: twinseal.dev/v1
tls: { certificate: server.crt, key: server.key, clientCa: clients.crt }
callers:
  - { name: ci, roles: [verify, audit], apiKeys: [{ id: ${key.id}, hash: "${apiKeyHash(serialiseApiKey(key))}" }] }
  - { name: agent, roles: [verify], mtls: { subject: "CN=ci,O=Example,ST=BE,C=DE" } }
`,
);

let registry: ServingRegistry;
let service: RunningService;
let access: readonly string[];
let images: { readonly good: string; readonly bad: string; readonly gone: string };
before(async () => {
  registry = await serveImages(
    new Map([
      ['team/good', seal(makeImage({}), ['notation'])],
      ['team/bad', makeImage({ config: { author: 'nobody' } })],
    ]),
  );
  images = { good: `${registry.host}/team/good:v1`, bad: `${registry.host}/team/bad:v1`, gone: '127.0.0.1:1/gone:v1' };
  const more = ['--config', join(root, 'service.yaml')];
  service = await startService(join(root, 'policies'), join(root, 'data'), '127.0.0.1:0', more);
  const url = service.url.replace('127.0.0.1', 'localhost');
  access = ['--server', url, '--ca-file', put('authority.crt', authority.pem)];
});
after(async () => {
  await service.stop('SIGKILL');
  await registry.stop();
  rmSync(root, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
function run(
  words: readonly string[],
  env: NodeJS.ProcessEnv = { TWINSEAL_TOKEN: serialiseApiKey(key) },
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(bin, ['verify', ...words], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}
const ask = (...words: string[]): Promise<Ended> => run([...words, ...access]);

test('the status follows the effect: let in 0, refused 1, could not tell 3, bad input 2', async () => {
  const good = await ask(images.good, '--policy', 'release');
  assert.equal(good.status, 0, good.stderr);
  assert.match(good.stdout, /^allow: /m);
  assert.match(good.stdout, /^allow: .* \(decision [0-9a-f-]{36}\)\n$/m);
  const bad = await ask(images.bad, '--policy', 'release');
  assert.equal(bad.status, 1);
  assert.match(bad.stdout, /\ndeny: .* \(decision [0-9a-f-]{36}\)\n$/);
  assert.match(bad.stdout, /^FAIL .*signature:release/m);
  assert.match(bad.stdout, /\ndeny: [^\n]*\n$/);
  const gone = await ask(images.gone, '--policy', 'release');
  assert.deepEqual([gone.status, gone.stdout], [3, '']);
  assert.match(gone.stderr, /nothing listens at 127\.0\.0\.1:1/);
  assert.match(gone.stderr, /\n {2}decision [0-9a-f-]{36}\n/);
  const unknown = await ask(images.good, '--policy', 'absent');
  assert.deepEqual([unknown.status, unknown.stdout], [2, '']);
  assert.match(unknown.stderr, /no policy is named absent/);
});

test('a policy that only warns lets in with status 0, and its warnings are shown', async () => {
  const { status, stdout } = await ask(images.bad, '--policy', 'trial');
  assert.equal(status, 0);
  assert.match(stdout, /^WARNING .*signature:release/m);
  assert.doesNotMatch(stdout, /^FAIL/m);
  // Without a name, all that match decide together.
  const both = await ask(images.bad);
  assert.equal(both.status, 1);
  assert.match(both.stdout, /release\/signature:release/);
});

test('several images are one batch and one report in every format', async () => {
  const all = [images.good, images.bad, images.gone];
  const text = await ask(...all, '--policy', 'release');
  assert.equal(text.status, 1);
  assert.match(text.stdout, new RegExp(`\\ndeny: 1 of 3 images: ${images.bad}\\n$`));
  assert.match(text.stdout, /^CANNOT TELL .*127\.0\.0\.1:1\/gone/m);
  assert.equal(text.stdout.match(/^PASS .*kept as [0-9a-f-]{36}$/gm)?.length, 2);
  const json = JSON.parse((await ask(...all, '--policy', 'release', '-o', 'json')).stdout) as {
    results: { image: string; answer?: { effect: string; receipt: string }; problem?: { code: string } }[];
  };
  assert.deepEqual(
    json.results.map(({ image, answer, problem }) => [image, answer?.effect ?? problem?.code]),
    [
      [images.good, 'admit'],
      [images.bad, 'refuse'],
      [images.gone, 'REGISTRY_UNREACHABLE'],
    ],
  );
  assert.match(json.results[0]?.answer?.receipt ?? '', /^c2sp\.org\/tlog-proof/);
  const junit = (await ask(...all, '--policy', 'release', '-o', 'junit')).stdout;
  assert.match(junit, /failures="[1-9]\d*" errors="1"/);
  const sarif = JSON.parse((await ask(...all, '--policy', 'release', '-o', 'sarif')).stdout) as {
    runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
  };
  assert.equal(sarif.runs.length, 1);
  const uris = sarif.runs[0]?.results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? '');
  assert.ok(uris?.some((uri) => uri.includes('team/bad')));
  const github = (await ask(...all, '--policy', 'release', '-o', 'github')).stdout;
  assert.match(github, /^::error title=/m);
  assert.equal((await ask(images.good, images.gone, '--policy', 'release')).status, 3);
  assert.equal((await ask(images.good, images.good, '--policy', 'release')).status, 0);
});

test('what the caller says is recorded, and one key gets one decision', async () => {
  const words = [
    '--policy',
    'release',
    '--namespace',
    'prod',
    '--label',
    'tier=web,app=shop',
    '--claim',
    'release=v1.2.3',
  ];
  const of = async (...more: string[]) => {
    const { status, stdout, stderr } = await ask(images.good, ...words, '-o', 'json', ...more);
    assert.equal(status, 0, stderr);
    return (JSON.parse(stdout) as { decisionId: string }).decisionId;
  };
  const [first, again, other] = [
    await of('--idempotency-key', 'run-17'),
    await of('--idempotency-key', 'run-17'),
    await of(),
  ];
  assert.equal(first, again);
  assert.notEqual(first, other);
  const taken = await ask(images.bad, ...words, '--idempotency-key', 'run-17');
  assert.equal(taken.status, 2);
  assert.match(taken.stderr, /Idempotency-Key/);
});

test('who asks is shown by a token file, the variable or a client certificate, and by no argument', async () => {
  const words = [images.good, '--policy', 'release', ...access];
  const none = { TWINSEAL_TOKEN: '' };
  const file = ['--token-file', put('token', `${serialiseApiKey(key)}\n`)];
  const pair = ['--client-cert', put('client.crt', client.certificate), '--client-key', put('client.key', client.key)];
  assert.equal((await run([...words, ...file], none)).status, 0);
  assert.equal((await run([...words, ...pair], none)).status, 0);
  assert.equal((await run([...words, ...file], { TWINSEAL_TOKEN: 'another' })).status, 0);
  const refused = await run(words, none);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /known callers only/);
  const wrong = await run(words, { TWINSEAL_TOKEN: serialiseApiKey(newApiKey()) });
  assert.equal(wrong.status, 2);
  const cases: readonly (readonly [readonly string[], NodeJS.ProcessEnv, RegExp])[] = [
    [['--token-file', put('empty', '\n')], none, /the token is empty/],
    [['--token-file', put('two', 'a b')], none, /holds what no token may/],
    [['--token-file', join(root, 'absent')], none, /there is no such file/],
    [pair.slice(0, 2), none, /go together/],
    [
      ['--client-cert', join(root, 'client.crt'), '--client-key', join(root, 'server.key')],
      none,
      /do not belong together/,
    ],
    [['--token', 'x'], none, /is not a flag of verify; did you mean --token-file/],
  ];
  for (const [more, env, why] of cases) {
    const ended = await run([...words, ...more], env);
    assert.deepEqual([ended.status, ended.stdout], [2, ''], String(why));
    assert.match(ended.stderr, why);
  }
});

test('a server that TLS does not vouch for gets no token, and plain http is for loopback alone', async () => {
  const image = [images.good, '--policy', 'release', '--server'];
  const url = service.url.replace('127.0.0.1', 'localhost');
  const stranger = await run([...image, url]);
  assert.deepEqual([stranger.status, stranger.stdout], [3, '']);
  assert.match(stranger.stderr, /a certificate that is not trusted/);
  const otherName = await run([...image, service.url, '--ca-file', join(root, 'authority.crt')]);
  assert.equal(otherName.status, 3);
  const plain = await run([...image, 'http://twinseal.example.com']);
  assert.equal(plain.status, 2);
  assert.match(plain.stderr, /plain http on another machine/);
  for (const flag of ['--claim=a=b', '--token-file=x', '--namespace=x', '--idempotency-key=x']) {
    const alone = await run([images.good, '--policy', join(root, 'policies', 'release.json'), flag]);
    assert.equal(alone.status, 2);
    assert.match(alone.stderr, /means something only with --server/);
  }
  for (const [flag, why] of [
    ['--claim=release', /--claim is NAME=VALUE/],
    ['--claim==x', /--claim is NAME=VALUE/],
    ['--label=a=1,a=2', /--label names a twice/],
  ] as const) {
    const ended = await ask(images.good, flag);
    assert.equal(ended.status, 2);
    assert.match(ended.stderr, why);
  }
});

test('a layout on this disk is no image for a server, which would look for a repository of its name', async () => {
  mkdirSync(join(root, 'layout'));
  for (const image of [join(root, 'layout'), 'absent.oci', `${join(root, 'layout')}/:v1`]) {
    const ended = await run([image, '--policy', 'release', '--server', 'http://127.0.0.1:1']);
    assert.deepEqual([ended.status, ended.stdout], [2, ''], image);
    assert.match(ended.stderr, /is a path of this machine, .*: push it and name it there, or leave out --server/);
  }
});

test('a redirect is never followed, with or without a token', async (t) => {
  const seen: (string | undefined)[] = [];
  const thief = await startHostile((request, response) => {
    seen.push(request.headers.authorization);
    reply(response, 200, { 'content-type': 'application/json' }, '{}');
  });
  t.after(() => thief.stop());
  for (const status of [301, 302, 303, 307, 308]) {
    const gate = await startHostile((_request, response) => reply(response, status, { location: thief.url }, '{}'));
    const ended = await run([images.good, '--policy', 'release', '--server', gate.url]);
    assert.deepEqual([ended.status, ended.stdout], [3, ''], String(status));
    await gate.stop();
  }
  assert.deepEqual(seen, []);
});

test('what the server turned away for now is asked again, twice at most, and what it decided is not', async () => {
  const turnedAway = (status: number, code: string, more: object = {}) =>
    JSON.stringify({ type: 'x', title: 'x', status, detail: 'later', code, retryable: true, ...more });
  const kept = { decisionId: 'd', effect: 'unknown', judgements: [], logIndex: 0, receipt: 'r' };
  const cases: readonly (readonly [number, string, string, number])[] = [
    [503, turnedAway(503, 'OVERLOADED'), '0', 3],
    [429, turnedAway(429, 'RATE_LIMITED'), '0', 3],
    [503, turnedAway(503, 'OVERLOADED'), '3600', 1],
    [503, turnedAway(503, 'REGISTRY_UNREACHABLE', kept), '0', 1],
    [503, turnedAway(503, 'REGISTRY_UNAUTHORIZED', { retryable: false }), '0', 1],
    [500, turnedAway(500, 'INTERNAL'), '0', 1],
  ];
  for (const [status, body, wait, times] of cases) {
    const busy = await startHostile((_request, response) => reply(response, status, { 'retry-after': wait }, body));
    const ended = await run(['registry.example.com/x:v1', '--policy', 'release', '--server', busy.url]);
    assert.deepEqual([ended.status, ended.stdout], [3, ''], body);
    assert.equal(busy.asked.length, times, `${body} ${wait}`);
    await busy.stop();
  }
});
