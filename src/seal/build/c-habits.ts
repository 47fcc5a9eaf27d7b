// What people know from C compilers, strip and ld, and what does the same in Go. The first that fits answers.
const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [
    /^-(?:g1|gline-tables-only|gmlt)$/,
    'Go has no smaller debug information, and needs none for tracebacks: those name file and line even in a stripped program. --debug split takes all of it out of the program into a file of its own, --strip leaves it out, the linker flag -w leaves DWARF out and keeps the symbol table',
  ],
  [/^-g0$/, '--strip leaves debug information out'],
  [
    /^-(?:g|g[23]|ggdb[0-3]?|gdwarf(?:-?\d)?|gsplit-dwarf|glldb)$/,
    'Go writes full debug information unless told otherwise; --debug split puts it into a file of its own',
  ],
  [/^-gz(?:=.*)?$/, 'the linker flag -compressdwarf=true or =false says whether debug information is compressed'],
  [
    /^-O(?:0|g)$/,
    'the compiler flags all=-N -l turn optimisation and inlining off, for a debugger that shows every variable',
  ],
  [/^-O(?:[123sz]|fast)?$/, 'Go always optimises; all=-N -l turns it off, and build.pgo gives the compiler a profile'],
  [/^-f(?:debug|file|macro)-prefix-map=/, 'every build has -trimpath, so no path of this machine is in it'],
  [
    /^(?:--strip-(?:all|debug|unneeded)|-Wl,(?:-s|-S|--strip-(?:all|debug)))$/,
    '--strip leaves the symbol table and debug information out, --debug split puts them into a file of their own',
  ],
];

/**
 * The answer to a flag that means something in C and is none of Go's, or undefined.
 * @example cHabitAnswer('-g1') // 'Go has no smaller debug information, ...'
 * @see GCC manual, "Options for Debugging Your Program"; clang, -gline-tables-only; go doc cmd/link; go doc cmd/compile
 */
export function cHabitAnswer(word: string): string | undefined {
  return ANSWERS.find(([form]) => form.test(word))?.[1];
}
