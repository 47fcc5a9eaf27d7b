import {
  attachBundle,
  digestsOf,
  type SealPart,
  seal,
  type TestImage,
  testKey,
  twinPredicate,
} from './sealed-image.ts';
import { bundleOf, statementOf } from './signing.ts';

/** As a seal does, its statements under every part of the image too. */
export function sealEverywhere(image: TestImage, without: readonly SealPart[]): TestImage {
  seal(image, without);
  const states = [
    ['twin', 'https://twinseal.dev/twin-proof/v1', twinPredicate(image)],
    ['spdx', 'https://spdx.dev/Document', { spdxVersion: 'SPDX-2.3' }],
  ] as const;
  for (const [part, type, body] of states) {
    if (without.includes(part)) continue;
    const bundle = bundleOf(testKey('release'), JSON.stringify(statementOf(digestsOf(image), type, body)));
    for (const { descriptor } of image.platforms) attachBundle(image.store, descriptor, bundle);
  }
  return image;
}
