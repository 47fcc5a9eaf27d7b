import { cleanPath } from '../../formats/clean-path.ts';
import type { ContainerSettings } from '../../formats/kubernetes/container-settings.ts';
import type { RunConfig } from '../../formats/oci/documents.ts';
import type { EntrypointReport } from '../../records/image-report.ts';

/** Folders of programs and libraries, of which a program that is not static has parts. @see hier(7); ld.so(8), "FILES" */
const SHARED = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
const LOADED = [
  ...SHARED,
  ...SHARED.flatMap((folder) => [`/usr${folder}`, `/usr/local${folder}`]),
  '/etc/ld.so.preload',
  '/etc/ld.so.cache',
];
/** What distributions make links of: `/bin` leads to `/usr/bin`. */
const MERGED = [...SHARED.map((folder) => [folder, `/usr${folder}`] as const), ['/var/run', '/run'] as const];
/** Reports have no more places than these. */
const MAX_TRAIL = 256;
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Why a container runs something else than the program of its image, as far as the pod says; undefined where it runs that program.
 * Arguments are free where the program is one of Go: any other may be a shell, an interpreter or a launcher, which runs what they say.
 *
 * @param config - of the platform image
 * @param links - of the image, behind which a volume would lie over the program
 * @param program - as its layers were read
 * @example otherProgram({ command: '/bin/sh' }, { Entrypoint: ['/app'] }, program) // 'runs "/bin/sh", not the program of the image, ...'
 * @see kubernetes/website, define-command-argument-container, "Notes"
 */
export function otherProgram(
  container: ContainerSettings,
  config: RunConfig,
  program: EntrypointReport,
  links: readonly string[] = [],
): string | undefined {
  const { command, args, workingDir, variables = [], execs = [], mounts = [] } = container;
  const [own = ''] = program.argv;
  const isOwn = (word: string): boolean => word !== '' && (word === own || word === program.path);
  const aside = (word: string): string =>
    `${JSON.stringify(word)}, not the program of the image, ${JSON.stringify(own)}`;
  // Without an entrypoint, the first of the arguments is the program.
  const first = command ?? ((config.Entrypoint ?? []).length === 0 ? args : undefined);
  if (first !== undefined && !isOwn(first)) return `runs ${aside(first)}`;
  if ((command !== undefined || args !== undefined) && program.go === undefined)
    return 'gives the program other arguments: one that is not of Go may run whatever they say';
  const exec = execs.find((word) => !isOwn(word));
  if (exec !== undefined) return `executes ${aside(exec)}, in a probe or hook`;
  if (execs.length > 0 && program.go === undefined)
    return 'executes the program in a probe or hook: one that is not of Go may run whatever its arguments say';
  const set = variables.find((name) => !name.endsWith('*'));
  if (set !== undefined) return `sets ${set}, which decides whose code runs`;
  const isStatic = program.outcome === 'resolved' && program.machine !== undefined && needsNothing(program);
  const searched = [own, ...(command === undefined ? [] : [command]), ...execs].some((word) => !word.includes('/'));
  if (variables.length > 0 && (searched || !isStatic))
    return `takes variables from elsewhere, among which may be ${isStatic ? 'PATH' : 'PATH or LD_PRELOAD'}: give envFrom a prefix`;
  if (workingDir !== undefined && own.includes('/') && !own.startsWith('/'))
    return `sets workingDir, from which ${JSON.stringify(own)} is looked for`;
  if (mounts.length > 0 && program.trail.length >= MAX_TRAIL)
    return 'mounts volumes, and the program is looked for at too many places to tell whether one is over it';
  const places = placesOf(config, program);
  const over = mounts.find((mount) => places.some((place) => covers(mount, place)));
  if (over !== undefined) return `mounts a volume at ${over}, over the program of the image`;
  const behind = mounts.find((mount) => links.some((link) => link === '/' || isBelow(cleanPath(mount), link)));
  if (behind !== undefined)
    return `mounts a volume at ${behind}, which may be over the program of the image: the image has a link there`;
  if (isStatic) return undefined;
  const beneath = mounts.find((mount) => LOADED.some((folder) => covers(mount, folder) || covers(folder, mount)));
  return beneath === undefined ? undefined : `mounts a volume at ${beneath}, over what the program loads`;
}

function needsNothing({ interpreter, needed = [] }: EntrypointReport): boolean {
  return interpreter === undefined && needed.length === 0;
}

/** Every place at which something else would run. */
function placesOf(config: RunConfig, { argv, trail, path, interpreter }: EntrypointReport): readonly string[] {
  const [own = ''] = argv;
  const entry = (config.Env ?? []).find((one) => one.startsWith('PATH='));
  const folders = (entry?.slice('PATH='.length) ?? DEFAULT_PATH).split(':');
  // Those that the image lacks too: a volume can put a program there.
  const searched = own.includes('/') ? [] : folders.map((folder) => `${folder}/${own}`);
  const found = path === undefined ? searched.length : searched.indexOf(path);
  return [
    ...searched.slice(0, found < 0 ? searched.length : found),
    ...trail,
    ...(path === undefined ? [] : [path]),
    ...(interpreter === undefined ? [] : [interpreter]),
    ...(own.startsWith('/') ? [own] : []),
  ];
}

/** Whether a volume at one place hides another. */
function covers(mount: string, place: string): boolean {
  const [over, under] = [plain(mount), plain(place)];
  return over === '/' || isBelow(under, over);
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function plain(path: string): string {
  const text = cleanPath(path);
  const merged = MERGED.find(([from]) => isBelow(text, from));
  return merged === undefined ? text : `${merged[1]}${text.slice(merged[0].length)}`;
}
