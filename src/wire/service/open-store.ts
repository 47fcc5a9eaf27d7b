import { openSqliteServiceStore } from '../../adapters/store/sqlite-store.ts';
import type { Call } from '../../ports/call.ts';
import type { ServiceStore } from '../../ports/service-store.ts';
import type { ServiceSettings } from '../../records/service-settings.ts';

/**
 * Opens the store that the settings name.
 * @param url - of the database; undefined with SQLite
 * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`, `OUTPUT_UNWRITABLE`, `KEY_UNREADABLE`, `SETTINGS_INVALID`
 * @example const store = await openServiceStore(settings, await takeDatabaseUrl(settings, call), call)
 */
export async function openServiceStore(
  { store, log }: Pick<ServiceSettings, 'store' | 'log'>,
  url: string | undefined,
  call: Call,
): Promise<ServiceStore> {
  if (store.kind === 'sqlite') return await openSqliteServiceStore(store.folder, { log }, call);
  const { openPostgresServiceStore } = await import('../../adapters/store/postgres-store.ts');
  return await openPostgresServiceStore(url ?? '', { log }, call);
}
