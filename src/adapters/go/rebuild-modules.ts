import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError } from '../../formats/format-error.ts';
import { isModulePath } from '../../formats/gobuild/module-path.ts';
import { isModuleVersion } from '../../formats/gobuild/module-version.ts';
import { Members } from '../../formats/json/members.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { comparePaths, treeDigest } from '../../formats/tree-digest.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { RebuildModules } from '../../ports/rebuild-modules.ts';
import type { SideRun } from '../../ports/sandbox.ts';
import type { ImportedFile } from '../../records/imported-tree.ts';
import type { Toolchain } from '../../records/toolchain.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { diskError, errnoOf } from '../disk-error.ts';
import { runProcess } from '../process/process-run.ts';
import { moduleEnvironment, type UserEnvironment } from './module-environment.ts';

// What cmd/go says where the module is not there, and where it is not what the checksum database or go.sum knows.
const UNKNOWN =
  /: (?:404 Not Found|410 Gone)|not found: |unknown revision|invalid version|no matching versions|file does not exist|no such file/;
// What is wrong with the source, and not with the way to its modules.
const OF_SOURCE =
  /missing go\.sum entry|import lookup disabled|unsupported GOOS\/GOARCH|unknown GOEXPERIMENT|invalid GO[A-Z0-9]+|import cycle|use of internal package|updates to go\.mod needed|no required module provides|is not in std|build constraints exclude|requires go >=|errors parsing|malformed|does not contain package|is not a package path/;
const REFUSED = /SECURITY ERROR|checksum mismatch|verifying .*: /;

/**
 * Modules through `go mod download`, which looks where the user's settings say (GOPROXY, GOPRIVATE ...) and asks the checksum database.
 * They come into a cache of their own in `folder`, never the user's.
 * @param folder - private (0700), on the disk that sides use too
 * @param environment - the user's, by name
 * @returns `module` throws TwinsealError `SOURCE_MODULE_UNKNOWN`, `SOURCE_MODULE_REFUSED`, `SOURCE_MODULE_FAILED`
 * @example await makeRebuildModules(folder, process.env).module('golang.org/x/text', 'v0.31.0', toolchain, call)
 */
export function makeRebuildModules(folder: string, environment: UserEnvironment): RebuildModules {
  const cache = join(folder, 'modules');
  const run = (
    words: readonly string[],
    where: string,
    more: Readonly<Record<string, string>>,
    toolchain: Toolchain,
    call: Call,
  ) =>
    runProcess(
      {
        argv: [join(toolchain.goroot, 'bin/go'), ...words],
        environment: {
          ...moduleEnvironment(environment),
          GOMODCACHE: cache,
          GOTOOLCHAIN: 'local',
          GOWORK: 'off',
          // Read-only folders of a module cache could not be removed without changing each of them first.
          GOFLAGS: '-modcacherw',
          GOTELEMETRY: 'off',
          CGO_ENABLED: '0',
          ...more,
        },
        folder: where,
        maxOutput: 4 * 1024 * 1024,
      },
      call,
    );
  return {
    module: async (path, version, toolchain, call) => {
      const what = `the module ${path}@${version}`;
      if (!isModulePath(path) || !isModuleVersion(version))
        throw new TwinsealError(
          'SOURCE_MODULE_UNKNOWN',
          `${JSON.stringify(`${path}@${version}`.slice(0, 200))} is no module version: write it as example.com/app@v1.2.3`,
        );
      const empty = await mkdtemp(join(folder, 'empty-'));
      const ended = await run(['mod', 'download', '-json', `${path}@${version}`], empty, {}, toolchain, call);
      if (ended.status !== 0) throw failure(ended, what);
      return { path, version, ...readDownload(ended.stdout, what) };
    },
    requirements: async (source, { main, environment: target, tags }, toolchain, call) => {
      const copy = join(await mkdtemp(join(folder, 'needs-')), 'module');
      await cp(source, copy, { recursive: true });
      // Loading packages gets exactly the modules that a build would; `go mod download` would get many that no program of it needs.
      const words = ['list', '-deps', '-mod=readonly', '-buildvcs=false', `-tags=${tags.join(',')}`, '-f={{""}}', main];
      const ended = await run(words, copy, target, toolchain, call);
      if (ended.status !== 0 && !OF_SOURCE.test(ended.stderr)) throw failure(ended, `what ${main} is made of`);
    },
    withProxy: async (tree, call) => {
      const stage = await mkdtemp(join(folder, 'staged-'));
      try {
        await move(tree.folder, join(stage, 'module'));
        await mkdir(join(cache, 'cache/download'), { recursive: true });
        await move(join(cache, 'cache/download'), join(stage, 'proxy'));
        const own = tree.files.map((file) => ({ ...file, path: `module/${file.path}` }));
        const files = [...own, ...(await proxyFiles(stage, 'proxy', call))].sort((a, b) =>
          comparePaths(a.path, b.path),
        );
        return { folder: stage, files, treeDigest: treeDigest(files), leftOut: tree.leftOut };
      } catch (error) {
        throw diskError(error, 'write', 'a copy of the modules');
      }
    },
  };
}

