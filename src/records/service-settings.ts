import type { Role } from './caller.ts';

/** How one caller proves who they are. */
export interface CallerSetting {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Keys that count, by hash; two at once while one is being replaced. */
  readonly apiKeys?: readonly {
    readonly id: string;
    /** SHA-256 of the whole key, `sha256:...`. Keys are random, so a slow hash would add nothing. */
    readonly hash: string;
    /** RFC 3339; the key counts until then. */
    readonly until?: string;
  }[];
  /** A workload's token: all claims must be as given (`*` matches within a value). */
  readonly oidc?: {
    readonly issuer: string;
    readonly audience: string;
    readonly claims: Readonly<Record<string, string>>;
  };
  /** A client certificate under `tls.clientCa`, by subject (RFC 4514) or SHA-256 of its DER. */
  readonly mtls?: { readonly subject?: string; readonly sha256?: string };
  /** Requests a minute. */
  readonly rate?: number;
}

/** Which policies hold for whom. Without any binding, every loaded policy is for everybody. */
export interface PolicyBinding {
  readonly policies: readonly string[];
  /** Names of callers; `*` for all. */
  readonly callers: readonly string[];
  /** Repository globs. */
  readonly images: readonly string[];
}

/** Everything `twinseal serve` and `twinseal worker` are told, from flags and `--config FILE` (schemas/service.schema.json). */
export interface ServiceSettings {
  readonly apiVersion: 'twinseal.dev/v1';
  readonly listen: { readonly host: string; readonly port: number };
  readonly tls?: { readonly certificate: string; readonly key: string; readonly clientCa?: string };
  /** Metrics and health on an address of their own. */
  readonly metricsListen?: { readonly host: string; readonly port: number };
  readonly store:
    | { readonly kind: 'sqlite'; readonly folder: string }
    | { readonly kind: 'postgres'; readonly urlFile: string };
  /** Origin of the log and the file of its Ed25519 key; by default made in the data folder. */
  readonly log: { readonly origin: string; readonly keyFile?: string };
  readonly policies: string;
  readonly bindings: readonly PolicyBinding[];
  readonly callers: readonly CallerSetting[];
  /** OIDC issuers that are asked for keys; nothing else is. */
  readonly issuers: readonly { readonly url: string; readonly jwksFile?: string; readonly caFile?: string }[];
  readonly privateRegistries: readonly string[];
  /** Days for which the bytes behind a verdict are kept. */
  readonly retentionDays: number;
  readonly seal?: {
    readonly cosignKey?: string;
    readonly notationKey?: string;
    readonly notationCertificate?: string;
    /** Git folders that jobs may read. */
    readonly gitFolders: readonly string[];
    /** Repository globs that seals may be pushed to. */
    readonly repositories: readonly string[];
    /** URI of the builder, for provenance. */
    readonly builder?: string;
  };
}
