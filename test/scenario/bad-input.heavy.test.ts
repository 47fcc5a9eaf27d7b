// As bad-input.test.ts, the other rows.
import { badInput } from './bad-input-rounds.ts';

badInput('long');
