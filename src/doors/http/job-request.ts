import type { Request } from 'express';
import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import { parseJson } from '../../formats/json/parse.ts';
import type { JobRequest, JobSource } from '../../records/job.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Bytes of a request's body. */
export const MAX_JOB_BODY = 16 * 1024;
const LIMITS = { maxBytes: MAX_JOB_BODY, maxDepth: 4, maxValues: 200 };
const MOST = 64;

/**
 * Reads the body of `POST /builds` and `POST /seals`. Unknown members are refused, and so is every path that leaves the source.
 * @throws TwinsealError `REQUEST_MEDIA_TYPE`, `INPUT_MALFORMED`
 * @example readJobRequest(request, 'seal').push // 'registry.example.com/team/app:v1.2.3'
 */
export function readJobRequest(request: Request, kind: JobRequest['kind']): JobRequest {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new TwinsealError('REQUEST_MEDIA_TYPE', 'the body must be sent as Content-Type: application/json');
  const body: unknown = request.body;
  try {
    return jobRequestOf(
      new Members('request', parseJson(body instanceof Uint8Array ? body : new Uint8Array(), LIMITS)),
      kind,
    );
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const where = error.at === '' ? '' : ` at ${error.at}`;
    throw new TwinsealError('INPUT_MALFORMED', `the body is malformed${where}: ${error.message}`, { cause: error });
  }
}

function jobRequestOf(members: Members, kind: JobRequest['kind']): JobRequest {
  members.only(['source', 'directory', 'platforms', 'main', 'vendor', ...(kind === 'seal' ? ['push'] : [])]);
  const { vendor } = members.object;
  if (vendor !== undefined && typeof vendor !== 'boolean') members.fail('vendor', 'must be true or false');
  const directory = members.has('directory')
    ? relative(members, 'directory', members.text('directory', 512))
    : undefined;
  const platforms = texts(members, 'platforms', 64);
  const main = texts(members, 'main', 512)?.map((path) => `./${relative(members, 'main', path.replace(/^\.\//, ''))}`);
  return {
    kind,
    source: sourceOf(members.inside('source')),
    ...(directory !== undefined && { directory }),
    ...(platforms !== undefined && { platforms }),
    ...(main !== undefined && { main: main.map((path) => (path === './.' ? '.' : path)) }),
    ...(vendor === true && { vendor }),
    ...(kind === 'seal' && { push: members.text('push', 1024) }),
  };
}

function sourceOf(members: Members): JobSource {
  members.only(members.has('git') ? ['git', 'revision'] : ['archive']);
  if (!members.has('git')) {
    const archive = members.text('archive', 71);
    if (!/^sha256:[0-9a-f]{64}$/.test(archive))
      members.fail('archive', 'must be the digest that POST /sources gave: sha256 and 64 digits');
    return { archive };
  }
  const git = members.text('git', 4096);
  return { git, ...(members.has('revision') && { revision: members.text('revision', 255) }) };
}

function texts(members: Members, name: string, maxLength: number): readonly string[] | undefined {
  if (!members.has(name)) return undefined;
  const values = members.array(name, MOST).map((value) => (typeof value === 'string' ? value : ''));
  if (values.length === 0 || values.some((value) => value === '' || value.length > maxLength))
    members.fail(name, `must be texts of 1 to ${maxLength} characters`);
  return values;
}

function relative(members: Members, name: string, path: string): string {
  if (path === '.') return path;
  // Nor a flag, where Go reads a package path.
  const isPlain =
    path.split('/').every((part) => !/^(?:\.{0,2}$|-)/.test(part)) && !/[\\\u0000-\u001f\u007f]/.test(path);
  if (!isPlain) members.fail(name, 'must be a folder inside of the source, such as cmd/app');
  return path;
}
