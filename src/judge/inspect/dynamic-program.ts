import type { FindingCode } from '../../records/finding-codes.ts';
import type { DirectoryNode, ImageTree } from './image-tree.ts';
import { followPath } from './lookup.ts';
import type { ProgramFacts } from './program.ts';

const MUSL_LOADER = /^ld-musl-[a-z0-9_]+\.so\.1$/;
const GLIBC_LOADER = /^(?:ld-linux[a-z0-9_-]*\.so\.[123]|ld64\.so\.[12]|ld\.so\.1)$/;
// musl's loader is its C library too, and answers to this name itself.
const IN_MUSL = new Set(['libc.so']);
const MAX_NAMES = 1_000_000;

/**
 * Whether a program finds its loader and its libraries in the image's own layers. A library counts as there when a file or link of
 * its name stands anywhere: where loaders look depends on caches and variables that differ between images.
 *
 * @param note - is told the first loader or each library that is missing
 * @example inspectLinking(tree, facts, '/usr/bin/app', (code, reason) => log.add('error', code, place, at, reason))
 * @see ld.so(8); System V gABI, "Program Interpreter" and "Dynamic Section" (DT_NEEDED)
 */
export function inspectLinking(
  tree: ImageTree,
  { interpreter, needed = [] }: Pick<ProgramFacts, 'interpreter' | 'needed'>,
  program: string,
  note: (code: FindingCode, reason: string) => void,
): void {
  if (interpreter === undefined) return;
  const names = new Set<string>();
  collect(tree.root, names);
  const loader = interpreter.split('/').at(-1) ?? '';
  if (followPath(tree, interpreter, '/', []).found !== 'node') {
    const has = (form: RegExp): boolean => [...names].some((name) => form.test(name));
    const text = `${program} asks for the loader ${interpreter}, which is not in the image`;
    if (MUSL_LOADER.test(loader) && has(GLIBC_LOADER))
      note('PROGRAM_MUSL_ON_GLIBC', `${text}; its libraries are glibc's`);
    else if (GLIBC_LOADER.test(loader) && has(MUSL_LOADER))
      note('PROGRAM_GLIBC_ON_MUSL', `${text}; its libraries are musl's`);
    else note('PROGRAM_INTERPRETER_MISSING', text);
    return;
  }
  for (const library of new Set(needed)) {
    const there = library.includes('/')
      ? followPath(tree, library, '/', []).found === 'node'
      : names.has(library) || (MUSL_LOADER.test(loader) && IN_MUSL.has(library));
    if (!there) note('PROGRAM_LIBRARY_MISSING', `${program} needs ${library}, which is nowhere in the image`);
  }
}

/** The names of everything that is no folder. */
function collect(root: DirectoryNode, names: Set<string>): void {
  const todo = [root];
  for (let next = todo.pop(); next !== undefined && names.size < MAX_NAMES; next = todo.pop())
    for (const [name, child] of next.children) {
      if (child.kind === 'directory') todo.push(child);
      else names.add(name);
    }
}
