/** A signer to try evidence against. */
export type NeededSigner =
  | { readonly name: string; readonly family: 'cosign' /** SPKI DER. */; readonly spki: Uint8Array }
  | {
      readonly name: string;
      readonly family: 'notation';
      /** DER. */
      readonly roots: readonly Uint8Array[];
      readonly identities: readonly string[];
    };

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
  /** Predicate types to keep; a statement of another type is not parsed further. */
  readonly predicateTypes: readonly string[];
  /** Walk layers to find the program that runs. */
  readonly walkLayers: boolean;
}
