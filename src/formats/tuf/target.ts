import type { Members } from '../json/members.ts';
import type { UnverifiedTufMetadata } from './metadata.ts';

/** What `targets.json` says of one file. */
export interface TufTarget {
  readonly length: number;
  /** Hexadecimal, by algorithm; at least one of the two. */
  readonly hashes: { readonly sha256?: string; readonly sha512?: string };
}

const LENGTHS = { sha256: 64, sha512: 128 } as const;

/**
 * What a targets file says of one target of that very name; undefined when it does not name it. Delegations are not
 * followed: what Sigstore clients need stands in the file that the root's own keys sign.
 *
 * @throws FormatError
 * @example tufTarget(parseTufMetadata(bytes, 'targets'), 'trusted_root.json')?.hashes.sha256
 * @see TUF specification 1.0.34 section 4.5; GHSA-4f8r-qqr9-fq8j (the wrong role was believed)
 */
export function tufTarget({ signed }: UnverifiedTufMetadata, name: string): TufTarget | undefined {
  const all: Members = signed.inside('targets');
  if (!all.has(name)) return undefined;
  const target: Members = all.inside(name);
  const length = target.object.length;
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 1)
    return target.fail('length', 'must be a whole number above zero');
  const hashes: Members = target.inside('hashes');
  const [sha256, sha512] = (['sha256', 'sha512'] as const).map((algorithm) => {
    const hex = hashes.optionalString(algorithm, 128);
    if (hex !== undefined && (hex.length !== LENGTHS[algorithm] || !/^[0-9a-f]*$/.test(hex)))
      hashes.fail(algorithm, `must be ${LENGTHS[algorithm]} hexadecimal digits`);
    return hex;
  });
  if (sha256 === undefined && sha512 === undefined) target.fail('hashes', 'has neither sha256 nor sha512');
  return { length, hashes: { ...(sha256 !== undefined && { sha256 }), ...(sha512 !== undefined && { sha512 }) } };
}
