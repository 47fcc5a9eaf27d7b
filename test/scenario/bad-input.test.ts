// Bad input that a user can give. bad-input.heavy.test.ts has more of it.
import { badInput } from './bad-input-rounds.ts';

badInput('quick');
