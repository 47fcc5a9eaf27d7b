import type { Isolation } from '../records/conditions.ts';
import type { Call } from './call.ts';

/** What a program said of itself. */
export interface FoundProgram {
  readonly path: string;
  /** First line of its version, bounded. */
  readonly version: string;
}

/** How a side is contained here. */
export interface FoundContainment {
  readonly kind: 'root' | 'user' | 'process';
  /** Why nothing better is in force; empty for `root`. */
  readonly why: string;
  /** What a side that was opened for trial read back. */
  readonly isolation: Isolation;
}

/** Looks at this machine. */
export interface Machine {
  /**
   * A program on PATH that answered to `args` with status 0; undefined when there is none.
   * @example (await machine.find('go', ['version'], call))?.version
   */
  find(program: string, args: readonly string[], call: Call): Promise<FoundProgram | undefined>;
  /**
   * How sides would be contained, found out by opening one.
   * @throws TwinsealError `BUILD_SANDBOX`, `DISK_FULL`, `OUTPUT_UNWRITABLE`
   * @example (await machine.containment(call)).kind // 'user'
   */
  containment(call: Call): Promise<FoundContainment>;
  /**
   * GOARCH of this machine, and what its kernel says of the processors (`/proc/cpuinfo`); empty where it says nothing.
   * @example (await machine.processors()).architecture // 'amd64'
   */
  processors(): Promise<{ readonly architecture: string; readonly cpuinfo: string }>;
  /** Of the program that runs this: `v24.21.0`. */
  readonly runtime: string;
}
