// What went wrong elsewhere, as its users reported it (ratify, kyverno, policy-controller, cosign, portieris, conforma): each of it
// against a real service in front of a real registry, with a proxy between them that fails where a network would.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { withoutPeers } from '../interop/peer.ts';
import { type Registry, startDistribution } from '../interop/registry.ts';
import { proxyRegistry, type RegistryProxy } from '../support/registry-proxy.ts';
import { type RunningService, startService } from '../support/running-service.ts';
import {
  attachBundle,
  digestsOf,
  makeImage,
  publicPem,
  seal,
  type TestImage,
  testKey,
  twinPredicate,
} from '../support/sealed-image.ts';
import { bundleOf, imageSignature, statementOf } from '../support/signing.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { writeLayout } from '../support/written-layout.ts';

const skip = withoutPeers('registry-distribution');
const root = mkdtempSync(join(tmpdir(), 'twinseal-borrowed-'));
const policies = join(root, 'policies');
mkdirSync(policies);
/** Longer than lists of referrers and tags are taken for the present. */
const STALE = 2_500;

const release = { name: 'release', cosign: { key: publicPem(testKey('release')) } };
function policyFile(name: string, trust: readonly object[], require: object): void {
  writeFileSync(
    join(policies, `${name}.json`),
    JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require }),
  );
}
policyFile('signed', [release], { signatures: [{ by: 'release' }] });
policyFile('twin', [release], { signatures: [{ by: 'release' }], twinBuild: { by: ['release'] } });
policyFile('labelled', [release], { signatures: [{ by: 'release' }], image: { labels: { a: 'something else' } } });
const many = Array.from({ length: 15 }, (_, n) => ({ name: `k${n}`, cosign: { key: publicPem(testKey(`k${n}`)) } }));
policyFile('fifteen', many, { signatures: [{ by: 'k0' }, { by: 'k7' }, { by: 'k14' }] });

let registry: Registry;
let proxy: RegistryProxy;
let service: RunningService;
before(async () => {
  if (skip !== false) return;
  registry = await startDistribution();
  proxy = await proxyRegistry(registry.host);
  const config = join(root, 'service.json');
  writeFileSync(config, JSON.stringify({ apiVersion: 'twinseal.dev/v1', limits: { verifySeconds: 2 } }));
  service = await startService(policies, join(root, 'data'), '127.0.0.1:0', ['--config', config]);
});
after(async () => {
  await service?.stop();
  await proxy?.stop();
  await registry?.stop();
  rmSync(root, { recursive: true, force: true });
});

async function push(image: TestImage, name: string): Promise<void> {
  const layout = await writeLayout(image, join(root, `${name.replaceAll(/\W/g, '-')}.oci`));
  const { status, stderr } = await twinseal(['push', layout, `${registry.host}/${name}:v1`], {
    cwd: root,
    env: process.env,
  });
  assert.equal(status, 0, stderr);
  rmSync(layout, { recursive: true });
}

interface Answered {
  readonly status: number;
  readonly outcome?: string;
  readonly code?: string;
  readonly decisionId?: string;
  readonly subject?: { readonly digest: string };
  readonly checks?: readonly { readonly id: string; readonly status: string; readonly code: string }[];
}

