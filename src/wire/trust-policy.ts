import { readTrustPolicyFile, type TrustPolicyFile } from '../adapters/trust-policy-file.ts';
import { readTrustStore } from '../adapters/trust-store.ts';
import { type CompiledPolicy, compilePolicy } from '../judge/policy/compile.ts';
import { importPolicy, statementOf } from '../judge/policy/import/import.ts';
import type { Call } from '../ports/call.ts';

/** Where notation's configuration is. */
export interface TrustPolicyPlace {
  /** The file, or the folder that it lies in. */
  readonly trustPolicy: string;
  /** `truststore` beside the file, unless given. */
  readonly trustStore?: string;
}

/**
 * The policy that notation's trust policy is for the images of a repository: of the statement that notation would take, with
 * the certificates of its stores. The document is read once.
 *
 * @returns what gives the policy for a repository
 * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_MALFORMED`; `TRUST_POLICY_SILENT` for a repository of which it verifies nothing
 * @example (await trustPolicies({ trustPolicy: '/home/me/.config/notation' }))('registry.example.com/app', call)
 */
export function trustPolicies({
  trustPolicy,
  trustStore,
}: TrustPolicyPlace): (repository: string, call: Call) => Promise<CompiledPolicy> {
  let reading: Promise<TrustPolicyFile> | undefined;
  const made = new Map<string, Promise<CompiledPolicy>>();
  const make = async (file: TrustPolicyFile, statement: string, call: Call): Promise<CompiledPolicy> => {
    const { policy } = await importPolicy({
      file: file.path,
      bytes: file.bytes,
      files: {
        key: async () => undefined,
        store: async (type, name) => (await readTrustStore(trustStore ?? file.trustStore, type, name, call)).pem,
      },
      waive: [],
      statement,
    });
    return compilePolicy({ ...policy, name: 'trust-policy' });
  };
  return async (repository, call) => {
    reading ??= readTrustPolicyFile(trustPolicy, call);
    const file = await reading;
    const statement = await statementOf(file.path, file.bytes, repository);
    const policy = made.get(statement) ?? make(file, statement, call);
    made.set(statement, policy);
    return await policy;
  };
}
