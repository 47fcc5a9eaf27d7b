// What docs/variations.md says of each condition: a program that takes one in differs between the sides, by that alone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { trialContainment } from '../../src/adapters/sandbox/sandbox.ts';
import { compareConditions } from '../../src/seal/compare/compare-conditions.ts';
import { testCall, twinHarness } from './twin-harness.ts';

const twin = twinHarness();
// Generators do not run as plain processes.
const skip = (await trialContainment(join(twin.root, 'trial'), testCall())).kind === 'process';
after(() => twin.remove());

/** How a generator that nobody looked at closely takes a condition into the code. */
const TAKEN_IN = {
  path: 'pwd -P',
  home: 'echo "$HOME"',
  hostname: 'uname -n',
  timezone: 'echo "$TZ $(date -d @0 +%H%M)"',
  locale: 'echo "$LC_ALL $LANG $LANGUAGE"',
  umask: 'umask',
  environment: 'echo "$BUILD_NUMBER $CI"',
  parallelism: 'echo "$GOMAXPROCS"',
  'file-times': 'stat -c %Y go.mod',
  user: 'id -u',
  // Varied by nobody, and yet never the same.
  clock: 'date +%s.%N',
  // Nothing of the side: equal on both.
  nothing: 'echo constant',
} as const;
const names = Object.keys(TAKEN_IN) as readonly (keyof typeof TAKEN_IN)[];

test('each condition that is taken into a program makes that program differ, and no other', { skip }, async () => {
  const main = 'package main\n\nfunc main() { println(taken) }\n';
  const folder = twin.module({
    'go.mod': 'module example.com/taken\n\ngo 1.21\n',
    ...Object.fromEntries(names.map((name) => [`cmd/${name}/main.go`, main])),
  });
  const generate = names.map(
    (name) => `printf 'package main\\n\\nconst taken = "%s"\\n' "$(${TAKEN_IN[name]})" > cmd/${name}/generated.go`,
  );
  const prepare = [['sh', '-ec', generate.join('\n')]];
  const planned = await twin.plan(
    folder,
    { prepare },
    names.map((name) => `./cmd/${name}`),
  );
  const { comparison, a, b } = await twin.twins(planned);
  const conditions = compareConditions(planned.plan, a.observed, b.observed);
  const varied = new Set(conditions.filter((each) => each.varied).map(({ name }) => name as string));
  assert.ok(comparison.outcome === 'different');
  assert.deepEqual(
    comparison.differences.map(({ name }) => name).sort(),
    names.filter((name) => varied.has(name) || name === 'clock').sort(),
  );
  // Where namespaces are to be had, only the user may be one that the sandbox can't choose.
  const always = names.filter((name) => !['nothing', 'clock', 'user'].includes(name));
  if (a.isolation.kind === 'namespaces') for (const name of always) assert.ok(varied.has(name), name);
});
