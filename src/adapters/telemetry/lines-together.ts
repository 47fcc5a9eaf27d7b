import { tellAll } from './told-later.ts';

/** Where lines go. */
interface Lines {
  write(line: string): void;
}

/** What writes the lines that wait; a process that ends in the middle of a turn still writes them, and those that were to be told after it. */
const writers: (() => void)[] = [];
process.on('exit', () => {
  tellAll();
  for (const write of writers) write();
});

/**
 * Writes the lines of one turn of the event loop together: a service that answers thirty requests after one flush of its disk makes
 * one call to the system for their sixty lines, and none waits longer than the turn takes.
 * @param lines - where they go
 * @example linesTogether(process.stderr).write('{"level":"info"}\n')
 */
export function linesTogether(lines: Lines): Lines {
  let text = '';
  const flush = (): void => {
    const all = text;
    text = '';
    if (all !== '') lines.write(all);
  };
  writers.push(flush);
  return {
    write(line) {
      if (text === '') setImmediate(flush);
      text += line;
    },
  };
}
