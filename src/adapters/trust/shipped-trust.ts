import { readFile } from 'node:fs/promises';
import { sha256Digest } from '../../formats/digest.ts';
import { parseTrustedRoot } from '../../formats/sigstore/trusted-root.ts';
import { PUBLIC_INSTANCE, PUBLIC_MIRROR, type TrustedInstance } from '../../ports/trusted-roots.ts';

/** When the files in policies/sigstore were current; a kept state that was last checked before then is older than they are. */
const SHIPPED = Date.UTC(2026, 4, 26) / 1000;

/**
 * The root of trust of the public-good instance, which came with Twinseal.
 * @example await updateTrust({ name: 'sigstore', mirror: PUBLIC_MIRROR, anchor: await shippedAnchor() }, folder, clock, call)
 */
export function shippedAnchor(): Promise<Uint8Array> {
  return shipped('root.json');
}

/** The trusted root of the public-good instance as it was shipped. @example (await shippedInstance()).digest */
export async function shippedInstance(): Promise<TrustedInstance> {
  const bytes = await shipped('trusted_root.json');
  return {
    name: PUBLIC_INSTANCE,
    origin: 'shipped',
    mirror: PUBLIC_MIRROR,
    bytes,
    digest: sha256Digest(bytes),
    root: parseTrustedRoot(bytes),
    checked: SHIPPED,
  };
}

function shipped(file: string): Promise<Uint8Array> {
  return readFile(new URL(`../../../policies/${PUBLIC_INSTANCE}/${file}`, import.meta.url));
}
