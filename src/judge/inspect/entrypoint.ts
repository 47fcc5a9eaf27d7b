import type { RunConfig } from '../../formats/oci/documents.ts';
import type { EntrypointReport } from '../../records/image-report.ts';
import type { ContentPlace, ImageTree } from './image-tree.ts';
import { followPath, MAX_TRAIL } from './lookup.ts';
import { runtimePlace } from './runtime-places.ts';

/** Which file a container would execute first, before its bytes are looked at. */
export interface ResolvedProgram {
  readonly argv: readonly string[];
  readonly trail: readonly string[];
  readonly outcome: Exclude<EntrypointReport['outcome'], 'interpreted' | 'unread'>;
  readonly path?: string;
  readonly content?: ContentPlace;
  readonly why?: string;
}

// What containerd, CRI-O and Docker put in place of an absent PATH (containerd oci.WithDefaultPathEnv).
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
// ld.so(8), "ENVIRONMENT", and glibc's iconv modules: what makes a program run code of another file.
const LOADING = ['LD_PRELOAD', 'LD_AUDIT', 'LD_LIBRARY_PATH', 'LD_ORIGIN_PATH', 'GCONV_PATH', 'GLIBC_TUNABLES'];
const MAX_CANDIDATES = 256;

/**
 * Entrypoint followed by Cmd.
 * @example commandLine({ Entrypoint: ['/app'], Cmd: ['serve'] }) // ['/app', 'serve']
 * @see image-spec v1.1.1, config.md, "Entrypoint" and "Cmd"
 */
