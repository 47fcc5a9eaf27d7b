// What a test of a policy describes is judged as the real thing would be, and a test says what it found.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { CompiledPolicy } from '../../src/judge/policy/compile.ts';
import { compare } from '../../src/judge/trial/compare.ts';
import { readTrials } from '../../src/judge/trial/read-trials.ts';
import type { TrialExpectation } from '../../src/records/policy-trial.ts';
import type { Verdict } from '../../src/records/verdict.ts';
import { tryPolicies, tryPolicy } from '../../src/roads/try-policies.ts';
import { CHAIN_END } from '../support/certificates.ts';
import { sealEverywhere } from '../support/sealed-everywhere.ts';
import { judge, makeImage, NOW, type SealPart, seal, testPolicy, twinPredicate } from '../support/sealed-image.ts';

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
const HEAD = { apiVersion: 'twinseal.dev/v1', kind: 'PolicyTest', policy: 'p.yaml', time: iso(NOW) };
const SEALED = {
  platforms: ['linux/amd64', 'linux/arm64'],
  config: { user: '65532:65532', labels: { a: 'b' } },
  signatures: [{ by: 'release' }, { by: 'notary', until: iso(CHAIN_END) }],
  statements: [{ type: 'spdxjson', by: 'release' }],
  twin: { by: 'release', finished: '2026-04-01T00:01:00Z' },
};
const document = (image: unknown, expect: unknown = 'allow', more: object = {}) =>
  JSON.stringify({ ...HEAD, images: { sealed: SEALED }, tests: [{ name: 't', image, expect, ...more }] });
const ports = (policy: CompiledPolicy) => ({
  policy: async () => policy,
  facts: () => Promise.reject(new Error('no test here has recorded facts')),
});

async function outcomeOf(image: unknown, policy: CompiledPolicy, more: object = {}) {
  const [trial] = readTrials('t.json', encodeUtf8(document(image, 'allow', more))) ?? [];
  assert.ok(trial);
  const { outcome } = await tryPolicy('t.json', trial, ports(policy));
  return outcome;
}

/** Each check with where it was made, its status and code; the way in which an image got there plays no part. */
function shape({ outcome, checks, validUntil }: Verdict): readonly string[] {
  return [
    `${outcome} until ${validUntil}`,
    ...checks.map(({ id, platform = '', status, code }) => `${id} ${platform} ${status} ${code}`),
  ];
}

async function sameAsReal(real: Verdict, image: unknown, policy: CompiledPolicy): Promise<void> {
  const outcome = await outcomeOf(image, policy);
  assert.ok(outcome.applies);
  assert.deepEqual(shape(outcome.verdict), shape(real));
}

test('a described image gets the verdict that the same real image gets, check by check', async () => {
  const policy = await testPolicy();
  const parts: readonly SealPart[] = ['cosign', 'notation', 'twin', 'spdx'];
  for (const without of [[], ...parts.map((part) => [part]), parts, ['cosign', 'twin', 'spdx']] as const) {
    const { verdict } = await judge(sealEverywhere(makeImage(), [...without]), policy);
    const described = {
      ...SEALED,
      signatures: SEALED.signatures.filter(
        ({ by }) => !(without as readonly string[]).includes(by === 'release' ? 'cosign' : 'notation'),
      ),
      statements: (without as readonly string[]).includes('spdx') ? [] : SEALED.statements,
    };
    const { twin, ...untwinned } = described;
    await sameAsReal(
      verdict,
      (without as readonly string[]).includes('twin') ? untwinned : { ...untwinned, twin },
      policy,
    );
  }
});

