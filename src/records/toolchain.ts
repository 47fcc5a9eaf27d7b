import type { ToolchainAuthenticity } from './authenticity.ts';

/** The Go that builds. */
export interface Toolchain {
  /** `go1.26.8`. */
  readonly version: string;
  readonly goroot: string;
  /** `linux/amd64` of the host. */
  readonly host: string;
  /** SHA-256 hex of the `go` command and of `compile`, `link`, `asm` under GOROOT/pkg/tool, by name. */
  readonly digests: Readonly<Record<string, string>>;
  /** What comparing GOROOT with what Go's checksum database knows gave. */
  readonly authenticity: ToolchainAuthenticity;
}
