import { TwinsealError } from '../../records/twinseal-error.ts';
import { lookAtKeyFile, readKeyFile } from './key-file.ts';

const SCHEME = 'env://';
const MAX_LENGTH = 1024 * 1024;

/** Where the text of a key or certificate comes from: a file, or a variable that was taken out of the environment. */
export interface KeyTexts {
  /**
   * Whether the text is there, told without reading it.
   * @throws TwinsealError `KEY_UNREADABLE`
   * @example await texts.look('cosign.key')
   */
  look(place: string): Promise<void>;
  /**
   * The text, at most 1 MiB.
   * @throws TwinsealError `KEY_UNREADABLE`
   * @example await texts.read('env://COSIGN_PRIVATE_KEY')
   */
  read(place: string): Promise<string>;
}

/**
 * Takes the keys that are named as `env://NAME` out of the environment at once, so that no program started later inherits them.
 *
 * @param environment - `process.env`; the variables are deleted from it
 * @param places - paths, and `env://NAME`
 * @returns reads files by path, and of the environment what was taken and nothing else
 * @throws TwinsealError `KEY_UNREADABLE` for a variable that is not set or empty, `USAGE` for what is no name of one
 * @example const texts = takeKeyTexts(process.env, ['env://COSIGN_PRIVATE_KEY', 'notation.key'])
 * @see cosign doc/cosign_sign.md (`--key env://[ENV_VAR]`)
 */
export function takeKeyTexts(environment: NodeJS.ProcessEnv, places: readonly (string | undefined)[] = []): KeyTexts {
  const taken = new Map<string, string>();
  for (const place of new Set(places)) {
    if (place === undefined || !place.startsWith(SCHEME)) continue;
    const name = place.slice(SCHEME.length);
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,255}$/.test(name))
      throw new TwinsealError('USAGE', `${place.slice(0, 80)} names no variable: write env://NAME`);
    const text = environment[name];
    delete environment[name];
    if (text === undefined || text === '')
      throw new TwinsealError(
        'KEY_UNREADABLE',
        `the variable ${name} of ${place} is not set, or empty: put the PEM into it`,
      );
    if (text.length > MAX_LENGTH)
      throw new TwinsealError('KEY_UNREADABLE', `the variable ${name} of ${place} is larger than 1 MiB`);
    taken.set(place, text);
  }
  const variable = (place: string): string | undefined => {
    if (!place.startsWith(SCHEME)) return undefined;
    const text = taken.get(place);
    if (text !== undefined) return text;
    throw new TwinsealError('KEY_UNREADABLE', `${place.slice(0, 80)} is not read here: name a file`);
  };
  return {
    async look(place) {
      if (variable(place) === undefined) await lookAtKeyFile(place);
    },
    async read(place) {
      return variable(place) ?? (await readKeyFile(place));
    },
  };
}
