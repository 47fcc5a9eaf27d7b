// Reviews that a real API server sent (test/testdata/kubernetes), of all kinds and operations, through the door of the validating webhook.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { bare, registry, sealed, signed, startDoor } from '../support/admission-door.ts';
import { WORKLOAD_KINDS } from '../support/admission-reviews.ts';

const folder = join(import.meta.dirname, '..', 'testdata', 'kubernetes');
const finally_: (() => unknown)[] = [];
after(async () => {
  for (const end of finally_.reverse()) await end();
});
const forAll = { after: (end: () => unknown) => void finally_.push(end) } as Pick<TestContext, 'after'>;
const workflow = {
  group: 'argoproj.io',
  kind: 'Workflow',
  podSpecs: [],
  images: ['/spec/templates/*/container/image'],
};
const door = await startDoor(forAll, { release: signed() }, { kinds: [workflow] });

interface Row {
  readonly name: string;
  readonly expected: string;
  readonly review: Parameters<typeof door.ask>[0];
}

/** What was recorded, with the images of this test's registry. */
function rowsOf(file: string): readonly Row[] {
  return readFileSync(join(folder, file), 'utf8')
    .replaceAll('registry.example.com', registry.host)
    .replaceAll('a'.repeat(64), sealed.index.digest.slice(7))
    .replaceAll('b'.repeat(64), bare.index.digest.slice(7))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
const all = files.flatMap(rowsOf);

test('the recorded reviews are of every kind and operation', () => {
  assert.ok(all.length >= 120, String(all.length));
  const seen = new Set(all.map(({ review: { request } }) => `${request.kind.kind} ${request.operation}`));
  for (const { kind } of WORKLOAD_KINDS)
    for (const operation of ['CREATE', 'UPDATE', 'DELETE'])
      assert.ok(seen.has(`${kind} ${operation}`), `${kind} ${operation}`);
  const subresources = new Set(
    all.map(({ review: { request } }) => (request as { subResource?: string }).subResource ?? ''),
  );
  for (const name of [
    '',
    'status',
    'scale',
    'ephemeralcontainers',
    'resize',
    'binding',
    'eviction',
    'exec',
    'attach',
    'portforward',
  ])
    assert.ok(subresources.has(name), name);
});

for (const file of files)
  test(`${file}: each review is answered as its step demands`, async () => {
    for (const { name, expected, review } of rowsOf(file)) {
      const answer = await door.ask(review);
      const message = answer.status?.message ?? '';
      const what = `${name}: ${message}`;
      assert.equal(answer.allowed, expected === 'pass', what);
      if (expected !== 'pass') assert.ok(message.includes(expected), what);
      assert.ok(message.length <= 120, what);
    }
  });

test('the mutating webhook pins every recorded tag, nothing else, and nothing twice', async () => {
  for (const { name, review } of all) {
    const { patch = '' } = await door.ask(review, '/admission/mutate');
    const steps =
      patch === '' ? [] : (JSON.parse(Buffer.from(patch, 'base64').toString()) as { value: string; path: string }[]);
    for (const { value, path } of steps) {
      assert.equal(value, `${registry.host}/team/app:v1@${sealed.index.digest}`, name);
      assert.match(path, /\/(?:image|reference)$/, name);
    }
    if (name === 'create: a tag') assert.equal(steps.length, 1, name);
  }
});
