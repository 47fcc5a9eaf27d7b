import { FormatError } from '../formats/format-error.ts';
import type { Annotations } from '../formats/oci/descriptor.ts';
import { formatRepositoryName, parseReference } from '../formats/reference.ts';

/**
 * The annotation by which a signature says for which repository it is, signed along in both families: Sigstore bundles and
 * notation's signatures have no such name of their own.
 */
export const SIGNED_NAME = 'dev.twinseal.name';

/**
 * The repository that a signed name means, without tag and digest, in full.
 * @param name - as it was signed, such as the docker-reference of cosign's older form
 * @returns undefined for what is no name of a repository
 * @example namedRepository('index.docker.io/library/alpine') // 'docker.io/library/alpine'
 */
export function namedRepository(name: string): string | undefined {
  try {
    return formatRepositoryName(parseReference(name));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return undefined;
  }
}

/** The name among annotations that were signed. @example nameAmong({ 'dev.twinseal.name': 'a.io/b' }) // { name: 'a.io/b' } */
export function nameAmong(annotations: Annotations | undefined): { readonly name?: string } {
  const name =
    annotations !== undefined && Object.hasOwn(annotations, SIGNED_NAME) ? annotations[SIGNED_NAME] : undefined;
  return name === undefined || name === '' ? {} : { name };
}
