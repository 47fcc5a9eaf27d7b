import type { Call } from './call.ts';

/** What a program said of itself. */
export interface FoundProgram {
  readonly path: string;
  /** First line of its version, bounded. */
  readonly version: string;
}

/** Looks at this machine. */
export interface Machine {
  /** A program on PATH that answered to `args` with status 0; undefined when there is none. */
  find(program: string, args: readonly string[], call: Call): Promise<FoundProgram | undefined>;
  /** How sides would be contained: `root` or `user` namespaces, or `process` with the reason why nothing better works. */
  containment(call: Call): Promise<{ readonly kind: 'root' | 'user' | 'process'; readonly why: string }>;
  /** Of the program that runs this: `v24.21.0`. */
  readonly runtime: string;
}
