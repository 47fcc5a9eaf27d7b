import type { Request, Response } from 'express';
import { only, type Routes } from './context.ts';

/**
 * `GET /openapi.json`.
 * @param openapi - `openapi.yaml` as JSON text
 * @example httpApp({ open: [contractRoutes(openapi)], authenticated }, authenticator, options)
 */
export function contractRoutes(openapi: string): Routes {
  return (app) => {
    const contract = (_request: Request, response: Response) => void response.type('application/json').send(openapi);
    app.route('/openapi.json').get(contract).all(only('GET, HEAD'));
  };
}
