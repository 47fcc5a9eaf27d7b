import { type Comparison, cause, type RankedCause, STRENGTH } from '../comparison.ts';
import type { Program } from '../program.ts';
import { sides } from '../words.ts';
import { isId } from './debug-info.ts';

/**
 * The build ID alone differs. Its first part is a hash of the link command and what went into it, so that the same content
 * with another first part means another command.
 * @example linkCommand(comparison)[0]?.name // 'link-command'
 * @see cmd/go/internal/work/buildid.go
 */
export function linkCommand({ a, b, sections, difference }: Comparison): readonly RankedCause[] {
  if (a.headers === undefined || b.headers === undefined || a.bytes.length !== b.bytes.length) return [];
  const ids =
    a.headers.format === 'elf' ? sections.length > 0 && sections.every(({ name }) => isId(name)) : onlyIdInCode(a, b);
  if (!ids || !nothingBetween(a, b)) return [];
  const [x, y] = [a.id, b.id];
  const link = x !== undefined && y !== undefined && x.linkAction !== y.linkAction;
  return [
    cause('link-command', STRENGTH.link, false, {
      reason: link
        ? 'only the build ID differs, in its first part: the same content was linked by another command line or from another place'
        : 'only the build ID differs',
      fix: 'give both builds the same linker flags in the same order, and -trimpath',
      evidence: [
        `${difference.differingBytes} bytes differ, all of them in the build ID and what follows from it`,
        ...(x === undefined && y === undefined
          ? []
          : [
              sides('build ID, link command', x?.linkAction, y?.linkAction),
              sides('build ID, content of the main package', x?.packageContent, y?.packageContent),
              sides('build ID, content of the program', x?.binaryContent, y?.binaryContent),
            ]),
      ],
    }),
  ];
}

/** Outside of all sections only what follows from the ID may differ: in Mach-O the UUID and the signature. */
function nothingBetween(a: Program, b: Program): boolean {
  if (a.headers?.format !== 'elf') return true;
  const sections = a.headers.sections.filter(({ size }) => size > 0).toSorted((x, y) => x.offset - y.offset);
  let at = 0;
  for (const { offset, size } of [...sections, { offset: a.bytes.length, size: 0 }]) {
    if (offset > at && Buffer.compare(a.bytes.subarray(at, offset), b.bytes.subarray(at, offset)) !== 0) return false;
    at = Math.max(at, offset + size);
  }
  return true;
}

/** Formats without notes have the ID in front of the code: everything but that first text must be equal. */
function onlyIdInCode(a: Program, b: Program): boolean {
  const id = a.id;
  if (id === undefined || b.id === undefined) return false;
  const length = [id.linkAction, id.compileAction, id.packageContent, id.binaryContent].join('/').length;
  const [left, right] = [a.headers?.sections ?? [], b.headers?.sections ?? []];
  if (left.length !== right.length) return false;
  return left.every((section, index) => {
    const other = right[index];
    if (other === undefined || other.size !== section.size || other.name !== section.name) return false;
    const x = a.bytes.subarray(section.offset, section.offset + section.size);
    const y = b.bytes.subarray(other.offset, other.offset + other.size);
    if (Buffer.compare(x, y) === 0) return true;
    if (!section.code) return false;
    const at = Buffer.from(x.buffer, x.byteOffset, x.byteLength).indexOf(`Go build ID: "${id.linkAction}/`);
    const end = at + 'Go build ID: "'.length + length;
    return (
      at !== -1 &&
      Buffer.compare(x.subarray(0, at), y.subarray(0, at)) === 0 &&
      Buffer.compare(x.subarray(end), y.subarray(end)) === 0
    );
  });
}
