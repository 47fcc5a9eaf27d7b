// Images that Twinseal neither built nor signed. foreign-signatures.heavy.test.ts has more makers of them.
import { foreignSignatures } from './foreign-rounds.ts';

foreignSignatures('quick');
