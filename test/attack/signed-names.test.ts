// An image with its good signatures under a name that it was not signed for. Each differs from what is allowed in the name alone.
import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { test } from 'node:test';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import type { CompiledPolicy } from '../../src/judge/policy/compile.ts';
import {
  attachBundle,
  attachNotation,
  CHAIN,
  judge,
  makeImage,
  NOW,
  type TestImage,
  TYPES,
  testKey,
  testPolicy,
} from '../support/sealed-image.ts';
import { bundleOf, imageSignature, notationSignature, statementOf } from '../support/signing.ts';

const HERE = 'registry.example.com/team/app';
const KEY = testKey('release');
const subjectsOf = ({ index, platforms }: TestImage) => [index, ...platforms.map(({ descriptor }) => descriptor)];

type Attach = (image: TestImage, subject: Descriptor, name: string) => void;
const named = (digest: string, name: unknown) => {
  const statement = statementOf([digest], 'https://sigstore.dev/cosign/sign/v1', {});
  const [subject] = (statement as { readonly subject: readonly object[] }).subject;
  return JSON.stringify({ ...statement, subject: [{ ...subject, annotations: { 'dev.twinseal.name': name } }] });
};
const FORMS: Readonly<Record<string, { readonly by: string; readonly attach: Attach }>> = {
  bundle: {
    by: 'release',
    attach: (image, subject, name) => attachBundle(image.store, subject, bundleOf(KEY, named(subject.digest, name))),
  },
  notation: {
    by: 'notary',
    attach(image, subject, name) {
      const { mediaType, digest, size } = subject;
      const payload = { targetArtifact: { mediaType, digest, size, annotations: { 'dev.twinseal.name': name } } };
      attachNotation(image.store, subject, notationSignature(CHAIN, subject, { payload }));
    },
  },
  'the older form of cosign': {
    by: 'release',
    attach({ store }, subject, name) {
      const payload = Buffer.from(
        JSON.stringify({
          critical: {
            identity: { 'docker-reference': name },
            image: { 'docker-manifest-digest': subject.digest },
            type: 'cosign container image signature',
          },
          optional: null,
        }),
      );
      const type = 'application/vnd.dev.cosign.simplesigning.v1+json';
      const signature = sign('sha256', payload, KEY).toString('base64');
      const layer = { ...store.put(payload, type), annotations: { 'dev.cosignproject.cosign/signature': signature } };
      const artifactType = 'application/vnd.dev.cosign.artifact.sig.v1+json';
      const config = store.put(Buffer.from('{}'), artifactType);
      const { mediaType, digest, size } = subject;
      const manifest = store.putJson(
        {
          schemaVersion: 2,
          mediaType: TYPES.manifest,
          artifactType,
          config,
          layers: [layer],
          subject: { mediaType, digest, size },
        },
        TYPES.manifest,
      );
      store.attach(digest, { ...manifest, artifactType });
    },
  },
};
function signed(attach: Attach, name: string): TestImage {
  const image = makeImage();
  for (const subject of subjectsOf(image)) attach(image, subject, name);
  return image;
}
async function verdictAt(image: TestImage, repository: string, policy: CompiledPolicy): Promise<readonly string[]> {
  const { facts } = await judge(image, policy);
  const { outcome, checks } = decide({ ...facts, repository }, policy.policy, policy.digest, NOW * 1000);
  return [outcome, ...new Set(checks.filter(({ status }) => status === 'fail').map(({ code }) => code))];
}

for (const [form, { by, attach }] of Object.entries(FORMS)) {
  test(`${form}: the name counts whole, and tag and digest do not`, async () => {
    const policy = await testPolicy({ signatures: [{ by, named: true }] });
    for (const good of [
      HERE,
      `${HERE}:v1`,
      `${HERE}:v1@sha256:${'0'.repeat(64)}`,
      HERE.replace('registry', 'REGISTRY'),
    ])
      assert.deepEqual(await verdictAt(signed(attach, good), HERE, policy), ['allow'], good);
    for (const attack of [
      'registry.example.com/team/app2',
      'registry.example.com/team',
      'registry.example.com/team/app/debug',
      'evil.example.com/team/app',
      'registry.example.com:5000/team/app',
      'app',
      '*',
      'registry.example.com/team/*',
      'not a name',
    ])
      assert.deepEqual(await verdictAt(signed(attach, attack), HERE, policy), ['deny', 'SIGNATURE_WRONG_NAME'], attack);
  });

  test(`${form}: the name is compared unless policy says otherwise, and a folder has none to compare`, async () => {
    const policy = await testPolicy({ signatures: [{ by }] });
    const image = signed(attach, 'registry.example.com/other/app');
    assert.deepEqual(await verdictAt(image, HERE, policy), ['deny', 'SIGNATURE_WRONG_NAME']);
    assert.deepEqual(await verdictAt(image, 'registry.example.com/other/app', policy), ['allow']);
    assert.deepEqual(await verdictAt(image, 'layout', policy), ['allow']);
    const mirrors = [{ of: 'registry.example.com/other', at: 'registry.example.com/team' }];
    const mirrored = await testPolicy({ signatures: [{ by }] }, { mirrors });
    assert.deepEqual(await verdictAt(image, HERE, mirrored), ['allow']);
    assert.deepEqual(await verdictAt(image, 'registry.example.com/teams/app', mirrored), [
      'deny',
      'SIGNATURE_WRONG_NAME',
    ]);
    // What is signed for the mirror is no word about the original.
    assert.deepEqual(await verdictAt(signed(attach, HERE), 'registry.example.com/other/app', mirrored), [
      'deny',
      'SIGNATURE_WRONG_NAME',
    ]);
  });
}

