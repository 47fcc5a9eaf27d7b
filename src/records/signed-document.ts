/** A statement in a Sigstore bundle, ready to be attached. */
export interface SignedBundle {
  readonly kind: 'sigstore-bundle';
  readonly predicateType: string;
  /** The bundle's JSON. */
  readonly bytes: Uint8Array;
}

/** A notation signature envelope, ready to be attached. */
export interface NotationSignature {
  readonly kind: 'notation';
  readonly mediaType: 'application/jose+json' | 'application/cose';
  /** The envelope: JSON, or CBOR. */
  readonly bytes: Uint8Array;
  /** SHA-256 of each certificate's DER, lower-case hex, leaf first. */
  readonly thumbprints: readonly string[];
  /** Seconds since 1970. */
  readonly signingTime: number;
  /** Of the manifest, by whoever made the envelope; nothing signs them. */
  readonly annotations?: Readonly<Record<string, string>>;
}
