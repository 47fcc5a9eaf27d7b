// Workflows that are named in one line, and what else a certificate must say: each field of an attack differs from what is allowed, alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLAIM_NAMES, CLAIM_OIDS, type ClaimName } from '../../src/formats/sigstore/certificate-claims.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { attachBundle, judge, makeImage, type TestImage, testPolicy, verdictOf } from '../support/sealed-image.ts';
import { statementOf } from '../support/signing.ts';
import { type KeylessBend, makeInstance, SIGNED } from '../support/sigstore-instance.ts';

const instance = makeInstance();
const trustedRoot = instance.rootBytes.toString();
const LATER = SIGNED + 86_400;
const policyOf = (keyless: object) =>
  testPolicy({ signatures: [{ by: 'ci' }] }, { trust: [{ name: 'ci', keyless: { trustedRoot, ...keyless } }] });
const number = (name: ClaimName): string => CLAIM_OIDS[name].split('.').at(-1) ?? '';
const claimed = (claims: Partial<Record<ClaimName, string>>) =>
  Object.fromEntries(Object.entries(claims).map(([name, text]) => [number(name as ClaimName), text]));

function signed(bend: KeylessBend): TestImage {
  const image = makeImage();
  for (const { digest, ...rest } of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
    const statement = JSON.stringify(statementOf([digest], 'https://sigstore.dev/cosign/sign/v1', {}));
    attachBundle(image.store, { digest, ...rest }, instance.bundle({ statement }, bend));
  }
  return image;
}

interface Run {
  readonly identity: string;
  readonly issuer: string;
  readonly claims: Partial<Record<ClaimName, string>>;
}
const made = ({ identity, issuer, claims }: Run) => signed({ identity, issuer, claims: claimed(claims) });
const UNTRUSTED = ['deny', 'signature:ci fail SIGNATURE_UNTRUSTED'];
const OTHER = ['deny', 'signature:ci fail SIGNATURE_CLAIM_OTHER'];

const ACTIONS = 'https://token.actions.githubusercontent.com';
const TAG = 'refs/tags/v1.2.3';
const github: Run = {
  identity: `https://github.com/example/app/.github/workflows/release.yml@${TAG}`,
  issuer: ACTIONS,
  claims: {
    sourceRepository: 'https://github.com/example/app',
    sourceRef: TAG,
    event: 'push',
    runner: 'github-hosted',
  },
};

test('a workflow of GitHub in one line', async () => {
  const policy = await policyOf({ github: 'example/app', workflow: 'release.yml', ref: 'refs/tags/*' });
  assert.deepEqual(await verdictOf(made(github), policy, LATER), ['allow']);
  const at = (identity: string): Run => ({ ...github, identity });
  for (const attack of [
    at(`https://github.com/example/app2/.github/workflows/release.yml@${TAG}`),
    at(`https://github.com/evil/app/.github/workflows/release.yml@${TAG}`),
    at(`https://github.com/example/app/.github/workflows/other.yml@${TAG}`),
    at(`https://github.com/example/app/.github/workflows/release.yml@refs/heads/refs/tags/v1`),
    at('https://github.com/example/app/.github/workflows/release.yml@refs/pull/7/merge'),
    at(`https://github.com.evil.example/example/app/.github/workflows/release.yml@${TAG}`),
    at(`https://evil.example/https://github.com/example/app/.github/workflows/release.yml@${TAG}`),
    at(`https://github.com/example/app/.github/workflows/releasexyml@${TAG}`),
    at(`https://github.com/EXAMPLE/app/.github/workflows/release.yml@${TAG}`),
    { ...github, issuer: 'https://gitlab.com' },
    { ...github, issuer: `${ACTIONS}/other-enterprise` },
  ])
    assert.deepEqual(await verdictOf(made(attack), policy, LATER), UNTRUSTED, `${attack.identity} ${attack.issuer}`);
});

