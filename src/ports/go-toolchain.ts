import type { Toolchain } from '../records/toolchain.ts';
import type { Call } from './call.ts';

/** The Go that stands on this machine. */
export interface GoToolchain {
  /**
   * Finds Go and what it says of itself; `needed` is a version as go.mod writes it.
   * @throws TwinsealError `BUILD_TOOLCHAIN` when there is none or it is older than `needed`
   * @example (await go.locate('1.26', call)).version
   */
  locate(needed: string | undefined, call: Call): Promise<Toolchain>;
  /**
   * What the Go in a folder says of itself.
   * @param goroot - as the user named it
   * @throws TwinsealError `BUILD_TOOLCHAIN` when there is none or it is older than `needed`
   * @example (await go.at('/usr/local/go', '1.26', call)).version
   */
  at(goroot: string, needed: string | undefined, call: Call): Promise<Toolchain>;
  /**
   * Runs `go mod vendor` in `folder`, a private copy, with the user's module proxy.
   * @throws TwinsealError `SOURCE_VENDOR_FAILED`
   * @example await go.vendor(copy, toolchain, call)
   */
  vendor(folder: string, toolchain: Toolchain, call: Call): Promise<void>;
}
