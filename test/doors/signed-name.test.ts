import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommandLine } from '../../src/doors/cli/parse.ts';
import { SIGNED_NAME_FLAG, withSignedName } from '../../src/doors/cli/signed-name.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

const shape = { name: 'x', description: '', arguments: [], flags: [SIGNED_NAME_FLAG], examples: [] };
const named = (words: readonly string[], name?: string) =>
  withSignedName({ cosignKey: 'k' }, parseCommandLine(shape, words), name).signedName;

test('a whole reference names its repository, a tag or a short name none, and the flag decides', () => {
  assert.equal(named([], 'registry.example.com/team/app:v1'), 'registry.example.com/team/app');
  assert.equal(named([], 'localhost/app'), 'localhost/app');
  assert.equal(named([], '127.0.0.1:5000/app:v1'), '127.0.0.1:5000/app');
  for (const name of [undefined, 'v1', 'latest', 'team/app', 'v1.2.3']) assert.equal(named([], name), undefined, name);
  assert.equal(named(['--signed-name', 'alpine'], 'registry.example.com/app:v1'), 'docker.io/library/alpine');
  for (const words of [
    ['--signed-name', 'https://a/b'],
    ['--signed-name', 'a.io/B'],
  ])
    assert.throws(
      () => named(words),
      (error: unknown) => error instanceof TwinsealError && error.code === 'USAGE',
    );
  assert.throws(() => named([], 'registry.example.com/App:v1'), /--name: /);
});