test('a workflow that is called signs in its own name for whoever calls it: the repository of the run counts', async () => {
  const policy = await policyOf({ github: 'example/app', workflow: 'release.yml', ref: 'refs/tags/*' });
  const { sourceRepository: _r, ...without } = github.claims;
  for (const claims of [
    { ...github.claims, sourceRepository: 'https://github.com/evil/fork' },
    { ...github.claims, sourceRepository: 'https://github.com/example/app/' },
    { ...github.claims, sourceRef: 'refs/heads/main' },
    without,
  ])
    assert.deepEqual(await verdictOf(made({ ...github, claims }), policy, LATER), OTHER, JSON.stringify(claims));
  const { facts } = await judge(made({ ...github, claims: without }), policy, LATER);
  assert.match(
    facts.rejected[0]?.reason ?? '',
    /says nothing of sourceRepository, and "https:\/\/github\.com\/example\/app" is demanded/,
  );
});

test('GitHub Enterprise Server and enterprises with an issuer of their own', async () => {
  const host = 'github.example.com';
  const own: Run = {
    identity: `https://${host}/example/app/.github/workflows/release.yml@refs/heads/main`,
    issuer: `https://${host}/_services/token`,
    claims: { sourceRepository: `https://${host}/example/app`, sourceRef: 'refs/heads/main' },
  };
  const line = { github: 'example/app', workflow: 'release.yml', ref: 'refs/heads/main' };
  assert.deepEqual(await verdictOf(made(own), await policyOf({ ...line, host }), LATER), ['allow']);
  assert.deepEqual(
    await verdictOf(made({ ...own, issuer: ACTIONS }), await policyOf({ ...line, host }), LATER),
    UNTRUSTED,
  );
  assert.deepEqual(await verdictOf(made(own), await policyOf(line), LATER), UNTRUSTED);
  const slug = await policyOf({
    github: 'example/app',
    workflow: 'release.yml',
    ref: TAG,
    issuer: `${ACTIONS}/example`,
  });
  assert.deepEqual(await verdictOf(made({ ...github, issuer: `${ACTIONS}/example` }), slug, LATER), ['allow']);
  assert.deepEqual(await verdictOf(made(github), slug, LATER), UNTRUSTED);
});

test('a pipeline of GitLab in one line, on gitlab.com and on a server of its own', async () => {
  for (const host of ['gitlab.com', 'git.example.com:8443']) {
    const run = (project: string, config: string, ref: string): Run => ({
      identity: `https://${host}/${project}//${config}@${ref}`,
      issuer: `https://${host}`,
      claims: { sourceRepository: `https://${host}/${project}`, sourceRef: ref, event: 'push' },
    });
    const line = { gitlab: 'group/sub/app', ref: 'refs/heads/main', ...(host !== 'gitlab.com' && { host }) };
    const policy = await policyOf(line);
    assert.deepEqual(await verdictOf(made(run('group/sub/app', '.gitlab-ci.yml', 'refs/heads/main')), policy, LATER), [
      'allow',
    ]);
    for (const attack of [
      run('group/sub/app2', '.gitlab-ci.yml', 'refs/heads/main'),
      run('group/app', '.gitlab-ci.yml', 'refs/heads/main'),
      run('group/sub/app', 'ci/evil.yml', 'refs/heads/main'),
      run('group/sub/app', '.gitlab-ci.yml', 'refs/heads/main2'),
      { ...run('group/sub/app', '.gitlab-ci.yml', 'refs/heads/main'), issuer: ACTIONS },
    ])
      assert.deepEqual(await verdictOf(made(attack), policy, LATER), UNTRUSTED, attack.identity);
    const other = await policyOf({ ...line, config: 'ci/release.yml', ref: 'refs/tags/*' });
    assert.deepEqual(await verdictOf(made(run('group/sub/app', 'ci/release.yml', 'refs/tags/v1')), other, LATER), [
      'allow',
    ]);
  }
});

