// Longer than others: one attack on a TUF client after the other, on one bench.
// A mirror that lies: each attack on a TUF client, made with real keys over real HTTP, and what was kept stays.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { systemClock } from '../../src/adapters/clock.ts';
import { TrustFolder } from '../../src/adapters/trust/trust-folder.ts';
import { updateTrust } from '../../src/adapters/trust/update-trust.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { type KeyKind, newKey, PAST, serveRepository, signed, TufRepository } from '../support/tuf-repository.ts';

const folders: string[] = [];
const temporary = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'trust-updates-'));
  folders.push(path);
  return path;
};
after(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});
const vector = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '../testdata/signing/sigstore', `trusted-root-${name}.json`));
const FIRST = vector('public-good-2023');
const SECOND = vector('public-good-2025');
const CONFIG = Buffer.from('{"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json"}');

interface Bench {
  readonly repository: TufRepository;
  readonly folder: TrustFolder;
  readonly asked: string[];
  /** Asks the mirror as `trust update` does. */
  update(anchor?: Uint8Array): ReturnType<typeof updateTrust>;
  /** Digest of the kept trusted root's bytes; undefined when none is kept. */
  kept(): Promise<string | undefined>;
}

/** A repository with FIRST in it, its mirror, an empty folder. */
async function bench(
  work: (bench: Bench) => Promise<void>,
  kinds: Partial<Record<'root' | 'targets', readonly KeyKind[]>> = {},
  consistent = true,
): Promise<void> {
  const repository = new TufRepository(kinds, consistent);
  repository.publish({ 'trusted_root.json': FIRST });
  const served = await serveRepository(repository);
  const folder = new TrustFolder(temporary());
  const [anchor] = repository.roots;
  const update: Bench['update'] = (own = anchor) =>
    updateTrust(
      { name: 'corp', mirror: served.mirror, ...(own !== undefined && { anchor: own }) },
      folder,
      systemClock,
      { signal: AbortSignal.timeout(60_000), deadline: Date.now() + 60_000 },
    );
  try {
    await work({
      repository,
      folder,
      asked: served.asked,
      update,
      kept: async () => {
        const found = await folder.newest('corp', anchor);
        return found === undefined ? undefined : Buffer.from(found.kept.trustedRoot).toString();
      },
    });
  } finally {
    await served.close();
  }
}

const refused = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof TwinsealError, String(error));
  assert.equal(error.code, code, error.message);
  assert.match(error.message, message);
  return true;
};

test('a trusted root is kept with its proof, and a newer one takes its place', () =>
  bench(async ({ repository, folder, update, kept, asked }) => {
    const first = await update();
    assert.equal(first.before, undefined);
    assert.equal(await kept(), FIRST.toString());
    repository.publish({ 'trusted_root.json': SECOND, 'signing_config.v0.2.json': CONFIG });
    const second = await update();
    assert.equal(Buffer.from(second.now.kept.trustedRoot).toString(), SECOND.toString());
    assert.equal(second.before?.targets.version, 1);
    assert.deepEqual((await folder.newest('corp'))?.kept.signingConfig, new Uint8Array(CONFIG));
    asked.length = 0;
    const third = await update();
    assert.equal(third.now.kept.updated, second.now.kept.updated);
    assert.deepEqual(asked, ['2.root.json', 'timestamp.json'], 'what is kept is not asked for again');
    assert.deepEqual(await folder.names(), ['corp']);
  }));

for (const kind of ['p256-hex', 'p384', 'ed25519', 'rsa'] as const)
  test(`keys of the kind ${kind} count`, () =>
    bench(
      async ({ update, kept }) => {
        await update();
        assert.equal(await kept(), FIRST.toString());
      },
      { root: [kind, kind, 'p256'], targets: [kind, 'p256'] },
    ));

test('a repository without consistent snapshots is read too', () =>
  bench(
    async ({ repository, update, kept }) => {
      await update();
      repository.publish({ 'trusted_root.json': SECOND });
      await update();
      assert.equal(await kept(), SECOND.toString());
    },
    {},
    false,
  ));

