// Whatever image an imported policy allows, policy-controller's rules would have admitted too: tried on described images.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { describeFacts } from '../../src/judge/trial/describe-facts.ts';
import { readTrials } from '../../src/judge/trial/read-trials.ts';
import { keyPair } from '../support/certificates.ts';
import { importText } from '../support/foreign-policy.ts';

const TYPES = ['https://a.example/1', 'https://b.example/2'] as const;
const KEYS = Array.from({ length: 4 }, () =>
  keyPair('P-256').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
);

interface Authority {
  readonly keys: readonly number[];
  readonly types: readonly string[];
}
/** What one key has put onto the image, on the index alone or everywhere. */
interface Deed {
  readonly key: number;
  readonly type: string | undefined;
  readonly everywhere: boolean;
}

/** policy-controller pkg/webhook/validator.go, ValidatePolicy: any authority; one with attestations wants all of them, by its keys. */
function admittedThere(authorities: readonly Authority[], deeds: readonly Deed[]): boolean {
  const has = (keys: readonly number[], type: string | undefined) =>
    deeds.some((deed) => keys.includes(deed.key) && deed.type === type);
  return authorities.some(({ keys, types }) =>
    types.length === 0 ? has(keys, undefined) : types.every((type) => has(keys, type)),
  );
}

async function outcomesOf(authorities: readonly Authority[], deeds: readonly Deed[]) {
  const document = {
    apiVersion: 'policy.sigstore.dev/v1beta1',
    kind: 'ClusterImagePolicy',
    metadata: { name: 'p' },
    spec: {
      images: [{ glob: '**' }],
      authorities: authorities.map(({ keys, types }) => ({
        key: { data: keys.map((key) => KEYS[key]).join('') },
        attestations: types.map((predicateType) => ({ name: 'n', predicateType })),
      })),
    },
  };
  const { policy, losses } = await importText(JSON.stringify(document), { waive: ['any-authority'] });
  const name = (key: number) =>
    policy.trust.find((signer) => 'cosign' in signer && 'key' in signer.cosign && signer.cosign.key === KEYS[key])
      ?.name ?? 'stranger';
  const on = (everywhere: boolean) => (everywhere ? {} : { on: ['index'] });
  const image = {
    platforms: ['linux/amd64', 'linux/arm64'],
    signatures: deeds.flatMap(({ key, type, everywhere }) =>
      type === undefined ? [{ by: name(key), ...on(everywhere) }] : [],
    ),
    statements: deeds.flatMap(({ key, type, everywhere }) =>
      type === undefined ? [] : [{ type, by: name(key), ...on(everywhere) }],
    ),
  };
  const tests = { apiVersion: 'twinseal.dev/v1', kind: 'PolicyTest', policy: 'p', time: '2026-06-01T00:00:00Z' };
  const text = JSON.stringify({ ...tests, tests: [{ name: 't', image, expect: 'allow' }] });
  const [trial] = readTrials('t', encodeUtf8(text)) ?? [];
  assert.ok(trial !== undefined && !('facts' in trial.image));
  const { needs, digest } = compilePolicy(policy);
  const aim = { trust: policy.trust, repository: 'a.io/b', needs };
  const { outcome } = decide(describeFacts(trial.image, aim), policy, digest, trial.time);
  return { ours: outcome === 'allow', theirs: admittedThere(authorities, deeds), tightened: losses.length > 0 };
}

test('what an imported ClusterImagePolicy allows, the original admits; without a waiver the two are the same where all parts are signed', async () => {
  const authority = fc.record({
    keys: fc.uniqueArray(fc.nat({ max: KEYS.length - 1 }), { minLength: 1, maxLength: 2 }),
    types: fc.subarray([...TYPES]),
  });
  const deed = fc.record({
    key: fc.nat({ max: KEYS.length - 1 }),
    type: fc.constantFrom(undefined, undefined, ...TYPES),
    everywhere: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  });
  const seen = { both: 0, neither: 0, stricter: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(authority, { minLength: 1, maxLength: 3 }),
      fc.array(deed, { maxLength: 6 }),
      async (authorities, deeds) => {
        const { ours, theirs, tightened } = await outcomesOf(authorities, deeds);
        assert.ok(!ours || theirs, 'it allows what the original refuses');
        if (!tightened && deeds.every(({ everywhere }) => everywhere)) assert.equal(ours, theirs);
        seen[ours ? 'both' : theirs ? 'stricter' : 'neither'] += 1;
      },
    ),
    { numRuns: 400 },
  );
  for (const [what, count] of Object.entries(seen)) assert.ok(count > 5, `${what}: ${count}`);
});
