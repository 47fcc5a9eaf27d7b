import { Members } from '../../../formats/json/members.ts';
import type { SignatureRequirement, TrustedSigner } from '../../../records/policy.ts';
import { knownSigner } from '../known-signer.ts';
import { signerNames } from '../signer-names.ts';
import { type Demand, refuse, requireUnique } from './demand.ts';
import { flag, MAX_AGE, names, readList, wholeNumber } from './member-values.ts';

// The id of the check names all of them.
const MAX_OF = 16;

/** Image signatures on the index and on every platform. @example signaturesDemand.needs([{ by: 'release' }]).signers // ['release'] */
export const signaturesDemand: Demand<readonly SignatureRequirement[]> = {
  read: (value, at) =>
    readList(value, at, (entry, place) => {
      const signature = new Members('policy', entry, place);
      signature.only(['by', 'of', 'atLeast', 'named', 'maxAge']);
      const maxAge = signature.has('maxAge') ? wholeNumber(signature, 'maxAge', 1, MAX_AGE) : undefined;
      const terms = {
        ...(flag(signature, 'named') === true && ({ named: true } as const)),
        ...(maxAge !== undefined && { maxAge }),
      };
      if (!signature.has('of')) {
        signature.only(['by', 'named', 'maxAge']);
        return { by: signature.text('by', 64), ...terms };
      }
      if (signature.has('by')) signature.fail('by', 'stands beside "of": name one signer, or so many of several');
      return { of: names(signature, 'of', MAX_OF), atLeast: wholeNumber(signature, 'atLeast', 1, MAX_OF), ...terms };
    }),
  asksSomething: (signatures) => signatures.length > 0,
  needs: (signatures) => ({ signers: signatures.flatMap(signerNames) }),
  requireSound(signatures, at, trust) {
    requireUnique(
      signatures.map((entry) => ('by' in entry ? entry.by : `${entry.atLeast}-of-${entry.of.toSorted().join('+')}`)),
      at,
    );
    signatures.forEach((entry, index) => {
      for (const name of signerNames(entry)) {
        const signer = knownSigner(trust, name, `${at}/${index}/${'by' in entry ? 'by' : 'of'}`);
        if (entry.maxAge !== undefined && !hasTrustedTime(signer))
          refuse(
            `${at}/${index}/maxAge`,
            `nothing tells when ${JSON.stringify(name)} signed, so no age can be demanded: give it a trusted root, or timestamps`,
          );
      }
      const unsure = trust.find(
        (one) =>
          'of' in entry &&
          entry.of.includes(one.name) &&
          'notation' in one &&
          one.notation.log?.includes('authenticity'),
      );
      if (unsure !== undefined)
        refuse(
          `${at}/${index}/of`,
          `${JSON.stringify(unsure.name)} only notes who signed (log), so it counts as nobody here`,
        );
      if ('of' in entry && entry.atLeast > entry.of.length)
        refuse(`${at}/${index}/atLeast`, `${entry.atLeast} of ${entry.of.length} signers can never be met`);
    });
  },
};

/** Whether somebody who is trusted for it can say when a signer signed. */
function hasTrustedTime(signer: TrustedSigner): boolean {
  if ('keyless' in signer) return true;
  if ('cosign' in signer) return signer.cosign.trustedRoot !== undefined;
  return signer.notation.timestamps !== undefined || signer.notation.signingAuthority === true;
}
