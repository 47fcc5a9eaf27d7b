import type { Call } from './call.ts';

/** Bytes of a policy and of the files it names, as an adapter read them. */
export interface PolicySource {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Reads a file that the policy names (`keyFile`), relative to it. */
  readFile(path: string): Promise<Uint8Array>;
}

/** Where policies lie. */
export interface PolicyFiles {
  load(path: string, call: Call): Promise<PolicySource>;
  /** Every policy of a folder. */
  list(folder: string, call: Call): Promise<readonly PolicySource[]>;
}
