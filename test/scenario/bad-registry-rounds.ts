// Registries that cannot be used: each a fault (status 3) or a refusal in one sentence, never a verdict.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Answer, reply, startHostile, startRaw } from '../support/hostile-registry.ts';
import { type Refusal, refusalBench } from '../support/refusals.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { writeLayout } from '../support/written-layout.ts';

const SECRET = 'registry-pa55word-of-a-user';
const bench = refusalBench();
after(() => bench.remove());
await writeLayout(seal(makeImage()), join(bench.work, 'app.oci'));
bench.write({ 'release.pub': publicPem(testKey('release')) });

/** Every verb that asks a registry, and where it lands. */
const VERBS = {
  tree: (image: string) => ['tree', image],
  verify: (image: string) => ['verify', image, '--cosign-key', 'release.pub'],
  pull: (image: string) => ['pull', image, 'pulled.oci'],
  push: (image: string) => ['push', 'app.oci', image],
  copy: (image: string) => ['copy', image, './copied.oci'],
};

const JSON_TYPE = { 'content-type': 'application/json' };
const body = (code: string): string => JSON.stringify({ errors: [{ code, message: 'no' }] });
const realm = { 'www-authenticate': 'Basic realm="registry"' };

const ANSWERS: Readonly<Record<string, readonly [Answer, Omit<Refusal, 'words'>]>> = {
  '401': [
    (_, response) => reply(response, 401, { ...JSON_TYPE, ...realm }, body('UNAUTHORIZED')),
    { status: 3, says: /127\.0\.0\.1:\d+.*401.*: sign in, or check your rights/ },
  ],
  '403': [
    (_, response) => reply(response, 403, JSON_TYPE, body('DENIED')),
    { status: 3, says: /127\.0\.0\.1:\d+ .*403.*: sign in, or check your rights/ },
  ],
  '429': [
    (_, response) => reply(response, 429, { ...JSON_TYPE, 'retry-after': '3600' }, body('TOOMANYREQUESTS')),
    { status: 3, says: /127\.0\.0\.1:\d+.*429.*(?:later|wait|3600)/ },
  ],
  '500': [
    (_, response) => reply(response, 500, JSON_TYPE, body('UNKNOWN')),
    { status: 3, says: /127\.0\.0\.1:\d+ .*500.*: try again later/ },
  ],
  'a web page with status 200': [
    (_, response) => reply(response, 200, { 'content-type': 'text/html' }, '<html><h1>Log in to the hotel</h1></html>'),
    { status: 3, says: /127\.0\.0\.1:\d+ .*html.*: it is no registry, or a proxy stands before it/i },
  ],
  // Nothing was judged: a gate must not take it for a denial.
  'a redirect to where it may not lead': [
    (_, response) => reply(response, 307, { location: 'ftp://files.example.com/x' }, ''),
    { status: 3, says: /127\.0\.0\.1:\d+ redirected to .*, which is refused.* \(REGISTRY_HOST_FORBIDDEN\)$/ },
  ],
  'a body that is cut off': [
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/vnd.oci.image.index.v1+json', 'content-length': '1000' });
      response.write('{"schemaVersion":2,');
      setTimeout(() => response.destroy(), 50);
    },
    { status: 3, says: /127\.0\.0\.1:\d+ .*: try again/ },
  ],
};

/** What each of these verbs says of each registry. */
export function badRegistries(...asked: readonly (keyof typeof VERBS)[]): void {
  const shown = asked.join(', ');
  const refusedByAll = async (host: string, refusal: Omit<Refusal, 'words'>, more: readonly string[] = []) => {
    for (const verb of asked)
      await bench.refuse({ ...refusal, words: [...VERBS[verb](`${host}/team/app:v1`), ...more] });
  };

  for (const [what, [answer, refusal]] of Object.entries(ANSWERS))
    test(`a registry that answers ${what} is told in one sentence with status ${refusal.status}, by ${shown}`, async () => {
      const registry = await startHostile(answer);
      bench.write({
        'docker/config.json': JSON.stringify({
          auths: { [registry.host]: { auth: Buffer.from(`user:${SECRET}`).toString('base64') } },
        }),
      });
      const env = { DOCKER_CONFIG: join(bench.work, 'docker'), TWINSEAL_TEST_SECRET: SECRET };
      try {
        await refusedByAll(registry.host, { ...refusal, env });
      } finally {
        await registry.stop();
      }
    });

  test(`a registry that never answers is given up on when the time is over, by ${shown}`, async () => {
    const registry = await startRaw(() => {});
    try {
      await refusedByAll(
        registry.host,
        { status: 3, says: /127\.0\.0\.1:\d+ took longer than the time allowed: try again, or allow more/ },
        ['--timeout', '1'],
      );
    } finally {
      await registry.stop();
    }
  });

  test(`a registry that is down is told with what to do, by ${shown}`, async () => {
    // A port that was free a moment ago.
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = typeof address === 'object' ? address?.port : undefined;
    await refusedByAll(`127.0.0.1:${port}`, { status: 3, says: /nothing listens at .*: start the registry, or check/ });
  });

  test(`a reference that is none is a mistake of the user, for ${shown}`, async () => {
    for (const image of ['Upper/App', 'app:', 'registry.example.com/app@sha256:12', '127.0.0.1:99999/app'])
      for (const verb of asked.filter((each) => each !== 'copy'))
        await bench.refuse({ words: VERBS[verb](image), status: 2, says: /is not an image reference|not exist/ });
  });
}
