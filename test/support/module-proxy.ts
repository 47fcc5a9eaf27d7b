import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hash1 } from '../../src/formats/gobuild/dirhash.ts';
import type { ChecksumDatabase } from '../../src/ports/checksum-database.ts';
import { zipOf } from './zip.ts';

/** Files of a module by path; without go.mod it is one that has none. */
export type ModuleFiles = Readonly<Record<string, string | Uint8Array>>;

/** Modules in a folder that Go reads as a proxy. */
export interface ModuleProxy {
  /** Of GOPROXY. */
  readonly url: string;
  /** `h1:` of zips, by `path@version`. */
  readonly sums: ReadonlyMap<string, string>;
  add(path: string, version: string, files: ModuleFiles): void;
  /** Lines of go.sum for all modules. */
  goSum(): string;
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Makes a proxy in an empty folder. */
export function moduleProxy(folder: string): ModuleProxy {
  const sums = new Map<string, string>();
  const modSums = new Map<string, string>();
  return {
    url: pathToFileURL(folder).href,
    sums,
    add(path, version, files) {
      const goMod = files['go.mod'] ?? `module ${path}\n`;
      const at = join(
        folder,
        path.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`),
        '@v',
        version,
      );
      mkdirSync(dirname(at), { recursive: true });
      const entries = Object.entries(files).map(([name, content]) => ({ name: `${path}@${version}/${name}`, content }));
      writeFileSync(`${at}.zip`, zipOf(entries.map((entry) => ({ ...entry, descriptor: true }))));
      writeFileSync(`${at}.mod`, goMod);
      writeFileSync(`${at}.info`, JSON.stringify({ Version: version, Time: '2024-01-02T03:04:05Z' }));
      sums.set(`${path}@${version}`, hash1(entries.map(({ name, content }) => ({ name, sha256: sha256(content) }))));
      modSums.set(`${path}@${version}`, hash1([{ name: 'go.mod', sha256: sha256(goMod) }]));
    },
    goSum() {
      const line = (name: string, end: string, sum: string) => `${name.replace('@', ' ')}${end} ${sum}\n`;
      return [...sums]
        .map(([name, sum]) => line(name, '', sum) + line(name, '/go.mod', modSums.get(name) ?? ''))
        .join('');
    },
  };
}

/** A checksum database that knows what a proxy has, except for what it is told to say otherwise. */
export function databaseOf(
  proxy: ModuleProxy,
  otherwise: Readonly<Record<string, Awaited<ReturnType<ChecksumDatabase['lookup']>>>> = {},
): ChecksumDatabase {
  return {
    async lookup(path, version) {
      const name = `${path}@${version}`;
      const other = otherwise[name];
      if (other !== undefined) return other;
      const h1 = proxy.sums.get(name);
      if (h1 === undefined) return { outcome: 'unknown', why: `there is no record of ${name}` };
      const goModH1 = new RegExp(`^${path} ${version}/go\\.mod (\\S+)$`, 'm').exec(proxy.goSum())?.[1] ?? '';
      return { outcome: 'known', h1, goModH1, head: { name: 'sum.test', size: 2, root: 'AAAA' } };
    },
  };
}
