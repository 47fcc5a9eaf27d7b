import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import { DEFAULT_JSON_LIMITS, parseJson } from '../../formats/json/parse.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { Call } from '../../ports/call.ts';
import type { VerificationServer } from '../../ports/verification-server.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../records/error-catalogue.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { errnoOf } from '../disk-error.ts';
import { readVerdict } from './verdict-reader.ts';

const LIMITS = { ...DEFAULT_JSON_LIMITS, maxBytes: 8 * 1024 * 1024 };

/**
 * Asks a Twinseal server. Redirects are not followed and credentials in the URL are refused: whoever answers decides
 * what a gate lets through.
 *
 * @param base - `http://127.0.0.1:8080` or `https://twinseal.example.com/prefix`
 * @throws TwinsealError `USAGE` for a URL that is none
 * @example await serverClient('http://127.0.0.1:8080').verify('registry.example.com/app:v1', 'release', call)
 */
export function serverClient(base: string): VerificationServer {
  const url = verifyUrl(base);
  return {
    async verify(image, policy, call) {
      const { status, body } = await post(url, JSON.stringify({ image, policy }), call);
      try {
        if (status === 200) return decided(new Members('answer', body), body);
        const problem = new Members('problem', body);
        if (status === 503 && problem.has('verdict')) return decided(problem, problem.object.verdict);
        throw problemError(problem, status, url);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        throw new TwinsealError(
          'SERVICE_UNREACHABLE',
          `${url.origin} answered with something that is no answer of Twinseal (status ${status}): ${error.message}`,
          { cause: error },
        );
      }
    },
  };
}

function verifyUrl(base: string): URL {
  const url = URL.parse(base);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new TwinsealError('USAGE', `--server is a URL such as http://127.0.0.1:8080, not ${base.slice(0, 200)}`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new TwinsealError('USAGE', '--server takes no user, password, query or fragment');
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/verify`;
  return url;
}

function decided(members: Members, verdict: JsonValue | undefined) {
  return { verdict: readVerdict(verdict), decisionId: members.text('decisionId', 200) };
}

/** The server's own error, where its code is one that we know and that fits its status: a 200 cannot be smuggled in. */
function problemError(problem: Members, status: number, url: URL): TwinsealError {
  const code = problem.text('code', 100);
  const known = Object.hasOwn(ERROR_CATALOGUE, code) ? (code as ErrorCode) : undefined;
  const detail = `${url.origin}: ${problem.string('detail', 16_384)}`;
  if (status === 503) {
    const fault = known !== undefined && ERROR_CATALOGUE[known].exit === 3 ? known : 'INDETERMINATE';
    return new TwinsealError(fault, detail);
  }
  if (known !== undefined && ERROR_CATALOGUE[known].status === status) return new TwinsealError(known, detail);
  return new TwinsealError(status >= 500 ? 'SERVICE_UNREACHABLE' : 'USAGE', detail);
}

async function post(
  url: URL,
  body: string,
  call: Call,
): Promise<{ readonly status: number; readonly body: JsonValue }> {
  checkCall(call, `asking ${url.origin}`);
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json, application/problem+json' };
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: call.signal });
    return { status: response.status, body: parseJson(await bounded(response, url), LIMITS) };
  } catch (error) {
    if (error instanceof TwinsealError) throw error;
    checkCall(call, `asking ${url.origin}`);
    throw new TwinsealError('SERVICE_UNREACHABLE', `${url.origin} ${whyNot(error)}`, { cause: error });
  }
}

async function bounded(response: Response, url: URL): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LIMITS.maxBytes)
      throw new TwinsealError('SERVICE_UNREACHABLE', `${url.origin} answered with more than ${LIMITS.maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function whyNot(error: unknown): string {
  if (error instanceof FormatError) return `answered with something that is no JSON: ${error.message}`;
  const cause = error instanceof Error ? error.cause : undefined;
  const errno = errnoOf(cause);
  if (errno === 'ECONNREFUSED') return 'refuses connections: start it with twinseal serve, or check host and port';
  if (errno === 'ENOTFOUND' || errno === 'EAI_AGAIN') return 'has a name that cannot be resolved: check its spelling';
  // Fetch refuses the ports of mail and the like, so that no web page can speak to them.
  if (cause instanceof Error && cause.message === 'bad port')
    return 'has a port that HTTP clients refuse: choose another';
  const message = cause instanceof Error ? cause.message : error instanceof Error ? error.message : String(error);
  return `could not be asked: ${message}`;
}
