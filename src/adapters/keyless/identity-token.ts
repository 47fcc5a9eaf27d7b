import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isLoopbackRegistry } from '../../formats/reference.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { boundedPost } from '../bounded-post.ts';
import type { KeyTexts } from '../keys/key-texts.ts';

/** Whom the token is for: Fulcio, of every instance. */
const AUDIENCE = 'sigstore';
const AMBIENT = ['SIGSTORE_ID_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'] as const;

/** Gives tokens of one identity. */
export interface IdentityTokens {
  /** Where they come from; undefined: from nowhere. */
  readonly source: string | undefined;
  /**
   * A token that counts now.
   * @throws TwinsealError `KEYLESS_REFUSED`, `KEYLESS_FAILED`, `KEY_UNREADABLE`
   * @example await tokens.token(call)
   */
  token(call: Call): Promise<string>;
}

/**
 * Tokens of the file or variable that is named; else of the environment: `SIGSTORE_ID_TOKEN`, as GitLab's `id_tokens` set it, or those
 * that GitHub gives to a job with the permission `id-token: write`. What can mint tokens leaves the environment here.
 *
 * @param environment - `process.env`; the variables are deleted from it
 * @param named - a path, or `env://NAME` that `texts` has taken
 * @example identityTokens(process.env, undefined, texts).source // 'GitHub Actions'
 * @see GitHub docs, "OpenID Connect reference"; GitLab docs, "ID tokens"; cosign pkg/providers
 */
export function identityTokens(
  environment: NodeJS.ProcessEnv,
  named: string | undefined,
  texts: KeyTexts,
): IdentityTokens {
  const [given, url, secret] = AMBIENT.map((name) => {
    const value = environment[name];
    delete environment[name];
    return value === '' ? undefined : value;
  });
  if (named !== undefined) return { source: named, token: async () => (await texts.read(named)).trim() };
  if (given !== undefined) return { source: 'SIGSTORE_ID_TOKEN', token: async () => given.trim() };
  if (url !== undefined && secret !== undefined)
    return { source: 'GitHub Actions', token: (call) => githubToken(url, secret, call) };
  return {
    source: undefined,
    async token() {
      throw new TwinsealError(
        'KEYLESS_REFUSED',
        'there is no identity token: name its file with --identity-token, set SIGSTORE_ID_TOKEN, or give the job of GitHub the permission id-token: write',
      );
    },
  };
}

async function githubToken(text: string, secret: string, call: Call): Promise<string> {
  const refuse = (why: string) => new TwinsealError('KEYLESS_FAILED', `GitHub gave no identity token: ${why}`);
  if (!URL.canParse(text)) throw refuse('ACTIONS_ID_TOKEN_REQUEST_URL is no address');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !isLoopbackRegistry(url.host))
    throw refuse('ACTIONS_ID_TOKEN_REQUEST_URL is not https');
  url.searchParams.append('audience', AUDIENCE);
  const headers = { accept: 'application/json', authorization: `Bearer ${secret}` };
  try {
    const answer = await boundedPost({ url, method: 'GET', headers, maxBytes: 64 * 1024, maxTime: 30_000 }, call);
    if (answer.status !== 200) throw refuse(`it answered ${answer.status}`);
    return new Members('github-token', parseJson(answer.bytes)).text('value', 16 * 1024);
  } catch (cause) {
    if (cause instanceof TwinsealError) throw cause;
    if (cause instanceof FormatError) throw refuse('its answer holds none');
    throw refuse(cause instanceof Error ? cause.message : 'it failed');
  }
}
