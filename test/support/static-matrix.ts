// The matrix of docs/static.md, made for real: one small program built in each way and started in each kind of root folder.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { getuid } from 'node:process';
import { dynamicNeeds } from '../../src/formats/elf/dynamic.ts';
import { readElf } from '../../src/formats/elf/elf-file.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { askedSettings } from '../../src/seal/build/side-flags.ts';
import { checkBinary } from '../../src/seal/build/static-check.ts';

type Arch = 'amd64' | 'arm64';

/** One way to build. */
export interface Way {
  readonly arch: Arch;
  readonly cgo: '0' | '1';
  /** What is given to go beyond `-trimpath`. */
  readonly flags: readonly string[];
  /** The C compiler, where it is not gcc. */
  readonly cc?: 'musl-gcc';
  /** How the table names it. */
  readonly text: string;
}

/** The root folders: nothing, and what Debian's packages `musl` and `libc6` hold. */
export const ROOTS = ['scratch', 'musl', 'glibc'] as const;
type Root = (typeof ROOTS)[number];

/** What came of one way; a cell that begins with `not tried` says why. */
export interface Row {
  readonly way: Way;
  /** What the ELF file asks for. */
  readonly needs: string;
  readonly cells: Readonly<Record<Root, string>>;
  /** `accepted`, or the code of the refusal. */
  readonly seal: string;
}

const STATIC = ['-ldflags', '-linkmode external -extldflags -static'];

/** All ways, in the order of the table. */
export const WAYS: readonly Way[] = [
  { arch: 'amd64', cgo: '0', flags: [], text: 'nothing more' },
  { arch: 'amd64', cgo: '0', flags: ['-buildmode=pie'], text: '`-buildmode=pie`' },
  { arch: 'amd64', cgo: '0', flags: ['-tags', 'library'], text: 'a package with `//go:cgo_import_dynamic` (purego)' },
  { arch: 'amd64', cgo: '1', flags: [], text: 'gcc, dynamic' },
  { arch: 'amd64', cgo: '1', flags: ['-tags', 'netgo,osusergo'], text: 'gcc, `-tags netgo,osusergo`, no C of its own' },
  { arch: 'amd64', cgo: '1', flags: STATIC, text: 'gcc, `-linkmode external -extldflags -static`' },
  { arch: 'amd64', cgo: '1', flags: [], cc: 'musl-gcc', text: 'musl-gcc, dynamic' },
  {
    arch: 'amd64',
    cgo: '1',
    flags: STATIC,
    cc: 'musl-gcc',
    text: 'musl-gcc, `-linkmode external -extldflags -static`',
  },
  { arch: 'arm64', cgo: '0', flags: [], text: 'nothing more' },
  { arch: 'arm64', cgo: '0', flags: ['-buildmode=pie'], text: '`-buildmode=pie`' },
];

// `net` and `os/user` are the packages of the standard library that use C where cgo is on.
const MODULE: Readonly<Record<string, string>> = {
  'go.mod': 'module example.com/app\n\ngo 1.24\n',
  'main.go':
    'package main\n\nimport (\n\t"net"\n\t"os/user"\n)\n\nfunc main() {\n\t_, _ = user.LookupId("0")\n\t_, _ = net.LookupHost("localhost")\n\tprintln("hello")\n}\n',
  // What purego does: a jump into a library, without cgo.
  'library.go':
    '//go:build library\n\npackage main\n\nimport _ "unsafe"\n\n//go:cgo_import_dynamic libc_getpid getpid "libc.so.6"\n\nfunc trampoline()\n\nvar name = "x"\n\nfunc init() {\n\tif len(name) == 0 {\n\t\ttrampoline()\n\t}\n}\n',
  'library_amd64.s':
    '//go:build library\n\n#include "textflag.h"\n\nTEXT ·trampoline(SB), NOSPLIT, $0-0\n\tJMP libc_getpid(SB)\n',
};
const EMULATORS: Readonly<Record<Arch, string>> = { amd64: 'qemu-x86_64-static', arm64: 'qemu-aarch64-static' };
const HOST = process.arch === 'arm64' ? 'arm64' : 'amd64';

/**
 * Builds and starts everything that this machine can.
 * @param folder - an empty one to work in; root folders and packages stay there
 */
export function makeMatrix(folder: string): readonly Row[] {
  const source = join(folder, 'source');
  for (const [name, text] of Object.entries(MODULE)) write(join(source, name), text);
  const roots = new Map<string, string>();
  for (const arch of ['amd64', 'arm64'] as const)
    for (const root of ROOTS) roots.set(`${root} ${arch}`, makeRoot(root, arch, join(folder, `${root}-${arch}`)));
  return WAYS.map((way, at) => {
    const file = join(folder, `app-${at}`);
    const unbuilt = build(way, source, file);
    if (unbuilt !== undefined) {
      const none = `not tried: ${unbuilt}`;
      return { way, needs: none, cells: { scratch: none, musl: none, glibc: none }, seal: none };
    }
    const cell = (root: Root) =>
      start(file, join(folder, `${root}-${way.arch}`), roots.get(`${root} ${way.arch}`), way);
    const bytes = readFileSync(file);
    return {
      way,
      needs: needsOf(bytes),
      cells: { scratch: cell('scratch'), musl: cell('musl'), glibc: cell('glibc') },
      seal: answerOfSeal(bytes, way),
    };
  });
}

