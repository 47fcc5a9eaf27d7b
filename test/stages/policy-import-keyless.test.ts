// Authorities of a ClusterImagePolicy that trust identities become keyless signers, which let in no more than the original does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { matchesText } from '../../src/formats/wildcard.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { patternOfRegExp } from '../../src/judge/policy/import/reg-exp-pattern.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { importFile, importText, refused } from '../support/foreign-policy.ts';
import { attachBundle, makeImage, verdictOf } from '../support/sealed-image.ts';
import { statementOf } from '../support/signing.ts';
import { IDENTITY, ISSUER, makeInstance, SIGNED } from '../support/sigstore-instance.ts';

const instance = makeInstance();
const trustedRoot = new Uint8Array(instance.rootBytes);
const document = (...authorities: readonly object[]) =>
  JSON.stringify({
    apiVersion: 'policy.sigstore.dev/v1beta1',
    kind: 'ClusterImagePolicy',
    metadata: { name: 'p' },
    spec: { images: [{ glob: '**' }], authorities },
  });
const keyless = (...identities: readonly object[]) => ({ keyless: { url: 'https://fulcio.example.com', identities } });

test('the release policy of policy-controller itself is imported, with the trusted root of its instance', async () => {
  const name = 'sigstore/release-signed-by-github-actions.yaml';
  const { policy, losses } = await importFile(name, { trustedRoot, waive: ['tag'] });
  assert.deepEqual(
    losses.map(({ waiver }) => waiver),
    ['tag'],
  );
  const [signer] = policy.trust;
  assert.ok(signer !== undefined && 'keyless' in signer);
  const { trustedRoot: root, ...who } = signer.keyless;
  assert.deepEqual(who, {
    identity: 'https://github.com/sigstore/policy-controller/.github/workflows/release.yaml@refs/tags/v0.3.0',
    issuer: 'https://token.actions.githubusercontent.com',
  });
  assert.deepEqual(JSON.parse(root), JSON.parse(instance.rootBytes.toString()));
  assert.deepEqual(policy.require, { signatures: [{ by: signer.name }] });
});

test('what can not be told stays lost, by name and place', async () => {
  const lost = async (name: string, waive: readonly string[], why: RegExp) => {
    await refused(name, 'POLICY_UNMAPPED', why, { trustedRoot, waive });
  };
  // The issuer is a pattern, which Twinseal does not take.
  await lost('sigstore/cip-keyless-warn.yaml', [], /keyless \(\/spec\/authorities\/0\/keyless\/identities\/0\)/);
  const { policy, losses } = await importFile('sigstore/cip-key-and-keyless.yaml', {
    trustedRoot,
    waive: ['ctlog', 'keyless'],
  });
  assert.equal(policy.trust.length, 1);
  assert.deepEqual(losses.at(-1)?.at, ['/spec/authorities/1/keyless/identities/0']);
  const glob = await importFile('sigstore/v1beta1-valid-policy-glob.yaml', {
    trustedRoot,
    waive: ['keyless', 'kms', 'secret'],
  });
  // One of three has an authority of its own in a secret.
  assert.deepEqual(glob.losses[0]?.at, ['/spec/authorities/0/keyless']);
  assert.equal(glob.policy.trust.filter((signer) => 'keyless' in signer).length, 2);
  for (const authority of [
    keyless(),
    { keyless: { identities: [{ issuer: 'i', subject: 's' }], 'ca-cert': { data: 'x' } } },
    keyless({ issuerRegExp: 'https://a.*', subject: 's' }),
    keyless({ issuer: 'i', subjectRegExp: '.*' }),
    keyless({ issuer: 'i', subjectRegExp: '^https://(a|b)/.*$' }),
    keyless({ issuer: 'i' }),
    keyless({ subject: 's' }),
  ])
    await assert.rejects(
      importText(document(authority), { trustedRoot }),
      (error: unknown) =>
        error instanceof TwinsealError && error.code === 'POLICY_UNMAPPED' && /keyless/.test(error.message),
      JSON.stringify(authority),
    );
  await assert.rejects(
    importText(document(keyless({ issuer: 'i', subject: 's' })), { trustedRoot: encodeUtf8('{}') }),
    (error: unknown) => error instanceof TwinsealError && error.code === 'INPUT_MALFORMED',
  );
});

