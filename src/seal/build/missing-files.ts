import type { Call } from '../../ports/call.ts';
import type { Side, SideRun } from '../../ports/sandbox.ts';
import type { MainPackage } from '../../records/build-plan.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { outputLines } from './compiler-failure.ts';

const EXCLUDED = /(?:package|imports) (\S+): build constraints exclude all Go files/g;

/**
 * Tells why a package has no files to build. Go says "build constraints exclude all Go files" both for a package that is not
 * for this platform and for one whose files all need cgo; `go list` with cgo switched on tells which.
 * @returns undefined when that is not what went wrong
 * @example throw (await explainMissingFiles(side, run, go, main, environment, what, call)) ?? explainFailure(run, what)
 * @see go/build.NoGoError; go help list, CgoFiles
 */
export async function explainMissingFiles(
  side: Side,
  run: SideRun,
  go: string,
  main: MainPackage,
  environment: Readonly<Record<string, string>>,
  what: string,
  call: Call,
): Promise<TwinsealError | undefined> {
  const excluded = [...run.stderr.matchAll(EXCLUDED)].map((match) => match[1] ?? '');
  if (excluded.length === 0) return undefined;
  const listed = await side.run(
    [
      go,
      'list',
      '-e',
      '-deps',
      '-mod=vendor',
      '-f',
      '{{if .CgoFiles}}{{if not .Standard}}{{.ImportPath}}{{end}}{{end}}',
      main.package,
    ],
    { ...environment, CGO_ENABLED: '1' },
    call,
  );
  const needing = excluded.filter((path) => listed.stdout.split('\n').includes(path));
  const details = outputLines(run);
  if (needing.length > 0) {
    return new TwinsealError(
      'BUILD_CGO_NEEDED',
      `${what} needs cgo for ${needing.slice(0, 5).join(', ')}, and Twinseal builds without it (CGO_ENABLED=0): use a package in pure Go, or a build tag that leaves it out`,
      { details },
    );
  }
  return new TwinsealError(
    'BUILD_FAILED',
    `${what} does not build, since no file of ${excluded[0]} is for that platform and these tags`,
    { details },
  );
}
