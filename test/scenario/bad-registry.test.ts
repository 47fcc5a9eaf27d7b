// Registries that cannot be used, by the two verbs that ask most. bad-registry.heavy.test.ts has the others.
import { badRegistries } from './bad-registry-rounds.ts';

badRegistries('verify', 'push');
