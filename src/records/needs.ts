import type { ClaimName } from '../formats/sigstore/certificate-claims.ts';
import type { TrustedRoot } from '../formats/sigstore/trusted-root.ts';
import type { Interval } from './interval.ts';
import type { Revocation } from './key-terms.ts';
import type { NotationCheck, TimestampUse } from './notation-authorities.ts';
import type { RevocationMode } from './revocation.ts';

/** What all signers have: a name, and when their key is trusted. A signer with several keys stands there once for each. */
interface Needed {
  readonly name: string;
  /** Absent: at any time. */
  readonly window?: Interval;
}

/** A signer to try evidence against. */
export type NeededSigner =
  | (Needed & {
      readonly family: 'cosign';
      /** SPKI DER. */
      readonly spki: Uint8Array;
      /** Whose logs and timestamps are believed; absent: nothing tells when this key signed. */
      readonly root?: TrustedRoot;
      /** So many different logs. */
      readonly logs?: number;
    })
  | (Needed & {
      readonly family: 'notation';
      /** DER. */
      readonly roots: readonly Uint8Array[];
      readonly identities: readonly string[];
      /** Checks that are noted and not enforced. */
      readonly log?: readonly NotationCheck[];
      /** Absent: nobody is asked about revocation. */
      readonly revocation?: RevocationMode;
      /** Revocation lists that the policy brings along, DER. */
      readonly lists?: readonly Uint8Array[];
      /** Whose timestamps are believed, and when there must be one; absent: nobody's. */
      readonly timestamps?: { readonly roots: readonly Uint8Array[]; readonly when: TimestampUse };
      /** The roots are those of signing authorities, who vouch for the time themselves. */
      readonly signingAuthority?: true;
    })
  | (Needed & {
      readonly family: 'keyless';
      /** One of the two is there. */
      readonly identity?: string;
      readonly identityPattern?: string;
      readonly issuer: string;
      /** Each with `*` for any text. */
      readonly claims?: Readonly<Partial<Record<ClaimName, string>>>;
      readonly root: TrustedRoot;
      /** So many different logs; default 1. */
      readonly logs?: number;
    });

/** Among predicate types: statements of every type are kept. No URI is written so. */
export const EVERY_TYPE = '*';

/** What of an image is fetched. */
export interface GatherNeeds {
  /** Fetch signatures and attestations at all. */
  readonly evidence: boolean;
  /** Fetch every other referrer too: it is kept for auditors and never tried against a signer. */
  readonly keepAll?: boolean;
}

/** What a policy wants verified; made from it once, knows nothing of any image. */
export interface Needs extends GatherNeeds {
  readonly signers: readonly NeededSigner[];
  /** Keys and certificates that count no more; absent: none. */
  readonly revoked?: readonly Revocation[];
  /** Predicate types to keep, or {@link EVERY_TYPE}; a statement of another type is not parsed further. */
  readonly predicateTypes: readonly string[];
  /** Those of them whose contents are read. */
  readonly contents?: readonly string[];
  /** Keep predicates of up to 64 KiB: an expression looks into them. */
  readonly predicates?: boolean;
  /** Walk layers to find the program that runs. */
  readonly walkLayers: boolean;
  /** Find every Go program of the image on that way, too; absent: only the one that runs. */
  readonly goPrograms?: true;
}
