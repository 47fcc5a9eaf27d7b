// Longer than others: one table of configurations, to be read as a table.
// One configuration of notation, one image, two verifiers: notation 1.3.2 and Twinseal read the same folder, and where they
// differ Twinseal is the stricter one, for a reason that stands here.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { craneSingle } from '../support/crane-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerHome, peerOutput, runPeer, withoutPeers } from './peer.ts';
import { REGISTRIES } from './registry.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-trust-'));
after(() => rmSync(root, { recursive: true, force: true }));
const skip = withoutPeers('registry-distribution', 'notation', 'crane');

/** A statement, or a part of one that differs from the usual. */
interface Statement {
  readonly name?: string;
  readonly registryScopes?: readonly string[];
  readonly signatureVerification?: object;
  readonly trustStores?: readonly string[];
  readonly trustedIdentities?: readonly string[];
}

const usual = (more: Statement = {}): Statement => ({
  name: 'usual',
  registryScopes: ['*'],
  signatureVerification: { level: 'strict' },
  trustStores: ['ca:signer'],
  trustedIdentities: ['*'],
  ...more,
});
const level = (name: string, more: object = {}): Statement =>
  usual({ signatureVerification: { level: name, ...more } });
const SKIP: Statement = { name: 'skips', registryScopes: ['*'], signatureVerification: { level: 'skip' } };
const identity = (name: string): string => `x509.subject: CN=${name},O=Notary,L=Seattle,ST=WA,C=US`;

interface Case {
  readonly what: string;
  readonly image: 'signed' | 'expired' | 'unsigned';
  readonly statements: readonly Statement[];
  readonly ours: boolean;
  /** Where it differs, and why Twinseal is stricter. */
  readonly theirs?: true;
  readonly why?: string;
  /** In the place of a document made of the statements. */
  readonly text?: string;
  /** What the check says of a signature that lets an image in. */
  readonly code?: 'SIGNATURE_NOT_ENFORCED';
  /** Bends the configuration folder, before notation and Twinseal look at it. */
  readonly bend?: (config: string) => void;
}

const store = (config: string, name = 'signer'): string => join(config, 'truststore', 'x509', 'ca', name);

