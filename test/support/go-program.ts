import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A program that plain `go build` makes, with the caller's warm cache: what is tested is the reading, not the building. */
export interface GoProgram {
  readonly files?: Readonly<Record<string, string>>;
  /** Further arguments of `go build`. */
  readonly flags?: readonly string[];
  /** Variables besides those that keep Go to this module. */
  readonly env?: Readonly<Record<string, string>>;
  /** -trimpath unless false. */
  readonly trimpath?: boolean;
  /** -buildvcs=false unless true. */
  readonly vcs?: boolean;
  /** Build in the folder of the program before, as a machine does that builds twice. */
  readonly again?: boolean;
  /** Is called in the module's folder before the build: to make a repository, say. */
  readonly before?: (folder: string) => void;
}

/** Builds small programs in folders of one temporary folder. */
export interface GoWorkshop {
  readonly root: string;
  build(program?: GoProgram): Uint8Array;
  /** Folder of the module that was built last. */
  last(): string;
  remove(): void;
}

/** Prints without fmt, so that it links in a moment. */
export const SMALL_MAIN = 'package main\n\nvar date, text string\n\nfunc main() { println("hello", date, text) }\n';

/** A workshop; remove it in the end. @example const go = goWorkshop(); after(() => go.remove()); */
export function goWorkshop(): GoWorkshop {
  const root = mkdtempSync(join(tmpdir(), 'twinseal-programs-'));
  let count = 0;
  const folder = (): string => join(root, `module-${count}`);
  return {
    root,
    last: folder,
    remove: () => rmSync(root, { recursive: true, force: true }),
    build({
      files = { 'main.go': SMALL_MAIN },
      flags = [],
      env = {},
      trimpath = true,
      vcs = false,
      again = false,
      before,
    } = {}) {
      if (!again) count += 1;
      for (const [name, content] of Object.entries({ 'go.mod': 'module example.com/hello\n\ngo 1.24\n', ...files })) {
        mkdirSync(dirname(join(folder(), name)), { recursive: true });
        writeFileSync(join(folder(), name), content);
      }
      before?.(folder());
      const out = join(root, `out-${count}`);
      const fixed = [...(trimpath ? ['-trimpath'] : []), ...(vcs ? [] : ['-buildvcs=false'])];
      execFileSync('go', ['build', ...fixed, ...flags, '-o', out, '.'], {
        cwd: folder(),
        env: {
          ...process.env,
          CGO_ENABLED: '0',
          GOOS: 'linux',
          GOARCH: 'amd64',
          GOFLAGS: '',
          GOENV: 'off',
          GOWORK: 'off',
          ...env,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const bytes = new Uint8Array(readFileSync(out));
      rmSync(out);
      return bytes;
    },
  };
}
