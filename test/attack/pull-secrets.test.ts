// Pull secrets of a cluster at the doors of admission: who may have an image judged with whose credentials, and what is told to whom. The
// registry demands credentials, and the API server is in the test's hands.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { signed, startDoor } from '../support/admission-door.ts';
import { objectOf, reviewOf, WORKLOAD_KINDS } from '../support/admission-reviews.ts';
import { dockerAuth, packed, pullAccount, pullSecret, startSecrets } from '../support/cluster-secrets.ts';
import { makeImage, seal } from '../support/sealed-image.ts';
import { type Lets, type ServingRegistry, serveImages } from '../support/serving-registry.ts';

const PASSWORD = 'hunter2-secret';
const RIGHT = `Basic ${dockerAuth('shop', PASSWORD).auth}`;
const sealed = seal(makeImage());
const images = new Map([
  ['team/app', sealed],
  ['team/hidden', sealed],
  ['open/app', sealed],
]);
// What is hidden is not there for who comes with other credentials, as many registries have it.
const lets: Lets = (name, authorization) =>
  name.startsWith('open/') ||
  authorization === RIGHT ||
  (name === 'team/hidden' && authorization !== undefined && 'hidden');

let registry: ServingRegistry;
const home = mkdtempSync(join(tmpdir(), 'twinseal-pull-secrets-'));
before(async () => {
  registry = await serveImages(images, lets);
});
after(async () => {
  await registry.stop();
  rmSync(home, { recursive: true, force: true });
});
const pinned = (name: string) => `${registry.host}/${name}@${sealed.index.digest}`;
const shopSecret = (more: object = {}) => pullSecret({ [registry.host]: dockerAuth('shop', PASSWORD) }, more);

interface Wish {
  readonly names?: readonly string[];
  readonly account?: string;
  readonly namespace?: string;
  readonly kind?: string;
}
function review(image: string, { names = [], account, namespace = 'shop', kind = 'Pod' }: Wish = {}) {
  const found = WORKLOAD_KINDS.find((one) => one.kind === kind);
  assert.ok(found);
  const object = objectOf(found, { containers: [image] });
  const spec = found.path.reduce((at, step) => (at as Record<string, object>)[step] ?? {}, object);
  Object.assign(spec, {
    ...(names.length > 0 && { imagePullSecrets: names.map((name) => ({ name })) }),
    ...(account !== undefined && { serviceAccountName: account }),
  });
  return reviewOf(found, 'CREATE', object, { namespace });
}

async function start(
  t: TestContext,
  objects: Readonly<Record<string, object | number | string>>,
  more: {
    readonly callers?: readonly string[];
    readonly namespaces?: readonly string[];
    readonly cacheSeconds?: number;
  } = {},
) {
  const held = new Map(Object.entries(objects));
  const cluster = await startSecrets(held);
  t.after(() => cluster.stop());
  const { apiServer } = cluster;
  const pullSecrets = { callers: ['cluster'], namespaces: ['*'], cacheSeconds: 30, apiServer, ...more };
  const door = await startDoor(t, { release: signed() }, { pullSecrets });
  const judge = async (image: string, wish?: Wish) => {
    const { allowed, status, warnings = [], auditAnnotations = {} } = await door.ask(review(image, wish));
    const text = JSON.stringify([status, warnings, auditAnnotations]);
    assert.ok(!text.includes(PASSWORD) && !text.includes(dockerAuth('shop', PASSWORD).auth), text);
    return {
      allowed,
      said: `${status?.message ?? ''} ${warnings.join(' ')} ${auditAnnotations['image-0'] ?? ''}`,
      text,
    };
  };
  return { ...door, cluster, held, judge };
}

test('the secret makes the difference: of the pod, of its account, of the default account, in both forms, for each kind', async (t) => {
  const { judge, decisions } = await start(t, {
    'shop/secrets/right': shopSecret(),
    'shop/secrets/old': {
      kind: 'Secret',
      type: 'kubernetes.io/dockercfg',
      data: { '.dockercfg': packed({ [registry.host]: dockerAuth('shop', PASSWORD) }) },
    },
    'shop/serviceaccounts/robot': pullAccount('right'),
    'shop/serviceaccounts/default': pullAccount(),
  });
  const without = await judge(pinned('team/app'));
  assert.equal(without.allowed, false);
  assert.match(without.said, /REGISTRY_UNAUTHORIZED/);
  assert.equal((await judge(pinned('team/app'), { names: ['right'] })).allowed, true);
  assert.equal((await judge(pinned('team/app'), { names: ['old'] })).allowed, true);
  assert.equal((await judge(pinned('team/app'), { account: 'robot' })).allowed, true);
  assert.equal((await judge(pinned('team/hidden'), { names: ['right'] })).allowed, true);
  for (const { kind } of WORKLOAD_KINDS)
    assert.equal((await judge(pinned('team/app'), { kind, account: 'robot' })).allowed, true, kind);
  // A pod that names secrets of its own has none of its account's.
  assert.equal((await judge(pinned('team/app'), { names: ['missing'], account: 'robot' })).allowed, false);
  const kept = JSON.stringify(await decisions());
  assert.ok(!kept.includes(PASSWORD) && !kept.includes('"right"') && !kept.includes('pull"'));
});

