import { kindOf } from './finding-kind.ts';

const PAGE = 'image-spec v1.1.1, image-index.md, "platform"';
const MATCHING = 'containerd/platforms v1.0.0-rc.4, compare.go';
const RUNS = 'image-spec v1.1.1, config.md, "Entrypoint" and "Cmd"';
const LOADER = 'ld.so(8); System V gABI, "Program Interpreter"';

/** Codes of findings about what an image runs on, and about the program that it runs. */
export const PLATFORM_FINDING_CODES = {
  PLATFORM_UNAME_NAME: kindOf(
    'a platform has names of uname instead of GOOS and GOARCH',
    PAGE,
    'Write the names of GOOS and GOARCH: amd64 for x86_64, arm64 for aarch64, darwin for macos.',
  ),
  PLATFORM_UNKNOWN: kindOf(
    'a platform is none that Go names',
    PAGE,
    'Look for a misspelt name; unknown/unknown is for what is no image.',
  ),
  PLATFORM_VARIANT: kindOf(
    'a variant is none that its architecture has',
    'image-spec v1.1.1, image-index.md, "Platform Variants"',
    'amd64 has v1 to v4, arm v5 to v8, arm64 v8 to v9.5, riscv64 the profiles rva20u64 to rva23u64.',
  ),
  PLATFORM_ABSENT: kindOf(
    'an entry of an index does not say its platform',
    PAGE,
    'Add platform, so that readers need not guess.',
  ),
  PLATFORM_MISPLACED: kindOf(
    'a descriptor that is no entry of an index has a platform',
    PAGE,
    'Leave it out: it means something on the entries of an index only.',
  ),
  PLATFORM_DUPLICATE: kindOf(
    'two entries of an index have one platform',
    PAGE,
    'Keep one of them: readers take the first.',
  ),
  PLATFORM_ORDER: kindOf(
    'a richer variant stands before the plain platform, which some readers then miss',
    PAGE,
    'Put the plain platform first.',
  ),
  PLATFORM_BASE_MISSING: kindOf(
    'only richer variants of an architecture are there, which common runtimes never pick',
    MATCHING,
    'Add an image for the plain platform.',
  ),
  PLATFORM_OS_FEATURES: kindOf(
    'os.features names something that is no feature of the operating system image',
    'image-spec v1.1.1, image-index.md, "os.features"',
    'Leave it out: only win32k on Windows is one; seccomp, selinux and epoll are facts of a host, whatever articles say.',
  ),
  PLATFORM_OS_VERSION_ABSENT: kindOf(
    'an image for Windows does not say its os.version',
    'image-spec v1.1.1, image-index.md, "os.version"',
    'Add it: Windows hosts match the build of the kernel.',
  ),
  PLATFORM_CONFIG_MISMATCH: kindOf(
    'the platform of the descriptor and of the config differ',
    'CVE-2022-24778',
    'Let the index and the config say one platform.',
  ),
  PLATFORM_PROGRAM_MISMATCH: kindOf(
    'the program in the image is for another machine than the image claims',
    'CVE-2022-24778',
    'Put the right program in, or correct the platform.',
  ),
  PLATFORM_BUILD_MISMATCH: kindOf(
    'the build info of the program names another platform than the image claims',
    'CVE-2022-24778',
    'Put the right program in, or correct the platform.',
  ),
  PLATFORM_OPTION_UNSAID: kindOf(
    'the program needs an option of the architecture that no platform can say',
    PAGE,
    'Build without the option, or tell users which machines it needs.',
  ),
  PLATFORM_VARIANT_UNDERSTATED: kindOf(
    'the program needs a higher level of the architecture than the image claims',
    PAGE,
    'Say the variant that it was built for, or build for the plain platform.',
  ),
  RUNS_ON_NOWHERE: kindOf(
    'no image is for the machine that was asked for',
    MATCHING,
    'Add an image for that platform.',
  ),
  RUNS_ON_SOME: kindOf(
    'some runtimes find an image for the machine that was asked for, and others none',
    `${MATCHING}; containers/image, platform_matcher.go`,
    'Add an image for the plain platform.',
  ),
  RUNS_ON_DIFFERENT: kindOf(
    'runtimes pick different images for the machine that was asked for',
    `${MATCHING}; containers/image, platform_matcher.go`,
    'Know that they differ, or keep one image of the architecture.',
  ),

  // The program that runs.
  PROGRAM_MISSING: kindOf(
    'the program that the config runs is not in the image',
    RUNS,
    'Correct Entrypoint, Cmd or PATH, or add the file.',
  ),
  PROGRAM_NOT_EXECUTABLE: kindOf(
    'what the config runs is no file, or has no execute permission',
    `${RUNS}; execve(2)`,
    'Name a regular file with mode 0755.',
  ),
  PROGRAM_LOOP: kindOf('links on the way to the program lead in a circle', 'path_resolution(7)', 'Correct the links.'),
  PROGRAM_AMBIGUOUS: kindOf(
    'runtimes or users would run different files',
    `${RUNS}; runc libcontainer, finalizeNamespace`,
    'Name the program by an absolute path that no volume or mount covers.',
  ),
  PROGRAM_GO_LIMIT: kindOf(
    'the image has more Go programs than are told of',
    'debug/buildinfo',
    'Know that the list is not whole: a policy that demands something of all Go programs can not tell.',
  ),
  PROGRAM_MALFORMED: kindOf('the program is a malformed ELF file', 'System V gABI', 'Build it anew.'),
  PROGRAM_PRELOAD: kindOf(
    'the environment or a file makes the loader run other code than that of the program',
    'ld.so(8), "ENVIRONMENT"',
    'Remove LD_PRELOAD and its like, unless they are meant.',
  ),
  PROGRAM_INTERPRETER_MISSING: kindOf(
    'the loader that the program asks for is not in the image',
    LOADER,
    'Build the program static (CGO_ENABLED=0), or use a base image that has the loader.',
  ),
  PROGRAM_MUSL_ON_GLIBC: kindOf(
    'the program was linked for musl, and the image has glibc',
    LOADER,
    'Build it for glibc or static, or use a base image with musl (Alpine).',
  ),
  PROGRAM_GLIBC_ON_MUSL: kindOf(
    'the program was linked for glibc, and the image has musl',
    LOADER,
    'Build it for musl or static, or use a base image with glibc (Debian, distroless).',
  ),
  PROGRAM_LIBRARY_MISSING: kindOf(
    'a library that the program needs is nowhere in the image',
    'System V gABI, "Dynamic Section", DT_NEEDED',
    'Add the library, or build the program static.',
  ),
  PROGRAM_SCRIPT_INTERPRETER: kindOf(
    'the interpreter that the script names is not in the image',
    'execve(2), "Interpreter scripts"',
    'Add the interpreter, or name one that is there.',
  ),
} as const;
