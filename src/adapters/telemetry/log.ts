import { type DestinationStream, type Logger, pino } from 'pino';
import type { Fields } from '../../ports/telemetry.ts';
import { redact } from './redact.ts';

/** Names that are never logged, whatever they hold. */
const NEVER = new Set(['authorization', 'cookie', 'password', 'token', 'apiKey', 'secret', 'key']);

/**
 * A log of JSON lines on stderr. Every value goes through {@link redact}; names of credentials are removed.
 *
 * @param stream - where lines go
 * @example openLog(process.stderr)('info', 'listening', { address })
 */
export function openLog(
  stream: DestinationStream,
): (level: 'info' | 'warn' | 'error', message: string, fields: Fields) => void {
  const logger: Logger = pino(
    {
      base: null,
      timestamp: isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    stream,
  );
  return (level, message, fields) => {
    const clean: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(fields))
      if (!NEVER.has(name)) clean[name] = typeof value === 'string' ? redact(value) : value;
    logger[level](clean, redact(message));
  };
}

let told = { now: 0, text: '' };

/** As pino's own, which makes it anew for each of the lines of one millisecond. */
function isoTime(): string {
  const now = Date.now();
  if (now !== told.now) told = { now, text: `,"time":"${new Date(now).toISOString()}"` };
  return told.text;
}
