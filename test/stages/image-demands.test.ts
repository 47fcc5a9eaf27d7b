import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reportImage } from '../../src/judge/inspect/image-report.ts';
import { type GoElf, goElf } from '../support/go-elf.ts';
import { type ImageBend, judge, makeImage, testPolicy, verdictOf } from '../support/sealed-image.ts';
import type { RawEntry } from '../support/tar.ts';
import { testCall, walkableImage } from '../support/walkable-image.ts';

const allowed = ['allow'];

test('the first word that runs must be one of the entrypoints', async () => {
  const policy = await testPolicy({ image: { entrypoints: ['/app', '/bin/other'] } });
  const refused = ['deny', 'image-config fail IMAGE_CONFIG_REFUSED'];
  const run = (config: ImageBend['run']) => verdictOf(makeImage({ run: config ?? {} }), policy);
  assert.deepEqual(await run({ Entrypoint: ['/app', 'serve'] }), allowed);
  assert.deepEqual(await run({ Entrypoint: [], Cmd: ['/bin/other'] }), allowed);
  assert.deepEqual(await run({ Entrypoint: ['app'] }), refused);
  assert.deepEqual(await run({ Entrypoint: ['/app/'] }), refused);
  assert.deepEqual(await run({ Entrypoint: ['/sh', '-c', '/app'] }), refused);
  assert.deepEqual(await run({ Entrypoint: [], Cmd: [] }), refused);
  await assert.rejects(testPolicy({ image: { entrypoints: ['app'] } }), /absolute path/);
  await assert.rejects(testPolicy({ image: { entrypoints: [] } }), /at least one/);
});

const setuidOf = async (layers: readonly (readonly RawEntry[])[]) =>
  (await reportImage(walkableImage(layers, { Entrypoint: ['/a'] }), testCall())).setuid;

test('files with the setuid or setgid bit are those that a container sees', async () => {
  const su: RawEntry = { name: 'bin/su', content: 'x', mode: 0o4755 };
  assert.deepEqual(await setuidOf([[su]]), ['/bin/su']);
  assert.deepEqual(await setuidOf([[{ ...su, mode: 0o2755 }]]), ['/bin/su']);
  assert.equal(await setuidOf([[{ ...su, mode: 0o1755 }]]), undefined);
  assert.equal(await setuidOf([[{ name: 'srv', type: '5', mode: 0o2775 }]]), undefined);
  // Hidden, replaced, or cleared as chmod in a Dockerfile does: a container sees it no more.
  assert.equal(await setuidOf([[su], [{ name: 'bin/.wh.su', content: '' }]]), undefined);
  assert.equal(await setuidOf([[su], [{ ...su, mode: 0o755 }]]), undefined);
  assert.deepEqual(await setuidOf([[{ ...su, mode: 0o755 }], [su]]), ['/bin/su']);
  // Under another name it is still there, and a link's own bit reaches the file behind every name.
  const link: RawEntry = { name: 'bin/x', type: '1', link: 'bin/su' };
  assert.deepEqual(await setuidOf([[su, link], [{ name: 'bin/.wh.su', content: '' }]]), ['/bin/x']);
  const plain: RawEntry = { ...su, mode: 0o755 };
  const raising: RawEntry = { ...link, mode: 0o4755 };
  assert.deepEqual(await setuidOf([[plain, raising], [{ name: 'bin/.wh.x', content: '' }]]), ['/bin/x']);
  const many = Array.from({ length: 100 }, (_, n): RawEntry => ({ ...su, name: `bin/${String(n).padStart(3, '0')}` }));
  assert.equal((await setuidOf([many]))?.length, 32);
});

test('what is said of setuid files is what the last layer leaves, for any order of layers', async () => {
  const change = fc.record({
    name: fc.constantFrom('a', 'b', 'd/c'),
    mode: fc.constantFrom(0o755, 0o4755, 0o2755, undefined),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
      const modes = new Map<string, number | undefined>();
      const layers = changes.map(({ name, mode }): readonly RawEntry[] => {
        modes.set(name, mode);
        const at = name.lastIndexOf('/') + 1;
        return mode === undefined
          ? [{ name: `${name.slice(0, at)}.wh.${name.slice(at)}`, content: '' }]
          : [{ name, content: 'x', mode }];
      });
      const expected = [...modes].flatMap(([name, mode]) => ((mode ?? 0) & 0o6000 ? [`/${name}`] : [])).sort();
      assert.deepEqual((await setuidOf(layers)) ?? [], expected);
    }),
    { numRuns: 100 },
  );
});

test('a policy can refuse setuid files, and says which', async () => {
  const policy = await testPolicy({ image: { noSetuid: true } });
  const above: RawEntry = { name: 'bin/su', content: 'x', mode: 0o4755 };
  const image = makeImage({ layersAbove: [[above]] });
  assert.deepEqual(await verdictOf(image, policy), ['deny', 'image-config fail IMAGE_SETUID']);
  const { verdict } = await judge(image, policy);
  assert.match(verdict.checks.find(({ code }) => code === 'IMAGE_SETUID')?.reason ?? '', /\/bin\/su has.*chmod a-s/);
  assert.deepEqual(
    await verdictOf(makeImage({ layersAbove: [[above], [{ name: 'bin/.wh.su', content: '' }]] }), policy),
    allowed,
  );
  assert.ok((await judge(image, policy)).verdict.checks.some(({ id, code }) => id === 'layers' && code === 'OK'));
});

