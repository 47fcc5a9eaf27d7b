import { createHash } from 'node:crypto';
import { FormatError } from '../../formats/format-error.ts';
import { readGoFile } from '../../formats/gobuild/go-file.ts';
import { readGoModLines } from '../../formats/gobuild/go-mod-lines.ts';
import { parseGoVersion } from '../../formats/gobuild/go-version.ts';
import { type ManifestFile, type ModuleManifest, makeModuleManifest } from '../../formats/gobuild/module-manifest.ts';
import type { ModuleVersion } from '../../formats/gobuild/module-version.ts';
import type { Call } from '../../ports/call.ts';
import { readZipFile, ZIP_LIMITS } from '../zip-file.ts';

/**
 * Reads a module zip from the first byte to the last and makes its manifest.
 * @param module - whose files it must have: each name begins with `path@version/`
 * @throws FormatError (`zip`, `dirhash`) for a zip that can't be such a module
 * @throws TwinsealError `ABORTED`, `TIMEOUT`; the system's error when the file can't be read
 * @example (await readModuleZip('cache/v1.0.0.zip', { path: 'a.b/c', version: 'v1.0.0' }, call)).h1
 * @see Go modules reference, "Module zip files"
 */
export async function readModuleZip(path: string, module: ModuleVersion, call: Call): Promise<ModuleManifest> {
  const prefix = `${module.path}@${module.version}/`;
  const files: ManifestFile[] = [];
  // Nobody vendors a toolchain, which has ten thousand files.
  const vendored = module.path !== 'golang.org/toolchain';
  let goVersion: string | undefined = 'none';
  await readZipFile(path, ZIP_LIMITS, call, ({ name, size }, bytes) => {
    if (!name.startsWith(prefix))
      throw new FormatError('zip', `the zip file has ${JSON.stringify(name)}, which is not below ${prefix}`);
    const inner = name.slice(prefix.length);
    if (inner === 'go.mod') goVersion = goVersionOf(bytes);
    const go = vendored && inner.endsWith('.go') ? readGoFile(bytes) : undefined;
    const told = go !== undefined && (go.ignored || go.cgo || go.embeds.length > 0);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ path: inner, size, sha256, ...(told ? { go } : {}) });
  });
  return makeModuleManifest(module, files, goVersion);
}

// Of a go.mod that is odd nothing is said: Go reads those of other modules more loosely than we do.
function goVersionOf(bytes: Uint8Array): string | undefined {
  try {
    const lines = readGoModLines(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const line = lines.find(({ verb }) => verb === 'go');
    if (line === undefined) return 'none';
    const version = line.args[0]?.text ?? '';
    parseGoVersion(version);
    return version;
  } catch {
    return undefined;
  }
}
