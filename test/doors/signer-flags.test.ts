import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommandLine } from '../../src/doors/cli/parse.ts';
import { SIGNER_FLAGS, signersOf } from '../../src/doors/cli/signer-flags.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

const shape = { name: 'sign', description: '', arguments: [], flags: SIGNER_FLAGS, examples: [] };
const read = (...words: readonly string[]) => signersOf(parseCommandLine(shape, words));
const refused = (pattern: RegExp, ...words: readonly string[]) =>
  assert.throws(
    () => read(...words),
    (error) => error instanceof TwinsealError && error.code === 'USAGE' && pattern.test(error.message),
  );
const NOTATION = ['--notation-key', 'k.pem', '--notation-cert', 'c.pem'];

test('how notation signs is said by the flags that notation has', () => {
  assert.deepEqual(read(...NOTATION), { notation: { key: 'k.pem', certificate: 'c.pem' } });
  const words = ['--signature-format', 'cose', '--expiry', '30d', '--user-metadata', 'a=1', '--user-metadata', 'b=x=y'];
  assert.deepEqual(read(...NOTATION, ...words).notationChoices, {
    envelope: 'cose',
    expiresAfter: 2_592_000,
    userMetadata: { a: '1', b: 'x=y' },
  });
  assert.deepEqual(read(...NOTATION, '--expiry', '3h20m').notationChoices, {
    expiresAfter: 12_000,
    userMetadata: {},
  });
});

test('what makes no sense is refused in one sentence', () => {
  refused(/one of jws, cose, not pgp/, ...NOTATION, '--signature-format', 'pgp');
  refused(/no stretch of time such as 12h/, ...NOTATION, '--expiry', 'soon');
  refused(/no stretch of time such as 12h/, ...NOTATION, '--expiry', '0h');
  refused(/--user-metadata takes NAME=VALUE/, ...NOTATION, '--user-metadata', 'novalue');
  refused(/--user-metadata names a twice/, ...NOTATION, '--user-metadata', 'a=1,a=2');
  for (const words of [
    ['--signature-format', 'cose'],
    ['--expiry', '30d'],
    ['--user-metadata', 'a=1'],
  ])
    refused(/is about notation signatures: name the key of notation too/, '--cosign-key', 'cosign.key', ...words);
});
