// What sealed-image.test.ts leaves out: SBOMs by pyspdxtools, and each platform on the second registry.
import { sealedImage } from './sealed-image-rounds.ts';

sealedImage('long');