test('an older state of every file is refused, and the newer one stays (rollback)', () =>
  bench(async ({ repository, update, kept }) => {
    await update();
    const old = new Map(repository.files);
    repository.publish({ 'trusted_root.json': SECOND });
    await update();
    repository.restore(old);
    await assert.rejects(update(), refused('TRUST_REFUSED', /timestamp version 1 is less than current version 2/));
    assert.equal(await kept(), SECOND.toString());
  }));

test('older targets below a newer snapshot are refused (rollback by whoever holds the online keys)', () =>
  bench(async ({ repository, update, kept }) => {
    await update();
    repository.publish({ 'trusted_root.json': SECOND });
    await update();
    repository.publish({ 'trusted_root.json': FIRST }, { versions: { timestamp: 3, snapshot: 3, targets: 1 } });
    await assert.rejects(
      update(),
      refused('TRUST_REFUSED', /New version 1 of targets\.json is less than current version 2/),
    );
    assert.equal(await kept(), SECOND.toString());
  }));

test('an older snapshot below a newer timestamp is refused', () =>
  bench(async ({ repository, update, kept }) => {
    await update();
    repository.publish({ 'trusted_root.json': SECOND });
    await update();
    repository.publish({ 'trusted_root.json': FIRST }, { versions: { timestamp: 3, snapshot: 1, targets: 1 } });
    await assert.rejects(update(), refused('TRUST_REFUSED', /snapshot version 1 is less than current version 2/));
    assert.equal(await kept(), SECOND.toString());
  }));

for (const role of ['timestamp', 'snapshot', 'targets'] as const)
  test(`${role} that has ended is refused with the time, and what was kept stays (freeze)`, () =>
    bench(async ({ repository, update, kept }) => {
      await update();
      repository.publish({ 'trusted_root.json': SECOND }, { expires: { [role]: PAST } });
      await assert.rejects(
        update(),
        refused(
          'TRUST_EXPIRED',
          new RegExp(`${role}\\.json of version 2, .* ended at 2026-01-01T00:00:00.000Z.*what was kept stays`),
        ),
      );
      assert.equal(await kept(), FIRST.toString());
    }));

test('a root that has ended is refused, unless a newer one follows', () =>
  bench(async ({ repository, update, kept }) => {
    repository.addRoot({ expires: PAST });
    await assert.rejects(update(), refused('TRUST_EXPIRED', /root\.json of version 2, .* ended at 2026-01-01/));
    assert.equal(await kept(), undefined);
    repository.addRoot();
    await update();
    assert.equal(await kept(), FIRST.toString());
  }));

test('targets of another moment than the snapshot names are refused (mix and match)', () =>
  bench(async ({ repository, update, kept }) => {
    await update();
    const old = repository.files.get('1.targets.json') ?? Buffer.alloc(0);
    repository.publish({ 'trusted_root.json': SECOND });
    repository.files.set('2.targets.json', old);
    await assert.rejects(update(), refused('TRUST_REFUSED', /Expected (?:hash|length)|more than the \d+ bytes/));
    assert.equal(await kept(), FIRST.toString());
  }));

test('a file that targets do not name is refused, whatever the mirror sends in its place', () =>
  bench(async ({ repository, update, kept }) => {
    await update();
    repository.publish({ 'trusted_root.json': SECOND });
    const [path] = [...repository.files.keys()].filter((name) => name.startsWith('targets/')).slice(-1);
    // As many bytes, so that nothing but the digest differs.
    repository.files.set(path ?? '', Buffer.from(SECOND.toString().replace('rekor', 'rekos')));
    await assert.rejects(
      update(),
      refused('TRUST_REFUSED', /trusted_root\.json is not the one that targets\.json names/),
    );
    assert.equal(await kept(), FIRST.toString());
  }));

