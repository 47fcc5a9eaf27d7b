import { FormatError } from '../format-error.ts';
import { printable } from './elf-bytes.ts';
import { type ElfFile, PT_NOTE } from './elf-file.ts';

/** One note: who defined it (`Go`, `GNU`), its type, and its descriptor's bytes. */
export interface ElfNote {
  readonly owner: string;
  readonly type: number;
  readonly bytes: Uint8Array;
}

const MAX_NOTES = 256;

const SHT_NOTE = 7;

/**
 * Reads the notes of every PT_NOTE segment and note section (Go's linker puts the GNU build ID into a section only).
 * Names and descriptors are padded to four bytes, which is what Go and GNU
 * write; one that reads differently is refused.
 * @throws FormatError when a note leaves its segment
 * @example readNotes(file).find((note) => note.owner === 'GNU' && note.type === 3)
 * @see System V gABI, "Note Section"
 */
export function readNotes(file: ElfFile): readonly ElfNote[] {
  const notes: ElfNote[] = [];
  const ranges = new Map<number, number>();
  for (const segment of file.segments) if (segment.type === PT_NOTE) ranges.set(segment.offset, segment.fileSize);
  for (const section of file.sections) {
    if (section.type !== SHT_NOTE || noteRangeHolds(ranges, section.offset)) continue;
    ranges.set(section.offset, section.size);
  }
  for (const [start, size] of ranges) {
    const end = start + size;
    let at = start;
    while (at + 12 <= end) {
      const nameSize = file.data.u32(at);
      const descriptorSize = file.data.u32(at + 4);
      const type = file.data.u32(at + 8);
      const descriptor = at + 12 + padded(nameSize);
      if (descriptor + descriptorSize > end)
        throw new FormatError('elf', 'a note leaves its segment or section', `@${at}`);
      const name = file.data.slice(at + 12, nameSize, 'a note name');
      const last = name.indexOf(0);
      notes.push({
        owner: printable(last === -1 ? name : name.subarray(0, last)),
        type,
        bytes: file.data.slice(descriptor, descriptorSize, 'a note'),
      });
      if (notes.length > MAX_NOTES) throw new FormatError('elf', `more than the ${MAX_NOTES} notes that are read`);
      at = descriptor + padded(descriptorSize);
    }
  }
  return notes;
}

function noteRangeHolds(ranges: ReadonlyMap<number, number>, offset: number): boolean {
  return [...ranges].some(([start, size]) => offset >= start && offset < start + size);
}

function padded(size: number): number {
  return Math.ceil(size / 4) * 4;
}
