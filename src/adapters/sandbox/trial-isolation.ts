import { join } from 'node:path';
import { sha256Digest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import type { FoundContainment } from '../../ports/machine.ts';
import { DEFAULT_CHOICES } from '../../records/build-choices.ts';
import { makeSandbox, trialContainment } from './sandbox.ts';

/**
 * What would contain a side on this machine: opens one without any source, lets it read back what it sees, and closes it.
 * @param folder - private (0700); what is made in it goes away again
 * @throws TwinsealError `BUILD_SANDBOX`, `DISK_FULL`, `OUTPUT_UNWRITABLE`
 * @example (await trialIsolation(folder, call)).isolation.inForce // ['network', 'mount', ...]
 */
export async function trialIsolation(folder: string, call: Call): Promise<FoundContainment> {
  const containment = await trialContainment(join(folder, 'trial'), call);
  const side = await makeSandbox({ folder, containment }).open(
    {
      name: 'a',
      tree: { folder, files: [], treeDigest: sha256Digest(new Uint8Array()), leftOut: [] },
      toolchain: { version: '', goroot: '', host: '', digests: {}, authenticity: { outcome: 'unauthenticated' } },
      conditions: {
        hostname: 'trial',
        domain: 'trial',
        timezone: 'UTC',
        locale: 'C',
        umask: '022',
        root: '/trial',
        environment: {},
        parallelism: 1,
        fileTime: 0,
        userId: 61_000,
        addresses: 'random',
        kernelName: 'own',
        fileOrder: 'sorted',
        lastOnPath: '',
      },
      limits: DEFAULT_CHOICES.limits,
    },
    call,
  );
  await side.close();
  return { kind: containment.kind, why: containment.why, isolation: side.isolation };
}