for (const role of ['timestamp', 'snapshot', 'targets'] as const)
  test(`${role} signed by the keys of somebody else is refused`, () =>
    bench(async ({ repository, update, kept }) => {
      repository.publish({ 'trusted_root.json': SECOND }, { signers: { [role]: [newKey(), newKey()] } });
      await assert.rejects(update(), refused('TRUST_REFUSED', new RegExp(`${role} was signed by 0/`)));
      assert.equal(await kept(), undefined);
    }));

test('targets with fewer signatures than the threshold are refused', () =>
  bench(async ({ repository, update }) => {
    repository.publish({ 'trusted_root.json': SECOND }, { signers: { targets: repository.keys.targets.slice(0, 1) } });
    await assert.rejects(update(), refused('TRUST_REFUSED', /targets was signed by 1\/2/));
  }));

test('one key under two ids signs once', () =>
  bench(async ({ repository, update, kept }) => {
    const [key] = repository.keys.targets;
    assert.ok(key !== undefined);
    const twin = { ...key, id: 'f'.repeat(64) };
    repository.addRoot({ keys: { targets: [key, twin] } });
    repository.publish({ 'trusted_root.json': SECOND });
    await assert.rejects(update(), refused('TRUST_REFUSED', /targets\.json of version 2 is signed by 1 of the 2 keys/));
    assert.equal(await kept(), undefined);
  }));

test('roots rotate one by one, each signed by the one before', () =>
  bench(async ({ repository, update, kept, folder }) => {
    await update();
    repository.addRoot({ keys: { root: [newKey(), newKey(), newKey()] } });
    repository.addRoot({
      keys: { root: [newKey('ed25519'), newKey()], timestamp: [newKey()], targets: [newKey(), newKey()] },
    });
    repository.publish({ 'trusted_root.json': SECOND });
    await update();
    assert.equal(await kept(), SECOND.toString());
    const found = await folder.newest('corp');
    assert.deepEqual([found?.root.metadata.version, found?.kept.roots.length], [3, 3]);
  }));

test('a state from before the root of trust counts as none, and gives way to what the mirror has', () =>
  bench(async ({ repository, update, folder }) => {
    await update();
    const later = repository.addRoot({ keys: { root: [newKey(), newKey()] } });
    assert.equal(await folder.newest('corp', later), undefined);
    repository.publish({ 'trusted_root.json': SECOND });
    const { before, now } = await update(later);
    assert.deepEqual([before, now.root.metadata.version], [undefined, 2]);
    assert.equal((await folder.newest('corp', later))?.root.metadata.version, 2);
  }));

test('a new root without enough signatures of the old one is refused', () =>
  bench(async ({ repository, update, kept }) => {
    await update();
    const thieves = [newKey(), newKey(), newKey()];
    const [stolen] = repository.keys.root;
    assert.ok(stolen !== undefined);
    repository.addRoot({ keys: { root: thieves, targets: thieves }, signers: [...thieves, stolen] });
    repository.publish({ 'trusted_root.json': SECOND });
    await assert.rejects(update(), refused('TRUST_REFUSED', /root was signed by 1\/2/));
    assert.equal(await kept(), FIRST.toString());
  }));

test('a new root that its own keys did not sign is refused', () =>
  bench(async ({ repository, update }) => {
    repository.addRoot({ keys: { root: [newKey(), newKey()] }, signers: repository.keys.root });
    await assert.rejects(update(), refused('TRUST_REFUSED', /root was signed by 0\/2/));
  }));

test('a root of another version than its name is refused, and so is one that jumps', () =>
  bench(async ({ repository, update }) => {
    repository.files.set('2.root.json', repository.addRoot({ version: 3 }));
    await assert.rejects(update(), refused('TRUST_REFUSED', /Expected version 2, got 3/));
  }));

test('a root of trust that the repository does not come from proves nothing of it', () =>
  bench(async ({ repository, update, kept }) => {
    const other = new TufRepository();
    await assert.rejects(update(other.roots[0]), refused('TRUST_REFUSED', /was signed by 0\/1/));
    assert.equal(await kept(), undefined);
    await update(repository.roots[0]);
    await assert.rejects(update(other.roots[0]), refused('TRUST_DAMAGED', /do not go through the root of trust/));
  }));

