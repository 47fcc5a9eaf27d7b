import { dirname, isAbsolute, join } from 'node:path';
import { readInputFile } from '../adapters/input-file.ts';
import { withStandIns } from '../adapters/keys/stand-ins.ts';
import { policyFiles } from '../adapters/policy-files.ts';
import { type CompiledPolicy, compilePolicy } from '../judge/policy/compile.ts';
import { namedFiles } from '../judge/policy/named-files.ts';
import { parsePolicy } from '../judge/policy/parse.ts';
import { FACTS_LIMITS, readRecordedFacts } from '../judge/trial/recorded-facts.ts';
import type { Call } from '../ports/call.ts';
import type { TrialPorts } from '../roads/try-policies.ts';
import { userRoots } from './trust-folder.ts';

/**
 * Reads what tests of policies name, relative to the file of the test; each policy once.
 * @returns the ports, and notes that grow with each policy for which keys were made up
 * @example trialPorts(call).ports
 */
export function trialPorts(call: Call): { readonly ports: TrialPorts; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const known = new Map<string, Promise<CompiledPolicy>>();
  const beside = (file: string, path: string): string => (isAbsolute(path) ? path : join(dirname(file), path));
  const load = async (path: string): Promise<CompiledPolicy> => {
    const source = await policyFiles(userRoots).load(path, call);
    const missing: string[] = [];
    const policy = await parsePolicy(withStandIns(source, namedFiles(source.bytes), (file) => missing.push(file)));
    if (missing.length > 0)
      notes.push(`${path} is tested with stand-ins for ${missing.join(', ')}, which are not there`);
    return compilePolicy(policy);
  };
  return {
    notes,
    ports: {
      policy(file, path) {
        const full = beside(file, path);
        const loaded = known.get(full) ?? load(full);
        known.set(full, loaded);
        return loaded;
      },
      async facts(file, path) {
        const full = beside(file, path);
        return await readRecordedFacts(full, await readInputFile(full, FACTS_LIMITS.maxBytes, call));
      },
    },
  };
}
