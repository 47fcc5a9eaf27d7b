import { stat } from 'node:fs/promises';
import { systemClock } from '../../adapters/clock.ts';
import { readInputFile } from '../../adapters/input-file.ts';
import { readTrustedRootFile } from '../../adapters/trust/trusted-root-file.ts';
import { type BundleQuestion, bundleVerifyCommand } from '../../doors/cli/bundle-verify.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { parseOnePem } from '../../formats/der/pem.ts';
import { type Digest, sha256Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { TrustedRoot } from '../../formats/sigstore/trusted-root.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import { publicKeyPem } from '../../judge/policy/signers.ts';
import { type BlobArtifact, verifyBlobBundle } from '../../judge/verify/blob-bundle.ts';
import type { BlobHash } from '../../judge/verify/blob-signature.ts';
import type { WantedSigner } from '../../judge/verify/bundle-signer.ts';
import { type PublicKey, publicKeyOf } from '../../judge/verify/public-key.ts';
import type { Call } from '../../ports/call.ts';
import type { UsedTrustedRoot } from '../../records/bundle-report.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { userRoots } from '../trust-folder.ts';

const MAX_BUNDLE = 32 * 1024 * 1024;
/** A file is hashed in memory; whoever has a larger one gives its digest. */
const MAX_FILE = 1024 * 1024 * 1024;
const MAX_KEY = 64 * 1024;
const DIGEST = /^(?:(sha256):([0-9a-f]{64})|(sha384):([0-9a-f]{96})|(sha512):([0-9a-f]{128}))$/;

/** What exists on disk is a file, whatever it is called. */
async function artifactOf(name: string, call: Call): Promise<BlobArtifact> {
  const exists = await stat(name).then(
    () => true,
    () => false,
  );
  const [hash, hex] = (DIGEST.exec(name) ?? []).slice(1).filter((part) => part !== undefined);
  if (!exists && hash !== undefined && hex !== undefined)
    return { name, digest: name as Digest, blob: { hash: hash as BlobHash, digest: Buffer.from(hex, 'hex') } };
  if (!exists && /^sha(?:256|384|512):/.test(name))
    throw new TwinsealError(
      'USAGE',
      `${name.slice(0, 160)} is no digest: sha256: has 64 hexadecimal digits in small letters, sha384: 96, sha512: 128`,
    );
  const bytes = await readInputFile(name, MAX_FILE, call);
  return { name, digest: sha256Digest(bytes), blob: { bytes } };
}

async function keyOf(path: string, call: Call): Promise<PublicKey> {
  const text = await readInputFile(path, MAX_KEY, call);
  try {
    return publicKeyOf(parseOnePem(publicKeyPem(decodeUtf8(text)), ['PUBLIC KEY']).bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('INPUT_MALFORMED', `${path} is no public key as PEM: ${error.message}`, { cause: error });
  }
}

type Root = { readonly root: TrustedRoot; readonly used: UsedTrustedRoot };

async function rootOf(from: NonNullable<BundleQuestion['root']>, now: number, call: Call): Promise<Root> {
  if ('file' in from) {
    const { bytes, root } = await readTrustedRootFile(from.file, call);
    return { root, used: { origin: 'file', name: from.file, digest: sha256Digest(bytes) } };
  }
  const { name, origin, digest, checked, root } = await userRoots.open(from.instance, call);
  const age = Math.max(0, now - checked);
  return { root, used: { origin, name, digest, checked: formatUtcSeconds(checked), age } };
}

/** Runs `twinseal bundle verify`. @example await run(input, session) // 1 when it does not verify */
export const run: Runner = (input, session) =>
  bundleVerifyCommand.run(
    input,
    {
      async verify({ bundle, artifact, signer, root: from }, call) {
        const now = Math.floor(systemClock.now() / 1000);
        const wanted: WantedSigner =
          'key' in signer ? { kind: 'key', key: await keyOf(signer.key, call) } : { kind: 'identity', ...signer };
        const root = from === undefined ? undefined : await rootOf(from, now, call);
        const bytes = await readInputFile(bundle, MAX_BUNDLE, call);
        const about = await artifactOf(artifact, call);
        const report = verifyBlobBundle({
          name: bundle,
          bytes,
          artifact: about,
          wanted,
          now,
          ...(root !== undefined && { root: root.root }),
        });
        return root === undefined ? report : { ...report, trustedRoot: root.used };
      },
    },
    session,
  );