test('each claim that can be demanded can fail an image, and * stands for any text', async () => {
  const plain = { identity: github.identity, issuer: ACTIONS };
  for (const name of CLAIM_NAMES) {
    const policy = await policyOf({ ...plain, claims: { [name]: 'right' } });
    const bend = (text: string) => signed({ ...plain, claims: { [number(name)]: text } });
    assert.deepEqual(await verdictOf(bend('right'), policy, LATER), ['allow'], name);
    for (const attack of ['wrong', 'right ', 'Right', 'xright', ''])
      assert.deepEqual(await verdictOf(bend(attack), policy, LATER), OTHER, `${name} ${attack}`);
    assert.deepEqual(await verdictOf(signed(plain), policy, LATER), OTHER, name);
    const others = Object.fromEntries(CLAIM_NAMES.filter((one) => one !== name).map((one) => [number(one), 'right']));
    assert.deepEqual(await verdictOf(signed({ ...plain, claims: others }), policy, LATER), OTHER, name);
    const pattern = await policyOf({ ...plain, claims: { [name]: 'ri*t' } });
    assert.deepEqual(await verdictOf(bend('right'), pattern, LATER), ['allow'], name);
    assert.deepEqual(await verdictOf(bend('rights'), pattern, LATER), OTHER, name);
  }
});

test('a line is read strictly, so that it never means more than it says', async () => {
  const refused = (keyless: object, why: RegExp) =>
    assert.rejects(policyOf(keyless), (error: unknown) => {
      assert.ok(error instanceof TwinsealError, String(error));
      assert.equal(error.code, 'POLICY_INVALID');
      assert.match(error.message, why);
      return true;
    });
  const line = { github: 'example/app', workflow: 'release.yml', ref: 'refs/tags/*' };
  const lab = { gitlab: 'group/app', ref: 'refs/tags/*' };
  await policyOf(line);
  await policyOf(lab);
  for (const repository of [
    'example',
    'example/*',
    '*/app',
    'example/app/x',
    'example/..',
    'a b/c',
    'https://github.com/a/b',
  ])
    await refused({ ...line, github: repository }, /keyless\/github/);
  for (const workflow of ['*', 'release', '../x.yml', 'a/b.yml', 're*.yml', '.github/workflows/release.yml'])
    await refused({ ...line, workflow }, /keyless\/workflow/);
  for (const ref of ['main', '*', 'refs/*', 'refs/**', 'tags/v1', 'refs/a b'])
    await refused({ ...line, ref }, /keyless\/ref/);
  for (const project of ['group', 'group/*', '../app', 'group/../app', 'group//app'])
    await refused({ ...lab, gitlab: project }, /keyless\/gitlab/);
  for (const host of ['*', 'https://x', 'a b', 'x/y', '-x']) await refused({ ...line, host }, /keyless\/host/);
  for (const config of ['*.yml', '/x', '../x.yml']) await refused({ ...lab, config }, /keyless\/config/);
  const { workflow: _w, ...noWorkflow } = line;
  await refused(noWorkflow, /keyless\/workflow/);
  await refused({ github: 'example/app', workflow: 'release.yml' }, /keyless\/ref/);
  await refused({ ...line, gitlab: 'group/app' }, /no two/);
  await refused({ ...line, identity: 'x' }, /no two/);
  await refused({ ...line, config: 'x.yml' }, /belongs to "gitlab"/);
  await refused({ ...lab, workflow: 'x.yml' }, /belongs to "github"/);
  await refused({ identity: 'x', issuer: 'https://i', ref: 'refs/tags/*' }, /belongs to/);
  await refused({ identity: 'x' }, /issuer/);
  await refused({ ...line, claims: { sourceRef: 'refs/tags/v1' } }, /which the line above says already/);
  await refused({ ...line, claims: { strange: 'x' } }, /claims are buildSigner/);
  await refused({ ...line, claims: { event: '*' } }, /asks nothing/);
  await refused({ ...line, claims: {} }, /leave it out/);
});
