import type { Request } from 'express';
import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Bytes of a request's body. */
export const MAX_BODY = 16 * 1024;
const LIMITS = { maxBytes: MAX_BODY, maxDepth: 4, maxValues: 16 };
const POLICY_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** What `POST /verify` asks. */
export interface VerifyRequest {
  readonly image: string;
  readonly policy: string;
  /** `?fail=deny`: a denial has status 403, so that `curl --fail` gates. */
  readonly failOnDeny: boolean;
}

/**
 * Reads the body and query of `POST /verify`. Unknown members and parameters are refused: a gate with a mistyped
 * `?fail=deny` would stand open.
 *
 * @throws TwinsealError `REQUEST_MEDIA_TYPE`, `INPUT_MALFORMED`, `USAGE`
 * @example await readVerifyRequest(request) // { image: 'registry.example.com/app:v1', policy: 'release', failOnDeny: false }
 */
export function readVerifyRequest(request: Request): VerifyRequest {
  const failOnDeny = readQuery(request);
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new TwinsealError('REQUEST_MEDIA_TYPE', 'the body must be sent as Content-Type: application/json');
  const body: unknown = request.body;
  try {
    const members = new Members('request', parseJson(body instanceof Uint8Array ? body : new Uint8Array(), LIMITS));
    members.only(['image', 'policy']);
    const policy = members.text('policy', 128);
    if (!POLICY_NAME.test(policy))
      members.fail('policy', 'must be the name of a policy: letters, digits, dots, dashes');
    return { image: members.text('image', 1024), policy, failOnDeny };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const where = error.at === '' ? '' : ` at ${error.at}`;
    throw new TwinsealError('INPUT_MALFORMED', `the body is malformed${where}: ${error.message}`, { cause: error });
  }
}

/** The request's query as it stands: Express would fold repeated names into arrays. */
function readQuery(request: Request): boolean {
  const at = request.originalUrl.indexOf('?');
  const parameters = [...new URLSearchParams(at === -1 ? '' : request.originalUrl.slice(at + 1))];
  for (const [name, value] of parameters)
    if (name !== 'fail' || value !== 'deny')
      throw new TwinsealError('USAGE', 'the only query parameter that POST /verify knows is ?fail=deny');
  return parameters.length > 0;
}
