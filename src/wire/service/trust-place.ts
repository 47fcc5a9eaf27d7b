import { join } from 'node:path';
import type { ServiceSettings } from '../../records/service-settings.ts';
import { trustFolder } from '../trust-folder.ts';

/**
 * Where a service keeps trusted roots: where its settings say; else with SQLite in its folder; else, and where it keeps none
 * fresh itself, where this user's `twinseal trust update` does.
 *
 * @example trustPlace(settings) // '/var/lib/twinseal/trust'
 */
export function trustPlace({ trust, store }: Pick<ServiceSettings, 'trust' | 'store'>): string | undefined {
  if (trust?.folder !== undefined) return trust.folder;
  if (trust !== undefined && store.kind === 'sqlite') return join(store.folder, 'trust');
  return trustFolder(process.env);
}
