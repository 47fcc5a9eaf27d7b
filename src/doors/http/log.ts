import type { Request, Response } from 'express';
import type { DecisionLedger } from '../../ports/decision-ledger.ts';
import type { TransparencyLog } from '../../ports/transparency-log.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { callOf, type HttpOptions, LOOKUP_TIMEOUT, needs, only, type Routes } from './context.ts';

/** What the routes of the log need. */
export interface LogService {
  readonly log: TransparencyLog;
  readonly ledger: Pick<DecisionLedger, 'get'>;
}

const ROLE = needs('audit');
const READS = 'GET, HEAD';

/**
 * The log as its readers know it: `GET /log/checkpoint`, `/log/tile/...` and `/log/key`, and the receipt of a decision.
 *
 * @example httpApp({ open, authenticated: [logRoutes(store)] }, authenticator, options)
 * @see C2SP tlog-tiles, "Checkpoints", "Merkle Tree", "Log entries"
 */
export function logRoutes(service: LogService): Routes {
  return (app, options) => {
    app.route('/log/checkpoint').get(ROLE, checkpointRoute(service, options)).all(only(READS));
    app.route('/log/key').get(ROLE, keyRoute(service)).all(only(READS));
    app.route('/log/tile/*path').get(ROLE, tileRoute(service, options)).all(only(READS));
    app.route('/decisions/:id/receipt').get(ROLE, receiptRoute(service, options)).all(only(READS));
  };
}

function checkpointRoute({ log }: LogService, options: HttpOptions) {
  return async (_request: Request, response: Response): Promise<void> => {
    const note = await log.checkpoint(callOf(response, options, LOOKUP_TIMEOUT));
    response.type('text/plain').send(new TextDecoder().decode(note));
  };
}

function keyRoute({ log }: LogService) {
  return (_request: Request, response: Response): void => {
    response.type('text/plain').send(`${log.verifierKey}\n`);
  };
}

function tileRoute({ log }: LogService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const { path } = request.params;
    const below = Array.isArray(path) ? path.join('/') : String(path);
    const bytes = await log.tile(`tile/${below}`, callOf(response, options, LOOKUP_TIMEOUT));
    if (bytes === undefined) throw new TwinsealError('LOG_TILE_UNKNOWN', 'the log has no such tile');
    // What a tile's path names never changes.
    response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
    response.type('application/octet-stream').send(Buffer.from(bytes));
  };
}

function receiptRoute({ log, ledger }: LogService, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const call = callOf(response, options, LOOKUP_TIMEOUT);
    const kept = await ledger.get(String(request.params.id), call);
    const receipt = kept && (await log.receipt(kept.index, call));
    if (receipt === undefined) throw new TwinsealError('DECISION_UNKNOWN', 'no decision has this id');
    response.type('text/plain').send(receipt.text);
  };
}
