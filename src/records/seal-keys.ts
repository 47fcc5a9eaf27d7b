import type { NotationChoices } from './notation-choices.ts';

/** A key with the certificates that vouch for it, each a path or `env://NAME`. */
export interface NotationFiles {
  readonly key: string;
  readonly certificate: string;
}

/** A key that a program of notation's plugin protocol holds. */
export interface NotationPlugin {
  /** Name of an installed plugin, or the path of its program. */
  readonly plugin: string;
  readonly keyId: string;
  /** Handed on as it is. */
  readonly config: Readonly<Record<string, string>>;
}

/** Whom signatures are stamped by. */
export interface TimestampSource {
  readonly url: string;
  /** A path: certificates that the authority's own must lead to. */
  readonly roots?: string;
}

/** An identity that signs with keys of the moment. */
export interface KeylessSource {
  /** Path of the signing configuration of a Sigstore instance. */
  readonly config: string;
  /** Path of its trusted root, by which everything is verified before it is attached. */
  readonly trustedRoot?: string;
}

/** Keys in files, or in variables of the environment. At least one family is named. */
export interface FileKeys {
  readonly cosignKey?: string;
  readonly notation?: NotationFiles;
  readonly notationChoices?: NotationChoices;
}

/** The keys that sign; opened only after the builds have ended. At least one family is named. */
export interface SealKeys {
  /** A path, or `env://NAME`. */
  readonly cosignKey?: string;
  /** In place of a cosign key. */
  readonly keyless?: KeylessSource;
  readonly notation?: NotationFiles | NotationPlugin;
  /** Every signature gets a timestamp. */
  readonly timestamps?: TimestampSource;
  readonly notationChoices?: NotationChoices;
  /** The repository that signatures are to be for, in full; absent: they name none. */
  readonly signedName?: string;
}
