import type { Request, Response } from 'express';
import type { Telemetry } from '../../ports/telemetry.ts';
import { needs, only, type Routes } from './context.ts';

/**
 * `GET /metrics` in the text format of Prometheus.
 * @param open - true where the listener is for metrics alone; else the role `audit` is needed
 * @example metricsRoutes(telemetry, false)
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function metricsRoutes(telemetry: Telemetry, open: boolean): Routes {
  return (app) => {
    const metrics = async (_request: Request, response: Response): Promise<void> => {
      const { contentType, text } = await telemetry.metrics();
      response.setHeader('Content-Type', contentType);
      response.send(text);
    };
    app
      .route('/metrics')
      .get(...(open ? [] : [needs('audit')]), metrics)
      .all(only('GET, HEAD'));
  };
}