test('each bend of a description is what the same bend of a real image is', async () => {
  const policy = await testPolicy();
  const twinOf = (edit: object) => {
    const image = makeImage();
    return seal(image, [], twinPredicate(image, edit as Readonly<Record<string, unknown>>));
  };
  const real = async (image: ReturnType<typeof makeImage>) => (await judge(image, policy)).verdict;
  const twin = SEALED.twin;
  await sameAsReal(
    await real(twinOf({ outcome: 'different' })),
    { like: 'sealed', twin: { ...twin, outcome: 'different' } },
    policy,
  );
  await sameAsReal(
    await real(twinOf({ toolchain: { authenticated: false } })),
    { like: 'sealed', twin: { ...twin, toolchainAuthenticated: false } },
    policy,
  );
  await sameAsReal(await real(twinOf({ conditions: [] })), { like: 'sealed', twin: { ...twin, varied: [] } }, policy);
  await sameAsReal(
    await real(seal(makeImage({ run: { User: 'root' } }))),
    { like: 'sealed', config: { user: 'root' } },
    policy,
  );
  await sameAsReal(
    await real(seal(makeImage({ run: { Labels: {} } }))),
    { like: 'sealed', config: { labels: {} } },
    policy,
  );
  await sameAsReal(
    await real(seal(makeImage({ run: { Entrypoint: ['/nothing'] } }))),
    { like: 'sealed', program: { outcome: 'missing' } },
    policy,
  );
});

test('what a policy does not ask to be walked is not known of the image', async () => {
  const policy = await testPolicy({ signatures: [{ by: 'release' }] });
  const outcome = await outcomeOf({ like: 'sealed', program: { outcome: 'missing' } }, policy);
  assert.ok(outcome.applies);
  assert.equal(outcome.verdict.outcome, 'allow');
  assert.ok(outcome.verdict.checks.some(({ id, code }) => id === 'layers' && code === 'NOT_DEMANDED'));
});

test('strangers do not count, faults are told apart from denials, broken documents deny', async () => {
  const policy = await testPolicy({ signatures: [{ by: 'release' }] });
  const codes = async (image: object) => {
    const outcome = await outcomeOf(image, policy);
    assert.ok(outcome.applies);
    const bad = outcome.verdict.checks.filter(({ status }) => status === 'fail' || status === 'fault');
    return [outcome.verdict.outcome, ...new Set(bad.map(({ code }) => code))];
  };
  assert.deepEqual(await codes({ signatures: [{ by: 'stranger' }] }), ['deny', 'SIGNATURE_UNTRUSTED']);
  assert.deepEqual(await codes({}), ['deny', 'SIGNATURE_MISSING']);
  assert.deepEqual(await codes({ signatures: [{ by: 'release', on: ['index'] }] }), ['deny', 'SIGNATURE_MISSING']);
  assert.deepEqual(await codes({ signatures: [{ by: 'release', until: '2020-01-01T00:00:00Z' }] }), [
    'deny',
    'SIGNATURE_EXPIRED',
  ]);
  const unreachable = ['index', 'linux/amd64'].map((on) => ({ on, code: 'EVIDENCE_THROTTLED' }));
  assert.deepEqual(await codes({ faults: unreachable }), ['indeterminate', 'EVIDENCE_THROTTLED']);
  assert.deepEqual(await codes({ signatures: [{ by: 'release' }], faults: unreachable }), ['allow']);
  assert.deepEqual(await codes({ signatures: [{ by: 'release' }], broken: [{ code: 'IMAGE_CONTENT_MISSING' }] }), [
    'deny',
    'IMAGE_CONTENT_MISSING',
  ]);
  assert.deepEqual(await codes({ index: false, signatures: [{ by: 'release' }] }), ['allow']);
});

