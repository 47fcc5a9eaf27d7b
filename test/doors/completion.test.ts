import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import type { Session } from '../../src/doors/cli/command.ts';
import { completionCommand } from '../../src/doors/cli/completion.ts';
import { parseCommandLine } from '../../src/doors/cli/parse.ts';
import { allVerbs } from '../../src/doors/cli/verbs.ts';

async function script(shell: string): Promise<string> {
  let text = '';
  const session = { out: (part: string) => (text += part) } as unknown as Session;
  assert.equal(await completionCommand.run(parseCommandLine(completionCommand, [shell]), undefined, session), 0);
  return text;
}
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

/** What bash would offer after these words, of which the last is being typed. */
async function offered(...words: string[]): Promise<readonly string[]> {
  const run = `${await script('bash')}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _twinseal; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['-c', run, 'bash', 'twinseal', ...words], {
    encoding: 'utf8',
    cwd: '/proc/self',
  });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return stdout.split('\n').filter((line) => line !== '');
}

test('bash is offered verbs, second words, flags and their values', {
  skip: !has('bash') && 'this machine: no bash',
}, async () => {
  assert.deepEqual(await offered('ver'), ['verify']);
  assert.deepEqual(await offered('policy', ''), ['init', 'explain', 'test', 'import']);
  assert.deepEqual(await offered('keys', 'g'), ['generate']);
  assert.deepEqual(await offered('keys', 'generate', 'no'), ['notation']);
  assert.deepEqual(await offered('keys', 'generate', ''), ['cosign', 'notation', 'log'], 'no files among them');
  assert.deepEqual(await offered('keys', 'generate', 'log', '--out', 'statu'), ['status']);
  assert.deepEqual(await offered('verify', 'x', '--report', 'j'), ['json=', 'junit=']);
  assert.deepEqual(await offered('verify', 'x', '--report', 'junit', '=', 'statu'), ['status']);
  assert.deepEqual(await offered('verify', '--co'), ['--cosign-key']);
  assert.deepEqual(await offered('verify', 'x', '-o', 'j'), ['json', 'junit']);
  assert.deepEqual(await offered('validate', '--as', 'm'), ['manifest']);
  assert.deepEqual((await offered('policy', 'init', '--cosign-key', 'stat')).toSorted(), ['stat', 'statm', 'status']);
});

test('every script names every verb and every flag', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const text = await script(shell);
    for (const verb of allVerbs()) {
      for (const word of verb.name.split(' ')) assert.ok(text.includes(word), `${shell} ${word}`);
      for (const { name } of (await verb.shape()).flags) assert.ok(text.includes(name), `${shell} --${name}`);
    }
  }
});

for (const shell of ['bash', 'zsh', 'fish'])
  test(`${shell} can read its script`, { skip: !has(shell) && `this machine: no ${shell}` }, async () => {
    const { status, stderr } = spawnSync(shell, ['-n'], { input: await script(shell), encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });
