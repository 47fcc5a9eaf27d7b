// The whole road, sealed by the program and judged by nobody of ours. sealed-image.heavy.test.ts has the rest of it.
import { sealedImage } from './sealed-image-rounds.ts';

sealedImage('quick');
