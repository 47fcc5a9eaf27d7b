// POST /external-data, asked by Gatekeeper's own client: TLS 1.3, its CA bundle, a client certificate, and its reading of the answer.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runPeer, withoutPeers } from '../interop/peer.ts';
import { BAD, bare, GOOD, registry, signed, TAG } from '../support/admission-door.ts';
import { startService } from '../support/running-service.ts';
import { CLIENT_AUTH, type IssuedPair, makeAuthority, SERVER_AUTH } from '../support/test-authority.ts';

const skip = withoutPeers('gatekeeper-ask');
const root = mkdtempSync(join(tmpdir(), 'twinseal-gatekeeper-'));
after(() => rmSync(root, { recursive: true, force: true }));

/** What Gatekeeper's client makes of an answer: `item` by key. */
interface Asked {
  readonly status: number;
  readonly response: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly response: {
      readonly idempotent?: boolean;
      readonly items?: readonly {
        readonly key: string;
        readonly value?: { readonly effect: string; readonly decisionId: string };
        readonly error?: string;
      }[];
      readonly systemError?: string;
    };
  };
}

test('Gatekeeper is told what is let in, what is refused, and what could not be told', {
  skip,
  timeout: 120_000,
}, async (t) => {
  const [servers, clients] = [makeAuthority('servers'), makeAuthority('clients')];
  // Of another name: a false signature in the name of a known authority ends the connection inside of Node's TLS, at any moment.
  const strangers = makeAuthority('strangers');
  const file = (name: string, text: string): string => {
    writeFileSync(join(root, name), text);
    return join(root, name);
  };
  const pairFiles = (name: string, { certificate, key }: IssuedPair) =>
    [file(`${name}.crt`, certificate), file(`${name}.key`, key)] as const;
  mkdirSync(join(root, 'policies'));
  writeFileSync(join(root, 'policies', 'release.json'), JSON.stringify(signed()));
  pairFiles('server', servers.issue({ purposes: [SERVER_AUTH], names: ['127.0.0.1'] }));
  file('clients.crt', clients.pem);
  const config = file(
    'service.json',
    JSON.stringify({
      apiVersion: 'twinseal.dev/v1',
      tls: { certificate: 'server.crt', key: 'server.key', clientCa: 'clients.crt' },
      callers: [
        { name: 'gatekeeper', roles: ['verify'], rate: 0, mtls: { subject: 'CN=gatekeeper,O=Example,ST=BE,C=DE' } },
      ],
    }),
  );
  const service = await startService(join(root, 'policies'), join(root, 'data'), '127.0.0.1:0', ['--config', config]);
  t.after(() => service.stop('SIGKILL'));
  const ca = file('servers.crt', servers.pem);
  const client = { cn: 'gatekeeper', purposes: [CLIENT_AUTH] };
  const own = pairFiles('own', clients.issue(client));
  const ask = (pair: readonly [string, string], authority: string, ...keys: string[]) =>
    runPeer('gatekeeper-ask', [`${service.url}/external-data`, authority, ...pair, ...keys]);

  const down = `127.0.0.1:1/x@${bare.index.digest}`;
  const { status, stdout, stderr } = await ask(own, ca, GOOD, BAD, TAG, down);
  assert.equal(status, 0, stderr);
  const asked = JSON.parse(stdout) as Asked;
  assert.equal(asked.status, 200);
  assert.equal(asked.response.kind, 'ProviderResponse');
  const { items = [], systemError = '' } = asked.response.response;
  assert.equal(systemError, '');
  const byKey = new Map(items.map((item) => [item.key, item]));
  assert.deepEqual([...byKey.keys()].sort(), [GOOD, BAD, TAG, down].sort());
  assert.equal(byKey.get(GOOD)?.value?.effect, 'admit');
  assert.match(byKey.get(GOOD)?.value?.decisionId ?? '', /^[0-9a-f-]{36}$/);
  assert.equal(byKey.get(GOOD)?.error ?? '', '');
  assert.match(byKey.get(BAD)?.error ?? '', /^refused: .*SIGNATURE_MISSING/);
  assert.match(byKey.get(TAG)?.error ?? '', /^refused: .*IMAGE_NOT_PINNED/);
  assert.match(byKey.get(down)?.error ?? '', /^could not tell: .*REGISTRY_UNREACHABLE/);

  // Its client gives no items for what is no ProviderResponse, so nobody is let in by it.
  const stranger = await ask(pairFiles('stranger', strangers.issue(client)), ca, GOOD);
  assert.equal((JSON.parse(stranger.stdout) as Asked).status, 401, stranger.stderr);
  assert.deepEqual((JSON.parse(stranger.stdout) as Asked).response.response.items ?? [], []);
  const wrong = await ask(own, file('others.crt', makeAuthority('servers').pem), GOOD);
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /certificate/);
  assert.ok(registry.requests.length > 0);
});
