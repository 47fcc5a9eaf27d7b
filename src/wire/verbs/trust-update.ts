import { systemClock } from '../../adapters/clock.ts';
import { readInputFile } from '../../adapters/input-file.ts';
import { instanceOf, keptRoots } from '../../adapters/trust/kept-roots.ts';
import { mirrorAddress } from '../../adapters/trust/mirror.ts';
import { shippedAnchor } from '../../adapters/trust/shipped-trust.ts';
import { TrustFolder } from '../../adapters/trust/trust-folder.ts';
import { updateTrust } from '../../adapters/trust/update-trust.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { type TrustUpdateRequest, trustUpdateCommand } from '../../doors/cli/trust-update.ts';
import { sha256Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { INSTANCE_NAME } from '../../formats/sigstore/kept-trust.ts';
import { parseTufRoot } from '../../formats/tuf/root.ts';
import type { Call } from '../../ports/call.ts';
import { PUBLIC_INSTANCE, PUBLIC_MIRROR } from '../../ports/trusted-roots.ts';
import type { TrustReport } from '../../records/trust-report.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { trustReport } from '../../roads/trust-report.ts';
import { trustFolder } from '../trust-folder.ts';

const MAX_ROOT = 512 * 1024;

/** A mirror without a name is called by its host, which is a name in itself. */
function nameOf({ name, mirror }: TrustUpdateRequest): string {
  const given =
    name ??
    (mirror === undefined || mirrorAddress(mirror).href === mirrorAddress(PUBLIC_MIRROR).href
      ? PUBLIC_INSTANCE
      : mirrorAddress(mirror)
          .host.replaceAll(/[:[\]]+/g, '_')
          .replace(/^_/, ''));
  if (!INSTANCE_NAME.test(given))
    throw new TwinsealError(
      'USAGE',
      `--name takes small letters, digits, and . _ - between them, not ${given.slice(0, 80)}`,
    );
  return given;
}

async function update(request: TrustUpdateRequest, call: Call): Promise<TrustReport> {
  const path = request.cache ?? trustFolder(process.env);
  if (path === undefined)
    throw new TwinsealError('USAGE', 'there is no home to keep it in: name a folder with --cache DIR');
  const name = nameOf(request);
  const folder = new TrustFolder(path);
  const own = request.root === undefined ? undefined : await ownRoot(request.root, call);
  const anchor = own ?? (name === PUBLIC_INSTANCE ? await shippedAnchor() : undefined);
  const now = () => Math.floor(systemClock.now() / 1000);
  if (request.offline) {
    const anchors = own === undefined ? new Map() : new Map([[name, own]]);
    return trustReport(await keptRoots(path, anchors).open(name, call), now());
  }
  const mirror = request.mirror ?? (await folder.newest(name, anchor))?.kept.mirror ?? publicMirror(name);
  const order = { name, mirror, ...(anchor !== undefined && { anchor }) };
  const { now: proved, before } = await updateTrust(order, folder, systemClock, call);
  const instance = instanceOf(proved, { checked: now() });
  const old = before === undefined ? undefined : sha256Digest(before.kept.trustedRoot);
  return {
    ...trustReport(instance, now()),
    changed: old !== instance.digest,
    ...(old !== undefined && { before: old }),
  };
}

/** Looked at here, where its name is known. */
async function ownRoot(path: string, call: Call): Promise<Uint8Array> {
  const bytes = await readInputFile(path, MAX_ROOT, call);
  try {
    parseTufRoot(bytes);
    return bytes;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const where = error.at === '' ? '' : ` at ${error.at}`;
    throw new TwinsealError('INPUT_MALFORMED', `${path} is no root of TUF${where}: ${error.message}`, { cause: error });
  }
}

function publicMirror(name: string): string {
  if (name === PUBLIC_INSTANCE) return PUBLIC_MIRROR;
  throw new TwinsealError(
    'TRUST_UNKNOWN',
    `no instance ${name} is kept: name its mirror with --mirror URL, and --root ROOT.json`,
  );
}

/** Runs `twinseal trust update`. @example await run(input, session) // 0 */
export const run: Runner = (input, session) => trustUpdateCommand.run(input, { update }, session);
