import { TwinsealError } from '../../records/twinseal-error.ts';
import { cHabitAnswer } from './c-habits.ts';

// Only what changes the program and can neither name a path (-cpuprofile writes files anywhere), nor start another program
// (-extld, -toolexec), nor break a promise that is made elsewhere (-linkmode, -buildmode, -trimpath).
const LINKER =
  /^(?:-s|-w|-s=(?:true|false)|-w=(?:true|false)|-compressdwarf=(?:true|false)|-checklinkname=0|-B=gobuildid|-buildid=[\w/.-]*)$/;
const COMPILER =
  /^(?:-N|-l(?:=[0-4])?|-B|-C|-e|-dwarf=(?:true|false)|-dwarflocationlists=(?:true|false)|-smallframes|-spectre=(?:all|index|ret)|-wb=(?:true|false))$/;
const TAG = /^[\p{L}\p{N}_][\p{L}\p{N}_.]*$/u;
// An importable name and a variable: what the linker's -X takes.
const VARIABLE = /^[A-Za-z0-9_.~+/-]+\.[\p{L}_][\p{L}\p{N}_]*$/u;
const MAX_VALUE = 4096;

/**
 * Checks linker flags after their templates were evaluated; `-X` takes the word that follows it.
 * @throws TwinsealError `SETTINGS_INVALID` naming the flag
 * @example checkLinkerFlags(['-s', '-X', 'main.version=1.2.3'])
 * @see go doc cmd/link
 */
export function checkLinkerFlags(words: readonly string[]): void {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (LINKER.test(word)) continue;
    const definition = word === '-X' ? words[index + 1] : word.startsWith('-X=') ? word.slice(3) : undefined;
    if (definition === undefined)
      throw refused('ldflags', word, '-s, -w, -X, -compressdwarf, -checklinkname=0, -B=gobuildid and -buildid');
    if (word === '-X') index += 1;
    const at = definition.indexOf('=');
    const value = definition.slice(at + 1);
    if (at < 1 || !VARIABLE.test(definition.slice(0, at)) || value.length > MAX_VALUE || /[\0\n\r]/.test(value)) {
      throw new TwinsealError(
        'SETTINGS_INVALID',
        `the linker flag -X ${JSON.stringify(definition.slice(0, 100))} is not of the form package.variable=text`,
      );
    }
  }
}

/**
 * Checks compiler flags, of which each may begin with the pattern `all=`.
 * @throws TwinsealError `SETTINGS_INVALID` naming the flag
 * @example checkCompilerFlags(['-N', '-l'])
 * @see go doc cmd/compile
 */
export function checkCompilerFlags(words: readonly string[]): void {
  for (const word of words) {
    if (!COMPILER.test(word))
      throw refused('gcflags', word, '-N, -l, -B, -C, -e, -dwarf, -dwarflocationlists, -smallframes, -spectre and -wb');
  }
}

/** Checks build tags. @throws TwinsealError `SETTINGS_INVALID` @example checkTags(['netgo']) @see go/build/constraint */
export function checkTags(tags: readonly string[]): void {
  for (const tag of tags) {
    if (!TAG.test(tag))
      throw new TwinsealError(
        'SETTINGS_INVALID',
        `${JSON.stringify(tag.slice(0, 100))} is no build tag: letters, digits, _ and . are taken`,
      );
  }
}

/**
 * Checks names for GOEXPERIMENT; which of them a Go knows, only that Go can say.
 * @throws TwinsealError `SETTINGS_INVALID` naming the entry
 * @example checkExperiments(['jsonv2', 'nogreenteagc'])
 * @see go doc internal/goexperiment
 */
export function checkExperiments(names: readonly string[]): void {
  for (const name of names) {
    if (!/^[a-z][a-z0-9]{0,63}$/.test(name))
      throw new TwinsealError(
        'SETTINGS_INVALID',
        `${JSON.stringify(name.slice(0, 100))} is no experiment of Go: write a name of GOEXPERIMENT such as jsonv2`,
      );
  }
}

/**
 * Checks where the compiler's profile comes from: a file of the source only, since any other would be an input that nobody
 * recorded.
 * @throws TwinsealError `SETTINGS_INVALID`
 * @example checkProfile('./profiles/app.pgo')
 * @see go help build, -pgo
 */
export function checkProfile(pgo: string): void {
  if (pgo === 'auto' || pgo === 'off') return;
  const plain = /^\.\/[^\0-\x1f]{1,1000}$/.test(pgo);
  if (!plain || pgo.split('/').includes('..') || pgo.endsWith('/'))
    throw new TwinsealError(
      'SETTINGS_INVALID',
      `${JSON.stringify(pgo.slice(0, 100))} is no profile: write auto, off, or a file of the source such as ./profiles/app.pgo`,
    );
}

function refused(where: string, word: string, allowed: string): TwinsealError {
  return new TwinsealError(
    'SETTINGS_INVALID',
    `${where} does not take ${JSON.stringify(word.slice(0, 100))}: ${cHabitAnswer(word) ?? `${allowed} are allowed, since none of them names a path or a program`}`,
  );
}
