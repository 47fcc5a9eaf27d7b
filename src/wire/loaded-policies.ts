import { policyFiles } from '../adapters/policy-files.ts';
import { type CompiledPolicy, compilePolicy } from '../judge/policy/compile.ts';
import { parsePolicy } from '../judge/policy/parse.ts';
import type { Call } from '../ports/call.ts';
import { TwinsealError } from '../records/twinseal-error.ts';

/** The policies of a folder, by name; one that is broken is kept apart with its reason and never takes the place of none. */
export interface LoadedPolicies {
  readonly names: readonly string[];
  readonly broken: ReadonlyMap<string, TwinsealError>;
  /**
   * The policy of that name, compiled.
   * @throws TwinsealError `POLICY_UNKNOWN`; `NOT_READY` for a broken one, which is no mistake of the caller
   * @example policies.get('release').digest
   */
  get(name: string): CompiledPolicy;
}

/**
 * Loads and compiles every policy of a folder.
 * @throws TwinsealError `INPUT_UNREADABLE` for the folder; `POLICY_INVALID` when not one policy of it can be used
 * @example (await loadPolicies('policies', call)).get('release').digest
 */
export async function loadPolicies(folder: string, call: Call): Promise<LoadedPolicies> {
  const good = new Map<string, CompiledPolicy>();
  const broken = new Map<string, TwinsealError>();
  for (const source of await policyFiles.list(folder, call))
    try {
      good.set(source.name, compilePolicy(await parsePolicy(source)));
    } catch (error) {
      if (!(error instanceof TwinsealError)) throw error;
      broken.set(source.name, error);
    }
  if (good.size === 0) {
    const why = [...broken.values()][0]?.message ?? 'it holds no .yaml, .yml or .json file';
    throw new TwinsealError('POLICY_INVALID', `${folder} has no policy that can be used: ${why}`);
  }
  return {
    names: [...good.keys()],
    broken,
    get(name) {
      const policy = good.get(name);
      if (policy !== undefined) return policy;
      const error = broken.get(name);
      if (error !== undefined)
        throw new TwinsealError('NOT_READY', `the policy ${name} cannot be used: ${error.message}`, {
          cause: error,
        });
      throw new TwinsealError('POLICY_UNKNOWN', `no policy is named ${name}; there are ${[...good.keys()].join(', ')}`);
    },
  };
}