test('an imported policy lets in what its identities signed, any of them, and nobody else', async () => {
  const signed = (bend: { readonly identity?: string; readonly issuer?: string }) => {
    const image = makeImage();
    for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
      const statement = JSON.stringify(statementOf([subject.digest], 'https://sigstore.dev/cosign/sign/v1', {}));
      attachBundle(image.store, subject, instance.bundle({ statement }, bend));
    }
    return image;
  };
  const { policy } = await importText(
    document(
      keyless(
        { issuer: ISSUER, subject: IDENTITY },
        { issuerRegExp: '^https://gitlab\\.com$', subjectRegExp: '^https://gitlab\\.com/group/.*$' },
      ),
    ),
    { trustedRoot },
  );
  const compiled = compilePolicy(policy);
  const allowed = async (bend: { readonly identity?: string; readonly issuer?: string }) =>
    (await verdictOf(signed(bend), compiled, SIGNED + 60))[0] === 'allow';
  const gitlab = 'https://gitlab.com/group/app//.gitlab-ci.yml@refs/heads/main';
  assert.ok(await allowed({}));
  assert.ok(await allowed({ identity: gitlab, issuer: 'https://gitlab.com' }));
  for (const attack of [
    { identity: `${IDENTITY}x` },
    { issuer: 'https://gitlab.com' },
    { identity: gitlab },
    { identity: `https://evil.example/${gitlab}`, issuer: 'https://gitlab.com' },
    { identity: gitlab.replace('group', 'groups'), issuer: 'https://gitlab.com' },
    { identity: gitlab, issuer: 'https://gitlab.com.evil.example' },
  ])
    assert.ok(!(await allowed(attack)), JSON.stringify(attack));
});

test('a regular expression becomes a pattern that takes nothing which it does not take', () => {
  assert.equal(patternOfRegExp('^https://github\\.com/a/.*@refs/tags/.*$'), 'https://github.com/a/*@refs/tags/*');
  assert.equal(patternOfRegExp('.*@example\\.com'), '**@example.com*');
  assert.equal(patternOfRegExp('a.b'), '*a.b*');
  for (const no of [
    '',
    '.*',
    '^.*$',
    'a+',
    'a.+',
    'a?',
    '(?i)a',
    '[ab]',
    'a|b',
    '\\d',
    'a{2}',
    '\\.*',
    '.*?',
    'a$b',
    'a^',
    '\\*',
    'a\\',
  ])
    assert.equal(patternOfRegExp(no), undefined, no);
  const piece = fc.constantFrom(
    'a',
    'b',
    '.',
    '\\.',
    '.*',
    '/',
    '@',
    '+',
    '*',
    '?',
    '\\',
    '(',
    ')',
    '[',
    ']',
    '$',
    '^',
    '|',
    '{',
    '1',
  );
  const text = fc
    .array(fc.constantFrom('a', 'b', '.', '/', '@', '*', 'x', '1'), { maxLength: 6 })
    .map((all) => all.join(''));
  let mapped = 0;
  let matched = 0;
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 6 }),
      fc.boolean(),
      fc.boolean(),
      fc.array(text, { minLength: 5, maxLength: 5 }),
      (pieces, start, end, texts) => {
        const source = `${start ? '^' : ''}${pieces.join('')}${end ? '$' : ''}`;
        const pattern = patternOfRegExp(source);
        if (pattern === undefined) return;
        mapped++;
        const expression = new RegExp(source, 's');
        // Texts that fit the pattern, beside others.
        for (const one of [...texts, ...texts.map((fill) => pattern.replaceAll('*', fill))])
          if (matchesText(pattern, one)) {
            matched++;
            assert.ok(expression.test(one), `${source} ${pattern} ${one}`);
          }
      },
    ),
    { numRuns: 20_000, seed: 3 },
  );
  assert.ok(mapped > 500 && matched > 500, `${mapped} ${matched}`);
});