test('what delegated roles say of the trusted root counts for nothing, and is not even asked for', () =>
  bench(async ({ repository, update, asked, kept }) => {
    const thief = newKey();
    repository.publish(
      {},
      {
        change: {
          targets: (document) => ({
            ...document,
            delegations: {
              keys: { [thief.id]: thief.document },
              roles: [{ name: '../../evil', keyids: [thief.id], threshold: 1, paths: ['*'], terminating: true }],
            },
          }),
          snapshot: (document) => ({
            ...document,
            meta: { ...(document.meta as object), '../../evil.json': { version: 1 } },
          }),
        },
      },
    );
    const claimed = { 'trusted_root.json': { length: SECOND.length, hashes: { sha256: 'a'.repeat(64) } } };
    const delegated = {
      _type: 'targets',
      spec_version: '1.0.31',
      version: 1,
      expires: '2126-01-01T00:00:00Z',
      targets: claimed,
    };
    repository.files.set('1...%2F..%2Fevil.json', signed(delegated, [thief]));
    await assert.rejects(update(), refused('TRUST_REFUSED', /targets\.json does not name trusted_root\.json/));
    assert.equal(
      asked.some((path) => path.includes('evil')),
      false,
    );
    assert.equal(await kept(), undefined);
  }));

test('targets whose names lead out of the folder write nothing anywhere (CVE-2026-24137)', () =>
  bench(async ({ repository, folder, update, asked }) => {
    const evil = { '../../escaped.json': SECOND, '/tmp/escaped.json': SECOND, '..%2f..%2fescaped.json': SECOND };
    repository.publish({ 'trusted_root.json': FIRST, ...evil });
    await update();
    const all = readdirSync(folder.path, { recursive: true }).map(String).sort();
    assert.deepEqual(all, ['corp', 'corp/00000001-000000000002.json', 'new']);
    assert.equal(
      asked.some((path) => path.includes('escaped')),
      false,
    );
  }));

test('a digest that leads elsewhere is no digest', () =>
  bench(async ({ repository, update, asked }) => {
    const hashes = { sha256: `../../../${'a'.repeat(55)}` };
    const change = (document: Record<string, unknown>) => ({
      ...document,
      targets: { 'trusted_root.json': { length: 5, hashes } },
    });
    repository.publish({ 'trusted_root.json': FIRST }, { change: { targets: change } });
    await assert.rejects(update(), refused('TRUST_REFUSED', /must be 64 hexadecimal digits/));
    assert.equal(
      asked.some((path) => path.startsWith('targets/')),
      false,
    );
  }));

test('a target of another digest algorithm alone is refused', () =>
  bench(async ({ repository, update }) => {
    const target = { length: FIRST.length, hashes: { md5: 'd41d8cd98f00b204e9800998ecf8427e' } };
    const change = (document: Record<string, unknown>) => ({ ...document, targets: { 'trusted_root.json': target } });
    repository.publish({ 'trusted_root.json': FIRST }, { change: { targets: change } });
    await assert.rejects(update(), refused('TRUST_REFUSED', /neither sha256 nor sha512/));
  }));

for (const path of ['2.root.json', 'timestamp.json', '2.snapshot.json', '2.targets.json'])
  test(`endless ${path} ends at its bound`, () =>
    bench(async ({ repository, update, kept }) => {
      await update();
      repository.publish({ 'trusted_root.json': SECOND });
      let sent = 0;
      repository.files.set(path, (_, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20))) sent += 65_536;
        };
        response.on('drain', more);
        more();
      });
      await assert.rejects(update(), refused('TRUST_REFUSED', /of more than the \d+ bytes allowed/));
      assert.ok(sent < 64 * 2 ** 20, `${sent} bytes were taken`);
      assert.equal(await kept(), FIRST.toString());
    }));

