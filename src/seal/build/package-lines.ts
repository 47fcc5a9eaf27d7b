import { isImportPath } from '../../formats/gobuild/module-path.ts';
import type { SideRun } from '../../ports/sandbox.ts';

/**
 * Picks the packages out of what `go build -v` writes: each stands alone on a line when it was compiled. No message of the
 * tools is one word that could be an import path.
 * @returns for the lines of stderr
 * @example side.run(argv, environment, call, { onLine: packageLines((path) => seen.push(path)) })
 * @see go help build, -v
 */
export function packageLines(told: ((path: string) => void) | undefined): (line: string) => void {
  return (line) => {
    if (told !== undefined && isImportPath(line)) told(line);
  };
}

/** A run without the lines of packages, so that messages are what they are without -v. @example withoutPackages(run).stderr */
export function withoutPackages(run: SideRun): SideRun {
  const stderr = run.stderr.split('\n').filter((line) => !isImportPath(line));
  return { ...run, stderr: stderr.join('\n') };
}
