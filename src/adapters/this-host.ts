import { arch, availableParallelism, cpus, platform, release } from 'node:os';
import type { SideHost } from '../records/side-build.ts';

// What Node.js calls otherwise than Go.
const GOARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };

/** This machine, as a proof tells it: nothing that names it or its owner. @example thisHost().platform // 'linux/amd64' */
export function thisHost(): SideHost {
  const model = cpus()[0]?.model.trim() ?? '';
  return {
    platform: `${platform()}/${GOARCH[arch()] ?? arch()}`,
    kernel: release(),
    processor: model === '' ? 'unknown' : model,
    processors: availableParallelism(),
  };
}
