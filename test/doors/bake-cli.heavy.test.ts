// Bad input of `twinseal bake`, as a user would give it: one sentence each, and nothing is written.
import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bakeFiles } from '../../src/adapters/buildx/bake-files.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { GO_MOD, MAIN_GO, refusalBench } from '../support/refusals.ts';

const bench = refusalBench();
after(() => bench.remove());
const plan = (target: object) => JSON.stringify({ group: { default: { targets: Object.keys(target) } }, target });
bench.write({
  'go.mod': GO_MOD,
  'main.go': MAIN_GO,
  'cosign.key': 'x',
  'twinseal.yaml': 'bake: {app: {main: .}}',
  'app.json': plan({ app: {} }),
  'lint.json': plan({ lint: {} }),
  'both.json': plan({ app: {}, lint: {} }),
  'uname.json': plan({ app: { platforms: ['linux/x86_64'] } }),
  'broken.json': '{"target": ',
  'no-target.json': '{}',
});
const words = (...more: readonly string[]) => ['bake', '--layout', 'all.oci', '--cosign-key', 'cosign.key', ...more];

test('a plan that cannot be sealed is refused before anything is built', async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [words('--resolved', 'lint.json'), /none of the targets is a program.*bake: \{lint: \{main/],
    [words('--resolved', 'both.json', 'lint'), /target lint is no program/],
    [words('--resolved', 'app.json', 'nobody'), /no target or group "nobody"/],
    [words('--resolved', 'app.json', '--push'), /target app has no tags/],
    [words('--resolved', 'uname.json'), /target app: .*amd64/],
    [words('--resolved', 'broken.json'), /the resolved bake file/],
    [words('--resolved', 'no-target.json'), /"target" is missing|target.* is missing/],
    [words('--resolved', 'absent.json'), /no such file/],
    [words('--resolved', 'app.json', '--var', 'A=1'), /leave --file and --var out/],
    [words('--var', 'NOT_THERE_AT_ALL'), /no such variable/],
    [words('--var', '=x'), /takes NAME=VALUE/],
    [words('--resolved', 'app.json', '../app'), /no name of a target/],
    [['bake', '--cosign-key', 'cosign.key'], /where the layout goes/],
    [['bake', '--layout', 'all.oci'], /who signs/],
  ];
  for (const [given, says] of cases) await bench.refuse({ words: given, status: 2, says });
});

test('without docker and buildx, it says what to do', async () => {
  await bench.refuse({
    words: words(),
    status: 2,
    says: /neither docker nor buildx.*--resolved/,
    env: { PATH: '/nonexistent' },
  });
});

test('what goes wrong with a bake file has a code of its own', async () => {
  const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
  const request = { folder: bench.work, files: [], targets: [], variables: {} };
  const nowhere = bakeFiles({ PATH: '/nonexistent' }, () => assert.fail('nothing was piped'));
  await assert.rejects(nowhere.resolve(request, call), { code: 'BAKE_TOOL_MISSING' });
  // A docker without the plugin; what it says is of docker 28.
  const says = "docker: unknown command: docker buildx\\n\\nRun 'docker --help' for more information";
  for (const text of ["docker: 'buildx' is not a docker command.", 'unknown shorthand flag: ', says]) {
    bench.write({ 'bare/docker': `#!/bin/sh\nprintf "${text}" >&2\nexit 1\n` });
    chmodSync(join(bench.work, 'bare', 'docker'), 0o755);
    const bare = bakeFiles({ PATH: join(bench.work, 'bare') }, () => assert.fail('nothing was piped'));
    await assert.rejects(bare.resolve({ ...request, folder: '/' }, call), (error) => {
      assert.ok(error instanceof TwinsealError);
      assert.equal(error.code, 'BAKE_TOOL_MISSING');
      assert.match(error.message, /install buildx/);
      return true;
    });
  }
  // A program that fails as buildx does for a file that it can't read.
  bench.write({ 'bin/buildx': '#!/bin/sh\necho "ERROR: no such variable" >&2\nexit 1\n' });
  chmodSync(join(bench.work, 'bin', 'buildx'), 0o755);
  const failing = bakeFiles({ PATH: `${join(bench.work, 'bin')}:/bin:/usr/bin` }, () =>
    assert.fail('nothing was piped'),
  );
  await assert.rejects(failing.resolve({ ...request, folder: '/' }, call), (error) => {
    assert.ok(error instanceof TwinsealError);
    assert.equal(error.code, 'BAKE_INVALID');
    assert.match(error.details.join(), /no such variable/);
    return true;
  });
});
