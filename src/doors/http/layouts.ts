import type { Request, Response } from 'express';
import type { Platform } from '../../formats/oci/platform.ts';
import type { Call } from '../../ports/call.ts';
import { askedPlatform } from '../../records/asked-platform.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { ValidationReport } from '../../roads/validate.ts';
import { type HttpOptions, needs, only, type Routes } from './context.ts';
import { UPLOAD_PACE, uploads } from './upload.ts';

const TYPES = ['application/x-tar', 'application/octet-stream'];
/** Archives under way at once, of all callers: each is on disk while it is read, and unpacking takes a processor. */
const MOST = 2;

/** How an archive is validated. */
export interface LayoutChoices {
  readonly sparse: boolean;
  readonly runsOn?: Platform;
}

/** What `POST /layouts/validate` needs. */
export interface LayoutsService {
  /** Bytes of one archive. */
  readonly maxBytes: number;
  /**
   * Validates a layout in a tar archive; what is wrong with it is a finding. Nothing of it is kept.
   * @throws TwinsealError `REQUEST_TOO_LARGE` beyond {@link LayoutsService.maxBytes}, `DISK_FULL`, `OUTPUT_UNWRITABLE`, `ABORTED`, `TIMEOUT`
   * @example (await service.validate(body, { sparse: false }, call)).valid
   */
  validate(stream: AsyncIterable<Uint8Array>, choices: LayoutChoices, call: Call): Promise<ValidationReport>;
}

/**
 * `POST /layouts/validate`.
 * @example httpApp({ open, authenticated: [layoutRoutes(service)] }, authenticator, options)
 */
export function layoutRoutes(service: LayoutsService, pace = UPLOAD_PACE): Routes {
  return (app, options) => {
    app
      .route('/layouts/validate')
      .post(needs('verify'), validateRoute(service, options, pace))
      .all(only('POST'));
  };
}

function validateRoute(service: LayoutsService, options: HttpOptions, pace: typeof UPLOAD_PACE) {
  const upload = uploads({ types: TYPES, most: MOST, maxBytes: service.maxBytes, pace }, options);
  return async (request: Request, response: Response): Promise<void> => {
    const { failing, ...choices } = readQuery(request);
    const report = await upload(request, response, (body, call) => service.validate(body, choices, call));
    response.status(failing && !report.valid ? 422 : 200).json(report);
  };
}

function readQuery(request: Request): LayoutChoices & { readonly failing: boolean } {
  const query = new URL(request.url, 'http://service').searchParams;
  const refuse = (why: string): never => {
    throw new TwinsealError('USAGE', why);
  };
  const names = [...query.keys()];
  if (names.some((name) => !['sparse', 'runs-on', 'fail'].includes(name)) || new Set(names).size !== names.length)
    refuse('the query takes sparse, runs-on and fail, each once');
  const sparse = query.get('sparse');
  if (sparse !== null && sparse !== '' && sparse !== 'true') refuse('sparse takes no value, or true');
  const fail = query.get('fail');
  if (fail !== null && fail !== 'invalid') refuse('fail is invalid');
  const machine = query.get('runs-on');
  return {
    sparse: sparse !== null,
    ...(machine !== null && { runsOn: askedPlatform(machine, 'runs-on') }),
    failing: fail !== null,
  };
}
