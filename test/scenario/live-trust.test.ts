// A service whose trusted root changes under it: what it let in before and after, what it never goes back to, and what
// an auditor computes from it later.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PREDICATE_TYPES } from '../../src/records/predicate-types.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { type RunningService, startService } from '../support/running-service.ts';
import { attachBundle, digestsOf, makeImage } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { statementOf } from '../support/signing.ts';
import { IDENTITY, ISSUER, makeInstance } from '../support/sigstore-instance.ts';
import { serveRepository, TufRepository } from '../support/tuf-repository.ts';
import { twinseal } from '../support/twinseal-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'live-trust-'));
const [policies, data, kept] = ['policies', 'data', 'data/trust/corp'].map((name) => join(folder, name));
assert.ok(policies !== undefined && data !== undefined && kept !== undefined);
const [old, young] = [makeInstance(), makeInstance()];

/** Signed by what only the younger trusted root names. */
function signedImage() {
  const image = makeImage();
  const all = [image.index, ...image.platforms.map(({ descriptor }) => descriptor)];
  for (const digest of digestsOf(image)) {
    const descriptor = all.find((one) => one.digest === digest) ?? assert.fail();
    const statement = JSON.stringify(statementOf([digest], PREDICATE_TYPES.cosignSign, {}));
    attachBundle(image.store, descriptor, young.bundle({ statement }));
  }
  return image;
}
const registry = await serveImages(new Map([['team/app', signedImage()]]));
const repository = new TufRepository();
repository.publish({ 'trusted_root.json': old.rootBytes });
const mirror = await serveRepository(repository);
mkdirSync(policies);
writeFileSync(join(folder, 'root.json'), repository.roots[0] ?? '');
writeFileSync(
  join(policies, 'release.json'),
  JSON.stringify({
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: [{ name: 'ci', keyless: { identity: IDENTITY, issuer: ISSUER, trust: 'corp' } }],
    require: { signatures: [{ by: 'ci' }] },
  }),
);
writeFileSync(
  join(folder, 'service.json'),
  JSON.stringify({
    apiVersion: 'twinseal.dev/v1',
    privateRegistries: [registry.host],
    trust: { instances: [{ name: 'corp', mirror: mirror.mirror, rootFile: 'root.json', refreshSeconds: 1 }] },
  }),
);
let service: RunningService | undefined;
after(async () => {
  await service?.stop('SIGKILL');
  await mirror.close();
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (): Promise<RunningService> => {
  service = await startService(policies, data, '127.0.0.1:0', ['--config', join(folder, 'service.json')]);
  return service;
};
const get = async (path: string, template = path): Promise<unknown> => {
  const response = await fetch(`${service?.url}${path}`);
  assert.deepEqual(await responseProblems(template, 'get', response), []);
  return await response.json();
};
const verify = async (): Promise<string> => {
  const body = JSON.stringify({ image: `${registry.host}/team/app:v1`, policy: 'release' });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${service?.url}/verify`, { method: 'POST', headers, body });
  return ((await answer.json()) as { outcome: string }).outcome;
};
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 300; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`never:\n${service?.log().slice(-3000)}`);
};
const noted = async (kind: string): Promise<readonly string[]> => {
  const { changes } = (await get(`/changes?kind=${kind}`, '/changes')) as {
    changes: { name: string; action: string }[];
  };
  return changes.map(({ name, action }) => `${name} ${action}`).toReversed();
};
const metrics = async (): Promise<string> => await (await fetch(`${service?.url}/metrics`)).text();

test('the trusted root is there before the first request, and a newer one is used without a new start', async () => {
  await start();
  assert.equal(await verify(), 'deny');
  assert.deepEqual(await noted('trust'), ['corp added']);
  repository.publish({ 'trusted_root.json': young.rootBytes });
  await until(async () => (await verify()) === 'allow');
  assert.deepEqual(await noted('trust'), ['corp added', 'corp changed']);
  assert.deepEqual(await noted('policy'), ['release added', 'release changed']);
  assert.match(await metrics(), /^twinseal_trusted_root_age_seconds\{root="corp"\} \d/m);
  assert.match(await metrics(), /^twinseal_reloads_total\{what="trust",result="changed"\} 1$/m);
});

test('a mirror that goes back changes nothing, and the log says why', async () => {
  const files = new Map(repository.files);
  const back = new TufRepository();
  back.publish({ 'trusted_root.json': old.rootBytes });
  repository.restore(back.files);
  await until(async () => /twinseal_reloads_total\{what="trust",result="refused"\} [1-9]/.test(await metrics()));
  assert.equal(await verify(), 'allow');
  assert.match(service?.log() ?? '', /the trusted root of corp was not renewed/);
  repository.restore(files);
});

test('a folder that goes back under a running service takes nothing back', async () => {
  const states = readdirSync(kept).sort();
  assert.equal(states.length, 2);
  cpSync(kept, join(folder, 'aside'), { recursive: true });
  // The mirror is silent meanwhile, so that nothing is made up for.
  const files = new Map(repository.files);
  repository.restore(new Map());
  rmSync(join(kept, states[1] ?? ''));
  const before = await metrics();
  await until(async () => (await metrics()) !== before);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  assert.equal(await verify(), 'allow');
  assert.deepEqual(await noted('trust'), ['corp added', 'corp changed']);
  cpSync(join(folder, 'aside'), kept, { recursive: true });
  repository.restore(files);
});

test('another process may fill the folder: what it kept is used', async () => {
  const newest = makeInstance();
  repository.publish({ 'trusted_root.json': newest.rootBytes });
  const words = ['trust', 'update', '--name', 'corp', '--cache', join(data, 'trust')];
  const updated = await twinseal(words);
  assert.equal(updated.status, 0, updated.stderr);
  await until(async () => (await verify()) === 'deny');
  assert.deepEqual(await noted('trust'), ['corp added', 'corp changed', 'corp changed']);
});

test('an auditor computes each verdict again with the root that it rested on', async () => {
  assert.equal(await service?.stop(), 0);
  const exported = await twinseal(['audit', 'export', join(folder, 'set.tar'), '--data', data]);
  assert.equal(exported.status, 0, exported.stderr);
  const replayed = await twinseal(['audit', 'replay', join(folder, 'set.tar'), '-o', 'json']);
  assert.equal(replayed.status, 0, replayed.stdout + replayed.stderr);
  assert.match(replayed.stdout, /"same"/);
  assert.doesNotMatch(replayed.stdout, /"different"/);
});

test('after a new start without the mirror, what is kept is used', async () => {
  await mirror.close();
  await start();
  assert.equal(await verify(), 'deny');
  assert.deepEqual(await noted('trust'), ['corp added', 'corp changed', 'corp changed']);
});
