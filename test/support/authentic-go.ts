// The Go of this machine as if Go's checksum database knew it, without the network: its own files make the manifest of the
// toolchain module, and a database of ours has the sum of it.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { hashInstalledGo } from '../../src/adapters/go/installed-go.ts';
import { ManifestCache } from '../../src/adapters/go/manifest-cache.ts';
import { type ModuleManifest, makeModuleManifest } from '../../src/formats/gobuild/module-manifest.ts';

/** Path and version of Go's toolchain module for the Go on PATH. */
export interface AuthenticGo {
  readonly goroot: string;
  readonly version: string;
  readonly manifest: ModuleManifest;
}

const READ = /^(?:VERSION$|bin\/|lib\/|pkg\/|src\/)/;

/**
 * Makes the manifest of the Go on PATH and keeps it in a cache folder, as if its zip had been read.
 * @param cache - what XDG_CACHE_HOME/twinseal is
 */
export async function authenticGo(cache: string): Promise<AuthenticGo> {
  const call = { signal: new AbortController().signal, deadline: Date.now() + 120_000 };
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOENV: 'off' };
  const [goroot = '', version = '', os = '', arch = ''] = execFileSync(
    'go',
    ['env', 'GOROOT', 'GOVERSION', 'GOHOSTOS', 'GOHOSTARCH'],
    { env },
  )
    .toString()
    .split('\n');
  const { files } = await hashInstalledGo(goroot, call);
  const module = { path: 'golang.org/toolchain', version: `v0.0.1-${version}.${os}-${arch}` };
  const list = [...files]
    .filter(([path]) => READ.test(path))
    .map(([path, sha256]) => ({
      path: path.replace(/(^|\/)go\.mod$/, '$1_go.mod'),
      size: statSync(join(goroot, path)).size,
      sha256,
    }));
  const manifest = makeModuleManifest(module, list, 'none');
  await new ManifestCache(cache).put([manifest]);
  return { goroot, version: module.version, manifest };
}

/** A copy of a Go installation, whose files are links: replace one, don't write into it. */
export function linkedGo(goroot: string, folder: string): string {
  try {
    execFileSync('cp', ['-al', goroot, folder], { stdio: 'pipe' });
  } catch {
    // Another file system, or one of another user.
    execFileSync('cp', ['-a', goroot, folder], { stdio: 'pipe' });
  }
  return folder;
}
