import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout. */
export const ROOT = join(import.meta.dirname, '..');

/**
 * The environment of all that is measured: PATH, and a home and folder for temporary files of its own; nothing else of
 * the caller's, so that his settings for Go or Node decide no figure.
 * @param home - made when needed
 */
export function plainEnvironment(home: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const tmp = join(home, 'tmp');
  mkdirSync(tmp, { recursive: true });
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: home, TMPDIR: tmp, TZ: 'UTC', LANG: 'C.UTF-8', ...extra };
}

/** What keeps cmd/go to the module in front of it and to what is on the disk. */
export const OFFLINE_GO = {
  GOENV: 'off',
  GOFLAGS: '',
  GOPROXY: 'off',
  GOSUMDB: 'off',
  GOTELEMETRY: 'off',
  GOTOOLCHAIN: 'local',
  GOWORK: 'off',
  CGO_ENABLED: '0',
} as const;
