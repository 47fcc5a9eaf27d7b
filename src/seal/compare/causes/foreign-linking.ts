import { printable } from '../../../formats/elf/elf-bytes.ts';
import { type Comparison, cause, type RankedCause, STRENGTH } from '../comparison.ts';
import { bytesOf, type Program, sectionNamed } from '../program.ts';
import { sides } from '../words.ts';

// What the linker adds for a program that is loaded dynamically, or that another linker finished.
const OTHER_LINKING: readonly string[] = [
  '.interp',
  '.dynamic',
  '.plt',
  '.init_array',
  '.eh_frame',
  '.comment',
  '.gnu.hash',
  '.init',
];
const MAX_COMMENT = 4096;

/**
 * Another C compiler, or a program that was linked in another way on each side: neither is in the build info.
 * @example foreignLinking(comparison)[0]?.name // 'cgo'
 * @see cmd/link, -linkmode; GNU ld writes each compiler's name into `.comment`
 */
export function foreignLinking({ a, b }: Comparison): readonly RankedCause[] {
  const only = (one: Program, other: Program): readonly string[] =>
    OTHER_LINKING.filter((name) => (sectionNamed(one, name)?.size ?? 0) > 0 && sectionNamed(other, name) === undefined);
  const [inA, inB] = [only(a, b), only(b, a)];
  const [x, y] = [comment(a), comment(b)];
  if (x !== undefined && y !== undefined && x !== y)
    return [
      cause('cgo', STRENGTH.mode - 1, true, {
        reason: `another C compiler made a part of each program: ${sides('.comment', x, y)}`,
        fix: 'set CGO_ENABLED=0 in both builds, or pin the C compiler in both',
        evidence: [sides('section .comment', x, y)],
      }),
    ];
  if (a.headers?.format !== 'elf' || b.headers?.format !== 'elf' || inA.length + inB.length === 0) return [];
  return [
    cause('linker-flags', STRENGTH.debug + 2, true, {
      reason: `the two were linked in another way: ${inA.length > 0 ? `A alone has ${inA.join(', ')}` : `B alone has ${inB.join(', ')}`}`,
      fix: 'give both builds the same -linkmode and -extldflags, and CGO_ENABLED=0 where no C is needed',
      evidence: [
        ...inA.map((name) => `section ${name}: in A only, ${sectionNamed(a, name)?.size} bytes`),
        ...inB.map((name) => `section ${name}: in B only, ${sectionNamed(b, name)?.size} bytes`),
      ],
    }),
  ];
}

function comment(program: Program): string | undefined {
  const section = sectionNamed(program, '.comment');
  if (section === undefined || section.size === 0) return undefined;
  return printable(bytesOf(program, section).subarray(0, MAX_COMMENT)).replaceAll('\\x00', ' ').trim();
}
