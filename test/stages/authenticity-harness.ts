import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeModuleZips } from '../../src/adapters/go/module-zips.ts';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import { makeSourceImporter } from '../../src/adapters/source/importer.ts';
import type { ChecksumDatabase } from '../../src/ports/checksum-database.ts';
import type { SourceAuthenticity } from '../../src/records/authenticity.ts';
import { authenticateSource } from '../../src/roads/authenticate-source.ts';
import { lockSource } from '../../src/seal/source/lock-source.ts';
import { databaseOf, type ModuleProxy, moduleProxy } from '../support/module-proxy.ts';

/** What comparing vendored sources takes: a proxy, real Go, and our caches in a private folder. */
export interface AuthenticityHarness {
  readonly root: string;
  readonly proxy: ModuleProxy;
  readonly call: { readonly signal: AbortSignal; readonly deadline: number };
  /** A main module, vendored by Go unless told otherwise. */
  module(files: Readonly<Record<string, string>>, vendored?: boolean): string;
  authenticate(folder: string, how?: AuthenticateHow): Promise<SourceAuthenticity>;
  remove(): void;
}

export interface AuthenticateHow {
  readonly sumdb?: ChecksumDatabase;
  readonly offline?: boolean;
  /** Folder of manifests; a new one unless given. */
  readonly cache?: string;
  /** Of Go, for zips. */
  readonly environment?: Readonly<Record<string, string>>;
}

export const GOROOT = execFileSync('go', ['env', 'GOROOT']).toString().trim();

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

export function authenticityHarness(): AuthenticityHarness {
  const root = mkdtempSync(join(tmpdir(), 'twinseal-authentic-'));
  const proxyFolder = join(root, 'proxy');
  mkdirSync(proxyFolder);
  const proxy = moduleProxy(proxyFolder);
  const call = { signal: new AbortController().signal, deadline: Date.now() + 300_000 };
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: root,
    GOPROXY: proxy.url,
    GOSUMDB: 'off',
    GOMODCACHE: join(root, 'mod'),
    GOCACHE: join(root, 'build'),
    GOTOOLCHAIN: 'local',
    GOFLAGS: '-modcacherw',
    GOWORK: 'off',
  };
  const importer = makeSourceImporter();
  let count = 0;
  const fresh = (name: string): string => {
    const path = join(root, `${name}-${++count}`);
    mkdirSync(path, { mode: 0o700 });
    return path;
  };
  return {
    root,
    proxy,
    call,
    module(files, vendored = true) {
      const folder = fresh('module');
      write(folder, { 'go.sum': proxy.goSum(), ...files });
      if (vendored) execFileSync('go', ['mod', 'vendor'], { cwd: folder, env: environment, stdio: 'pipe' });
      return folder;
    },
    async authenticate(folder, how = {}) {
      const tree = await importer.importTree(folder, fresh('import'), call);
      const read = (path: string) => importer.readFile(tree, path, 1 << 24, call);
      const [goMod, goSum, modulesTxt] = [await read('go.mod'), await read('go.sum'), await read('vendor/modules.txt')];
      const claims = { folder, vcs: undefined, claims: {}, sourceDateEpoch: undefined };
      const lock = lockSource({ ...claims, tree, goMod, goSum, modulesTxt });
      const zips = makeModuleZips({
        environment: { ...environment, ...how.environment },
        cache: how.cache ?? fresh('cache'),
        work: fresh('work'),
      });
      const sumdb = how.sumdb ?? databaseOf(proxy);
      const source = { lock, tree, modulesTxt, goroot: GOROOT, offline: how.offline ?? false };
      return await authenticateSource(source, { sumdb, zips }, call);
    },
    remove() {
      removeTree(root);
      rmSync(root, { recursive: true, force: true });
    },
  };
}
