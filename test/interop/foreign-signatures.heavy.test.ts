// As foreign-signatures.test.ts, for each other maker of images.
import { foreignSignatures } from './foreign-rounds.ts';

foreignSignatures('long');
