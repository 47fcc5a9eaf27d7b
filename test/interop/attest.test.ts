// `twinseal attest` on images that crane made. attest.heavy.test.ts has the other registry, and more of what can stop it.
import { attestImages } from './attest-rounds.ts';

attestImages('quick');
