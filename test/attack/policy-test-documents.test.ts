// Files of tests of policies are read as strictly as policies, and a mistake in one is told with its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { validateAgainst } from '../../src/formats/schema/validate.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { parseYaml } from '../../src/formats/yaml.ts';
import { readTrials } from '../../src/judge/trial/read-trials.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { CHAIN_END } from '../support/certificates.ts';
import { NOW } from '../support/sealed-image.ts';

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
test('reader and schema agree, and a mistake is told with its place', async () => {
  const bad: readonly (readonly [unknown, RegExp])[] = [
    [{ ...HEAD, tests: [] }, /nothing would be tested/],
    [{ ...HEAD, kind: 'Test', tests: [{ name: 'a', image: {}, expect: 'allow' }] }, /PolicyTest/],
    [{ ...HEAD, tests: [{ name: 'a', image: {}, expect: 'alow' }] }, /one of allow, deny, indeterminate/],
    [{ ...HEAD, tests: [{ name: 'a', image: {}, expect: {} }] }, /expects nothing/],
    [{ ...HEAD, tests: [{ name: 'a', image: { signature: [] }, expect: 'allow' }] }, /at \/tests\/0\/image\/signature/],
    [
      { ...HEAD, tests: [{ name: 'a', image: { twin: { by: 'a', varied: ['colour'] } }, expect: 'allow' }] },
      /"colour"/,
    ],
    [
      { ...HEAD, tests: [{ name: 'a', image: { faults: [{ what: 'luck' }] }, expect: 'allow' }] },
      /must be one of manifest/,
    ],
    [
      {
        ...HEAD,
        tests: [{ name: 'a', image: { statements: [{ type: 'spdxjson', by: 'a', count: 0 }] }, expect: 'allow' }],
      },
      /from 1 to 16/,
    ],
    [{ ...HEAD, tests: [{ name: 'a', image: { program: { go: true } }, expect: 'allow' }] }, /must be an object/],
    [{ ...HEAD, tests: [{ name: 'a', image: { config: { user: 5 } }, expect: 'allow' }] }, /must be a string/],
  ];
  for (const [value, why] of bad) {
    assert.notDeepEqual(
      await validateAgainst('policy-test', JSON.parse(JSON.stringify(value))),
      [],
      JSON.stringify(value),
    );
    refused(JSON.stringify(value), why);
  }
  // What a schema can't say.
  refused(
    JSON.stringify({
      ...HEAD,
      tests: [{ name: 'a', image: { platforms: ['linux/arm64', 'linux/arm64/v8'] }, expect: 'allow' }],
    }),
    /linux\/arm64 twice/,
  );
  const test_ = { name: 'a', image: {}, expect: 'allow' };
  refused(JSON.stringify({ ...HEAD, tests: [test_, test_] }), /another test/);
  refused(JSON.stringify({ ...HEAD, time: 'now', tests: [test_] }), /must look like/);
  refused(JSON.stringify({ ...HEAD, time: undefined, tests: [test_] }), /the moment of the verdict/);
  refused(JSON.stringify({ ...HEAD, policy: undefined, tests: [test_] }), /"policy" is missing/);
  const placeOf = (fault: object): string => {
    try {
      readTrials('t.json', encodeUtf8(JSON.stringify({ ...HEAD, tests: [test_, { ...test_, name: 'b', ...fault }] })));
    } catch (error) {
      return / at (\/\S+?):/.exec(String(error))?.[1] ?? String(error);
    }
    return 'taken';
  };
  assert.equal(placeOf({ expect: { codes: ['OK', 'NO_SUCH'] } }), '/tests/1/expect/codes/1');
  assert.equal(placeOf({ image: { like: 'none' } }), '/tests/1/image/like');
  assert.equal(placeOf({ image: 'none' }), '/tests/1/image');
  refused(JSON.stringify({ ...HEAD, tests: [{ ...test_, image: 'none' }] }), /none of images/);
  refused(JSON.stringify({ ...HEAD, images: { a: { like: 'a' } }, tests: [{ ...test_, image: 'a' }] }), /circle/);
  refused(
    JSON.stringify({ ...HEAD, tests: [{ ...test_, image: { signatures: [{ by: 'a', on: ['linux/arm64'] }] } }] }),
    /"linux\/arm64"/,
  );
  refused(JSON.stringify({ ...HEAD, tests: [{ ...test_, expect: { codes: ['NO_SUCH'] } }] }), /no code of a check/);
  refused(
    JSON.stringify({ ...HEAD, tests: [{ ...test_, expect: { applies: false, outcome: 'deny' } }] }),
    /nothing else/,
  );
  refused(
    JSON.stringify({ ...HEAD, tests: [{ ...test_, image: { statements: [{ type: 'twin', by: 'a' }] } }] }),
    /describe it as twin/,
  );
  const good = JSON.parse(
    document({ like: 'sealed', platforms: [{ platform: 'linux/arm64', program: { go: false } }] }),
  );
  assert.deepEqual(await validateAgainst('policy-test', good), []);
});

test('any bend of a file of tests is a refusal with its place, or tests', () => {
  const base = () =>
    JSON.parse(document({ like: 'sealed', faults: [{ what: 'config' }], broken: [{ code: 'IMAGE_MALFORMED' }] }));
  const paths = [
    'images',
    'tests',
    'tests/0',
    'tests/0/image',
    'tests/0/expect',
    'tests/0/request',
    'images/sealed/platforms',
    'images/sealed/twin',
    'images/sealed/config',
    'images/sealed/statements',
    'images/sealed/signatures/0',
    'images/sealed/program',
    'time',
    'policy',
  ];
  const value = fc.oneof(
    fc.constantFrom(null, '', [], {}, true, 1, 'sealed', { like: 'sealed' }, ['x'], [{}]),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...paths), value, (path, bent) => {
      const bentDocument = base();
      const names = path.split('/');
      let at = bentDocument;
      for (const name of names.slice(0, -1)) at = at[name];
      at[names.at(-1) ?? ''] = bent;
      try {
        assert.ok((readTrials('t', encodeUtf8(JSON.stringify(bentDocument))) ?? []).length > 0);
      } catch (error) {
        assert.ok(error instanceof TwinsealError && error.code === 'INPUT_MALFORMED', String(error));
      }
    }),
    { numRuns: 600 },
  );
});

test('YAML of tests is as strict as that of policies', () => {
  refused('kind: PolicyTest\nkind: PolicyTest\n', /twice/);
  refused('images: &a {}\ntests: *a\n', /anchors|aliases/);
  refused(`{"kind":"PolicyTest","kind":"Policy"}`, /kind/);
  refused(`${'['.repeat(50_000)}`, /./);
  assert.equal(readTrials('p', encodeUtf8('kind: Policy\n')), undefined);
  assert.ok(parseYaml(encodeUtf8('kind: PolicyTest\n')));
});

function refused(text: string, why: RegExp): void {
  assert.throws(
    () => readTrials('t', encodeUtf8(text)),
    (error: unknown) => {
      assert.ok(error instanceof TwinsealError && error.code === 'INPUT_MALFORMED', String(error));
      assert.match(error.message, why);
      return true;
    },
  );
}
