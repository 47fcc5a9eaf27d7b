// What attest.test.ts leaves out.
import { attestImages } from './attest-rounds.ts';

attestImages('long');
