import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { FormatError } from '../../src/formats/format-error.ts';
import type { JsonObject, JsonValue } from '../../src/formats/json/value.ts';
import { admissionReview, parseAdmissionReview } from '../../src/formats/kubernetes/admission-review.ts';
import { parseManifests } from '../../src/formats/kubernetes/manifests.ts';
import { imagesOfObject, MAX_OBJECT_IMAGES } from '../../src/formats/kubernetes/object-images.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { DEFAULT_YAML_LIMITS, parseYaml, parseYamlStream } from '../../src/formats/yaml.ts';
import { objectOf, type PodImages, reviewOf, WORKLOAD_KINDS } from '../support/admission-reviews.ts';

const LIMITS = { maxBytes: 1024 * 1024, maxDepth: 64, maxValues: 10_000 };
const image = fc.stringMatching(/^[a-z]{1,8}\/[a-z]{1,8}(:v[0-9])?$/);
const images = fc.record({
  containers: fc.array(image, { maxLength: 4 }),
  init: fc.array(image, { maxLength: 4 }),
  ephemeral: fc.array(image, { maxLength: 4 }),
  volumes: fc.array(image, { maxLength: 4 }),
});
const all = ({ containers = [], init = [], ephemeral = [], volumes = [] }: PodImages) =>
  [...containers, ...init, ...ephemeral, ...volumes].sort();

/** What stands at a JSON pointer. */
function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step.replaceAll('~1', '/')], value);
}

test('of every kind exactly the images are found that were put in, and each pointer leads to its image', () => {
  fc.assert(
    fc.property(fc.constantFrom(...WORKLOAD_KINDS), images, (kind, given) => {
      const object = objectOf(kind, given) as JsonObject;
      const found = imagesOfObject(object, kind, []) ?? [];
      assert.deepEqual(found.map((one) => one.image).sort(), all(given));
      for (const one of found) assert.equal(at(object, one.pointer), one.image);
      assert.equal(new Set(found.map(({ pointer }) => pointer)).size, found.length);
      const rendered = encodeUtf8(`---\n${stringify(object)}---\n# end\n`);
      assert.deepEqual(
        parseManifests(rendered, [])
          .images.map((one) => one.image)
          .sort(),
        all(given),
      );
      // The same pod spec in a kind that nobody described.
      const custom = encodeUtf8(stringify({ ...object, apiVersion: 'example.com/v1', kind: 'Fleet' }));
      assert.deepEqual(
        parseManifests(custom, [])
          .images.map((one) => one.image)
          .sort(),
        all(given),
      );
    }),
    { numRuns: 60 },
  );
});

