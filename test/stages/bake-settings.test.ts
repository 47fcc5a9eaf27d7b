import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BakeTarget } from '../../src/formats/bake/bake-plan.ts';
import { parseDockerfile } from '../../src/formats/bake/dockerfile.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { NamedImage } from '../../src/records/settings.ts';
import { fillArguments } from '../../src/seal/build/fill-arguments.ts';
import { splitFlags } from '../../src/seal/build/flag-words.ts';
import { bakedTarget, dockerfileNotes } from '../../src/seal/settings/bake-settings.ts';
import { DEFAULT_SETTINGS, parseSettings } from '../../src/seal/settings/parse-settings.ts';

const TARGET: BakeTarget = {
  name: 'app',
  context: '.',
  dockerfile: 'Dockerfile',
  args: {},
  platforms: ['linux/arm64', 'linux/amd64'],
  labels: {},
  annotations: [],
  tags: [],
  further: [],
};
const MAPPING: NamedImage = {
  name: 'app',
  main: ['./cmd/app'],
  image: { ...DEFAULT_SETTINGS.image, labels: { own: 'a' }, annotations: { own: 'b' } },
};
const baked = (more: Partial<BakeTarget>) => bakedTarget({ ...TARGET, ...more }, DEFAULT_SETTINGS, MAPPING);

test('platforms, labels and annotations carry over, and what the source says is metadata', () => {
  const { platforms, image, metadata, notes } = baked({
    labels: { team: 'x', own: 'over', 'org.opencontainers.image.version': 'v1.4.0' },
    annotations: ['index,manifest:tier=web', 'manifest,index:a=b=c'],
  });
  assert.deepEqual(platforms, ['linux/arm64', 'linux/amd64']);
  assert.deepEqual(image.image.labels, { own: 'over', team: 'x' });
  assert.deepEqual(image.image.annotations, { own: 'b', tier: 'web', a: 'b=c' });
  assert.equal(metadata.version, '1.4.0');
  assert.deepEqual(notes, []);
  assert.deepEqual(baked({ platforms: [] }).platforms, DEFAULT_SETTINGS.platforms);
});

test('whatever cannot be carried over is named', () => {
  const { notes } = baked({
    context: 'https://git.example.com/app.git',
    further: ['secret', 'contexts', 'shm-size'],
    labels: { 'org.opencontainers.image.created': '2026-01-01T00:00:00Z' },
    annotations: [
      'manifest[linux/amd64]:a=b',
      'one=b',
      'index:org.opencontainers.image.title=x',
      'index-descriptor:a=b',
    ],
  });
  const all = notes.join('\n');
  for (const named of [/secret is left out/, /contexts is left out/, /shm-size is left out/, /context "https/])
    assert.match(all, named);
  assert.match(all, /label org\.opencontainers\.image\.created is left out/);
  assert.match(all, /"manifest\[linux\/amd64\]:a=b" is left out/);
  assert.match(all, /"index-descriptor:a=b" is left out/);
  assert.match(all, /annotation one stands on the index and on every manifest/);
  assert.match(all, /image\.title is left out/);
});

test('platforms that Go and OCI do not both name are refused with the target', () => {
  assert.throws(() => baked({ platforms: ['linux/x86_64'] }), {
    code: 'PLATFORM_UNKNOWN',
    message: /target app.*amd64/,
  });
});

test('steps and frontends of a Dockerfile are named by their lines', () => {
  const file = parseDockerfile(encodeUtf8('# syntax=docker/dockerfile:1\nFROM x\nRUN apk add git'));
  assert.deepEqual(dockerfileNotes(file, 'Dockerfile'), [
    'Dockerfile asks for the frontend docker/dockerfile:1, which is not run',
    'Dockerfile:2 is not run: FROM x',
    'Dockerfile:3 is not run: RUN apk add git',
  ]);
});

test('an argument fills its hole, and never becomes a flag of its own', () => {
  const fill = (entry: string, value: string) =>
    fillArguments([entry], { V: value }).flatMap((each) => splitFlags(each));
  assert.deepEqual(fill('-s -X main.v={{.Args.V}}', '1'), ['-s', '-X', 'main.v=1']);
  assert.deepEqual(fill('-X main.v={{ .Args.V }}', '1 -extld=/bin/sh'), ['-X', 'main.v=1 -extld=/bin/sh']);
  assert.deepEqual(fill('-X main.v={{.Args.V}}', `it's`), ['-X', `main.v=it's`]);
  assert.deepEqual(fill('-X main.v={{.Args.V}}', '$& $1'), ['-X', 'main.v=$& $1']);
  assert.deepEqual(fillArguments(['-X main.v={{.Version}} -s'], {}), ['-X main.v={{.Version}} -s']);
  assert.deepEqual(fill('-X main.v={{.Version}}-{{.Args.V}}', 'x'), ['-X', 'main.v={{.Version}}-x']);
  for (const [value, message] of [
    ['{{.Now}}', /template or control/],
    ['a\nb', /template or control/],
    [`'"`, /both kinds of quotes/],
  ] as const)
    assert.throws(() => fill('-X main.v={{.Args.V}}', value), { code: 'SETTINGS_INVALID', message });
  assert.throws(() => fillArguments(['-X a={{.Args.W}}'], { V: '1' }), /no argument W/);
  assert.throws(() => fillArguments(['-X a={{.Args.toString}}'], {}), /no argument toString/);
});

test('twinseal.yaml says which program a target is', async () => {
  const parse = (text: string) => parseSettings(encodeUtf8(text), 'twinseal.yaml');
  const { bake, images, main } = await parse('image: {user: "1"}\nbake: {App_1: {main: ./cmd/app, cmd: [serve]}}');
  assert.deepEqual([images, main], [undefined, []]);
  assert.deepEqual(bake?.[0], {
    name: 'App_1',
    main: ['./cmd/app'],
    image: { ...DEFAULT_SETTINGS.image, user: '1', cmd: ['serve'] },
  });
  await assert.rejects(parse('bake: {a: {}}'), { code: 'SETTINGS_INVALID' });
  await assert.rejects(parse('bake: {a.b: {main: .}}'), /name of a target/);
  await assert.rejects(parse('bake: {a: {main: cmd/app}}'), /package inside the module/);
});