/** The rows as the page has them. */
export function matrixTable(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ way, needs, cells, seal }) =>
      `| ${way.arch} | ${way.cgo} | ${way.text} | ${needs} | ${ROOTS.map((root) => cells[root]).join(' | ')} | ${seal} |`,
  );
  return [
    '| machine | `CGO_ENABLED` | built with | what the file asks for | in an empty root (scratch) | with musl | with glibc | a seal |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

function build(way: Way, source: string, output: string): string | undefined {
  const cc = way.cc ?? 'gcc';
  if (way.cgo === '1' && way.arch !== HOST) return `no C compiler for ${way.arch}`;
  if (way.cgo === '1' && spawnSync(cc, ['--version']).status !== 0) return `no ${cc} here`;
  const env = { ...process.env, GOFLAGS: '', GOENV: 'off', GOTOOLCHAIN: 'local', GOOS: 'linux', GOARCH: way.arch };
  execFileSync('go', ['build', '-trimpath', ...way.flags, '-o', output, '.'], {
    cwd: source,
    env: { ...env, CGO_ENABLED: way.cgo, CC: cc },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return undefined;
}

function needsOf(bytes: Uint8Array): string {
  const { interpreter, needed } = dynamicNeeds(readElf(bytes));
  const parts = [...(interpreter === undefined ? [] : [interpreter]), ...needed].map((part) => `\`${part}\``);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

/** What the check at the end of each build says, had Twinseal built it. */
function answerOfSeal(bytes: Uint8Array, way: Way): string {
  const asked = askedSettings({ tags: [], ldflags: [], gcflags: [], experiments: [], pgo: 'off' }, undefined);
  const target = { platform: `linux/${way.arch}`, goos: 'linux', goarch: way.arch, levels: {} };
  try {
    checkBinary(bytes, { importPath: 'example.com/app', package: '.', name: 'app' }, target, asked);
    return 'accepted';
  } catch (error) {
    if (error instanceof TwinsealError) return `\`${error.code}\``;
    throw error;
  }
}

/** Puts what a root folder holds in place; the answer is why it could not, or an empty text. */
function makeRoot(root: Root, arch: Arch, folder: string): string {
  mkdirSync(folder);
  if (root === 'scratch') return '';
  const deb = join(dirname(folder), `packages-${arch}`);
  const fetched = fetchPackage(root === 'musl' ? 'musl' : 'libc6', arch, deb);
  if (fetched !== undefined)
    return spawnSync('dpkg-deb', ['-x', fetched, folder]).status === 0 ? '' : 'no dpkg-deb here';
  return arch === HOST && root === 'glibc' && copyOwnGlibc(folder) ? '' : `no package ${root} for ${arch} here`;
}

// With lists and caches of its own, so that neither the machine's architecture nor its lists matter.
function fetchPackage(name: string, arch: Arch, folder: string): string | undefined {
  const config = join(folder, 'apt.conf');
  const env = { ...process.env, APT_CONFIG: config, LC_ALL: 'C' };
  if (!existsSync(config)) {
    for (const part of ['state/lists/partial', 'cache/archives/partial'])
      mkdirSync(join(folder, part), { recursive: true });
    write(join(folder, 'state', 'status'), '');
    const lines = [
      `Dir::State "${folder}/state";`,
      `Dir::State::status "${folder}/state/status";`,
      `Dir::Cache "${folder}/cache";`,
      `APT::Architecture "${arch}";`,
      `APT::Architectures { "${arch}"; };`,
      'Acquire::Languages "none";',
      'Acquire::Retries "2";',
      'APT::Sandbox::User "root";',
    ];
    write(config, `${lines.join('\n')}\n`);
    spawnSync('apt-get', ['update', '-qq'], { env, timeout: 120_000 });
  }
  const { status } = spawnSync('apt-get', ['download', '-qq', name], { cwd: folder, env, timeout: 120_000 });
  if (status !== 0) return undefined;
  const found = execFileSync('find', [folder, '-maxdepth', '1', '-name', `${name}_*.deb`], { encoding: 'utf8' });
  return found.split('\n')[0] || undefined;
}

function copyOwnGlibc(folder: string): boolean {
  const { stdout, status } = spawnSync('ldd', ['/bin/sh'], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  const files = [...(stdout ?? '').matchAll(/(\/\S+) \(0x/g)].map((match) => match[1] ?? '');
  if (status !== 0 || !files.some((file) => file.includes('ld-linux'))) return false;
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(realpathSync(file), join(folder, file));
  }
  return true;
}

/** Starts a program in a root folder of its own and says in one form what happened. */
function start(file: string, root: string, lacking: string | undefined, { arch }: Way): string {
  if (lacking !== '') return `not tried: ${lacking}`;
  const emulator = arch === HOST ? undefined : findProgram(EMULATORS[arch]);
  if (arch !== HOST && emulator === undefined) return `not tried: no qemu-user for ${arch}`;
  copyFileSync(file, join(root, 'app'));
  if (emulator !== undefined) cpSync(emulator, join(root, 'emulator'));
  const unshare = [...(getuid?.() === 0 ? [] : ['--user', '--map-root-user']), `--root=${root}`];
  const command = emulator === undefined ? ['/app'] : ['/emulator', '/app'];
  const { status, stderr, error } = spawnSync('unshare', [...unshare, ...command], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  for (const name of ['app', 'emulator']) rmSync(join(root, name), { force: true });
  if (error !== undefined) return `not tried: ${error.message}`;
  if (status === 0 && stderr.endsWith('hello\n')) return 'runs';
  if (/change root|unshare failed|Operation not permitted/.test(stderr))
    return 'not tried: no root folder of our own here';
  // The kernel and qemu say this of the loader, which the file names, and not of the file.
  if (/No such file or directory/.test(stderr)) return '`no such file or directory`';
  if (/error while loading shared libraries/.test(stderr)) return '`error while loading shared libraries`';
  return `fails: ${stderr.trim().split('\n').at(-1)?.slice(0, 100)}`;
}

function findProgram(name: string): string | undefined {
  const { stdout, status } = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' });
  return status === 0 ? realpathSync(stdout.trim()) : undefined;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
