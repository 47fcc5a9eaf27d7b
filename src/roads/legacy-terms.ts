import { formatRepositoryName } from '../formats/reference.ts';
import type { Signer } from '../ports/signer.ts';
import type { SealKeys } from '../records/seal-keys.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { imageReference } from './image-reference.ts';
import type { OpenedImage } from './open-image.ts';
import type { ImageSigners } from './sign-image.ts';

/**
 * cosign's older form is signed by keys, and has a place for other things that is not written here.
 * @throws TwinsealError `USAGE`
 * @example refuseLegacy({ cosignKey })
 */
export function refuseLegacy({
  cosignKey,
  keyless,
  timestamps,
}: Pick<SealKeys, 'cosignKey' | 'keyless' | 'timestamps'>): void {
  if (cosignKey === undefined || keyless !== undefined)
    throw new TwinsealError('USAGE', 'the older form of cosign is signed with a key: name it with --cosign-key FILE');
  if (timestamps !== undefined)
    throw new TwinsealError(
      'USAGE',
      'the older form of cosign is signed without timestamps here: leave --legacy or --timestamp-url out',
    );
}

/**
 * The repository under whose tags the older form is kept: the image is there, so it is pushed before it is signed.
 * @throws TwinsealError `USAGE` for a layout
 * @example legacyPlace(opened, 'registry.example.com/app:v1') // 'registry.example.com/app'
 */
export function legacyPlace({ layout }: OpenedImage, named: string): string {
  if (layout !== undefined)
    throw new TwinsealError(
      'USAGE',
      `${named} is a layout, and the older form of cosign is under tags of a registry: push it, then sign it there`,
    );
  return formatRepositoryName(imageReference(named));
}

/** The key of the older form, which {@link refuseLegacy} asked for. @throws TwinsealError `INTERNAL` @example legacyKey(signers).spki */
export function legacyKey({ cosign }: ImageSigners): Signer {
  if (cosign !== undefined && 'spki' in cosign) return cosign;
  throw new TwinsealError('INTERNAL', 'the older form of cosign has no key to sign with');
}