export function commandLine(config: RunConfig): readonly string[] {
  return [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
}

/**
 * Resolves the program that the configuration runs, as runc does: a name with a slash against the working folder, any
 * other through PATH of the image's environment, then links. Where users or runtimes would end at different files the
 * outcome is `ambiguous`, never a guess.
 *
 * @example resolveProgram(tree, { Entrypoint: ['app'], Env: ['PATH=/bin'] }).path // '/bin/app'
 * @see image-spec v1.1.1, config.md, "Properties"; runc libcontainer, finalizeNamespace and LookPath; execve(2)
 */
export function resolveProgram(tree: ImageTree, config: RunConfig): ResolvedProgram {
  const found = searchProgram(tree, config);
  const why = found.outcome === 'resolved' ? runtimePlace(tree, config, found.trail) : undefined;
  return why === undefined ? found : { argv: found.argv, trail: found.trail, outcome: 'ambiguous', why };
}

function searchProgram(tree: ImageTree, config: RunConfig): ResolvedProgram {
  const argv = commandLine(config);
  const trail: string[] = [];
  const [name] = argv;
  const end = (outcome: ResolvedProgram['outcome'], why: string): ResolvedProgram => ({ argv, trail, outcome, why });
  if (name === undefined || name === '') return end('empty', 'the config has neither Entrypoint nor Cmd');
  const workingDir = config.WorkingDir === undefined || config.WorkingDir === '' ? '/' : config.WorkingDir;
  if (!workingDir.startsWith('/')) return end('ambiguous', 'WorkingDir is not an absolute path');
  if (name.includes('/')) {
    // Docker cleans the working folder as a text; the kernel goes through the links in it.
    if (!name.startsWith('/') && climbs(workingDir))
      return end('ambiguous', 'WorkingDir has a ".." part, which not every runtime reads as the kernel does');
    return resolveOne(tree, name, workingDir, argv, trail);
  }
  // Docker takes a name without "=" as the wish to remove the variable; containerd passes it on.
  if ((config.Env ?? []).includes('PATH')) return end('ambiguous', 'the environment has PATH without a value');
  const paths = valuesOf(config, 'PATH');
  if (new Set(paths).size > 1)
    return end('ambiguous', 'the environment sets PATH twice, and runtimes differ on which one counts');
  const folders = (paths[0] ?? DEFAULT_PATH).split(':');
  if (folders.length > MAX_CANDIDATES) return end('ambiguous', `PATH has more than ${MAX_CANDIDATES} folders`);
  for (const folder of folders) {
    if (!folder.startsWith('/')) {
      const found = followPath(tree, `${folder === '' ? '.' : folder}/${name}`, workingDir, trail);
      // Go's LookPath refuses a program that a relative entry of PATH finds (exec.ErrDot); execvp(3) takes it.
      if (found.found === 'node')
        return end('ambiguous', 'PATH has a relative folder with such a program, which only some runtimes take');
      continue;
    }
    // runc cleans folder and name as a text (filepath.Join); crun lets the kernel go through the links in it.
    if (climbs(folder))
      return end('ambiguous', 'PATH has a folder with a ".." part, and runtimes differ on where it is');
    const found = followPath(tree, `${folder}/${name}`, '/', trail);
    if (trail.length >= MAX_TRAIL) return end('ambiguous', 'the search leads through more places than are looked at');
    if (found.found !== 'node') continue;
    if (found.node.kind !== 'file' || (found.node.mode & 0o111) === 0) {
      // LookPath passes over folders and files without any execute bit, whoever the user is.
      if (found.node.kind === 'other') return end('not-a-file', `${found.path} is neither a file nor a folder`);
      continue;
    }
    if (found.restricted || (found.node.mode & 0o111) !== 0o111)
      return end('ambiguous', `whether ${found.path} may be executed depends on the user, and PATH goes on behind it`);
    return { argv, trail, outcome: 'resolved', path: found.path, content: found.node.content };
  }
  return end('missing', `no folder of PATH has an executable file ${JSON.stringify(name)}`);
}

function resolveOne(
  tree: ImageTree,
  name: string,
  workingDir: string,
  argv: readonly string[],
  trail: string[],
): ResolvedProgram {
  const found = followPath(tree, name, workingDir, trail);
  const end = (outcome: ResolvedProgram['outcome'], why: string): ResolvedProgram => ({ argv, trail, outcome, why });
  if (found.found === 'loop') return end('loop', `${name} leads through more links than a kernel follows`);
  if (found.found === 'nothing') return end('missing', `${name} is not in the image`);
  if (found.node.kind !== 'file') return end('not-a-file', `${found.path} is no regular file`);
  if ((found.node.mode & 0o111) === 0) return end('not-a-file', `${found.path} has no execute permission`);
  return { argv, trail, outcome: 'resolved', path: found.path, content: found.node.content };
}

/**
 * What makes a container run code of other files than the program's: variables of the image's environment and the file
 * `/etc/ld.so.preload`, which the loader obeys, and a health check, which Docker and podman run beside the program.
 *
 * @param program - as {@link resolveProgram} found it; a health check may run it too
 * @returns what it found, as it is written; empty when nothing else runs
 * @example preloads(tree, { Env: ['LD_PRELOAD=/x.so'] }, resolveProgram(tree, config)) // ['LD_PRELOAD=/x.so']
 * @see ld.so(8), "ENVIRONMENT" and "FILES"; Docker image specification v1.3, "Healthcheck"
 */
export function preloads(tree: ImageTree, config: RunConfig, program: ResolvedProgram): readonly string[] {
  const variables = (config.Env ?? []).filter((entry) => LOADING.some((name) => entry.startsWith(`${name}=`)));
  const file = followPath(tree, '/etc/ld.so.preload', '/', []);
  return [
    ...variables,
    ...(file.found === 'node' ? ['/etc/ld.so.preload'] : []),
    ...(checksHealthElsewhere(tree, config, program) ? ['the health check of the config'] : []),
  ];
}

function checksHealthElsewhere(tree: ImageTree, config: RunConfig, { content }: ResolvedProgram): boolean {
  const [kind, ...command] = config.Healthcheck?.Test ?? [];
  if (kind === undefined || kind === 'NONE') return false;
  if (kind !== 'CMD') return true;
  const own = resolveProgram(tree, { ...config, Entrypoint: command, Cmd: [] }).content;
  return own === undefined || own.layer !== content?.layer || own.ordinal !== content.ordinal;
}

function climbs(path: string): boolean {
  return path.split('/').includes('..');
}

function valuesOf(config: RunConfig, name: string): readonly string[] {
  return (config.Env ?? [])
    .filter((entry) => entry.startsWith(`${name}=`))
    .map((entry) => entry.slice(name.length + 1));
}
