import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { access, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FormatError } from '../../formats/format-error.ts';
import { hash1 } from '../../formats/gobuild/dirhash.ts';
import { describeModule, type ModuleVersion } from '../../formats/gobuild/module-version.ts';
import type { Call } from '../../ports/call.ts';
import type { Toolchains } from '../../ports/toolchains.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { diskError, errnoOf } from '../disk-error.ts';
import { makeFolder } from '../make-folder.ts';
import { removeTree } from '../remove-tree.ts';
import { readZipFile, ZIP_LIMITS } from '../zip-file.ts';
import { hashInstalledGo } from './installed-go.ts';
import { cachedZip, moduleCache } from './module-cache.ts';
import { downloadModules } from './module-download.ts';
import type { ModuleZipsOptions } from './module-zips.ts';

/**
 * Go installations: those that stand on this machine, and those that are unpacked from Go's toolchain module.
 * @param options - `cache` gets a folder `toolchains`; without one they are unpacked into the private folder
 * @example await makeToolchains(options).hash('/usr/local/go', call)
 */
export function makeToolchains(options: ModuleZipsOptions): Toolchains {
  return {
    hash: hashInstalledGo,
    async install(module, h1, through, download, call) {
      // Its version is `v0.0.1-go1.27.1.linux-amd64`.
      const name = module.version.slice(module.version.indexOf('-') + 1);
      const goroot = join(options.cache ?? options.work, 'toolchains', name);
      if (await exists(goroot)) return goroot;
      const modCache = await moduleCache(through, options.environment, call);
      const cached = modCache === undefined ? undefined : cachedZip(modCache, module);
      if (cached !== undefined && (await exists(cached))) return await unpack(cached, module, h1, goroot, call);
      if (!download) throw refused(module, 'its zip is not on this machine, and nothing is downloaded offline');
      const downloads = await downloadModules([module], through, options.work, options.environment, call);
      try {
        const got = downloads.zips.get(describeModule(module));
        if (got === undefined || !('zip' in got)) throw refused(module, got?.why ?? 'there is no such module');
        return await unpack(got.zip, module, h1, goroot, call);
      } finally {
        await downloads.remove();
      }
    },
  };
}

/** Unpacks beside the target while hashing, and moves there only what has the right h1. */
async function unpack(zip: string, module: ModuleVersion, h1: string, goroot: string, call: Call): Promise<string> {
  const prefix = `${module.path}@${module.version}/`;
  const making = join(dirname(goroot), `.${randomUUID()}.tmp`);
  const hashed: { name: string; sha256: string }[] = [];
  const made = new Set<string>();
  try {
    await makeFolder(dirname(goroot), 0o700);
    await readZipFile(zip, ZIP_LIMITS, call, ({ name }, bytes) => {
      if (!name.startsWith(prefix)) throw new FormatError('zip', `the zip file has a name that is not below ${prefix}`);
      hashed.push({ name, sha256: createHash('sha256').update(bytes).digest('hex') });
      const inner = name.slice(prefix.length).replace(/(^|\/)_go\.mod$/, '$1go.mod');
      const path = join(making, inner);
      if (!made.has(dirname(path))) mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
      made.add(dirname(path));
      writeFileSync(path, bytes, { flag: 'wx', mode: isCommand(inner) ? 0o755 : 0o644 });
    });
    const found = hash1(hashed);
    if (found !== h1) throw refused(module, `its zip has the sum ${found}, and the checksum database knows ${h1}`);
    await rename(making, goroot);
    return goroot;
  } catch (error) {
    removeTree(making);
    // Another run was faster; what it left is compared like anything else.
    if (['EEXIST', 'ENOTEMPTY'].includes(errnoOf(error)) && (await exists(goroot))) return goroot;
    if (error instanceof FormatError) throw refused(module, error.message);
    throw diskError(error, 'write', goroot);
  }
}

/** @see cmd/go/internal/toolchain, "set the execute bits on the commands" */
function isCommand(path: string): boolean {
  return path.startsWith('bin/') || path.startsWith('pkg/tool/') || /^lib\/.*\/go_\w+_\w+_exec$/.test(path);
}

function refused(module: ModuleVersion, why: string): TwinsealError {
  return new TwinsealError(
    'BUILD_TOOLCHAIN',
    `the toolchain ${describeModule(module)} can not be had: ${why}; install that version of Go and name it with --toolchain, or see why`,
  );
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
