import type { Toolchain } from '../records/toolchain.ts';
import type { Call } from './call.ts';

/** The Go that stands on this machine. */
export interface GoToolchain {
  /** @throws TwinsealError `BUILD_TOOLCHAIN` when there is none or it is older than `needed` */
  locate(needed: string | undefined, call: Call): Promise<Toolchain>;
  /** Runs `go mod vendor` in `folder`, a private copy, with the user's module proxy. */
  vendor(folder: string, toolchain: Toolchain, call: Call): Promise<void>;
}
