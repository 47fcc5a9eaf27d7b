// The two images that the doors of Kubernetes are asked about.
import { makeImage, seal } from './sealed-image.ts';

/** Signed and with a twin proof. */
export const sealed = seal(makeImage());
/** As good, and nobody says so. */
export const bare = makeImage({ run: { Labels: { sealed: 'no' } } });
