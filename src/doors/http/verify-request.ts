import type { Request } from 'express';
import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { type DescribedContainer, parseDescribedContainer } from '../../formats/kubernetes/described-container.ts';
import type { RequestContext } from '../../records/decision.ts';
import type { SentEvidence } from '../../records/question.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Bytes of a request's body. */
export const MAX_BODY = 128 * 1024;
/** Bytes of a body that brings content along. */
export const MAX_SENT_BODY = 16 * 1024 * 1024;
/** Images of a batch. */
export const MAX_IMAGES = 50;
const LIMITS = { maxBytes: MAX_SENT_BODY, maxDepth: 4, maxValues: 8192 };
const MAX_ENTRIES = 64;
const MAX_BUNDLES = 32;
const MAX_CONTAINERS = 256;
const POLICY_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const QUERY = 'POST /verify knows the query parameters ?fail=deny and ?explain';
// What people and shells read as something else than text has no place in what is recorded. No Kubernetes name has any.
const PLAIN = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

/** What `POST /verify` asks. */
export interface VerifyRequest {
  /** One image, or those of a batch. */
  readonly images: readonly string[];
  readonly isBatch: boolean;
  readonly policy?: string;
  readonly request: RequestContext;
  /** What is to run the images. */
  readonly containers: readonly DescribedContainer[];
  /** What the request brings along. */
  readonly sent?: SentEvidence;
  /** `?fail=deny`: a denial has status 403, so that `curl --fail` gates. */
  readonly failOnDeny: boolean;
  /** `?explain`: which rule made which check. */
  readonly explain: boolean;
}

/**
 * Reads the body and query of `POST /verify`. Unknown members and parameters are refused: a gate with a mistyped
 * `?fail=deny` would stand open.
 *
 * @throws TwinsealError `REQUEST_MEDIA_TYPE`, `INPUT_MALFORMED`, `USAGE`
 * @example readVerifyRequest(request).images // ['registry.example.com/app:v1']
 */
export function readVerifyRequest(request: Request): VerifyRequest {
  const query = readQuery(request);
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new TwinsealError('REQUEST_MEDIA_TYPE', 'the body must be sent as Content-Type: application/json');
  const body: unknown = request.body;
  try {
    const members = new Members('request', parseJson(body instanceof Uint8Array ? body : new Uint8Array(), LIMITS));
    return { ...readBody(members), ...query };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const where = error.at === '' ? '' : ` at ${error.at}`;
    throw new TwinsealError('INPUT_MALFORMED', `the body is malformed${where}: ${error.message}`, { cause: error });
  }
}

function readBody(members: Members): Omit<VerifyRequest, 'failOnDeny' | 'explain'> {
  const isBatch = members.has('images');
  members.only([
    ...(isBatch ? ['images'] : ['image', 'layout', 'bundles']),
    'policy',
    'namespace',
    'labels',
    'claims',
    'containers',
  ]);
  const policy = members.has('policy') ? members.text('policy', 128) : undefined;
  if (policy !== undefined && !POLICY_NAME.test(policy))
    members.fail('policy', 'must be the name of a policy: letters, digits, dots, dashes');
  const sent = sentOf(members);
  const images = isBatch ? imagesOf(members) : [plain(members, 'image', members.text('image', 1024))];
  return {
    images,
    isBatch,
    containers: containersOf(members, images),
    ...(policy !== undefined && { policy }),
    request: {
      ...(members.has('namespace') && { namespace: plain(members, 'namespace', members.text('namespace', 253)) }),
      ...(members.has('labels') && { labels: textsOf(members, 'labels', 317, 256) }),
      ...(members.has('claims') && { claims: textsOf(members, 'claims', 64, 1024) }),
    },
    ...(sent !== undefined && { sent }),
  };
}

function containersOf(members: Members, images: readonly string[]): readonly DescribedContainer[] {
  if (!members.has('containers')) return [];
  return members.array('containers', MAX_CONTAINERS).map((value, at) => {
    const one = parseDescribedContainer(value, `${members.pointer('containers')}/${at}`);
    return images.includes(one.image)
      ? one
      : members.fail('containers', `number ${at} runs an image that is not asked about`);
  });
}

function sentOf(members: Members): SentEvidence | undefined {
  const layout = members.has('layout') ? base64(members, 'layout', members.text('layout', MAX_SENT_BODY)) : undefined;
  const bundles = members.has('bundles')
    ? members.array('bundles', MAX_BUNDLES).map((bundle) => {
        if (typeof bundle !== 'string' || bundle === '') return members.fail('bundles', 'must hold texts in base64');
        return base64(members, 'bundles', bundle);
      })
    : undefined;
  if (bundles?.length === 0) members.fail('bundles', 'must hold at least one, or be left out');
  if (layout === undefined && bundles === undefined) return undefined;
  return { ...(layout !== undefined && { layout }), ...(bundles !== undefined && { bundles }) };
}

/** Strict, as one value has one text (RFC 4648 section 3.5), and by the machine's own code: it may be 12 MiB. */
function base64(members: Members, name: string, text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : members.fail(name, 'must be base64 with its padding');
}

function imagesOf(members: Members): readonly string[] {
  const images = members.array('images', MAX_IMAGES).map((image, at) => {
    if (typeof image !== 'string' || image === '' || image.length > 1024)
      return members.fail('images', `must hold references of at most 1024 characters, and number ${at} is none`);
    return plain(members, 'images', image);
  });
  if (images.length === 0) members.fail('images', 'must name at least one image');
  return images;
}

function textsOf(members: Members, name: string, maxName: number, maxValue: number): Readonly<Record<string, string>> {
  const texts = members.textMap(name, MAX_ENTRIES);
  for (const [key, value] of Object.entries(texts)) {
    if (key === '' || key.length > maxName || value.length > maxValue)
      members.fail(name, `takes names of 1 to ${maxName} characters and values of at most ${maxValue}`);
    plain(members, name, key + value);
  }
  return texts;
}

function plain(members: Members, name: string, text: string): string {
  return PLAIN.test(text) ? text : members.fail(name, 'must not hold control characters');
}

/** The request's query as it stands: Express would fold repeated names into arrays. */
function readQuery(request: Request): Pick<VerifyRequest, 'failOnDeny' | 'explain'> {
  const at = request.originalUrl.indexOf('?');
  const parameters = [...new URLSearchParams(at === -1 ? '' : request.originalUrl.slice(at + 1))];
  const known = parameters.map(([name, value]) => {
    if (name === 'fail' && value === 'deny') return name;
    if (name === 'explain' && (value === '' || value === 'true')) return name;
    throw new TwinsealError('USAGE', `${QUERY}, and nothing else`);
  });
  if (new Set(known).size !== known.length) throw new TwinsealError('USAGE', `${QUERY}, each once`);
  return { failOnDeny: known.includes('fail'), explain: known.includes('explain') };
}
