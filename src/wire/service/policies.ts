import type { Routes } from '../../doors/http/context.ts';
import { policyRoutes } from '../../doors/http/policies.ts';
import type { EvidenceArchive } from '../../ports/evidence-archive.ts';
import { RECORD_TYPES } from '../../records/evidence-record.ts';
import { policyDocument } from '../../roads/answer.ts';
import type { PolicySet } from '../../roads/choose-policies.ts';

/**
 * The routes of policies: those that hold now, and by digest every one that was noted or decided by.
 * @example httpApp({ open, authenticated: [shownPolicies(() => live.current(), store.archive)] }, authenticator, options)
 */
export function shownPolicies(current: () => PolicySet, archive: Pick<EvidenceArchive, 'get'>): Routes {
  return policyRoutes({
    policies() {
      const { policies, broken } = current();
      return [...new Set([...policies.keys(), ...broken.keys()])].sort().map((name) => {
        const [compiled, error] = [policies.get(name), broken.get(name)];
        return {
          name,
          ...(compiled !== undefined && { policy: compiled.policy, digest: compiled.digest }),
          ...(error !== undefined && { broken: error.message }),
        };
      });
    },
    async policy(digest, call) {
      const now = [...current().policies.values()].find((one) => one.digest === digest);
      if (now !== undefined) return policyDocument(now).bytes;
      const kept = await archive.get(digest, call);
      // Whatever else lies there under its digest is none of a policy's readers' business.
      return kept?.mediaType === RECORD_TYPES.policy ? kept.bytes : undefined;
    },
  });
}