const custom = (kind: string, spec: JsonValue) => ({
  apiVersion: 'example.com/v1',
  kind,
  metadata: { name: 'x' },
  spec,
});
const UNKNOWN: readonly (readonly [JsonObject, ...string[]])[] = [
  [custom('Prometheus', { image: 'a/b:v1' }), '/spec/image'],
  [custom('Cluster', { imageName: 'a/b:16' }), '/spec/imageName'],
  [
    custom('Task', { stepTemplate: { image: 'a/b' }, steps: [{ image: 'c/d' }] }),
    '/spec/stepTemplate/image',
    '/spec/steps/0/image',
  ],
  [custom('HelmRelease', { values: { image: { repository: 'a/b', tag: 'v1' } } }), '/spec/values/image/repository'],
  [custom('Application', { kustomize: { images: ['a=b/c:v1'] } }), '/spec/kustomize/images/0'],
  [custom('Runner', { workerImageRef: 'a/b' }), '/spec/workerImageRef'],
  // A pod in it is judged, and takes nothing away.
  [custom('Both', { template: { containers: [{ image: 'a/b' }] }, sidecarImage: 'c/d' }), '/spec/sidecarImage'],
];
const KNOWN: readonly JsonObject[] = [
  custom('Fleet', { template: { containers: [{ image: 'a/b' }], volumes: [{ image: { reference: 'c/d' } }] } }),
  custom('Issue', {
    imagePullPolicy: 'Always',
    imagePullSecrets: [{ name: 'a' }],
    image: '',
    images: [{ glob: 'a/**' }],
  }),
  custom('Board', { imageUrl: 'https://example.com/logo.png', metadata: { annotations: { image: 'a' } } }),
  custom('Schema', { properties: { image: { type: 'string' }, images: { type: 'array' } } }),
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'x', annotations: { image: 'a' } },
    data: { image: 'a/b:v1' },
  },
  { apiVersion: 'v1', kind: 'Service', spec: { selector: { image: 'a' } } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    rules: [{ apiGroups: ['image'], resources: ['images'] }],
  },
  {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: { versions: [{ schema: { properties: { image: { type: 'string', default: { image: 'a/b' } } } } }] },
  },
];
test('an object of a kind that nobody described is unknown where something else is named like an image, and only there', () => {
  for (const [object, ...places] of UNKNOWN) {
    const { unknown } = parseManifests(encodeUtf8(stringify(object)), []);
    const named = { kind: object.kind, namespace: '', name: 'x' };
    assert.deepEqual(unknown, [{ object: named, kind: `${object.kind}.example.com`, places }]);
    const kinds = [{ group: 'example.com', kind: String(object.kind), podSpecs: [], images: [] }];
    assert.deepEqual(parseManifests(encodeUtf8(stringify(object)), kinds).unknown, [], 'described as holding none');
  }
  for (const object of KNOWN) assert.deepEqual(parseManifests(encodeUtf8(stringify(object)), []).unknown, []);
  // The name alone is none of Kubernetes' own.
  const alias = { ...custom('Service', { template: { image: 'a/b' } }), apiVersion: 'serving.example.com/v1' };
  assert.equal(parseManifests(encodeUtf8(stringify(alias)), []).unknown.length, 1);
});

test('any JSON in the place of an object or review is read or refused, and nothing else', () => {
  const readOrRefused = (read: () => unknown): void => {
    try {
      read();
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
    }
  };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(...WORKLOAD_KINDS), (value, kind) => {
      const object = [...kind.path].reverse().reduce<unknown>((inner, step) => ({ [step]: inner }), value);
      readOrRefused(() => imagesOfObject(object as JsonObject, kind, []));
      const lists = { containers: value, volumes: value, initContainers: [value] };
      readOrRefused(() => imagesOfObject({ spec: lists as JsonValue } as JsonObject, { group: '', kind: 'Pod' }, []));
      readOrRefused(() => parseAdmissionReview(encodeUtf8(JSON.stringify(value))));
      const review = reviewOf(kind, 'CREATE', {});
      const names = Object.keys(review.request);
      for (const name of names)
        readOrRefused(() =>
          parseAdmissionReview(
            encodeUtf8(JSON.stringify({ ...review, request: { ...review.request, [name]: value } })),
          ),
        );
    }),
    { numRuns: 100 },
  );
});

test('custom paths stand for every member, and take none of the built-in ones away', () => {
  const kinds = [
    { group: 'x.io', kind: 'Flow', podSpecs: [], images: ['/spec/steps/*/image', '/spec/by~1name/*'] },
    { group: '', kind: 'Pod', podSpecs: [], images: ['/metadata/annotations/image'] },
  ];
  const flow = { spec: { steps: [{ image: 'a' }, {}, { image: null }, { image: 'b' }], 'by/name': { x: 'c' } } };
  const found = imagesOfObject(flow, { group: 'x.io', kind: 'Flow' }, kinds);
  assert.deepEqual(
    found?.map(({ pointer, image }) => `${pointer} ${image}`),
    ['/spec/steps/0/image a', '/spec/steps/3/image b', '/spec/by~1name/x c'],
  );
  const pod = { metadata: { annotations: { image: 'n' } }, spec: { containers: [{ name: 'a', image: 'm' }] } };
  assert.deepEqual(
    imagesOfObject(pod, { group: '', kind: 'Pod' }, kinds)?.map(({ image }) => image),
    ['m', 'n'],
  );
  assert.equal(imagesOfObject(flow, { group: 'y.io', kind: 'Flow' }, kinds), undefined);
  assert.throws(() => imagesOfObject({ spec: 7 }, { group: 'x.io', kind: 'Flow' }, kinds), FormatError);
});

