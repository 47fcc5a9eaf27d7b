import { TwinsealError } from '../../records/twinseal-error.ts';
import { joinFlags, splitFlags } from './flag-words.ts';

const HOLE = /\{\{-?\s*\.Args\.([A-Za-z_][A-Za-z0-9_]*)\s*-?\}\}/g;

/**
 * Puts arguments of a bake file into the places that linker flags keep for them (`{{.Args.VERSION}}`). Words are parted first, so that
 * a value never becomes a flag of its own; other templates stay, for each side to fill.
 * @throws TwinsealError `SETTINGS_INVALID` for an argument that is not there, or a value that no flag can hold
 * @example fillArguments(['-X main.v={{.Args.VERSION}}'], { VERSION: '1 2' }) // ["-X 'main.v=1 2'"]
 * @see cmd/internal/quoted.Join
 */
export function fillArguments(ldflags: readonly string[], args: Readonly<Record<string, string>>): readonly string[] {
  return ldflags.map((entry) => {
    if (!/\.Args\./.test(entry)) return entry;
    const words = splitFlags(entry).map((word) =>
      word.replace(HOLE, (_, name: string) => {
        const value = Object.hasOwn(args, name) ? args[name] : undefined;
        if (value === undefined)
          throw new TwinsealError(
            'SETTINGS_INVALID',
            `the template {{.Args.${name}}} has no value: the target has no argument ${name}`,
          );
        if (/\{\{|\}\}|[\u0000-\u001f]/.test(value))
          throw new TwinsealError(
            'SETTINGS_INVALID',
            `the argument ${name} cannot stand in a linker flag: it holds a template or control characters`,
          );
        return value;
      }),
    );
    return joinFlags(words);
  });
}
