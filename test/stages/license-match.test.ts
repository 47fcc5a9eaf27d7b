import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchLicense } from '../../src/seal/sbom/license-match.ts';
import { LICENSE_LIST_VERSION, LICENSE_TEXTS } from '../../src/seal/sbom/license-texts.ts';
import { copyrightLines } from '../../src/seal/sbom/license-words.ts';

const text = (id: string) => LICENSE_TEXTS[id] ?? assert.fail(id);

test('the texts are of the list that the document names', async () => {
  const { readFileSync } = await import('node:fs');
  const readme = readFileSync(new URL('../../node_modules/spdx-license-list/readme.md', import.meta.url), 'utf8');
  assert.ok(readme.includes(`version ${LICENSE_LIST_VERSION}.`));
});

for (const id of Object.keys(LICENSE_TEXTS))
  test(`the text of ${id} is found, and no other`, () => {
    const match = matchLicense(text(id));
    if (/GPL-/.test(id)) {
      assert.equal(match.id, undefined);
      assert.ok(match.why.includes(id.replace('-only', '')));
    } else assert.equal(match.id, id);
  });

test('layout, case, comment marks, titles and holders do not matter', () => {
  const mit = `The MIT License (MIT)\n\nCopyright (c) 2020-2026 Somebody <a@example.com>\n${text('MIT').replaceAll(/\n/g, '\n// ').toUpperCase()}`;
  assert.equal(matchLicense(mit).id, 'MIT');
  const bsd = text('BSD-3-Clause').replace(
    'Neither the name of the copyright holder',
    'Neither the name of Google LLC',
  );
  assert.equal(matchLicense(bsd).id, 'BSD-3-Clause');
});

test('wrapping never matters', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('MIT', 'BSD-2-Clause', 'ISC', 'Apache-2.0'),
      fc.integer({ min: 20, max: 200 }),
      (id, width) => {
        const lines = text(id)
          .split('\n')
          .map((line) => line.replaceAll(new RegExp(`(.{1,${width}})(?: +|$)`, 'g'), '$1\n'));
        // A line that begins with a number may read as a list item once wrapped there.
        assert.ok([id as string, undefined].includes(matchLicense(lines.join('\n')).id));
      },
    ),
    { numRuns: 40 },
  );
});

test('Apache-2.0 with a filled-in appendix, without one, without its end line, or as the notice alone', () => {
  const full = text('Apache-2.0');
  const at = full.indexOf('END OF TERMS AND CONDITIONS');
  assert.ok(at > 0);
  const notice = full.slice(full.indexOf('Licensed under the Apache License'));
  for (const form of [
    full.replace('[yyyy] [name of copyright owner]', '2026 Somebody'),
    full.slice(0, at + 27),
    full.slice(0, at),
    `${full.slice(0, at + 27)}\n\nCopyright 2026 Somebody\n\n${notice}`,
    `Copyright 2026 Somebody\n\n${notice}`,
  ])
    assert.equal(matchLicense(form).id, 'Apache-2.0');
});

test('two whole texts in one file hold both', () => {
  const both = `${text('Apache-2.0')}\n-----\n${text('BSD-3-Clause').replace(/^.*\n/, 'Copyright 2009 The Go Authors.\n')}`;
  assert.equal(matchLicense(both).id, 'Apache-2.0 AND BSD-3-Clause');
});

for (const [what, changed] of [
  ['a purpose that is forbidden', `${text('MIT')}\nThe Software shall be used for Good, not Evil.`],
  [
    'a commercial clause before it',
    `"Commons Clause" License Condition v1.0\n\nThe Software is provided to you by the Licensor under the License, subject to the following condition. The grant of rights will not include the right to Sell the Software.\n\n${text('MIT')}`,
  ],
  ['a word that turns it', text('MIT').replace('without restriction', 'without restriction except military use')],
  [
    'a clause taken away',
    text('BSD-3-Clause')
      .replace(/3\. Neither[^\n]*\n/, '')
      .replace('2. Redistributions in binary', '2. Redistributions never in binary'),
  ],
  ['half of it missing', text('Apache-2.0').slice(0, 4000)],
  [
    'a project description around it',
    `This project has two licenses, MIT and Apache, and the following files were ported to Go from C:\n a.go b.go\n${text('MIT')}`,
  ],
] as const)
  test(`a licence with ${what} is none that is known`, () => {
    assert.equal(matchLicense(changed).id, undefined);
  });

test('nothing, prose and endless text are none', () => {
  for (const none of ['', 'All rights reserved.', 'See https://example.com/license', 'word '.repeat(100_000)])
    assert.equal(matchLicense(none).id, undefined);
});

test('who holds the copyright is told as it stands, and a template tells nobody', () => {
  assert.deepEqual(
    copyrightLines(
      'Copyright (c) 2013 A\n * Copyright 2014 The B Authors. All rights reserved.\ncopyright notice\n© 2020 C',
    ),
    ['Copyright (c) 2013 A', 'Copyright 2014 The B Authors. All rights reserved.', '© 2020 C'],
  );
  assert.deepEqual(copyrightLines(text('MIT')), []);
});