test('an exception that is used is expected by its id, and has an end', async () => {
  const exception = {
    id: 'OPS-1',
    images: ['registry.example.com/**'],
    checks: ['signature:*'],
    owner: 'ops',
    reason: 'a test',
    from: iso(NOW - 86_400),
    until: iso(NOW + 86_400),
  };
  const policy = await testPolicy({ signatures: [{ by: 'release' }] }, { exceptions: [exception] });
  const passed = async (expect: unknown, more: object = {}) => {
    const [result] = await tryPolicies([{ path: 't', bytes: encodeUtf8(document({}, expect, more)) }], ports(policy));
    return result?.passed;
  };
  assert.equal(await passed({ outcome: 'allow', exceptions: ['OPS-1'], codes: [] }), true);
  assert.equal(await passed({ outcome: 'allow', exceptions: [] }), false);
  const later = { time: iso(NOW + 2 * 86_400) };
  assert.equal(await passed({ outcome: 'deny', exceptions: [], codes: ['SIGNATURE_MISSING'] }, later), true);
  assert.equal(await passed({ outcome: 'deny' }, { request: { repository: 'other.example.com/app' } }), true);
});

test('two statements in the same words are two, and one is not', async () => {
  const policy = await testPolicy({ statements: [{ type: 'slsaprovenance1', by: ['release'], count: 2 }] });
  const outcome = async (...statements: readonly object[]) => {
    const made = await outcomeOf({ statements }, policy);
    return made.applies && made.verdict.outcome;
  };
  const one = { type: 'slsaprovenance1', by: 'release' };
  assert.equal(await outcome(one, one), 'allow');
  assert.equal(await outcome({ ...one, count: 2 }), 'allow');
  assert.equal(await outcome(one), 'deny');
});

test('rebuilds and contents are judged too', async () => {
  const policy = await testPolicy({
    twinBuild: { by: ['release'], rebuilders: { of: ['other'], atLeast: 1 } },
    goBuild: { minVersion: '1.25', cgo: false, modified: false, modules: ['example.com/**'] },
  });
  const outcome = async (image: object) => {
    const made = await outcomeOf({ twin: { by: 'release' }, ...image }, policy);
    return made.applies && made.verdict.outcome;
  };
  const rebuilds = [{ by: 'other' }];
  assert.equal(await outcome({ rebuilds }), 'allow');
  assert.equal(await outcome({}), 'deny');
  assert.equal(await outcome({ rebuilds: [{ by: 'other', outcome: 'different' }] }), 'deny');
  assert.equal(await outcome({ rebuilds, program: { go: { version: '1.24.9' } } }), 'deny');
  assert.equal(await outcome({ rebuilds, program: { go: { modified: true } } }), 'deny');
  assert.equal(await outcome({ rebuilds, program: { go: { modified: null } } }), 'deny');
  assert.equal(await outcome({ rebuilds, program: { go: false } }), 'deny');
  assert.equal(await outcome({ rebuilds, program: { static: false } }), 'deny');
});

test('other Go programs are judged where the policy asks for all of them', async () => {
  const outcome = async (programs: string, image: object) => {
    const made = await outcomeOf(image, await testPolicy({ goBuild: { programs, minVersion: '1.25' } }));
    return made.applies && made.verdict.outcome;
  };
  const old = { goPrograms: [{ path: '/opt/old', version: '1.20.3' }] };
  assert.deepEqual([await outcome('all', {}), await outcome('all', old)], ['allow', 'deny']);
  assert.equal(await outcome('entrypoint', old), 'allow');
  assert.equal(await outcome('all', { program: { go: false } }), 'allow');
  assert.equal(await outcome('all', { program: { go: { version: '1.20' } } }), 'deny');
  assert.equal(await outcome('all', { platforms: ['linux/amd64', { platform: 'linux/arm64', ...old }] }), 'deny');
});