test('a tag of a private image gets its digest with the secret, and stays a tag without', async (t) => {
  const { ask } = await start(t, { 'shop/secrets/right': shopSecret() });
  const tag = `${registry.host}/team/app:v1`;
  assert.notEqual((await ask(review(tag, { names: ['right'] }), '/admission/mutate')).patch, undefined);
  const without = await ask(review(tag, { namespace: 'other' }), '/admission/mutate');
  assert.equal(without.patch, undefined);
  assert.match(without.warnings?.join() ?? '', /PULL_SECRET_UNREADABLE|REGISTRY_UNAUTHORIZED/);
});

test('what one namespace could read is told to no other, to no pod without the secret, and not after the secret is gone', async (t) => {
  const { judge, held } = await start(
    t,
    {
      'shop/secrets/right': shopSecret(),
      'shop/serviceaccounts/default': pullAccount(),
      'other/secrets/wrong': pullSecret({ [registry.host]: dockerAuth('shop', 'guess') }),
      'other/serviceaccounts/default': pullAccount(),
      'third/secrets/right': shopSecret(),
    },
    { cacheSeconds: 1 },
  );
  const image = pinned('team/app');
  const before = registry.requests.length;
  assert.equal((await judge(image, { names: ['right'] })).allowed, true);
  const fetched = registry.requests.length - before;
  assert.ok(fetched > 0);
  for (const wish of [
    {},
    { namespace: 'other' },
    { namespace: 'other', names: ['right'] },
    { namespace: 'other', names: ['wrong'] },
    { namespace: '', names: ['right'] },
  ]) {
    const { allowed, said } = await judge(image, wish);
    assert.equal(allowed, false, JSON.stringify(wish));
    assert.match(said, /REGISTRY_UNAUTHORIZED|PULL_SECRET_UNREADABLE/);
  }
  // The same credential in another namespace is asked for anew; in the same one it is not.
  const there = registry.requests.length;
  assert.equal((await judge(image, { names: ['right'] })).allowed, true);
  assert.equal(registry.requests.length - there, 0);
  assert.equal((await judge(image, { namespace: 'third', names: ['right'] })).allowed, true);
  assert.ok(registry.requests.length - there >= fetched);
  held.set('shop/secrets/right', pullSecret({ [registry.host]: dockerAuth('shop', 'changed') }));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  assert.equal((await judge(image, { names: ['right'] })).allowed, false);
  held.delete('shop/secrets/right');
  await new Promise((resolve) => setTimeout(resolve, 1100));
  assert.equal((await judge(image, { names: ['right'] })).allowed, false);
});

test('a caller that is not the API server asks with no credentials of any namespace', async (t) => {
  const { judge, cluster } = await start(
    t,
    { 'shop/secrets/right': shopSecret() },
    // The door's own caller is called cluster.
    { callers: ['another'] },
  );
  assert.equal((await judge(pinned('team/app'), { names: ['right'] })).allowed, false);
  assert.deepEqual(cluster.paths(), []);
});

test('secrets of namespaces that the settings leave out are never read', async (t) => {
  const { judge, cluster } = await start(
    t,
    { 'shop/secrets/right': shopSecret(), 'team-a/secrets/right': shopSecret() },
    { namespaces: ['team-*'] },
  );
  assert.equal((await judge(pinned('team/app'), { names: ['right'] })).allowed, false);
  assert.deepEqual(cluster.paths(), []);
  assert.equal((await judge(pinned('team/app'), { names: ['right'], namespace: 'team-a' })).allowed, true);
  assert.deepEqual(cluster.paths(), ['/api/v1/namespaces/team-a/secrets/right']);
});

test('a credential is shown to no host but the one that its entry names', async (t) => {
  const shown: string[] = [];
  const other = await serveImages(images, (_, authorization) => {
    if (authorization !== undefined) shown.push(authorization);
    return false;
  });
  t.after(() => other.stop());
  const { judge } = await start(t, {
    'shop/secrets/right': shopSecret(),
    'shop/secrets/wide': pullSecret({ '*': dockerAuth('shop', PASSWORD), 'a.b': dockerAuth('shop', PASSWORD) }),
  });
  for (const names of [['right'], ['wide'], ['right', 'wide']])
    assert.equal((await judge(`${other.host}/team/app@${sealed.index.digest}`, { names })).allowed, false);
  assert.deepEqual(shown, []);
});

test('no program that a secret names is run', async (t) => {
  const trace = join(home, 'was-run');
  const program = join(home, 'docker-credential-evil');
  writeFileSync(program, `#!/bin/sh\ntouch ${trace}\necho '{"Username":"shop","Secret":"${PASSWORD}"}'\n`);
  chmodSync(program, 0o755);
  const path = process.env.PATH;
  process.env.PATH = `${home}:${path}`;
  t.after(() => {
    process.env.PATH = path;
  });
  const { judge } = await start(t, {
    'shop/secrets/evil': pullSecret({}, { credsStore: 'evil', credHelpers: { [registry.host]: 'evil' } }),
  });
  assert.equal((await judge(pinned('team/app'), { names: ['evil'] })).allowed, false);
  assert.equal(existsSync(trace), false);
});

