import type { Digest } from '../formats/digest.ts';
import type { Policy } from './policy.ts';

/** One line of the list of policies; the policy itself is found by its digest. */
export interface PolicySummary extends Partial<Pick<Policy, 'description' | 'mode' | 'images' | 'match' | 'shadowOf'>> {
  readonly name: string;
  /** Absent for one that cannot be used and that nothing stands in for. */
  readonly digest?: Digest;
  /** Why its file cannot be used. With a digest, the policy that worked before holds. */
  readonly broken?: string;
}
