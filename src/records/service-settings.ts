import type { KindPaths } from '../formats/kubernetes/object-images.ts';
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
  /** Requests a minute; {@link ServiceLimits.rate} unless given. */
  readonly rate?: number;
}

/** An OIDC issuer that is asked for keys. Nothing else is: no address out of a token is ever followed. */
export interface IssuerSetting {
  /** The `iss` of its tokens, exactly: `https://token.actions.githubusercontent.com`. */
  readonly url: string;
  /** Its keys in a file, for a service without a way to the issuer. */
  readonly jwksFile?: string;
  /** Where its keys are, when its discovery document names another host than its own; nothing is discovered then. */
  readonly jwksUrl?: string;
  /** PEM certificates that its TLS may rest on, instead of those that the system trusts. */
  readonly caFile?: string;
}

/** How much one caller, one address and all together may ask. */
export interface ServiceLimits {
  /** Requests a minute of one caller; 0: no limit. Callers on loopback without credentials have none. */
  readonly rate: number;
  /** Failed authentications a minute from one address; more are told to wait before a credential is looked at. */
  readonly failures: number;
  /** Verifications under way at once; more are told to come back. */
  readonly verifications: number;
  /** Lookups (auditors, the log) under way at once, counted apart, so that neither starves the other. */
  readonly lookups: number;
  /** Open connections of a listener; more are closed at once. */
  readonly connections: number;
  /** Seconds for one verification. */
  readonly verifySeconds: number;
  /** Seconds for which an image is let in by evidence that was looked for, before it is looked for again. */
  readonly freshSeconds: number;
}

/** An address to listen on. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** Which policies hold for whom. Without any binding, every loaded policy is for everybody. */
export interface PolicyBinding {
  readonly policies: readonly string[];
  /** Names of callers; `*` for all. */
  readonly callers: readonly string[];
  /** Repository globs. */
  readonly images: readonly string[];
}

/** A Sigstore instance whose trusted root is kept fresh. */
export interface TrustInstanceSetting {
  /** As keyless policies name it. */
  readonly name: string;
  /** Address of its TUF repository. */
  readonly mirror: string;
  /** root.json to believe; only the public-good instance needs none. */
  readonly rootFile?: string;
  /** Seconds between two questions; 6 hours unless given. */
  readonly refreshSeconds: number;
}

/** An API server, and what it is asked with. */
export interface ApiServerSetting {
  /** `https://kubernetes.default.svc` */
  readonly url: string;
  /** File with a token of a service account; read for each request, as it is renewed. */
  readonly tokenFile: string;
  /** PEM certificates that its TLS may rest on, instead of those that the system trusts. */
  readonly caFile?: string;
}

/** That registries are asked with the pull secrets of the objects that are judged. */
export interface PullSecretsSetting {
  /** Names of callers that are API servers: whoever is one asks with the credentials of any namespace that they name. */
  readonly callers: readonly string[];
  /** Globs; secrets of other namespaces are never read. */
  readonly namespaces: readonly string[];
  /** Seconds for which a secret or service account is taken for the present. */
  readonly cacheSeconds: number;
  /** Unless given, the one of the cluster that the service runs in. */
  readonly apiServer?: ApiServerSetting;
}

/** How the doors of Kubernetes behave. */
export interface AdmissionSettings {
  /** What becomes of a request whose images could not be told: refused, let in with a warning, or left to the webhook's failurePolicy. */
  readonly indeterminate: 'deny' | 'warn' | 'error';
  /** Namespace that the service itself runs in: never judged, so that it can always come back. */
  readonly namespace?: string;
  /** Further namespaces that are never judged; globs. */
  readonly exemptNamespaces: readonly string[];
  /** Where objects of custom kinds hold images. */
  readonly kinds: readonly KindPaths[];
  /** Without it, registries are asked with the service's own credentials alone. */
  readonly pullSecrets?: PullSecretsSetting;
}

/** Everything `twinseal serve` and `twinseal worker` are told, from flags and `--config FILE` (schemas/service.schema.json). */
export interface ServiceSettings {
  readonly apiVersion: 'twinseal.dev/v1';
  readonly listen: ListenAddress;
  readonly tls?: { readonly certificate: string; readonly key: string; readonly clientCa?: string };
  /** Metrics and health on an address of their own, without TLS. */
  readonly metricsListen?: ListenAddress;
  /** A database's URL holds a password, so it stands in a file or an environment variable, never here. */
  readonly store:
    | { readonly kind: 'sqlite'; readonly folder: string }
    | { readonly kind: 'postgres'; readonly url: { readonly file: string } | { readonly variable: string } };
  /** Origin of the log and the file of its Ed25519 key; by default made in the data folder. */
  readonly log: { readonly origin: string; readonly keyFile?: string };
  /** Folder of policies. */
  readonly policies: string;
  readonly bindings: readonly PolicyBinding[];
  readonly callers: readonly CallerSetting[];
  /**
   * What callers without credentials may do. Undefined: on loopback verify and audit, as long as `callers` names nobody;
   * elsewhere nothing.
   */
  readonly anonymous?: readonly Role[];
  /** OIDC issuers that are asked for keys; nothing else is. */
  readonly issuers: readonly IssuerSetting[];
  readonly privateRegistries: readonly string[];
  /** Whom the service asks about revoked certificates, where a policy wants that. */
  readonly revocation?: {
    /** Nobody: only the lists that policies name count. */
    readonly offline?: boolean;
    /** Hosts (`host` or `host:port`) in a private network that certificates may name. */
    readonly privateHosts?: readonly string[];
  };
  /** Days for which the bytes behind a verdict are kept. */
  readonly retentionDays: number;
  readonly seal?: {
    readonly cosignKey?: string;
    readonly notationKey?: string;
    readonly notationCertificate?: string;
    readonly notationFormat?: 'jws' | 'cose';
    /** `30d`, `12h`. */
    readonly notationExpiry?: string;
    /** Git folders that jobs may read. */
    readonly gitFolders: readonly string[];
    /** Repository globs that seals may be pushed to. */
    readonly repositories: readonly string[];
    /** URI of the builder, for provenance. */
    readonly builder?: string;
    /**
     * Folder of uploaded sources and of what is sealed but not pushed yet; by default in the SQLite store's. With PostgreSQL it
     * must be named, and `serve` and all workers must see the same.
     */
    readonly folder?: string;
    /** `child`: `serve` starts a worker and looks after it, the default with SQLite; `apart`: workers are started by whoever runs the service. */
    readonly worker?: 'child' | 'apart';
    /** Build even where a side can't be contained. Then the code of a source can read whatever the worker can, its keys too. */
    readonly uncontained?: boolean;
    /** Seconds after which the job of a worker that is silent is begun by another; 30 unless given. */
    readonly leaseSeconds?: number;
  };
  /** Sigstore instances, and the folder of their trusted roots: in SQLite's folder unless given, else this user's. */
  readonly trust?: { readonly folder?: string; readonly instances: readonly TrustInstanceSetting[] };
  readonly admission: AdmissionSettings;
  readonly limits: ServiceLimits;
}

/** What the command line says; each that is given wins over the file. */
export interface ServiceFlags {
  /** Path of the settings file. */
  readonly config?: string;
  readonly listen?: ListenAddress;
  readonly policies?: string;
  /** Folder of the SQLite store. */
  readonly data?: string;
  readonly privateRegistries: readonly string[];
}
