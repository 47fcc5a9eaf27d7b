import { sha256Digest } from '../../formats/digest.ts';
import { INSTANCE_NAME } from '../../formats/sigstore/kept-trust.ts';
import type { UnverifiedTufMetadata } from '../../formats/tuf/metadata.ts';
import { PUBLIC_INSTANCE, type TrustedInstance, type TrustedRoots } from '../../ports/trusted-roots.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import type { ProvedTrust } from './prove-trust.ts';
import { shippedAnchor, shippedInstance } from './shipped-trust.ts';
import { TrustFolder } from './trust-folder.ts';

/**
 * Trusted roots that `trust update` keeps in a folder, and of the public-good instance the one that was shipped where
 * nothing newer is kept. The public-good instance is proved from the root of trust that was shipped, so a folder that
 * somebody else filled (a cache of a CI system) can't bring another; others are proved from the root that they began with,
 * or from an anchor.
 *
 * @param folder - undefined where this user has none: then only the shipped one is there
 * @param anchors - root.json of instances, from elsewhere than the folder
 * @example (await keptRoots('/home/user/.cache/twinseal/trust').open('sigstore', call)).origin
 */
export function keptRoots(
  folder: string | undefined,
  anchors: ReadonlyMap<string, Uint8Array> = new Map(),
): TrustedRoots {
  return {
    async open(name, call) {
      checkCall(call, `reading the trusted root ${name}`);
      if (!INSTANCE_NAME.test(name)) throw unknown(name);
      const own = anchors.get(name);
      const anchor = own ?? (name === PUBLIC_INSTANCE ? await shippedAnchor() : undefined);
      const found = folder === undefined ? undefined : await new TrustFolder(folder).newest(name, anchor);
      if (name !== PUBLIC_INSTANCE || own !== undefined) {
        if (found === undefined) throw unknown(name);
        return instanceOf(found, found);
      }
      const shipped = await shippedInstance();
      return found === undefined || found.checked < shipped.checked ? shipped : instanceOf(found, found);
    },
  };
}

/**
 * A proved state as an instance.
 * @example instanceOf(proved, { file, checked })
 */
export function instanceOf(
  proved: ProvedTrust,
  { file, checked }: { readonly file?: string; readonly checked: number },
): TrustedInstance {
  const { kept, trusted } = proved;
  const told = ({ version, expires }: UnverifiedTufMetadata) => ({ version, expires });
  return {
    name: kept.name,
    origin: 'kept',
    mirror: kept.mirror,
    bytes: kept.trustedRoot,
    digest: sha256Digest(kept.trustedRoot),
    root: trusted,
    checked,
    ...(kept.signingConfig !== undefined && { signingConfig: kept.signingConfig }),
    ...(file !== undefined && { file }),
    metadata: {
      root: told(proved.root.metadata),
      timestamp: told(proved.timestamp),
      snapshot: told(proved.snapshot),
      targets: told(proved.targets),
    },
  };
}

function unknown(name: string): TwinsealError {
  return new TwinsealError(
    'TRUST_UNKNOWN',
    `no trusted root of an instance ${name.slice(0, 80)} is kept: run twinseal trust update --name NAME --mirror URL --root ROOT.json`,
  );
}
