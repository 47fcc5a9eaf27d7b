import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CommandShape } from '../../src/doors/cli/command.ts';
import { parseCommandLine } from '../../src/doors/cli/parse.ts';
import { nearest } from '../../src/formats/nearest.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

const shape: CommandShape = {
  name: 'verify',
  description: '',
  arguments: [
    { name: 'IMAGE', meaning: 'an image' },
    { name: 'WHERE', meaning: 'a place', optional: true, choices: ['here', 'there'] },
  ],
  flags: [
    { name: 'platform', kind: 'list', meaning: '' },
    { name: 'policy', short: 'p', kind: 'text', value: 'FILE', meaning: '' },
    { name: 'output', short: 'o', kind: 'text', choices: ['text', 'json'], meaning: '' },
    { name: 'vendor', kind: 'switch', meaning: '' },
  ],
  examples: [],
};
const parse = (...words: string[]) => parseCommandLine(shape, words);
const refused = (words: readonly string[], sentence: RegExp) =>
  assert.throws(
    () => parseCommandLine(shape, words),
    (error: unknown) => {
      assert.ok(error instanceof TwinsealError, String(error));
      assert.equal(error.code, 'USAGE');
      assert.equal(error.kind.exit, 2);
      assert.match(error.message, sentence);
      return true;
    },
  );

test('lists are taken with commas, repeated, and both', () => {
  for (const words of [
    ['i', '--platform', 'linux/amd64,linux/arm64'],
    ['i', '--platform', 'linux/amd64', '--platform=linux/arm64'],
    ['--platform=linux/amd64, linux/arm64', 'i'],
  ])
    assert.deepEqual(parse(...words).list('platform'), ['linux/amd64', 'linux/arm64']);
  assert.deepEqual(parse('i').list('platform'), []);
});

test('text is taken after a blank, an equals sign, and by the short name', () => {
  for (const words of [['--policy', 'f'], ['--policy=f'], ['-p', 'f'], ['-pf']])
    assert.equal(parse('i', ...words).text('policy'), 'f');
  assert.equal(parse('i', '--policy=-f').text('policy'), '-f');
  assert.equal(parse('i', '--policy=a=b').text('policy'), 'a=b');
});

test('switches, arguments and what follows -- are told apart', () => {
  const input = parse('--vendor', '--', '--odd', 'here');
  assert.equal(input.is('vendor'), true);
  assert.equal(input.is('quiet'), false);
  assert.equal(input.argument('IMAGE'), '--odd');
  assert.equal(input.optionalArgument('WHERE'), 'here');
  assert.equal(parse('i').optionalArgument('WHERE'), undefined);
});

test('the last argument may be many, and none of them empty', () => {
  const many = { ...shape, arguments: [{ name: 'IMAGE', meaning: 'an image', many: true }] };
  const input = parseCommandLine(many, ['a', '--vendor', 'b', '--', '-c']);
  assert.deepEqual(input.arguments('IMAGE'), ['a', 'b', '-c']);
  assert.equal(input.argument('IMAGE'), 'a');
  assert.deepEqual(parse('i').arguments('IMAGE'), ['i']);
  for (const words of [[], ['a', ''], ['']])
    assert.throws(() => parseCommandLine(many, words), /IMAGE is (?:missing|empty)/);
});

test('what is wrong is refused with the right name or form', () => {
  refused(['i', '--polciy', 'f'], /--polciy is not a flag of verify; did you mean --policy\?/);
  refused(['i', '--xyzzy'], /--xyzzy is not a flag of verify \(see: twinseal verify --help\)/);
  refused(['i', '-x'], /-x is not a flag/);
  refused(['i', '--no-vendor'], /is not a flag/);
  refused(['i', '--policy'], /--policy needs a value \(FILE\)/);
  refused(['i', '--policy', '--vendor'], /write --policy=--vendor/);
  refused(['i', '--policy='], /has an empty value/);
  refused(['i', '--policy', ''], /has an empty value/);
  refused(['i', '--platform', 'a,,b'], /has an empty value/);
  refused(['i', '--policy', 'a', '--policy', 'b'], /is given twice/);
  refused(['i', '--vendor=yes'], /--vendor takes no value/);
  refused(['i', '-o', 'jsno'], /is one of text, json, not jsno; did you mean json\?/);
  refused([], /IMAGE is missing: an image/);
  refused([''], /IMAGE is empty/);
  refused(['i', 'hree'], /WHERE is one of here, there, not hree; did you mean here\?/);
  refused(['i', 'here', 'more'], /more is one argument too many/);
  refused(['i', ...Array(300).fill('--platform=a')], /more than 256 values/);
  refused(Array(5000).fill('i'), /more than 4096 words/);
});

test('names of Object are names like any other', () => {
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString'])
    refused(['i', `--${name}=x`], /is not a flag/);
});

test('--help is seen beside a line that is otherwise incomplete', () => {
  assert.equal(parse('--help').is('help'), true);
  assert.equal(parse('-h').is('help'), true);
});

test('the nearest name is offered only when it is near', () => {
  assert.equal(nearest('verfiy', ['seal', 'verify']), 'verify');
  assert.equal(nearest('val', ['seal', 'validate']), 'validate');
  assert.equal(nearest('s', ['seal', 'serve']), undefined);
  assert.equal(nearest('sael', ['seal', 'serve']), 'seal');
  assert.equal(nearest('banana', ['seal', 'verify']), undefined);
  assert.equal(nearest('x'.repeat(1_000_000), ['seal']), undefined);
});

test('any words give an input or a USAGE error', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom('--', '-', '--policy', '--platform=', '-o', '--vendor', '-pq', '--=x'),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      try {
        parseCommandLine(shape, words);
      } catch (error) {
        assert.ok(error instanceof TwinsealError && error.code === 'USAGE', String(error));
      }
    }),
  );
});
