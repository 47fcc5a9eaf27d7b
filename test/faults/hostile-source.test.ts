// A source tree and an environment that try to run programs and to read secrets, through `twinseal build` as a whole.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { writeHelloModule } from '../support/hello-module.ts';
import { withoutMounts } from '../support/private-mounts.ts';
import { PASSWORD, refusalBench } from '../support/refusals.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { warmCaches } from '../support/warm-caches.ts';

const bench = refusalBench();
after(() => bench.remove());
const { work, env } = bench;
const module = join(work, 'module');
const marks = join(work, 'marks');
mkdirSync(module);
mkdirSync(marks);
writeHelloModule(module);

/** A program that leaves a mark, then does what it stands in for as well as it can. */
function canary(name: string): string {
  const path = join(marks, `${name}.sh`);
  writeFileSync(path, `#!/bin/sh\n: > ${join(marks, `${name}.ran`)}\n[ $# -eq 0 ] || exec "$@"\n`, { mode: 0o755 });
  return path;
}
const ran = (): readonly string[] => readdirSync(marks).filter((name) => name.endsWith('.ran'));

// Not the repository's own file alone: git also takes configuration from variables and from the home folder.
const gitConfig = `[core]
	fsmonitor = ${canary('fsmonitor')}
	hooksPath = ${marks}
	pager = ${canary('pager')}
[log]
	showSignature = true
[gpg]
	program = ${canary('gpg')}
[filter "evil"]
	clean = ${canary('clean')}
	smudge = ${canary('smudge')}
	required = true
[diff]
	external = ${canary('external-diff')}
`;
const hostile: NodeJS.ProcessEnv = {
  ...env,
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'core.fsmonitor',
  GIT_CONFIG_VALUE_0: canary('variable'),
  GIT_EXTERNAL_DIFF: canary('git-external-diff'),
  GOFLAGS: `-toolexec=${canary('toolexec')}`,
  CC: canary('cc'),
  GOENV: join(work, 'goenv'),
  AWS_SECRET_ACCESS_KEY: 'aws-secret-of-the-user',
  SSH_AUTH_SOCK: join(work, 'agent.sock'),
};

test('a build runs nothing that the source, its repository, or the environment names', async () => {
  writeFileSync(join(work, 'goenv'), `GOFLAGS=-toolexec=${canary('goenv')}\n`);
  writeFileSync(join(module, '.git', 'info', 'attributes'), '* filter=evil\n');
  writeFileSync(join(module, '.git', 'config'), `[core]\n\trepositoryformatversion = 0\n${gitConfig}`);
  writeFileSync(join(work, '..', 'home', '.gitconfig'), gitConfig);
  execFileSync('git', ['-c', 'safe.directory=*', 'status'], { cwd: module, env: hostile, stdio: 'ignore' });
  assert.notDeepEqual(ran(), [], 'plain git takes the bait, or this test proves nothing');
  for (const name of ran()) rmSync(join(marks, name));

  const words = ['build', 'module', '--platform', 'linux/amd64', '--cache', warmCaches(), '-o', 'json'];
  const { status, stdout, stderr } = await twinseal(words, { cwd: work, env: hostile });
  assert.equal(status, 0, stderr);
  assert.equal(JSON.parse(stdout).outcome, 'identical');
  assert.deepEqual(ran(), []);
  assert.deepEqual(readdirSync(bench.temporary), []);
});

test('a prepare command finds no secret, no key, no home and no other file of the user', {
  skip: withoutMounts(),
}, async () => {
  bench.write({ 'home-of-keys/cosign.key': 'PRIVATE-4711' });
  const look = [
    'echo "home: $HOME"',
    `cat ${work}/home-of-keys/cosign.key && echo READ-A-KEY`,
    `(: > ${work}/mark) && echo WROTE-OUTSIDE`,
    // Filtered there, since only the first lines of what a command says are shown.
    'cat /proc/[0-9]*/environ | tr "\\0" "\\n" | grep -E "^HOME=|horse|secret|agent|toolexec" | sort -u',
    'exit 3',
  ].join('\n');
  writeFileSync(join(work, 'look.yaml'), `build:\n  prepare: [[sh, -c, ${JSON.stringify(look)}]]\n`);
  const words = ['build', 'module', '--platform', 'linux/amd64', '--settings', 'look.yaml'];
  const { status, stdout, stderr } = await twinseal(words, { cwd: work, env: hostile });
  assert.equal(status, 1, stdout + stderr);
  assert.equal(stdout, '');
  assert.match(
    stderr,
    /prepare command .* ended with status 3 on side a(?: \(\w+\))?\n.*\n {2}home: \/.*\n {2}HOME=\//s,
    'it did look around',
  );
  const details = stderr.slice(stderr.indexOf('\n'));
  for (const secret of [PASSWORD, 'aws-secret-of-the-user', 'agent.sock', 'toolexec', 'PRIVATE-4711', 'WROTE-OUTSIDE'])
    assert.ok(!details.includes(secret), `${secret} was found:\n${details}`);
  assert.ok(!existsSync(join(work, 'mark')));
  assert.equal(readFileSync(join(work, 'home-of-keys', 'cosign.key'), 'utf8'), 'PRIVATE-4711');
});
