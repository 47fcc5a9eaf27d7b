// The trusted root of a private instance, from its mirror to the verbs that use it, by the program itself.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { lastRoot } from '../../src/adapters/trust/prove-trust.ts';
import type { BundleReport } from '../../src/records/bundle-report.ts';
import { ERROR_CATALOGUE } from '../../src/records/error-catalogue.ts';
import type { TrustReport } from '../../src/records/trust-report.ts';
import { IDENTITY, ISSUER, makeInstance } from '../support/sigstore-instance.ts';
import { PAST, serveRepository, TufRepository } from '../support/tuf-repository.ts';
import { twinseal } from '../support/twinseal-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-trust-'));
const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') };
const offline = {
  ...env,
  NODE_OPTIONS: `--import=${join(import.meta.dirname, '../support/no-sockets.ts')}`,
};
const instance = makeInstance();
const repository = new TufRepository();
repository.publish({ 'trusted_root.json': instance.rootBytes, 'signing_config.v0.2.json': Buffer.from('{"a":1}') });
const root = join(folder, 'root.json');
writeFileSync(root, repository.roots[0] ?? '');
let served: Awaited<ReturnType<typeof serveRepository>>;
before(async () => {
  served = await serveRepository(repository);
});
after(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});
const update = (...more: string[]) => twinseal(['trust', 'update', '--name', 'corp', ...more], { env });

test('what came with Twinseal is shown where nothing is kept, and another name is unknown', async () => {
  const shown = await twinseal(['trust', 'show', '-o', 'json'], { env: offline });
  assert.equal(shown.status, 0, shown.stderr);
  const report = JSON.parse(shown.stdout) as TrustReport;
  assert.deepEqual([report.name, report.origin], ['sigstore', 'shipped']);
  assert.ok(report.parties.some(({ name }) => name === 'https://rekor.sigstore.dev'));
  const unknown = await twinseal(['trust', 'show', 'corp'], { env: offline });
  assert.equal(unknown.status, ERROR_CATALOGUE.TRUST_UNKNOWN.exit);
  assert.match(unknown.stderr, /no trusted root of an instance corp is kept: run twinseal trust update/);
});

test('the root of trust that came with Twinseal is signed by its own keys', () => {
  const folder = join(import.meta.dirname, '../../policies/sigstore');
  const anchor = readFileSync(join(folder, 'root.json'));
  assert.equal(lastRoot([anchor], anchor).metadata.version, 16);
  assert.throws(() => lastRoot([repository.roots[0] ?? anchor], anchor), /do not go through the root of trust/);
});

test('a private instance is kept under its name, and its mirror and root with it', async () => {
  const without = await update('--mirror', served.mirror);
  assert.equal(without.status, 2);
  assert.match(without.stderr, /name the root\.json to believe with --root/);
  const first = await update('--mirror', served.mirror, '--root', root, '-o', 'json');
  assert.equal(first.status, 0, first.stderr);
  const report = JSON.parse(first.stdout) as TrustReport;
  assert.deepEqual([report.name, report.origin, report.changed, report.before], ['corp', 'kept', true, undefined]);
  assert.equal(report.metadata?.root?.version, 1);
  const again = await update();
  assert.equal(again.status, 0, again.stderr);
  assert.match(again.stderr, /the same as before/);
});

test('what is kept is shown and printed without a socket', async () => {
  const shown = await twinseal(['trust', 'show', 'corp'], { env: offline });
  assert.equal(shown.status, 0, shown.stderr);
  assert.match(shown.stdout, /log {13}https:\/\/rekor\.example\.com {2}from/);
  assert.match(shown.stdout, /last checked +\d{4}-.*Z \(\d+ seconds? ago\)/);
  const printed = await twinseal(['trust', 'show', 'corp', '--print', 'trusted-root'], { env: offline });
  assert.equal(printed.stdout, instance.rootBytes.toString());
  const config = await twinseal(['trust', 'show', 'corp', '--print', 'signing-config'], { env: offline });
  assert.equal(config.stdout, '{"a":1}');
  const none = await twinseal(['trust', 'show', '--print', 'signing-config'], { env: offline });
  assert.equal(none.status, 2);
  assert.match(none.stderr, /no signing config/);
  const proved = await twinseal(['trust', 'update', '--name', 'corp', '--offline'], { env: offline });
  assert.equal(proved.status, 0, proved.stderr);
});

test('bundle verify uses the kept root without a socket, and says which one', async () => {
  const cwd = folder;
  writeFileSync(join(folder, 'app'), 'the artifact');
  writeFileSync(join(folder, 'bundle.json'), instance.bundle({ file: Buffer.from('the artifact') }));
  const who = ['--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER];
  const words = ['bundle', 'verify', '--bundle', 'bundle.json', ...who];
  const good = await twinseal([...words, '--trust', 'corp', '-o', 'json', 'app'], { cwd, env: offline });
  assert.equal(good.status, 0, good.stdout + good.stderr);
  const { trustedRoot } = JSON.parse(good.stdout) as BundleReport;
  const digest = `sha256:${createHash('sha256').update(instance.rootBytes).digest('hex')}`;
  assert.deepEqual([trustedRoot?.origin, trustedRoot?.name, trustedRoot?.digest], ['kept', 'corp', digest]);
  assert.ok(trustedRoot?.age !== undefined && trustedRoot.age >= 0 && trustedRoot.age < 3600);
  const told = await twinseal([...words, '--trust', 'corp', 'app'], { cwd, env: offline });
  assert.match(told.stdout, new RegExp(`trusted root ${digest} \\(corp, kept, checked \\d+ seconds? ago\\)`));
  // Without a name it is the public-good instance, which this bundle is not of.
  const other = await twinseal([...words, 'app'], { cwd, env: offline });
  assert.equal(other.status, 1, other.stdout);
  assert.match(other.stdout, /\(sigstore, came with Twinseal, \d+ days old\)/);
  const both = await twinseal([...words, '--trust', 'corp', '--trusted-root', 'root.json', 'app'], {
    cwd,
    env: offline,
  });
  assert.equal(both.status, 2);
  const unknown = await twinseal([...words, '--trust', 'none', 'app'], { cwd, env: offline });
  assert.equal(unknown.status, 2);
});

test('metadata that has ended changes nothing: status 1, and the kept root is shown as before', async () => {
  const before = await twinseal(['trust', 'show', 'corp', '--print', 'trusted-root'], { env });
  const files = new Map(repository.files);
  repository.publish({ 'trusted_root.json': makeInstance().rootBytes }, { expires: { timestamp: PAST } });
  const ended = await update();
  repository.restore(files);
  assert.equal(ended.status, 1);
  assert.match(
    ended.stderr,
    /timestamp\.json of version 2, the newest that the mirror has, ended at 2026-01-01.*stays in use/,
  );
  const after = await twinseal(['trust', 'show', 'corp', '--print', 'trusted-root'], { env });
  assert.equal(after.stdout, before.stdout);
});

test('a mirror that is down is a fault: status 3', async () => {
  const down = await update('--mirror', 'http://127.0.0.1:1');
  assert.equal(down.status, 3);
  assert.match(down.stderr, /can't be had/);
  for (const [mirror, message] of [
    ['http://tuf.example.com', /must be https/],
    ['https://user:secret@tuf.example.com', /no address of a mirror/],
    ['ftp://tuf.example.com', /no address of a mirror/],
    ['https://tuf.example.com?a', /query or fragment/],
  ] as const) {
    const refused = await update('--mirror', mirror);
    assert.equal(refused.status, 2, mirror);
    assert.match(refused.stderr, message);
  }
});

test('a kept state that was changed on disk is refused by name', async () => {
  const kept = join(folder, 'cache/twinseal/trust/corp');
  const newest = readdirSync(kept).sort().at(-1) ?? '';
  const state = JSON.parse(readFileSync(join(kept, newest), 'utf8'));
  const damaged = join(folder, 'damaged');
  mkdirSync(join(damaged, 'corp'), { recursive: true });
  for (const change of [
    { trustedRoot: makeInstance().rootBytes.toString('base64') },
    { roots: [(new TufRepository().roots[0] ?? Buffer.alloc(0)).toString('base64')] },
    { name: 'other' },
    { signingConfig: undefined },
    { roots: [] },
  ]) {
    writeFileSync(join(damaged, 'corp', newest), JSON.stringify({ ...state, ...change }));
    const { status, stderr } = await twinseal(['trust', 'show', 'corp', '--cache', damaged], { env: offline });
    assert.equal(status, 3, JSON.stringify(Object.keys(change)));
    assert.match(stderr, /the kept trusted root .* can't be used/);
  }
});

test('a folder that somebody else filled brings no other public-good instance', async () => {
  const poisoned = join(folder, 'poisoned');
  const made = await twinseal(
    ['trust', 'update', '--name', 'sigstore', '--mirror', served.mirror, '--root', root, '--cache', poisoned],
    { env },
  );
  assert.equal(made.status, 0, made.stderr);
  // Its roots end below the one that was shipped: what was shipped stays in use.
  const shown = await twinseal(['trust', 'show', '-o', 'json', '--cache', poisoned], { env: offline });
  assert.equal((JSON.parse(shown.stdout) as TrustReport).origin, 'shipped', shown.stderr);
  const [state = ''] = readdirSync(join(poisoned, 'sigstore'));
  copyFileSync(join(poisoned, 'sigstore', state), join(poisoned, 'sigstore', `99999999${state.slice(8)}`));
  const refused = await twinseal(['trust', 'show', '--cache', poisoned], { env: offline });
  assert.equal(refused.status, 3, refused.stdout);
  assert.match(refused.stderr, /do not go through the root of trust/);
});

test('what is on the command line and is no name is refused', async () => {
  const bad = await twinseal(['trust', 'update', '--name', '../evil'], { env: offline });
  assert.equal(bad.status, 2);
  assert.match(bad.stderr, /--name takes small letters/);
});
