// A registry whose answers are spoilt. registry-faults.heavy.test.ts has one with the referrers API.
import { registryFaults } from './registry-fault-rounds.ts';

registryFaults('distribution');
