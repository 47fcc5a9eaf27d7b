// The Go modules of the peers, and the versions they have in common.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type GoMod, parseGoMod } from '../../src/formats/gobuild/go-mod.ts';
import { compareSemver, versionOfTag } from '../../src/formats/semver.ts';

/**
 * Whose modules are left alone: what they say of images, signatures and logs is what tests ask a peer for. (Go raises one all the same
 * where something that is shared asks for a newer one.) All else, such as the clients of clouds, is compiled once for all.
 */
const ITS_OWN = [
  'github.com/containerd/',
  'github.com/containers/',
  'github.com/digitorus/',
  'github.com/distribution/',
  'github.com/docker/',
  'github.com/go-jose/',
  'github.com/google/certificate-transparency-go',
  'github.com/google/go-containerregistry',
  'github.com/in-toto/',
  'github.com/notaryproject/',
  'github.com/opencontainers/',
  'github.com/regclient/',
  'github.com/secure-systems-lab/',
  'github.com/sigstore/',
  'github.com/spdx/',
  'github.com/theupdateframework/',
  'github.com/transparency-dev/',
  'github.com/veraison/',
  'oras.land/',
];

/** One folder of tools/ with its go.mod. */
export interface PeerModule {
  readonly folder: string;
  readonly mod: GoMod;
}

/** A module that a peer takes at an older version than another peer does. */
export interface OlderVersion {
  readonly folder: string;
  readonly path: string;
  readonly version: string;
  readonly newest: string;
}

export function readPeerModules(tools = join(import.meta.dirname, 'tools')): readonly PeerModule[] {
  return globSync('*/go.mod', { cwd: tools })
    .sort()
    .map((file) => ({
      folder: dirname(join(tools, file)),
      mod: parseGoMod(readFileSync(join(tools, file), 'utf8')),
    }));
}

/**
 * What each peer takes at an older version than another one, but for what is left alone. A package is compiled once for all peers only
 * where it, and all that it imports, has one version everywhere: half as much is compiled then, by the size of the sources.
 */
export function olderVersions(peers: readonly PeerModule[]): readonly OlderVersion[] {
  const newest = new Map<string, string>();
  for (const { mod } of peers)
    for (const { path, version } of mod.require) {
      if (ITS_OWN.some((prefix) => path.startsWith(prefix))) continue;
      const known = newest.get(path);
      if (known === undefined || compareSemver(versionOfTag(version), versionOfTag(known)) > 0)
        newest.set(path, version);
    }
  return peers.flatMap(({ folder, mod }) => {
    // What a replacement stands in for has its version there.
    const replaced = new Set(mod.replace.map(({ old }) => old.path));
    return mod.require.flatMap(({ path, version }) => {
      const best = newest.get(path) ?? version;
      return version === best || replaced.has(path) ? [] : [{ folder, path, version, newest: best }];
    });
  });
}
