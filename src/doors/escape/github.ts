import { escapeTerminal } from './terminal.ts';

/**
 * The message of a workflow command (`::error::<message>`). Line breaks and per cent signs are encoded as the runner
 * decodes them; whatever else could act on a terminal is shown, not sent.
 *
 * @example escapeGithubData('100%\n::set-output') // '100%25%0A::set-output'
 * @see actions/toolkit `packages/core/src/command.ts`, `escapeData`
 */
export function escapeGithubData(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => escapeTerminal(line).replaceAll('%', '%25'));
  return lines.join('%0A');
}

/**
 * A property of a workflow command (`::error title=<property>::`), where colon and comma end a value.
 *
 * @example escapeGithubProperty('a:b,c') // 'a%3Ab%2Cc'
 * @see actions/toolkit `packages/core/src/command.ts`, `escapeProperty`
 */
export function escapeGithubProperty(text: string): string {
  return escapeGithubData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