test('an endless target ends at the length that its targets name', () =>
  bench(async ({ repository, update }) => {
    const [path] = [...repository.files.keys()].filter((name) => name.startsWith('targets/'));
    repository.files.set(path ?? '', Buffer.alloc(FIRST.length + 1, 0x20));
    await assert.rejects(update(), refused('TRUST_REFUSED', new RegExp(`more than the ${FIRST.length} bytes`)));
  }));

test('a mirror that says nothing more is given up on within the time of the call', () =>
  bench(async ({ repository, folder }) => {
    repository.files.set('timestamp.json', (_, response) => {
      response.write('{');
    });
    const served = await serveRepository(repository);
    try {
      const call = { signal: AbortSignal.timeout(60_000), deadline: Date.now() + 3_000 };
      const order = { name: 'corp', mirror: served.mirror, anchor: repository.roots[0] ?? new Uint8Array() };
      await assert.rejects(
        updateTrust(order, folder, systemClock, call),
        refused('TRUST_UNREACHABLE', /timestamp\.json/),
      );
    } finally {
      await served.close();
    }
  }));

test('a redirect is not followed', () =>
  bench(async ({ repository, update, asked }) => {
    repository.files.set('timestamp.json', (_, response) => {
      response.writeHead(302, { location: '/elsewhere.json' }).end();
    });
    await assert.rejects(update(), refused('TRUST_UNREACHABLE', /redirects, which is not followed/));
    assert.equal(asked.includes('elsewhere.json'), false);
  }));

test('metadata with two members of one name is refused, and so is what is no JSON', () =>
  bench(async ({ repository, update }) => {
    const timestamp = String(repository.files.get('timestamp.json'));
    repository.files.set('timestamp.json', Buffer.from(timestamp.replace('"signed": {', '"signed": {}, "signed": {')));
    await assert.rejects(update(), refused('TRUST_REFUSED', /occurs twice/));
    repository.files.set('timestamp.json', Buffer.from('<html>Sign in</html>'));
    await assert.rejects(update(), refused('TRUST_REFUSED', /malformed/));
  }));

test('a trusted root that is none, or that lacks the start of a validity, is refused though all is signed', () =>
  bench(async ({ repository, update, kept }) => {
    await update();
    repository.publish({ 'trusted_root.json': Buffer.from('{"mediaType":"text/plain"}') });
    await assert.rejects(update(), refused('TRUST_REFUSED', /none of the versions that are read/));
    const open = JSON.parse(SECOND.toString());
    delete open.tlogs[0].publicKey.validFor.start;
    repository.publish({ 'trusted_root.json': Buffer.from(JSON.stringify(open)) });
    await assert.rejects(update(), refused('TRUST_REFUSED', /"start" is missing/));
    assert.equal(await kept(), FIRST.toString());
  }));

test('a mirror without a file, or with errors, is unreachable, and what was kept stays', () =>
  bench(async ({ repository, update, kept }) => {
    await update();
    repository.publish({ 'trusted_root.json': SECOND });
    repository.files.delete('2.snapshot.json');
    await assert.rejects(update(), refused('TRUST_UNREACHABLE', /2\.snapshot\.json answers with status 404/));
    repository.files.set('timestamp.json', (_, response) => response.writeHead(500).end());
    await assert.rejects(update(), refused('TRUST_UNREACHABLE', /status 500/));
    assert.equal(await kept(), FIRST.toString());
  }));

test('processes that update at once leave the newest state, whoever writes last', () =>
  bench(async ({ repository, update, folder, kept }) => {
    await update();
    const old = await folder.newest('corp');
    assert.ok(old !== undefined);
    repository.publish({ 'trusted_root.json': SECOND });
    await Promise.all([update(), update(), update()]);
    // One that read before the others wrote, and writes after them.
    await folder.keep(old, Math.floor(Date.now() / 1000));
    assert.equal(await kept(), SECOND.toString());
  }));
