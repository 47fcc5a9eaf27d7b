import { FormatError } from '../format-error.ts';
import { couldBuild } from './build-constraint.ts';
import { embedPatterns } from './embed-directives.ts';
import { readSourceHead } from './source-head.ts';

/** What `go mod vendor` looks at in a Go file before it copies it and what it embeds. */
export interface GoFileFacts {
  /** Tagged `ignore`, so that no build has it. */
  readonly ignored: boolean;
  /** Patterns of its `//go:embed` lines. */
  readonly embeds: readonly string[];
  /** It imports `C`: whether its patterns count depends on CGO_ENABLED where `go mod vendor` ran. */
  readonly cgo: boolean;
}

const NOTHING: GoFileFacts = { ignored: false, embeds: [], cgo: false };

/**
 * Reads what decides which files of a module are vendored.
 * @param bytes - a whole file with the extension `.go`
 * @example readGoFile(encodeUtf8('//go:build ignore\n\npackage main\n')).ignored // true
 * @see cmd/go/internal/modcmd/vendor.go; go/build.Context.Import
 */
export function readGoFile(bytes: Uint8Array): GoFileFacts {
  try {
    const { head, package: name, imports } = readSourceHead(bytes);
    const ignored = !couldBuild(new TextDecoder().decode(head));
    // A file of package documentation belongs to no build and embeds nothing.
    const embedding = name !== 'documentation' && imports.some((path) => path.slice(1, -1) === 'embed');
    const embeds = embedding ? embedPatterns(new TextDecoder().decode(bytes)) : [];
    if (!ignored && embeds.length === 0) return NOTHING;
    return { ignored, embeds, cgo: imports.some((path) => path.slice(1, -1) === 'C') };
  } catch (error) {
    // Go keeps a file that it can't read so far: whatever is wrong is for the compiler to say.
    if (error instanceof FormatError) return NOTHING;
    throw error;
  }
}