test('the hub has two names for one registry', async () => {
  const image = signed(FORMS.bundle?.attach ?? assert.fail(), 'index.docker.io/library/alpine');
  assert.deepEqual(
    await verdictAt(
      image,
      'docker.io/library/alpine',
      await testPolicy({ signatures: [{ by: 'release', named: true }] }),
    ),
    ['allow'],
  );
});

test('a signature without a name counts until policy demands one; beside one for elsewhere, too', async () => {
  const image = makeImage();
  for (const subject of subjectsOf(image)) {
    attachBundle(image.store, subject, imageSignature(KEY, subject.digest));
    attachBundle(image.store, subject, bundleOf(KEY, named(subject.digest, 'evil.example.com/x')));
  }
  assert.deepEqual(await verdictAt(image, HERE, await testPolicy({ signatures: [{ by: 'release' }] })), ['allow']);
  const strict = await testPolicy({ signatures: [{ by: 'release', named: true }] });
  assert.deepEqual(await verdictAt(image, HERE, strict), ['deny', 'SIGNATURE_WRONG_NAME']);
  const plain = makeImage();
  for (const subject of subjectsOf(plain)) attachBundle(plain.store, subject, imageSignature(KEY, subject.digest));
  assert.deepEqual(await verdictAt(plain, HERE, strict), ['deny', 'SIGNATURE_NAME_MISSING']);
  assert.deepEqual(await verdictAt(plain, 'layout', strict), ['deny', 'SIGNATURE_NAME_MISSING']);
  const several = await testPolicy({ signatures: [{ of: ['release', 'other'], atLeast: 1, named: true }] });
  assert.deepEqual(await verdictAt(plain, HERE, several), ['deny', 'SIGNATURE_TOO_FEW']);
  // A value that is no text names nothing.
  const odd = makeImage();
  for (const subject of subjectsOf(odd))
    attachBundle(odd.store, subject, bundleOf(KEY, named(subject.digest, { in: HERE })));
  assert.deepEqual(await verdictAt(odd, HERE, strict), ['deny', 'SIGNATURE_NAME_MISSING']);
});

test('a signature that counts without a name is told as a check of its own, and by nothing else', async () => {
  const bare = makeImage();
  for (const subject of subjectsOf(bare)) attachBundle(bare.store, subject, imageSignature(KEY, subject.digest));
  const told = async (image: TestImage, entry: object, edit: object = {}) => {
    const policy = await testPolicy({ signatures: [entry] });
    const facts = { ...(await judge(image, policy)).facts, ...edit };
    const { outcome, checks } = decide(facts, policy.policy, policy.digest, NOW * 1000);
    const names = checks.filter(({ id }) => id.startsWith('signed-name:'));
    return [outcome, ...names.map(({ id, status, code, subject }) => `${id} ${status} ${code} ${subject}`)];
  };
  const skipped = (by: string) =>
    subjectsOf(bare).map(({ digest }) => `signed-name:${by} skip SIGNATURE_NAME_UNSAID ${digest}`);
  assert.deepEqual(await told(bare, { by: 'release' }), ['allow', ...skipped('release')]);
  const several = { of: ['release', 'other'], atLeast: 1 };
  assert.deepEqual(await told(bare, several), ['allow', ...skipped('1-of-release+other')]);
  // Where policy demands a name it is the signature that fails; where nothing counts, nothing is left out.
  assert.deepEqual(await told(bare, { by: 'release', named: true }), ['deny']);
  assert.deepEqual(await told(bare, { by: 'other' }), ['deny']);
  // A folder has the verdict that the registry has.
  assert.deepEqual(await told(bare, { by: 'release' }, { repository: 'layout' }), ['allow', ...skipped('release')]);
  assert.deepEqual(await told(signed(FORMS.bundle?.attach ?? assert.fail(), HERE), { by: 'release' }), ['allow']);
  // One more signature of the same signer that says it is enough, and one for elsewhere is none.
  const both = makeImage();
  for (const subject of subjectsOf(both)) {
    attachBundle(both.store, subject, imageSignature(KEY, subject.digest));
    attachBundle(both.store, subject, bundleOf(KEY, named(subject.digest, HERE)));
  }
  assert.deepEqual(await told(both, { by: 'release' }), ['allow']);
  for (const subject of subjectsOf(bare))
    attachBundle(bare.store, subject, bundleOf(KEY, named(subject.digest, 'evil.example.com/x')));
  assert.deepEqual(await told(bare, { by: 'release' }), ['allow', ...skipped('release')]);
  // What was decided before this was a check replays without it.
  assert.deepEqual(await told(bare, { by: 'release' }, { rules: undefined }), ['allow']);
});

test('expressions do not see what was signed for elsewhere', async () => {
  const image = signed(FORMS.bundle?.attach ?? assert.fail(), 'evil.example.com/x');
  const expressions = [{ name: 'none', expression: 'size(signatures) == 0', message: 'm' }];
  const policy = await testPolicy({ expressions });
  assert.deepEqual(await verdictAt(image, HERE, policy), ['allow']);
  assert.deepEqual(await verdictAt(image, 'evil.example.com/x', policy), ['deny', 'EXPRESSION_FALSE']);
});
