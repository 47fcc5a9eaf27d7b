import { resolve } from 'node:path';
import { policyFiles } from '../adapters/policy-files.ts';
import { type CompiledPolicy, compilePolicy } from '../judge/policy/compile.ts';
import { parsePolicy } from '../judge/policy/parse.ts';
import type { Call } from '../ports/call.ts';
import type { PolicySource } from '../ports/policies.ts';
import type { TrustedRoots } from '../ports/trusted-roots.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import type { PolicySet } from '../roads/choose-policies.ts';

/** The policies of a folder with the paths of the files that they name. */
export interface LoadedPolicies extends PolicySet {
  readonly named: readonly string[];
}

/**
 * Reads and compiles every policy of a folder; one that cannot be used is kept apart with its reason.
 * @param roots - of the Sigstore instances that policies name
 * @throws TwinsealError `INPUT_UNREADABLE` for the folder; `POLICY_INVALID` for two policies of one name, or too many
 * @example (await readPolicies('policies', userRoots, call)).broken.size
 */
export async function readPolicies(folder: string, roots: TrustedRoots, call: Call): Promise<LoadedPolicies> {
  const good = new Map<string, CompiledPolicy>();
  const broken = new Map<string, TwinsealError>();
  const named = new Set<string>();
  for (const source of await policyFiles(roots).list(folder, call))
    try {
      const readFile = (path: string): Promise<Uint8Array> => {
        named.add(resolve(folder, path));
        return source.readFile(path);
      };
      const readStore: PolicySource['readStore'] = async (...place) => {
        const store = await source.readStore?.(...place);
        if (store === undefined) throw new TwinsealError('INTERNAL', 'policies of a folder can read no trust store');
        for (const path of store.paths) named.add(path);
        return store;
      };
      good.set(source.name, compilePolicy(await parsePolicy({ ...source, readFile, readStore })));
    } catch (error) {
      if (!(error instanceof TwinsealError)) throw error;
      broken.set(source.name, error);
    }
  return { policies: good, broken, named: [...named] };
}

/**
 * Refuses a folder without a policy that can be used: a service on it could answer nothing.
 * @throws TwinsealError `POLICY_INVALID`
 * @example requireUsable(await readPolicies('policies', userRoots, call), 'policies')
 */
export function requireUsable({ policies, broken }: PolicySet, folder: string): void {
  if (policies.size > 0) return;
  const why = [...broken.values()][0]?.message ?? 'it holds no .yaml, .yml or .json file';
  throw new TwinsealError('POLICY_INVALID', `${folder} has no policy that can be used: ${why}`);
}
