// As registry-faults.test.ts, for a registry with the referrers API.
import { registryFaults } from './registry-fault-rounds.ts';

registryFaults('go-containerregistry');
