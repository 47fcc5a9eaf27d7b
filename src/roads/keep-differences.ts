import type { Call } from '../ports/call.ts';
import type { Blob } from '../records/blob.ts';
import type { Difference } from '../records/difference.ts';

/**
 * Writes a program (0755) and its folders, whole or not at all.
 * @example const save: SaveProgram = (path, program, call) => writeBlob(path, program, 0o755, call);
 */
export type SaveProgram = (path: string, program: Blob, call: Call) => Promise<void>;

/** A difference whose two files lie where the user can look at them. */
export interface KeptDifference extends Difference {
  readonly kept: { readonly a: string; readonly b: string };
}

/**
 * Keeps both files of each difference: `<folder>/a/linux-amd64/app` and `<folder>/b/linux-amd64/app`.
 * @throws TwinsealError `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example await keepDifferences(differences, './app.oci.different', save, call)
 */
export async function keepDifferences(
  differences: readonly Difference[],
  folder: string,
  save: SaveProgram,
  call: Call,
): Promise<readonly KeptDifference[]> {
  const kept: KeptDifference[] = [];
  for (const difference of differences) {
    const path = (side: 'a' | 'b') => binaryPath(`${folder}/${side}`, difference);
    await save(path('a'), difference.a.content, call);
    await save(path('b'), difference.b.content, call);
    kept.push({ ...difference, kept: { a: path('a'), b: path('b') } });
  }
  return kept;
}

/** `<folder>/linux-amd64/app`. @example binaryPath('out', { platform: 'linux/amd64', name: 'app' }) // 'out/linux-amd64/app' */
export function binaryPath(folder: string, binary: { readonly platform: string; readonly name: string }): string {
  return `${folder}/${binary.platform.replaceAll('/', '-')}/${binary.name}`;
}
