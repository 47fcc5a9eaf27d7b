/**
 * Writes docs/cli.md and docs/errors.md from what the program itself uses: the verbs' shapes and the catalogues.
 *
 *     node docs/generate.ts
 *
 * Commit what it writes: a test generates again and compares.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandShape, type Flag, GLOBAL_FLAGS } from '../src/doors/cli/command.ts';
import { usageLine } from '../src/doors/cli/help.ts';
import { VERBS } from '../src/doors/cli/verbs.ts';
import { BUNDLE_CODES } from '../src/records/bundle-codes.ts';
import { CHECK_CODES } from '../src/records/check-codes.ts';
import { DOCUMENT_FINDING_CODES } from '../src/records/document-finding-codes.ts';
import { ERROR_CATALOGUE, type ErrorKind } from '../src/records/error-catalogue.ts';
import type { FindingKind } from '../src/records/finding-kind.ts';
import { LAYER_FINDING_CODES } from '../src/records/layer-finding-codes.ts';
import { LAYOUT_FINDING_CODES } from '../src/records/layout-finding-codes.ts';
import { PLATFORM_FINDING_CODES } from '../src/records/platform-finding-codes.ts';

const WRITTEN = '<!-- Written by docs/generate.ts; do not edit. -->\n';

/** The page of the command line. */
export async function cliPage(): Promise<string> {
  const parts = [
    `${WRITTEN}# The command line`,
    `\`twinseal VERB [ARGUMENTS] [FLAGS]\`. An argument that exists on disk is a path, else an image reference. Results go to
stdout, remarks and progress to stderr; progress shows on a terminal, or with \`--verbose\`. Colours show on a terminal,
unless \`NO_COLOR\` is set. Registries on loopback are spoken to in plain HTTP. Credentials for registries are those of
docker's configuration.`,
    `| status | meaning |
|---|---|
| 0 | allow, or done |
| 1 | deny: a check failed, evidence is missing, the sides differ, an error was found |
| 2 | usage, or bad input |
| 3 | could not tell: a fault of network, registry, disk or machine |`,
    `Flags of every verb:\n\n${flagTable(GLOBAL_FLAGS)}`,
  ];
  for (const { group, verbs } of VERBS) {
    parts.push(`## ${group}`);
    for (const verb of verbs) parts.push(verbSection(await verb.shape(), verb.summary));
  }
  return `${parts.join('\n\n')}\n`;
}

function verbSection(shape: CommandShape, summary: string): string {
  const parts = [`### twinseal ${shape.name}`, `${capital(summary)}.`, `\`${usageLine(shape)}\``, shape.description];
  if (shape.arguments.length > 0)
    parts.push(
      [
        '| argument | |',
        '|---|---|',
        ...shape.arguments.map(({ name, meaning }) => `| \`${name}\` | ${cell(meaning)} |`),
      ].join('\n'),
    );
  if (shape.flags.length > 0) parts.push(flagTable(shape.flags));
  parts.push(
    ['```sh', ...shape.examples.flatMap(({ command, meaning }) => [`# ${meaning}`, command]), '```'].join('\n'),
  );
  return parts.join('\n\n');
}

function flagTable(flags: readonly Flag[]): string {
  const rows = flags.map((flag) => {
    const { name, short, kind, value, choices, meaning } = flag;
    const shown =
      kind === 'switch' ? '' : ` ${choices?.join('\\|') ?? value ?? 'VALUE'}${kind === 'list' ? ',...' : ''}`;
    return `| ${short === undefined ? '' : `\`-${short}\`, `}\`--${name}\`${shown} | ${cell(meaning)} |`;
  });
  return ['| flag | |', '|---|---|', ...rows].join('\n');
}

/** The page of all codes. */
export function errorsPage(): string {
  const kinds: readonly (readonly [string, ErrorKind])[] = Object.entries(ERROR_CATALOGUE);
  const errors = kinds.map(
    ([code, { stage, exit, status, retryable, meaning }]) =>
      `| <a id="${code}"></a>\`${code}\` | ${stage} | ${exit} | ${status} | ${retryable ? 'yes' : 'no'} | ${cell(meaning)} |`,
  );
  return `${WRITTEN}# Codes

One code, one meaning; a code that has been published is never used again for something else.

## Errors

An error means that no answer could be formed. The command line prints one sentence with the code on stderr and ends with the exit
status; the service answers with a problem document (RFC 9457) whose \`type\` is \`https://twinseal.dev/errors/CODE\`.
*Retry* says whether the same request may succeed later without a change.

| code | stage | exit status | HTTP status | retry | meaning |
|---|---|---|---|---|---|
${errors.join('\n')}

## Checks

Codes of the checks in a verdict. A check that fails is an answer and no error; \`EVIDENCE_\` codes are of checks that could
not be told (\`fault\`), which make a verdict indeterminate when they could change it.

${codeTable(CHECK_CODES)}

## Bundles

Codes of what \`twinseal bundle verify\` finds.

${codeTable(BUNDLE_CODES)}

## Findings

Codes of what \`twinseal validate\` finds, the rule that each stands for, and what to do: [findings.md](findings.md).
`;
}

/** The page of what `validate` finds. */
export function findingsPage(): string {
  const groups: readonly (readonly [string, Readonly<Record<string, FindingKind>>])[] = [
    ['Documents', DOCUMENT_FINDING_CODES],
    ['Layouts, archives and blobs', LAYOUT_FINDING_CODES],
    ['Platforms and programs', PLATFORM_FINDING_CODES],
    ['Layers', LAYER_FINDING_CODES],
  ];
  const parts = groups.map(([title, codes]) => {
    const rows = Object.entries(codes).map(
      ([code, { meaning, source, remedy }]) =>
        `| <a id="${code}"></a>\`${code}\` | ${cell(meaning)} | ${cell(source)} | ${cell(remedy)} |`,
    );
    return `## ${title}\n\n| code | meaning | rule | what to do |\n|---|---|---|---|\n${rows.join('\n')}`;
  });
  return `${WRITTEN}# Findings

What \`twinseal validate\` and \`POST /layouts/validate\` find. An *error* breaks the text of a specification, or makes an image that
readers see differently or that can't run; a *warning* is legal and likely to hurt; a *hint* is better said otherwise. Errors alone
make an image invalid. Each finding has the digest of the blob or the file that it is about, and the JSON pointer inside of it (of a
layer, the path). Some codes are an error in one place and a warning in another: a missing blob is a warning with \`--sparse\`.

${parts.join('\n\n')}
`;
}

function codeTable(codes: Readonly<Record<string, string>>): string {
  return [
    '| code | meaning |',
    '|---|---|',
    ...Object.entries(codes).map(([code, meaning]) => `| \`${code}\` | ${cell(meaning)} |`),
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, 'cli.md'), await cliPage());
  writeFileSync(join(import.meta.dirname, 'errors.md'), errorsPage());
  writeFileSync(join(import.meta.dirname, 'findings.md'), findingsPage());
}