test('a policy that is not for the request is told so, and only that can be expected of it', async () => {
  const policy = await testPolicy({ image: { nonRoot: true } }, { match: { namespaces: ['prod-*'] } });
  const results = async (expect: unknown, more: object) =>
    await tryPolicies([{ path: 't', bytes: encodeUtf8(document({}, expect, more)) }], ports(policy));
  const prod = { request: { namespace: 'prod-eu' } };
  assert.equal((await results('allow', prod))[0]?.passed, true);
  const [missed] = await results('allow', {});
  assert.equal(missed?.passed, false);
  assert.match(missed?.got ?? '', /^it is not for this request: test is for the namespaces prod-\*/);
  assert.equal((await results({ applies: false }, {}))[0]?.passed, true);
  assert.equal((await results({ applies: false }, prod))[0]?.passed, false);
  assert.equal((await results({ outcome: 'allow', effect: 'admit', applies: true }, prod))[0]?.passed, true);
});

test('each part of an expectation can fail a test by itself, and says what came out', async () => {
  const policy = await testPolicy({ signatures: [{ by: 'release' }] }, { mode: 'warn' });
  const outcome = await outcomeOf({}, policy);
  const failing: readonly (readonly [TrialExpectation, RegExp])[] = [
    [{ outcome: 'allow' }, /^deny; codes SIGNATURE_MISSING$/],
    [{ applies: false }, /^deny/],
    [{ effect: 'refuse' }, /effect admit/],
    [{ codes: [] }, /codes SIGNATURE_MISSING/],
    [{ codes: ['SIGNATURE_MISSING', 'TWIN_DIFFERENT'] }, /codes SIGNATURE_MISSING$/],
    [{ exceptions: ['x'] }, /exceptions none/],
    [{ case: 'go' }, /case none/],
    [{ checks: [{ id: 'twin-build' }] }, /no check twin-build/],
    [{ checks: [{ id: 'signature:release', on: 'linux/arm64' }] }, /no check signature:release on linux\/arm64/],
    [
      { checks: [{ id: 'signature:release', on: 'index', status: 'pass' }] },
      /signature:release on index: fail SIGNATURE_MISSING/,
    ],
    [{ checks: [{ id: 'signature:release', code: 'OK' }] }, /fail SIGNATURE_MISSING/],
  ];
  for (const [expect, got] of failing) {
    const compared = compare(expect, outcome);
    assert.equal(compared.passed, false, JSON.stringify(expect));
    assert.match(compared.got, got);
    assert.ok(!/\n/.test(compared.expected + compared.got));
    assert.match(compared.checks[0] ?? '', /^fail signature:release on index: no cosign signature/);
  }
  const holding: TrialExpectation = {
    outcome: 'deny',
    effect: 'admit',
    codes: ['SIGNATURE_MISSING'],
    exceptions: [],
    checks: [
      { id: 'signature:release', on: 'index', status: 'fail', code: 'SIGNATURE_MISSING' },
      { id: 'image', status: 'pass' },
    ],
  };
  assert.equal(compare(holding, outcome).passed, true);
});

test('a test describes the pod that is to run the image, and every container of it is judged', async () => {
  const policy = await testPolicy({ pod: { runAsNonRoot: true } });
  const result = async (podSpec: unknown, expect: unknown) => {
    const request = podSpec === undefined ? {} : { podSpec };
    const file = { path: 't', bytes: encodeUtf8(document({}, expect, { request })) };
    return (await tryPolicies([file], ports(policy)))[0];
  };
  const safe = { name: 'app', image: 'any', securityContext: { runAsNonRoot: true } };
  const denied = { outcome: 'deny', codes: ['POD_RUNS_AS_ROOT'] };
  assert.equal((await result({ containers: [safe] }, 'allow'))?.passed, true);
  assert.equal((await result({ containers: [safe], initContainers: [{ name: 'init' }] }, denied))?.passed, true);
  const skipped = { outcome: 'allow', checks: [{ id: 'pod:run-as-non-root', status: 'skip' }] };
  assert.equal((await result(undefined, skipped))?.passed, true);
  for (const podSpec of ['x', { containers: 'x' }, { containers: ['x'] }, { containers: [{ securityContext: 7 }] }])
    await assert.rejects(result(podSpec, 'allow'), /INPUT_MALFORMED|is refused/, JSON.stringify(podSpec));
});
