import type { Verdict } from '../../records/verdict.ts';

/** The files that stood in for a policy. */
export interface KeyFiles {
  readonly cosignKey?: string;
  readonly notationCert?: string;
}

const NO_KEY = /none of the keys that the policy trusts$/;
const NO_AUTHORITY = /no authority that the policy trusts$/;

/**
 * A verdict that rests on keys of the command line, in words that name their files: whoever gave a key wrote no policy. Nothing
 * else about it changes, and it is kept nowhere.
 *
 * @example inWordsOfKeys(verdict, { cosignKey: 'other.pub' }).checks[1]?.reason // 'no signature by cosign: ... no key of other.pub: ...'
 */
export function inWordsOfKeys(verdict: Verdict, { cosignKey, notationCert }: KeyFiles): Verdict {
  const next = 'name that of whoever signed the image, or sign it with `twinseal sign`';
  const checks = verdict.checks.map((check) => {
    if (check.code !== 'SIGNATURE_UNTRUSTED') return check;
    const reason = check.reason
      .replace(NO_KEY, () => `no key of ${cosignKey}: ${next}`)
      .replace(NO_AUTHORITY, () => `no certificate of ${notationCert}: ${next}`);
    return { ...check, reason };
  });
  return { ...verdict, checks };
}