test('the images of one object are bounded', () => {
  const containers = (count: number) => ({
    spec: { containers: Array.from({ length: count }, () => ({ image: 'a' })) },
  });
  const pod = { group: '', kind: 'Pod' };
  assert.equal(imagesOfObject(containers(MAX_OBJECT_IMAGES), pod, [])?.length, MAX_OBJECT_IMAGES);
  assert.throws(() => imagesOfObject(containers(MAX_OBJECT_IMAGES + 1), pod, []), /more than 256 images/);
});

test('an answer that allows has no status, and one that refuses no patch that was not given', () => {
  assert.deepEqual(admissionReview('u', { allowed: true }).response, { uid: 'u', allowed: true });
  assert.deepEqual(admissionReview('u', { allowed: false, message: 'm' }).response, {
    uid: 'u',
    allowed: false,
    status: { code: 403, reason: 'Forbidden', message: 'm' },
  });
});

test('a stream gives for each document what the strict reader gives for it alone, and refuses what that refuses', () => {
  const value = fc.jsonValue({ maxDepth: 3, noUnicodeString: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (values) => {
      const texts = values.map((one) => stringify(one));
      let alone: readonly JsonValue[];
      try {
        alone = texts.map((text) => parseYaml(encodeUtf8(text), { ...DEFAULT_YAML_LIMITS, maxDepth: 64 }));
      } catch {
        return;
      }
      assert.deepEqual(parseYamlStream(encodeUtf8(texts.map((text) => `---\n${text}`).join('')), LIMITS), alone);
    }),
    { numRuns: 100 },
  );
  const refused = [
    'a: *x\n',
    'a: &x 1\n',
    'a: !!binary eA==\n',
    '%YAML 1.1\n---\na: 1\n',
    'a: 1\na: 2\n',
    '<<: {a: 1}\n',
    'a: .inf\n',
  ];
  for (const text of refused) assert.throws(() => parseYamlStream(encodeUtf8(text), LIMITS), FormatError, text);
  assert.deepEqual(parseYamlStream(encodeUtf8('a: 1.5\n---\n---\n-1e3\n'), LIMITS), [
    { __proto__: null, a: 1.5 },
    null,
    -1000,
  ]);
  assert.throws(() => parseYamlStream(encodeUtf8('a: 1\n---\n'.repeat(6000)), LIMITS), /more than 10000 values/);
});

test('a list is opened only where it holds objects, and never hides what stands beside them', () => {
  const images = (value: object) =>
    parseManifests(Buffer.from(JSON.stringify(value)), []).images.map(({ image }) => image);
  const pod = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'a', image: 'x@sha256:1' }] } };
  const spec = { containers: [{ name: 'b', image: 'y@sha256:2' }] };
  assert.deepEqual(images({ apiVersion: 'v1', kind: 'List', metadata: {}, items: [pod] }), ['x@sha256:1']);
  assert.deepEqual(images({ apiVersion: 'v1', kind: 'PodList', items: [pod] }), ['x@sha256:1']);
  for (const items of [[], ['10.0.0.0/8'], [{ cidr: '10.0.0.0/8' }]])
    assert.deepEqual(images({ apiVersion: 'example.com/v1', kind: 'AllowList', items, spec }), ['y@sha256:2']);
  assert.deepEqual(images({ apiVersion: 'example.com/v1', kind: 'AllowList', items: ['10.0.0.0/8'] }), []);
  assert.ok(images({ apiVersion: 'example.com/v1', kind: 'FooList', items: [pod], spec }).includes('y@sha256:2'));
});
