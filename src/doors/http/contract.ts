import type { Request, Response } from 'express';
import type { JsonValue } from '../../formats/json/value.ts';
import { only, type Routes } from './context.ts';

/**
 * `GET /openapi.json`.
 * @param value - gives `openapi.yaml` as a value
 * @example httpApp({ open: [contractRoutes(contract)], authenticated }, authenticator, options)
 */
export function contractRoutes(value: () => Promise<JsonValue>): Routes {
  return (app) => {
    const contract = async (_request: Request, response: Response): Promise<void> => {
      response.type('application/json').send(JSON.stringify(await value()));
    };
    app.route('/openapi.json').get(contract).all(only('GET, HEAD'));
  };
}
