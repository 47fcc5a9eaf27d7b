// What stands in code blocks of the pages must be what the program takes, as written.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseCommandLine } from '../../src/doors/cli/parse.ts';
import { allVerbs } from '../../src/doors/cli/verbs.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { parseSettings } from '../../src/seal/settings/parse-settings.ts';

const PAGES = ['README.md', 'docs/variations.md', 'docs/debug.md', 'docs/rebuild.md', 'docs/cli.md'];
const POLICY_PAGES = ['docs/policies.md', 'docs/policy-contents.md', 'docs/policy-signers.md', 'docs/policy-tools.md'];
const read = (page: string): string => readFileSync(join(import.meta.dirname, '..', '..', page), 'utf8');

/** The code blocks of a page, with the language that they name. */
function blocks(page: string): readonly { readonly language: string; readonly text: string }[] {
  return [...read(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

/** The words after `twinseal`, up to a comment, a redirection or the end of a substitution. */
function commands(page: string): readonly (readonly string[])[] {
  // Pictures are drawn with lines.
  const code = blocks(page).filter(({ text }) => !text.includes('─'));
  return code.flatMap(({ text }) =>
    [...text.matchAll(/(?:^|\s|<\()twinseal ([^#>)\n]*)/gm)].map(([, words = '']) => words.trim().split(/\s+/)),
  );
}

test('every command of the pages is one that the program takes', async () => {
  let seen = 0;
  for (const page of [...PAGES, ...POLICY_PAGES, 'docs/kubernetes.md'])
    for (const words of commands(page)) {
      const verbs = allVerbs().filter(({ name }) => `${words.join(' ')} `.startsWith(`${name} `));
      const verb = verbs.toSorted((a, b) => b.name.length - a.name.length)[0];
      assert.ok(verb !== undefined, `${page}: twinseal ${words.join(' ')}`);
      parseCommandLine(await verb.shape(), words.slice(verb.name.split(' ').length));
      seen++;
    }
  assert.ok(seen > 25, String(seen));
  await assert.rejects(async () => {
    const shape = await allVerbs()[0]?.shape();
    if (shape !== undefined) parseCommandLine(shape, ['./m', '--no-such-flag']);
  });
});

test('every settings file of the pages is one that is read', async () => {
  const files = PAGES.flatMap(blocks).filter(({ language }) => language === 'yaml');
  assert.ok(files.length >= 2);
  for (const { text } of files) await parseSettings(encodeUtf8(text), 'twinseal.yaml');
});

test('what the pages link to is there', () => {
  for (const page of [
    ...PAGES,
    ...POLICY_PAGES,
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'THREATS.md',
    'docs/formats.md',
  ])
    for (const [, target = ''] of read(page).matchAll(/\]\(([^)#:]+)\)/g))
      assert.ok(read(join(page, '..', target).replace(/^(policies)$/, '$1/release.yaml')).length > 0, target);
});
