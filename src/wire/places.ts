import { openPlaces } from '../adapters/places.ts';
import { DockerCredentials } from '../adapters/registry/docker-credentials.ts';

/** Layouts and registries, with the credentials of docker's configuration. */
export function userPlaces(): ReturnType<typeof openPlaces> {
  return openPlaces({ credentials: new DockerCredentials(process.env) });
}