test('annotations are found in the index or on every platform', async () => {
  const refused = ['deny', 'annotations fail IMAGE_ANNOTATION_REFUSED'];
  const policy = await testPolicy({ annotations: { 'org.example.team': 'payments', 'org.example.any': '*' } });
  const index = (annotations: object) => verdictOf(makeImage({ index: { annotations } }), policy);
  assert.deepEqual(await index({ 'org.example.team': 'payments', 'org.example.any': '' }), allowed);
  assert.deepEqual(await index({ 'org.example.team': 'Payments', 'org.example.any': 'x' }), refused);
  assert.deepEqual(await index({ 'org.example.team': 'payments' }), refused);
  assert.deepEqual(await index({}), refused);
  // An entry of the index is no manifest: what it says of a child binds nobody who pulls the child.
  const entry = makeImage({
    indexEntry: (one) => ({ ...one, annotations: { 'org.example.team': 'payments', 'org.example.any': 'x' } }),
  });
  assert.deepEqual(await verdictOf(entry, policy), refused);
  // A name of Object.prototype is no annotation.
  assert.deepEqual(await verdictOf(makeImage(), await testPolicy({ annotations: { constructor: '*' } })), refused);
  await assert.rejects(testPolicy({ annotations: {} }), /demands nothing/);
  await assert.rejects(testPolicy({ annotations: { a: 1 } }), /\/require\/annotations\/a/);
});

const built = (go: GoElf) => makeImage({ binary: (machine) => goElf(machine, go) });

test('rules on the Go build are held against the program that runs', async () => {
  const refused = ['deny', 'go-build fail GO_BUILD_REFUSED'];
  const of = async (rules: object, go: GoElf) => verdictOf(built(go), await testPolicy({ goBuild: rules }));
  const good: GoElf = { settings: { '-trimpath': 'true', CGO_ENABLED: '0', 'vcs.modified': 'false' } };
  const all = { minVersion: '1.26', trimpath: true, cgo: false, modified: false, modules: ['example.com/*'] };
  assert.deepEqual(await of(all, good), allowed);
  assert.deepEqual(await of({}, good), allowed);
  for (const settings of [
    { CGO_ENABLED: '0', 'vcs.modified': 'false' },
    { '-trimpath': 'true', CGO_ENABLED: '1', 'vcs.modified': 'false' },
    { '-trimpath': 'true', 'vcs.modified': 'false' },
    { '-trimpath': 'true', CGO_ENABLED: '0', 'vcs.modified': 'true' },
    { '-trimpath': 'true', CGO_ENABLED: '0' },
  ])
    assert.deepEqual(await of(all, { settings }), refused, JSON.stringify(settings));
  assert.deepEqual(await of({ cgo: true }, { settings: { CGO_ENABLED: '1' } }), allowed);
  assert.deepEqual(await of(all, { ...good, module: 'example.com/a/b' }), refused);
  assert.deepEqual(await of({ modules: ['example.com/**'] }, { module: 'example.com/a/b' }), allowed);
  assert.deepEqual(await of({ modules: ['**'] }, { module: 'example.com' }), allowed);
  const other = await testPolicy({ goBuild: {} });
  assert.deepEqual(await verdictOf(makeImage(), other), refused);
  assert.deepEqual(await verdictOf(makeImage({ run: { Entrypoint: ['/none'] } }), other), refused);
});

test('the lowest Go version is compared in the order of Go itself', async () => {
  const least = async (minVersion: string, goVersion: string) =>
    (await verdictOf(built({ goVersion }), await testPolicy({ goBuild: { minVersion } })))[0];
  for (const [min, version] of [
    ['1.25', 'go1.25rc1'],
    ['1.25', 'go1.25.0'],
    ['1.25rc1', 'go1.25rc2'],
    ['1.25.0', 'go1.25.0'],
    ['1.9', 'go1.10'],
    ['1.25.9', 'go1.25.10 X:rangefunc'],
    ['1.26', 'go1.26.8-custom'],
  ] as const)
    assert.equal(await least(min, version), 'allow', `${version} is at least ${min}`);
  for (const [min, version] of [
    ['1.25.0', 'go1.25rc1'],
    ['1.25.10', 'go1.25.9'],
    ['1.10', 'go1.9'],
    ['1.20', 'devel go1.27-cd6b2c8f Tue Nov 3 10:00:00 2026 +0000'],
    ['1.20', 'unknown'],
  ] as const)
    assert.equal(await least(min, version), 'deny', `${version} is not known to be ${min}`);
  for (const bad of ['go1.25', '1', '1.x', 'latest', '1.25.0.1'])
    await assert.rejects(testPolicy({ goBuild: { minVersion: bad } }), /\/require\/goBuild\/minVersion/);
  await assert.rejects(testPolicy({ goBuild: { modified: true } }), /can only be false/);
  await assert.rejects(testPolicy({ goBuild: { trimpath: false } }), /can only be true/);
  await assert.rejects(testPolicy({ goBuild: { cgo: 'no' } }), /true or false/);
});