test('notation and Twinseal give one image the same answer by the same folder, or Twinseal refuses', {
  skip,
}, async () => {
  const start = REGISTRIES['registry-distribution' as keyof typeof REGISTRIES] ?? Object.values(REGISTRIES)[0];
  assert.ok(start);
  const registry = await start();
  after(registry.stop);
  const home = peerHome();
  for (const name of ['signer', 'other']) await peerOutput('notation', ['cert', 'generate-test', name], { home });
  const images: Record<Case['image'], string> = { signed: '', expired: '', unsigned: '' };
  for (const name of ['signed', 'expired', 'unsigned'] as const) {
    images[name] = await craneSingle(root, `${registry.host}/team/${name}:v1`, {
      file: { name: 'hello', content: `${name}\n` },
    });
    const expiry = name === 'expired' ? ['--expiry', '1s'] : [];
    const sign = ['sign', '--insecure-registry', '--key', 'signer', ...expiry, images[name]];
    if (name !== 'unsigned') await peerOutput('notation', sign, { home });
  }
  const config = join(home, '.config', 'notation');
  const kept = join(root, 'config');
  cpSync(config, kept, { recursive: true });
  const scope = (name: string): string => `${registry.host}/team/${name}`;
  const file = (folder: string): string => join(folder, 'trustpolicy.json');

  const cases: readonly Case[] = [
    { what: 'strict', image: 'signed', statements: [usual()], ours: true },
    { what: 'strict, unsigned', image: 'unsigned', statements: [usual()], ours: false },
    { what: 'strict, expired', image: 'expired', statements: [usual()], ours: false },
    { what: 'permissive', image: 'signed', statements: [level('permissive')], ours: true },
    { what: 'permissive, expired', image: 'expired', statements: [level('permissive')], ours: true },
    {
      what: 'permissive, expiry enforced',
      image: 'expired',
      statements: [level('permissive', { override: { expiry: 'enforce' } })],
      ours: false,
    },
    {
      what: 'permissive, another store',
      image: 'signed',
      statements: [usual({ ...level('permissive'), trustStores: ['ca:other'] })],
      ours: false,
    },
    {
      what: 'strict, expiry logged',
      image: 'expired',
      statements: [level('strict', { override: { expiry: 'log' } })],
      ours: true,
    },
    { what: 'audit', image: 'signed', statements: [level('audit')], ours: true, code: 'SIGNATURE_NOT_ENFORCED' },
    {
      what: 'audit, another store',
      image: 'signed',
      statements: [usual({ ...level('audit'), trustStores: ['ca:other'] })],
      ours: true,
      code: 'SIGNATURE_NOT_ENFORCED',
    },
    {
      what: 'audit, expired',
      image: 'expired',
      statements: [level('audit')],
      ours: true,
      code: 'SIGNATURE_NOT_ENFORCED',
    },
    { what: 'audit, unsigned', image: 'unsigned', statements: [level('audit')], ours: false },
    {
      what: 'audit, authenticity enforced',
      image: 'signed',
      statements: [usual({ ...level('audit', { override: { authenticity: 'enforce' } }), trustStores: ['ca:other'] })],
      ours: false,
    },
    {
      what: 'skip',
      image: 'signed',
      statements: [SKIP],
      ours: false,
      theirs: true,
      why: 'nothing was verified, and that is no pass',
    },
    {
      what: 'skip, unsigned',
      image: 'unsigned',
      statements: [SKIP],
      ours: false,
      theirs: true,
      why: 'nothing was verified, and that is no pass',
    },
    { what: 'another store', image: 'signed', statements: [usual({ trustStores: ['ca:other'] })], ours: false },
    {
      what: 'both stores',
      image: 'signed',
      statements: [usual({ trustStores: ['ca:other', 'ca:signer'] })],
      ours: true,
    },
    {
      what: 'its identity',
      image: 'signed',
      statements: [usual({ trustedIdentities: [identity('signer')] })],
      ours: true,
    },
    {
      what: 'another identity',
      image: 'signed',
      statements: [usual({ trustedIdentities: [identity('other')] })],
      ours: false,
    },
    {
      what: 'one of two identities',
      image: 'signed',
      statements: [usual({ trustedIdentities: [identity('other'), identity('signer')] })],
      ours: true,
    },
    {
      what: 'an identity without a state',
      image: 'signed',
      statements: [usual({ trustedIdentities: ['x509.subject: C=US,O=Notary'] })],
      ours: false,
    },
    {
      what: 'an identity beside *',
      image: 'signed',
      statements: [usual({ trustedIdentities: ['*', identity('signer')] })],
      ours: false,
    },
    { what: 'its repository', image: 'signed', statements: [usual({ registryScopes: [scope('signed')] })], ours: true },
    {
      what: 'another repository',
      image: 'signed',
      statements: [usual({ registryScopes: [scope('other')] })],
      ours: false,
    },
    {
      what: 'a repository above it',
      image: 'signed',
      statements: [usual({ registryScopes: [`${registry.host}/team`] })],
      ours: false,
    },
    {
      what: 'a pattern',
      image: 'signed',
      statements: [usual({ registryScopes: [`${registry.host}/team/*`] })],
      ours: false,
    },
    {
      what: '* beside others',
      image: 'signed',
      statements: [usual({ registryScopes: ['*', scope('signed')] })],
      ours: false,
    },
    {
      what: 'its repository before *',
      image: 'signed',
      statements: [usual({ trustStores: ['ca:other'] }), usual({ name: 'own', registryScopes: [scope('signed')] })],
      ours: true,
    },
    {
      what: 'skipped by name, though * would do',
      image: 'signed',
      statements: [usual(), { ...SKIP, registryScopes: [scope('signed')] }],
      ours: false,
      theirs: true,
      why: 'nothing was verified, and that is no pass',
    },
    {
      what: 'one name twice',
      image: 'signed',
      statements: [usual(), usual({ registryScopes: [scope('signed')] })],
      ours: false,
    },
    { what: 'one scope twice', image: 'signed', statements: [usual(), usual({ name: 'second' })], ours: false },
    { what: 'no statement', image: 'signed', statements: [], ours: false },
    { what: 'no level', image: 'signed', statements: [usual({ signatureVerification: {} })], ours: false },
    { what: 'a level of another name', image: 'signed', statements: [level('lenient')], ours: false },
    {
      what: 'integrity overridden',
      image: 'signed',
      statements: [level('strict', { override: { integrity: 'log' } })],
      ours: false,
    },
    {
      what: 'expiry skipped',
      image: 'signed',
      statements: [level('strict', { override: { expiry: 'skip' } })],
      ours: false,
    },
    {
      what: 'revocation skipped',
      image: 'signed',
      statements: [level('strict', { override: { revocation: 'skip' } })],
      ours: true,
    },
    { what: 'skip with a store', image: 'signed', statements: [{ ...SKIP, trustStores: ['ca:signer'] }], ours: false },
    { what: 'no store', image: 'signed', statements: [usual({ trustStores: [] })], ours: false },
    {
      what: 'a store that is not there',
      image: 'signed',
      statements: [usual({ trustStores: ['ca:absent'] })],
      ours: false,
    },
    {
      what: 'a store of another type',
      image: 'signed',
      statements: [usual({ trustStores: ['trusted:signer'] })],
      ours: false,
    },
    {
      what: 'a store of a name that leads out',
      image: 'signed',
      statements: [usual({ trustStores: ['ca:../ca/signer'] })],
      ours: false,
    },
    {
      what: 'another version',
      image: 'signed',
      statements: [],
      text: '{"version":"2.0","trustPolicies":[]}',
      ours: false,
    },
    { what: 'no JSON', image: 'signed', statements: [], text: 'trustPolicies: []', ours: false },
    {
      what: 'a member that nobody knows',
      image: 'signed',
      statements: [],
      text: JSON.stringify({ version: '1.0', trustPolicies: [{ ...usual(), trustedIdentity: ['x'] }] }),
      ours: false,
      theirs: true,
      why: 'a misspelt member would be a rule that nobody keeps',
    },
    {
      what: 'a link in the place of the document',
      image: 'signed',
      statements: [usual()],
      ours: false,
      bend: (folder) => {
        renameSync(file(folder), join(folder, 'elsewhere.json'));
        symlinkSync('elsewhere.json', file(folder));
      },
    },
    {
      what: 'a link in the place of a store',
      image: 'signed',
      statements: [usual()],
      ours: false,
      bend: (folder) => {
        renameSync(store(folder), store(folder, 'moved'));
        symlinkSync('moved', store(folder));
      },
    },
    {
      what: 'a link in the place of a certificate',
      image: 'signed',
      statements: [usual()],
      ours: false,
      bend: (folder) => {
        for (const name of readdirSync(store(folder))) {
          renameSync(join(store(folder), name), join(folder, name));
          symlinkSync(join(folder, name), join(store(folder), name));
        }
      },
    },
    {
      what: 'a folder inside of a store',
      image: 'signed',
      statements: [usual()],
      ours: false,
      bend: (folder) => mkdirSync(join(store(folder), 'more')),
    },
    {
      what: 'a file that is no certificate',
      image: 'signed',
      statements: [usual()],
      ours: false,
      bend: (folder) => writeFileSync(join(store(folder), 'README'), 'certificates of ours\n'),
    },
    {
      what: 'a certificate under another name',
      image: 'signed',
      statements: [usual()],
      ours: true,
      bend: (folder) => {
        for (const name of readdirSync(store(folder)))
          renameSync(join(store(folder), name), join(store(folder), 'anchor.txt'));
      },
    },
    {
      what: 'an empty store',
      image: 'signed',
      statements: [usual()],
      ours: false,
      bend: (folder) => {
        for (const name of readdirSync(store(folder))) rmSync(join(store(folder), name));
      },
    },
  ];
  // The signature that ends after a second has ended by now, whatever was slow.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  for (const one of cases) {
    const { what, image, statements, text, bend } = one;
    rmSync(config, { recursive: true, force: true });
    cpSync(kept, config, { recursive: true });
    writeFileSync(file(config), text ?? JSON.stringify({ version: '1.0', trustPolicies: statements }));
    bend?.(config);
    const theirs = await runPeer('notation', ['verify', '--insecure-registry', images[image]], { home });
    const ours = await twinseal(['verify', images[image], '--trust-policy', config, '-o', 'json']);
    const expected = one.theirs ?? one.ours;
    assert.equal(theirs.status === 0, expected, `${what}: notation says ${theirs.status}\n${theirs.stderr}`);
    assert.equal(ours.status === 0, one.ours, `${what}: twinseal says ${ours.status}\n${ours.stderr}${ours.stdout}`);
    assert.ok(one.ours === expected || one.why !== undefined, what);
    if (!one.ours) continue;
    const { checks } = JSON.parse(ours.stdout) as { checks: readonly { id: string; status: string; code: string }[] };
    const codes = checks.filter(({ id }) => id.startsWith('signature:')).map(({ code }) => code);
    assert.deepEqual(codes, [one.code ?? 'OK'], what);
  }
});
