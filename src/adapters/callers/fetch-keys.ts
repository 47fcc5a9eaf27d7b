import { parseJson } from '../../formats/json/parse.ts';
import type { JsonObject } from '../../formats/json/value.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IssuerSetting } from '../../records/service-settings.ts';
import { readInputFile } from '../input-file.ts';
import { downloadJson } from './json-download.ts';
import { keysAddress, readKeySet } from './key-set.ts';

/** Milliseconds for the discovery document, and again for the keys. */
const FETCHING = 4_000;
const MAX_FILE = 512 * 1024;

/**
 * Gets an issuer's keys: from the file that the settings name, else from `jwksUrl`, else from where its discovery document
 * leads on its own host.
 *
 * @throws Error with one clause; TwinsealError `INPUT_UNREADABLE`; FormatError
 * @example await fetchKeys({ url: 'https://gitlab.com' }, systemClock)
 * @see OpenID Connect Discovery 1.0 section 4
 */
export async function fetchKeys(issuer: IssuerSetting, clock: Clock): Promise<readonly JsonObject[]> {
  const call = { signal: AbortSignal.timeout(FETCHING), deadline: clock.now() + FETCHING };
  const { url, jwksFile, jwksUrl, caFile } = issuer;
  if (jwksFile !== undefined) return readKeySet(parseJson(await readInputFile(jwksFile, MAX_FILE, call)));
  const ca = caFile === undefined ? undefined : new TextDecoder().decode(await readInputFile(caFile, MAX_FILE, call));
  const address = jwksUrl === undefined ? await discover(url, ca) : new URL(jwksUrl);
  return readKeySet(await downloadJson(address, ca, FETCHING));
}

async function discover(issuer: string, ca: string | undefined): Promise<URL> {
  const at = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  return keysAddress(await downloadJson(at, ca, FETCHING), issuer);
}
