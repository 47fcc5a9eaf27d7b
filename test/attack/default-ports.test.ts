// registry.example.com and registry.example.com:443 are one registry and two texts: what a policy says of the one once was not said of the
// other, so that an image under the second name met a laxer policy, or was denied. Each differs from what it is compared with in the port alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookAtReview } from '../../src/doors/kubernetes/look-at-review.ts';
import type { AdmissionRequest } from '../../src/formats/kubernetes/admission-review.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import type { CompiledPolicy } from '../../src/judge/policy/compile.ts';
import type { Facts } from '../../src/records/facts.ts';
import { choosePolicies } from '../../src/roads/choose-policies.ts';
import { DEFAULT_SERVICE } from '../../src/roads/service-settings.ts';
import {
  attachBundle,
  judge,
  makeImage,
  NOW,
  seal,
  type TestImage,
  testKey,
  testPolicy,
} from '../support/sealed-image.ts';
import { bundleOf, statementOf } from '../support/signing.ts';

const PLAIN = 'registry.example.com/team/app';
const PORTED = 'registry.example.com:443/team/app';
const OTHER = 'registry.example.com:5000/team/app';
const LAX = { image: { nonRoot: true } };

const factsOf = async (image: TestImage, policy: CompiledPolicy): Promise<Facts> => (await judge(image, policy)).facts;
const bad = ({ facts, policy, repository, rules = 3 }: Judged): readonly string[] => {
  const { rules: _, ...rest } = facts;
  const { outcome, checks } = decide(
    { ...rest, repository, ...(rules !== 1 && { rules }) } as Facts,
    policy.policy,
    policy.digest,
    NOW * 1000,
  );
  return [outcome, ...new Set(checks.filter(({ status }) => status === 'fail').map(({ code }) => code))];
};
interface Judged {
  readonly facts: Facts;
  readonly policy: CompiledPolicy;
  readonly repository: string;
  readonly rules?: 1 | 2 | 3;
}

test('policies and bindings are chosen for the registry, by whichever name it is asked for', async () => {
  const named = async (name: string, more: Readonly<Record<string, unknown>>) => {
    const one = await testPolicy(LAX, more);
    return { ...one, policy: { ...one.policy, name } };
  };
  const revoked = { deny: [{ digest: `sha256:${'0'.repeat(64)}`, owner: 'a', reason: 'taken back' }] };
  const all = [
    await named('broad', {}),
    await named('strict', { images: ['registry.example.com/team/**'], ...revoked }),
    await named('ported', { images: ['registry.example.com:443/**'] }),
  ];
  const set = { policies: new Map(all.map((one) => [one.policy.name, one])), broken: new Map() };
  const asked = { caller: { name: 'ci', by: 'api-key' as const }, request: {} };
  const chosen = (repository: string, bindings: Parameters<typeof choosePolicies>[3] = []) =>
    choosePolicies(asked, repository, set, bindings).map(({ compiled }) => compiled.policy.name);
  for (const name of [PLAIN, PORTED]) {
    assert.deepEqual(chosen(name), ['broad', 'strict', 'ported'], name);
    assert.deepEqual(chosen(name, [{ policies: ['strict'], callers: ['*'], images: [PLAIN] }]), ['strict'], name);
    assert.deepEqual(chosen(name, [{ policies: ['strict'], callers: ['*'], images: [PORTED] }]), ['strict'], name);
  }
  assert.deepEqual(chosen(OTHER), ['broad']);
});

