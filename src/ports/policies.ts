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
