import type { AdmissionSettings } from '../../records/service-settings.ts';
import type { Routes } from '../http/context.ts';
import { externalDataRoutes } from './external-data.ts';
import { imageReviewRoutes } from './image-review.ts';
import { mutateRoutes } from './mutate.ts';
import type { KubernetesService } from './rule.ts';
import { validateRoutes } from './validate.ts';

/** Every door of Kubernetes. @example httpApp({ open, authenticated: kubernetesRoutes(engine, settings.admission) }, authenticator, options) */
export function kubernetesRoutes(service: KubernetesService, settings: AdmissionSettings): readonly Routes[] {
  return [validateRoutes, mutateRoutes, imageReviewRoutes, externalDataRoutes].map((routes) =>
    routes(service, settings),
  );
}
