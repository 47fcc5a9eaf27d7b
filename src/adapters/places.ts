import { lstat, stat } from 'node:fs/promises';
import type { ContentPlaces } from '../ports/content.ts';
import { openRegistries, type RegistryOptions } from './registry/registries.ts';
import { RememberedManifests } from './registry/remembered-manifests.ts';

/**
 * Layouts on disk and repositories of registries behind one port.
 * @example openPlaces({ credentials: new DockerCredentials(process.env) }).repository('127.0.0.1:5000/app')
 */
export function openPlaces(options: RegistryOptions): ContentPlaces & { close(): Promise<void> } {
  const registries = openRegistries(options);
  return {
    // Loaded by whoever has a layout in hand: a verb that only talks to a registry starts the sooner.
    layout: async (folder, call) => (await import('./layout/layout-reader.ts')).openLayout(folder, call),
    newLayout: async (folder, call) => (await import('./layout/layout-writer.ts')).newLayout(folder, call),
    growLayout: async (folder, call) => (await import('./layout/layout-grower.ts')).growLayout(folder, call),
    repository: (name) => new RememberedManifests(registries.repository(name)),
    async isPath(argument) {
      try {
        await lstat(argument);
        return true;
      } catch {
        return false;
      }
    },
    async isSameFolder(one, other) {
      try {
        const [first, second] = await Promise.all([one, other].map((path) => stat(path, { bigint: true })));
        return first !== undefined && first.dev === second?.dev && first.ino === second.ino;
      } catch {
        return false;
      }
    },
    close: () => registries.close(),
  };
}
