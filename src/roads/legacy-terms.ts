import { formatRepositoryName } from '../formats/reference.ts';
import type { SealKeys } from '../records/seal-keys.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { LegacySigning } from '../seal/sign/cosign/sign-legacy.ts';
import { imageReference } from './image-reference.ts';
import type { OpenedImage } from './open-image.ts';
import type { ImageSigners } from './sign-image.ts';

/**
 * cosign's older form is cosign's: a key or an identity signs it.
 * @throws TwinsealError `USAGE`
 * @example refuseLegacy({ cosignKey })
 */
export function refuseLegacy({ cosignKey, keyless }: Pick<SealKeys, 'cosignKey' | 'keyless'>): void {
  if (cosignKey === undefined && keyless === undefined)
    throw new TwinsealError(
      'USAGE',
      'the older form of cosign is signed with a key or for an identity: name it with --cosign-key FILE or --signing-config FILE',
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

/** Who signs the older form, whom {@link refuseLegacy} asked for. @throws TwinsealError `INTERNAL` @example legacySigning(signers).signer */
export function legacySigning({ cosign, timestamps }: ImageSigners): LegacySigning {
  if (cosign !== undefined) return { signer: cosign, ...(timestamps !== undefined && { timestamps }) };
  throw new TwinsealError('INTERNAL', 'the older form of cosign has nobody to sign it');
}
