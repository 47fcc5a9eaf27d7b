import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { differenceText } from '../../src/doors/cli/difference-text.ts';
import { compareFiles } from '../../src/roads/compare-files.ts';
import { goWorkshop } from '../support/go-program.ts';
import { QUICK_CASES } from './explain-cases.ts';

// Real programs of the Go on PATH, with the caller's warm cache. What needs the standard library compiled anew is in
// explain-corpus.heavy.test.ts.
const go = goWorkshop();
after(() => go.remove());

for (const { what, a, b, name, reason, fix, evidence } of QUICK_CASES) {
  test(`${what} is named ${name}, with its evidence and its fix`, () => {
    const difference = compareFiles(go.build(a), go.build(b));
    assert.ok(difference !== undefined, 'the programs must differ');
    const [first] = difference.causes;
    const all = JSON.stringify(difference.causes, undefined, 1);
    assert.equal(first?.name, name, all);
    assert.match(first.reason, reason);
    assert.match(first.fix, fix);
    assert.ok(
      first.evidence.some((line) => evidence.test(line)),
      all,
    );
    const text = differenceText([{ platform: '-', name: 'app', ...difference }]);
    assert.equal(text.split('\n')[0], `app  DIFFERENT: ${first.reason} (${name})`);
    assert.match(text, /\n {4}seen: [^\n]+\n/);
    assert.match(text, /\n {4}fix: {2}[^\n]+\n/);
  });
}

test('the same program built twice in different folders has no difference', () => {
  assert.equal(compareFiles(go.build(), go.build()), undefined);
});
