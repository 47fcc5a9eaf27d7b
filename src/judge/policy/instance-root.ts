import { canonicalJson } from '../../formats/json/canonical.ts';
import type { Members } from '../../formats/json/members.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { INSTANCE_NAME } from '../../formats/sigstore/kept-trust.ts';
import { parseTrustedRoot } from '../../formats/sigstore/trusted-root.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { PolicySource } from '../../ports/policies.ts';
import { PUBLIC_INSTANCE } from '../../ports/trusted-roots.ts';
import type { TrustedIdentity } from '../../records/policy.ts';

/** Members of a keyless signer that say whose authorities and logs to believe; at most one is there. */
export const ROOT_MEMBERS = ['trustedRoot', 'trustedRootFile', 'trust'];
/** Bytes of a trusted root in the text of a policy. */
const MAX_TEXT = 256 * 1024;

/** What a policy's source gives to read. */
export type PolicyReads = Pick<PolicySource, 'readFile' | 'trustedRoot' | 'readStore'>;

/**
 * The trusted root of a keyless signer: its text, a file with it, or the name of an instance that `trust update` keeps; of the
 * public-good instance where none is named. It is written anew, so that white space does not make another policy.
 *
 * @throws FormatError; what the source throws for a file or an instance that is not there
 * @example await readInstanceRoot(keyless, source) // { trust: 'sigstore', trustedRoot: '{"certificateAuthorities":...' }
 */
export async function readInstanceRoot(
  keyless: Members,
  source: PolicyReads,
): Promise<Pick<TrustedIdentity, 'trustedRoot' | 'trust'>> {
  const [first, second] = ROOT_MEMBERS.filter((name) => keyless.has(name));
  if (first !== undefined && second !== undefined) keyless.fail(second, `is there beside "${first}"; leave one out`);
  const written = (bytes: Uint8Array): string => {
    parseTrustedRoot(bytes);
    return canonicalJson(parseJson(bytes));
  };
  if (first === 'trustedRoot') return { trustedRoot: written(encodeUtf8(keyless.text(first, MAX_TEXT))) };
  if (first === 'trustedRootFile') return { trustedRoot: written(await source.readFile(keyless.text(first))) };
  const trust = first === undefined ? PUBLIC_INSTANCE : keyless.text(first, 64);
  if (!INSTANCE_NAME.test(trust)) keyless.fail('trust', 'is no name of a Sigstore instance');
  if (source.trustedRoot === undefined)
    return keyless.fail('trust', `${JSON.stringify(trust)} can't be read here: name a trustedRootFile`);
  return { trust, trustedRoot: written(await source.trustedRoot(trust)) };
}
