import { digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import type { StatementSubject } from '../../formats/in-toto.ts';
import type { PackedDocument, PackedImage, PackedPlatform } from '../../records/packed-image.ts';

/**
 * The subjects of a statement about a whole image: the index and every platform manifest, since a cluster runs the child
 * and a policy may see either. Names are for people; only digests say what is meant.
 *
 * @param image - the packed image
 * @param name - shown before the platform: `app`
 * @example imageSubjects(image, 'app').map((subject) => subject.name) // ['app', 'app linux/amd64', 'app linux/arm64']
 * @see in-toto attestation v1, statement.md, "subject"
 */
export function imageSubjects(image: PackedImage, name: string): readonly StatementSubject[] {
  return [subject(image.index, name), ...image.platforms.map((each) => platformSubject(each, name))];
}

/**
 * The subjects of a statement about one platform: the index, in which it stands, and its manifest. No other child.
 * @example platformSubjects(image, platform, 'app').map((subject) => subject.name) // ['app', 'app linux/arm64']
 */
export function platformSubjects(
  image: PackedImage,
  platform: PackedPlatform,
  name: string,
): readonly StatementSubject[] {
  return [subject(image.index, name), platformSubject(platform, name)];
}

function platformSubject(platform: PackedPlatform, name: string): StatementSubject {
  return subject(platform.manifest, `${name} ${platform.platform}`);
}

function subject({ descriptor: { digest } }: PackedDocument, name: string): StatementSubject {
  return { name, digest: { [digestAlgorithm(digest)]: digestEncoded(digest) } };
}