test('a secret that can not be read is no denial: the image is asked for without it, and what then is refused says why', async (t) => {
  const { judge, decisions, cluster } = await start(t, {
    'shop/secrets/forbidden': 403,
    'shop/secrets/broken': 500,
    'shop/secrets/elsewhere': 302,
    'shop/secrets/opaque': { ...shopSecret(), type: 'Opaque' },
    'shop/secrets/malformed': pullSecret({ x: PASSWORD }),
    'shop/secrets/huge': JSON.stringify({ ...shopSecret(), pad: 'x'.repeat(3 * 2 ** 20) }),
    'shop/secrets/no-json': `<html>${PASSWORD}`,
    'shop/secrets/right': shopSecret(),
  });
  for (const [name, why] of [
    ['forbidden', /shop\/forbidden may not be read by Twinseal's service account \(status 403\)/],
    ['missing', /shop\/missing is not there/],
    ['broken', /shop\/broken could not be read: the API server answered 500/],
    ['elsewhere', /shop\/elsewhere could not be read: the API server answered 302/],
    ['opaque', /shop\/opaque is malformed at \/type, or of another type/],
    ['malformed', /shop\/malformed is malformed/],
    ['huge', /shop\/huge could not be read of the API server: it answered with more than/],
    ['no-json', /shop\/no-json is malformed/],
  ] as const) {
    const open = await judge(pinned('open/app'), { names: [name] });
    assert.equal(open.allowed, true, `${name} ${open.said}`);
    const { allowed, said } = await judge(pinned('team/app'), { names: [name] });
    assert.equal(allowed, false);
    assert.match(said, /app@sha256:[0-9a-f]{12}: PULL_SECRET_UNREADABLE/);
    assert.match(said, new RegExp(`PULL_SECRET_UNREADABLE: the pull secret ${why.source.slice(0, 40)}`));
    const hidden = await judge(pinned('team/hidden'), { names: [name] });
    assert.match(hidden.said, /PULL_SECRET_UNREADABLE/);
    // Beside one that can be read it does no harm.
    assert.equal((await judge(pinned('team/app'), { names: [name, 'right'] })).allowed, true);
    assert.match(JSON.stringify(await decisions()), why);
  }
  assert.ok(!cluster.paths().includes('/elsewhere'));
  // Nothing was there for anybody: that is an answer of the registry, and no fault of a secret.
  const gone = await judge(`${registry.host}/open/gone@${sealed.index.digest}`, { names: ['right'] });
  assert.match(gone.said, /CONTENT_NOT_FOUND/);
});

test('secrets that the registry refuses are named, and of several the next is tried', async (t) => {
  const { judge, decisions } = await start(t, {
    'shop/secrets/wrong': pullSecret({ [registry.host]: dockerAuth('shop', 'guess') }),
    'shop/secrets/path': pullSecret({ [`${registry.host}/team`]: dockerAuth('shop', 'guess') }),
    'shop/secrets/right': shopSecret(),
  });
  const { allowed, said } = await judge(pinned('team/app'), { names: ['wrong'] });
  assert.equal(allowed, false);
  assert.match(said, /REGISTRY_UNAUTHORIZED/);
  assert.match(
    JSON.stringify(await decisions()),
    /the registry refuses the pull secrets shop\/wrong, and without them/,
  );
  assert.match(
    (await judge(pinned('team/hidden'), { names: ['wrong'] })).said,
    /REGISTRY_UNAUTHORIZED|CONTENT_NOT_FOUND/,
  );
  assert.equal((await judge(pinned('team/app'), { names: ['path', 'wrong', 'right'] })).allowed, true);
});

test('a burst reads each secret once, a token that was renewed is read again, and names can not lead elsewhere', async (t) => {
  const { judge, cluster } = await start(t, { 'shop/secrets/right': shopSecret() });
  const all = await Promise.all(
    Array.from({ length: 20 }, () => judge(pinned('team/app'), { names: ['right', '../../nodes', 'a/../b', 'A'] })),
  );
  assert.deepEqual([...new Set(all.map(({ allowed }) => allowed))], [true]);
  assert.deepEqual(cluster.paths(), ['/api/v1/namespaces/shop/secrets/right']);
  cluster.renew('token-2');
  assert.match((await judge(pinned('team/app'), { names: ['next'] })).said, /is not there/);
  const odd = await judge(pinned('team/app'), { names: ['right'], namespace: 'shop/../other' });
  assert.equal(odd.allowed, false);
  const many = Array.from({ length: 40 }, (_, at) => `s${at}`);
  assert.match((await judge(pinned('team/app'), { names: many })).said, /PULL_SECRET_UNREADABLE/);
  assert.equal(cluster.paths().length, 18);
});