async function verify(image: string, policy: string): Promise<Answered> {
  const response = await fetch(`${service.url}/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ image: `${proxy.host}/${image}`, policy }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const failed = ({ checks = [] }: Answered): readonly string[] => [
  ...new Set(checks.filter(({ status }) => status === 'fail').map(({ code }) => code)),
];

test('a timeout is no success: a registry that stalls is "could not tell", and is kept as that (ratify #116)', {
  skip,
}, async () => {
  await push(seal(makeImage(), ['notation']), 'stall/app');
  for (const paths of [/manifests\/v1$/, /referrers|manifests\/sha256-/, /blobs/]) {
    const image = `stall/app:v1`;
    proxy.set('stall', paths);
    const late = await verify(image, 'twin');
    proxy.set('pass');
    assert.equal(late.status, 503, `${paths}: ${JSON.stringify(late)}`);
    assert.equal(late.outcome, undefined);
    const kept = (await (await fetch(`${service.url}/decisions/${late.decisionId}`)).json()) as {
      readonly effect: string;
    };
    assert.equal(kept.effect, 'unknown');
    if (String(paths) !== String(/blobs/)) await sleep(STALE);
  }
  assert.equal((await verify('stall/app:v1', 'twin')).outcome, 'allow');
});

test('no annotation says that an image was verified (kyverno #16336)', { skip }, async () => {
  const annotations = {
    'kyverno.io/verify-images': '{"app":"pass"}',
    'policy.sigstore.dev/verified': 'true',
    'twinseal.dev/outcome': 'allow',
    'twinseal.dev/verdict': '{"outcome":"allow"}',
  };
  await push(makeImage({ index: { annotations }, run: { Labels: annotations } }), 'forged/app');
  const forged = await verify('forged/app:v1', 'signed');
  assert.deepEqual([forged.status, forged.outcome, failed(forged)], [200, 'deny', ['SIGNATURE_MISSING']]);
});

test('what is remembered loses nothing: the hundredth verdict is the first one (kyverno #17105)', {
  skip,
}, async () => {
  await push(seal(makeImage({ config: { author: 'lost' } }), ['notation']), 'lost/app');
  // All but what names the decision itself.
  const verdictOf = ({
    decisionId,
    logIndex,
    receipt,
    ...verdict
  }: Answered & Partial<Record<'logIndex' | 'receipt', unknown>>) => {
    assert.ok(decisionId !== undefined && logIndex !== receipt);
    return verdict;
  };
  const first = verdictOf(await verify('lost/app:v1', 'twin'));
  assert.equal(first.outcome, 'allow');
  for (let n = 0; n < 100; n += 20)
    for (const again of await Promise.all(Array.from({ length: 20 }, () => verify('lost/app:v1', 'twin'))))
      assert.deepEqual(verdictOf(again), first);
});

test('what is remembered makes nothing trusted: evidence of others stays unverified (kyverno #17130)', {
  skip,
}, async () => {
  const image = makeImage({ config: { author: 'unverified' } });
  const { store, index, platforms } = image;
  for (const subject of [index, ...platforms.map(({ descriptor }) => descriptor)])
    attachBundle(store, subject, imageSignature(testKey('release'), subject.digest));
  const proof = JSON.stringify(
    statementOf(digestsOf(image), 'https://twinseal.dev/twin-proof/v1', twinPredicate(image)),
  );
  attachBundle(store, index, bundleOf(testKey('a stranger'), proof));
  await push(image, 'unverified/app');
  for (let n = 0; n < 3; n++) {
    assert.equal((await verify('unverified/app:v1', 'signed')).outcome, 'allow');
    const twin = await verify('unverified/app:v1', 'twin');
    assert.deepEqual([twin.outcome, failed(twin)], ['deny', ['TWIN_PROOF_MISSING']]);
  }
});

test('each policy is run afresh over what is remembered: one that denies is not skipped (kyverno #17173)', {
  skip,
}, async () => {
  await push(seal(makeImage({ config: { author: 'skipped' } }), ['notation']), 'skipped/app');
  for (let n = 0; n < 3; n++) {
    assert.equal((await verify('skipped/app:v1', 'signed')).outcome, 'allow');
    const denied = await verify('skipped/app:v1', 'labelled');
    assert.deepEqual([denied.outcome, failed(denied)], ['deny', ['IMAGE_CONFIG_REFUSED']]);
  }
});

test('15 keys and 3 signatures are fetched as 3 signatures, not 45 (policy-controller #278)', { skip }, async () => {
  const image = makeImage({ config: { author: 'counted' } });
  for (const subject of digestsOf(image).map((digest) => ({ digest, bytes: image.store.contents.get(digest) })))
    for (const name of ['k0', 'k7', 'k14']) {
      const mediaType =
        subject.digest === image.index.digest ? image.index.mediaType : 'application/vnd.oci.image.manifest.v1+json';
      const descriptor = { mediaType, digest: subject.digest, size: subject.bytes?.length ?? 0 };
      attachBundle(image.store, descriptor, imageSignature(testKey(name), subject.digest));
    }
  await push(image, 'counted/app');
  proxy.asked.clear();
  assert.equal((await verify('counted/app:v1', 'fifteen')).outcome, 'allow');
  const digests = [...proxy.asked].filter(([path]) => path.startsWith('/v2/counted/app/') && path.includes('/sha256:'));
  assert.ok(digests.length >= 9, 'nothing was counted');
  assert.deepEqual(
    digests.filter(([, count]) => count !== 1),
    [],
  );
});

test('offline means no sockets, and nothing is refreshed (cosign #4454)', { skip }, async () => {
  const layout = await writeLayout(
    seal(makeImage({ config: { author: 'offline' } }), ['notation']),
    join(root, 'offline.oci'),
  );
  const hook = pathToFileURL(join(import.meta.dirname, '..', 'support', 'no-sockets.ts')).href;
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import ${hook}`,
    HOME: root,
    XDG_CACHE_HOME: join(root, 'empty-cache'),
  };
  const offline = await twinseal(['verify', layout, '--policy', join(policies, 'twin.json')], { cwd: root, env });
  assert.equal(offline.status, 0, offline.stdout + offline.stderr);
  const bundled = await twinseal(['validate', layout], { cwd: root, env });
  assert.equal(bundled.status, 0, bundled.stdout + bundled.stderr);
  const online = await twinseal(['verify', `${registry.host}/lost/app:v1`, '--policy', join(policies, 'twin.json')], {
    cwd: root,
    env,
  });
  assert.equal(online.status, 97, 'the hook sees sockets');
  if (spawnSync('unshare', ['--net', 'true']).status !== 0) return;
  const alone = spawnSync(
    'unshare',
    [
      '--net',
      join(import.meta.dirname, '..', '..', 'bin', 'twinseal'),
      'verify',
      layout,
      '--policy',
      join(policies, 'twin.json'),
    ],
    { cwd: root, encoding: 'utf8' },
  );
  assert.equal(alone.status, 0, alone.stdout + alone.stderr);
});

test('equal digests are equal, whoever asks and however the image is called (portieris #515)', { skip }, async () => {
  const image = seal(makeImage({ config: { author: 'equal' } }), ['notation']);
  const { digest } = image.index;
  await push(image, 'equal/app');
  await push(image, 'equal/other');
  const names = [
    'equal/app:v1',
    `equal/app@${digest}`,
    `equal/app:v1@${digest}`,
    'equal/other:v1',
    `equal/other@${digest}`,
  ];
  const answers = await Promise.all([...names, ...names].map((name) => verify(name, 'twin')));
  for (const one of answers) assert.deepEqual([one.outcome, one.subject?.digest], ['allow', digest]);
});

test('a fault is never remembered: what could not be told is asked again (conforma #3136)', { skip }, async () => {
  await push(seal(makeImage({ config: { author: 'fault' } }), ['notation']), 'fault/app');
  for (const paths of [/manifests\/v1$/, /referrers|manifests\/sha256-/, /blobs/]) {
    proxy.set(503, paths);
    const fault = await verify('fault/app:v1', 'twin');
    assert.equal(fault.status, 503, `${paths}: ${JSON.stringify(fault)}`);
    proxy.set('pass');
  }
  assert.equal((await verify('fault/app:v1', 'twin')).outcome, 'allow', 'at once');
});
