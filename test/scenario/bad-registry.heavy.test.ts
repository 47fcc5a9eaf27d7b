// As bad-registry.test.ts, by each other verb that asks a registry.
import { badRegistries } from './bad-registry-rounds.ts';

badRegistries('tree', 'pull', 'copy');
