import { printable } from '../elf/elf-bytes.ts';
import type { ElfFile } from '../elf/elf-file.ts';
import { readNotes } from '../elf/notes.ts';

/** The four hashes of a Go build ID: two of the commands, two of the contents. */
export interface GoBuildId {
  /** Hash of the link command and its inputs: it alone differs when only the command line did. */
  readonly linkAction: string;
  readonly compileAction: string;
  readonly packageContent: string;
  readonly binaryContent: string;
}

const GO_NOTE = 4;

/**
 * The Go build ID of a program, or undefined when it has none (`-buildid=` empties it) or one of another form.
 * @throws FormatError when a note leaves its segment
 * @example goBuildId(readElf(bytes))?.linkAction
 * @see cmd/internal/buildid; cmd/go/internal/work/buildid.go
 */
export function goBuildId(file: ElfFile): GoBuildId | undefined {
  const note = readNotes(file).find((each) => each.owner === 'Go' && each.type === GO_NOTE);
  return note === undefined ? undefined : parseGoBuildId(printable(note.bytes));
}

/**
 * The four parts of a build ID, or undefined when it has another form.
 * @example parseGoBuildId('a/b/c/d')?.binaryContent // 'd'
 */
export function parseGoBuildId(text: string): GoBuildId | undefined {
  const parts = text.split('/');
  const [linkAction, compileAction, packageContent, binaryContent] = parts;
  if (linkAction === undefined || compileAction === undefined) return undefined;
  if (packageContent === undefined || binaryContent === undefined || parts.length !== 4) return undefined;
  return { linkAction, compileAction, packageContent, binaryContent };
}
