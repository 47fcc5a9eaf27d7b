import type { Call } from './call.ts';

/** Bytes of a policy and of the files it names, as an adapter read them. */
export interface PolicySource {
  readonly name: string;
  readonly bytes: Uint8Array;
  /**
   * Reads a file that the policy names (`keyFile`), relative to it.
   * @throws TwinsealError `INPUT_UNREADABLE`
   * @example await source.readFile('keys/cosign.pub')
   */
  readFile(path: string): Promise<Uint8Array>;
  /**
   * Reads the trusted root of a Sigstore instance that the policy names; absent where none can be.
   * @throws TwinsealError `TRUST_UNKNOWN`, `TRUST_DAMAGED`
   * @example await source.trustedRoot?.('sigstore')
   */
  trustedRoot?(instance: string): Promise<Uint8Array>;
  /**
   * Reads the certificates of a store of notation's that the policy names, relative to it; absent where none can be.
   * @param type - `ca`, `signingAuthority` or `tsa`
   * @returns PEM, and the paths of what was read
   * @throws TwinsealError `INPUT_UNREADABLE`
   * @example (await source.readStore?.('truststore', 'ca', 'acme-rockets'))?.pem
   */
  readStore?(
    folder: string,
    type: string,
    name: string,
  ): Promise<{ readonly pem: string; readonly paths: readonly string[] }>;
}

/** Where policies lie. */
export interface PolicyFiles {
  /**
   * One policy's file.
   * @throws TwinsealError `INPUT_UNREADABLE`
   * @example (await policies.load('policies/release.yaml', call)).name // 'release'
   */
  load(path: string, call: Call): Promise<PolicySource>;
  /**
   * Every policy of a folder.
   * @throws TwinsealError `INPUT_UNREADABLE`; `POLICY_INVALID` for too many, or two of one name
   * @example (await policies.list('policies', call)).map(({ name }) => name)
   */
  list(folder: string, call: Call): Promise<readonly PolicySource[]>;
}