test('a policy covers, excuses, tells cases apart and demands versions by the registry', async () => {
  const labels = { Labels: { a: 'b', 'org.opencontainers.image.version': '1.0.0' } };
  const image = seal(makeImage({ run: labels }));
  const [from, until] = [NOW - 86_400, NOW + 86_400].map((at) => new Date(at * 1000).toISOString().replace('.000', ''));
  const exception = { id: 'x', owner: 'a', reason: 'r', checks: ['min-version'], from, until };
  const signatures = [{ by: 'release' }];
  const old = { signatures, minVersion: { [PLAIN]: '2.0.0' } };
  const covering = await testPolicy(LAX, { images: [PLAIN] });
  const minimum = await testPolicy(old);
  const excused = await testPolicy(old, { exceptions: [{ ...exception, images: [PLAIN] }] });
  const cases = await testPolicy(
    { signatures },
    {
      cases: [
        { name: 'ours', if: { images: [PLAIN] }, require: { minVersion: { '**': '2.0.0' } } },
        { name: 'rest', require: LAX },
      ],
    },
  );
  const expression = await testPolicy({
    expressions: [{ name: 'ours', expression: `image.repository == '${PLAIN}'`, message: 'no' }],
  });
  const facts = await factsOf(image, minimum);
  const outcomes = (policy: CompiledPolicy, repository: string, rules?: 1 | 2 | 3) =>
    bad({ facts, policy, repository, ...(rules !== undefined && { rules }) });
  for (const [policy, here, elsewhere] of [
    [covering, ['allow'], ['deny', 'IMAGE_NOT_COVERED']],
    [minimum, ['deny', 'IMAGE_VERSION_TOO_LOW'], ['allow']],
    [cases, ['deny', 'IMAGE_VERSION_TOO_LOW'], ['allow']],
    [expression, ['allow'], ['deny', 'EXPRESSION_FALSE']],
  ] as const) {
    assert.deepEqual(outcomes(policy, PLAIN), here);
    assert.deepEqual(outcomes(policy, PORTED), here);
    assert.deepEqual(outcomes(policy, OTHER), elsewhere);
    // What was decided by older rules is decided by them again.
    for (const rules of [1, 2] as const) assert.deepEqual(outcomes(policy, PORTED, rules), elsewhere, `rules ${rules}`);
  }
  for (const name of [PLAIN, PORTED]) assert.equal(outcomes(excused, name)[0], 'allow', name);
});

test('a signed name is for the registry, through mirrors too', async () => {
  const signed = (name: string): TestImage => {
    const image = makeImage();
    for (const { digest, ...more } of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
      const statement = statementOf([digest], 'https://sigstore.dev/cosign/sign/v1', {});
      const [subject] = (statement as { readonly subject: readonly object[] }).subject;
      const named = { ...statement, subject: [{ ...subject, annotations: { 'dev.twinseal.name': name } }] };
      attachBundle(image.store, { digest, ...more }, bundleOf(testKey('release'), JSON.stringify(named)));
    }
    return image;
  };
  const signatures = { signatures: [{ by: 'release', named: true }] };
  const policy = await testPolicy(signatures);
  const [plain, ported] = [await factsOf(signed(PLAIN), policy), await factsOf(signed(PORTED), policy)];
  for (const facts of [plain, ported])
    for (const repository of [PLAIN, PORTED]) assert.deepEqual(bad({ facts, policy, repository }), ['allow']);
  assert.deepEqual(bad({ facts: plain, policy, repository: OTHER })[0], 'deny');
  assert.deepEqual(bad({ facts: plain, policy, repository: PORTED, rules: 2 })[0], 'deny');
  for (const at of ['mirror.example.net', 'mirror.example.net:443']) {
    const mirrored = await testPolicy(signatures, { mirrors: [{ of: 'registry.example.com:443', at }] });
    for (const repository of ['mirror.example.net/team/app', 'mirror.example.net:443/team/app'])
      assert.deepEqual(bad({ facts: plain, policy: mirrored, repository }), ['allow'], `${at} ${repository}`);
  }
});

test('an image whose registry is written with its port is the image that was there', () => {
  const digest = `sha256:${'1'.repeat(64)}`;
  const podOf = (image: string) => ({ spec: { containers: [{ name: 'a', image }] } });
  const passed = (before: string, now: string) => {
    const request: AdmissionRequest = {
      uid: '1',
      group: '',
      kind: 'Pod',
      subResource: '',
      operation: 'UPDATE',
      namespace: 'a',
      name: 'a',
      dryRun: false,
      user: 'a',
      object: podOf(now),
      oldObject: podOf(before),
    };
    return lookAtReview(request, DEFAULT_SERVICE.admission);
  };
  const unchanged = { pass: 'no image has changed' };
  assert.deepEqual(passed(`${PLAIN}@${digest}`, `${PORTED}@${digest}`), unchanged);
  assert.deepEqual(passed(`${PORTED}@${digest}`, `${PLAIN}@${digest}`), unchanged);
  assert.ok('images' in passed(`${PLAIN}@${digest}`, `${OTHER}@${digest}`));
  // A tag stands where it stood only as it was written.
  assert.ok('images' in passed(`${PLAIN}:v1`, `${PORTED}:v1`));
});

test('what is asked of the registry and shown is the name as it was written', async () => {
  const image = seal(makeImage());
  image.store.repository = PORTED;
  const { verdict, facts } = await judge(image, await testPolicy(LAX, { images: [PLAIN] }));
  assert.equal(verdict.outcome, 'allow');
  assert.equal(facts.repository, PORTED);
  const { verdict: refused } = await judge(image, await testPolicy(LAX, { images: ['registry.example.com/else'] }));
  assert.match(refused.checks[0]?.reason ?? '', /not for registry\.example\.com:443\/team\/app/);
});
