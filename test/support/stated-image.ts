import type { Digest } from '../../src/formats/digest.ts';
import { attachBundle, digestsOf, makeImage, type TestImage, testKey } from './sealed-image.ts';
import { bundleOf, statementOf } from './signing.ts';

/** What one statement bends. */
export interface StateBend {
  /** Name of a test key; `release` unless given. */
  readonly key?: string;
  /** Digests that the statement names; those of the index and of every platform unless given. */
  readonly digests?: readonly Digest[];
}

/** Attaches a signed statement as cosign does, with the annotation that names its type. */
export function state(image: TestImage, type: string, body: unknown, bend: StateBend = {}): TestImage {
  const { key = 'release', digests = digestsOf(image) } = bend;
  const bundle = bundleOf(testKey(key), JSON.stringify(statementOf(digests, type, body)));
  attachBundle(image.store, image.index, bundle, { annotations: { 'dev.sigstore.bundle.predicateType': type } });
  return image;
}

/** An image with these statements: each a type and a predicate. */
export function statedImage(...statements: readonly (readonly [string, unknown, StateBend?])[]): TestImage {
  const image = makeImage();
  for (const [type, body, bend] of statements) state(image, type, body, bend);
  return image;
}
