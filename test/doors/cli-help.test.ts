import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { GLOBAL_FLAGS } from '../../src/doors/cli/command.ts';
import { allVerbs } from '../../src/doors/cli/verbs.ts';

const root = join(import.meta.dirname, '..', '..');
const bin = join(root, 'bin', 'twinseal');
const folder = mkdtempSync(join(tmpdir(), 'twinseal-cli-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function twinseal(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(bin, words, { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}

/** How many of our modules and packages a command loads, as Node itself tells. */
function modulesLoadedBy(...words: string[]): readonly string[] {
  const hook = join(folder, 'hook.mjs');
  const log = join(folder, 'loaded');
  writeFileSync(log, '');
  writeFileSync(
    hook,
    `import { registerHooks } from 'node:module';
import { appendFileSync } from 'node:fs';
registerHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(log)}, url + '\\n'); return next(url, context); } });`,
  );
  spawnSync(process.execPath, ['--import', hook, join(root, 'src/wire/cli.ts'), ...words], { cwd: folder });
  const urls = readFileSync(log, 'utf8').split('\n');
  return [...new Set(urls.filter((url) => url.startsWith('file:') && !url.endsWith('/hook.mjs')))];
}

test('--help goes to stdout with status 0 and names every verb and every exit status', () => {
  for (const words of [['--help'], ['-h'], ['help']]) {
    const { status, stdout, stderr } = twinseal(...words);
    assert.equal(status, 0);
    assert.equal(stderr, '');
    for (const { name, summary } of allVerbs()) assert.ok(stdout.includes(name) && stdout.includes(summary), name);
    assert.match(stdout, /0 allow or done, 1 deny, 2 usage or bad input, 3 could not tell/);
  }
});

test('without a verb the same page goes to stderr with status 2', () => {
  const { status, stdout, stderr } = twinseal();
  assert.equal(status, 2);
  assert.equal(stdout, '');
  assert.equal(stderr, twinseal('--help').stdout);
});

test('each verb explains itself: usage, every flag, and examples that begin with it', async () => {
  for (const verb of allVerbs()) {
    const shape = await verb.shape();
    const { status, stdout } = twinseal(...verb.name.split(' '), '--help');
    assert.equal(status, 0, verb.name);
    assert.equal(shape.name, verb.name);
    assert.ok(stdout.startsWith(`Usage: twinseal ${verb.name}`));
    for (const flag of [...shape.flags, ...GLOBAL_FLAGS]) assert.ok(stdout.includes(`--${flag.name}`), flag.name);
    assert.ok(shape.examples.length > 0, verb.name);
  }
});

test('examples are lines that the parser takes', async () => {
  const { parseCommandLine } = await import('../../src/doors/cli/parse.ts');
  for (const verb of allVerbs()) {
    const shape = await verb.shape();
    for (const { command } of shape.examples) {
      const match = /(?:^|\s|\()twinseal ((?:[^|>)]|(?<==)\S)+)/.exec(command);
      if (match === null) continue;
      const words = (match[1] ?? '').trim().split(/\s+/);
      assert.deepEqual(words.slice(0, verb.name.split(' ').length).join(' '), verb.name, command);
      parseCommandLine(shape, words.slice(verb.name.split(' ').length));
    }
  }
});

test('no flag of a verb has the name of a flag of every verb, and no short name is given twice', async () => {
  for (const verb of allVerbs()) {
    const { flags } = await verb.shape();
    const all = [...flags, ...GLOBAL_FLAGS];
    const names = all.map(({ name }) => name);
    const shorts = all.flatMap(({ short }) => short ?? []);
    assert.equal(new Set(names).size, names.length, verb.name);
    assert.equal(new Set(shorts).size, shorts.length, verb.name);
  }
});

test('--version prints the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  assert.deepEqual(twinseal('--version'), { status: 0, stdout: `twinseal ${version}\n`, stderr: '' });
});

test('an unknown verb is refused with the right one, on stderr, with status 2', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['verfiy', 'x'], /did you mean twinseal verify\?/],
    [['policy', 'int'], /did you mean twinseal policy init\?/],
    [['keys'], /Usage: twinseal keys VERB/],
    [['banana'], /banana is not a verb; see: twinseal --help/],
    [['\u001b[2Jx'], /\\u\{1b\}\[2Jx is not a verb/],
    [['--verison'], /is not a verb/],
    [['verify'], /IMAGE is missing/],
    [['verify', 'x', '--timeout', 'soon'], /--timeout is a number of seconds/],
  ];
  for (const [words, sentence] of cases) {
    const { status, stdout, stderr } = twinseal(...words);
    assert.equal(status, 2, words.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /\u001b/);
  }
});

test('every verb that help lists is wired to a road', () => {
  const wired = readFileSync(join(root, 'src/wire/cli.ts'), 'utf8');
  for (const { name } of allVerbs())
    assert.match(wired, new RegExp(`^ {2}(?:'${name}'|${name}): async \\(\\) =>`, 'm'), name);
});

test('--help loads no road, no adapter and no package, and few modules', () => {
  const loaded = modulesLoadedBy('--help');
  assert.deepEqual(
    loaded.filter((url) => !/\/src\/(?:wire|doors\/cli)\//.test(url)),
    [],
  );
  assert.equal(loaded.length, 5, loaded.join('\n'));
});

test('a reader that goes away changes neither the exit status nor stderr', async () => {
  const child = spawn(bin, ['--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(status, 0);
  assert.equal(errors, '');
});

test('a full disk behind stdout is noticed', () => {
  const { status } = spawnSync('sh', ['-c', `exec "$0" --help > /dev/full`, bin], { encoding: 'utf8' });
  assert.equal(status, 3);
});

test('--help starts in at most four times the time of an empty program', () => {
  const time = (command: string, words: readonly string[]) => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5; i++) {
      const from = process.hrtime.bigint();
      execFileSync(command, words, { stdio: 'ignore' });
      best = Math.min(best, Number(process.hrtime.bigint() - from) / 1e6);
    }
    return best;
  };
  const [ours, empty] = [time(bin, ['--help']), time(process.execPath, ['-e', '0'])];
  assert.ok(ours <= 4 * empty, `--help takes ${ours.toFixed(0)} ms, node -e 0 ${empty.toFixed(0)} ms`);
});