/** The source may lie on another file system than downloads do, such as one in memory. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (errnoOf(error) !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true });
  }
}

function failure(run: SideRun, what: string): TwinsealError {
  // With -json the reason stands in the answer, with its line breaks written out.
  const text = `${run.stderr}\n${run.stdout}`;
  const details = text
    .split(/\n|\\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 40);
  if (REFUSED.test(text))
    return new TwinsealError('SOURCE_MODULE_REFUSED', `${what} is not what go.sum or the checksum database knows`, {
      details,
    });
  if (UNKNOWN.test(text))
    return new TwinsealError(
      'SOURCE_MODULE_UNKNOWN',
      `${what} is not to be had: see whether path and version are right`,
      { details },
    );
  return new TwinsealError(
    'SOURCE_MODULE_FAILED',
    `${what} could not be got: see whether the module proxy is reachable`,
    { details },
  );
}

function readDownload(text: string, what: string) {
  try {
    const members: Members = new Members('go-download', parseJson(encodeUtf8(text)));
    const origin = members.has('Origin') ? members.inside('Origin') : undefined;
    const revision = origin?.optionalString('Hash');
    return { h1: members.text('Sum'), folder: members.text('Dir'), ...(revision !== undefined && { revision }) };
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('SOURCE_MODULE_FAILED', `what Go says of ${what} could not be read: ${cause.message}`, {
      cause,
    });
  }
}

/**
 * What a proxy serves; locks and the database's own cache are no part of it. `go install` asks for the list of a module's versions too,
 * which `go mod download` keeps none of: it is made of those that are there.
 */
async function proxyFiles(stage: string, path: string, call: Call): Promise<readonly ImportedFile[]> {
  checkCall(call, 'copying modules');
  const found: ImportedFile[] = [];
  const entries = await readdir(join(stage, path), { withFileTypes: true });
  const take = (name: string, bytes: Uint8Array): void => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    found.push({ path: `${path}/${name}`, size: bytes.length, sha256, executable: false });
  };
  for (const entry of entries) {
    const below = `${path}/${entry.name}`;
    if (entry.isDirectory() && below !== 'proxy/sumdb') found.push(...(await proxyFiles(stage, below, call)));
    else if (entry.isFile() && /\.(?:zip|mod|info)$/.test(entry.name))
      take(entry.name, await readFile(join(stage, below)));
  }
  if (path.endsWith('/@v')) {
    const names = entries.map(({ name }) => name);
    const versions = names.filter((name) => name.endsWith('.zip')).map((name) => name.slice(0, -'.zip'.length));
    const list = encodeUtf8(versions.map((version) => `${version}\n`).join(''));
    await writeFile(join(stage, path, 'list'), list);
    take('list', list);
  }
  return found;
}
