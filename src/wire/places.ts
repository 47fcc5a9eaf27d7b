import { openPlaces } from '../adapters/places.ts';
import { DockerCredentials } from '../adapters/registry/docker-credentials.ts';
import type { RegistryOptions } from '../adapters/registry/registries.ts';

/**
 * Layouts and registries, with the credentials of docker's configuration.
 * @example await userPlaces().layout('./app.oci', call)
 */
export function userPlaces(options: Pick<RegistryOptions, 'guard'> = {}): ReturnType<typeof openPlaces> {
  return openPlaces({ credentials: new DockerCredentials(process.env), ...options });
}
