import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../adapters/clock.ts';
import type { EvidenceArchive } from '../../ports/evidence-archive.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Milliseconds from one look to the next, and for one look. */
const EVERY = 6 * 3_600_000;
const LOOKING = 3_600_000;
const DAY = 86_400;

/** How far the clock may be from where it should be, since the last look. */
const JUMP = 86_400_000;

/** Forgetting in the background. */
export interface Retention {
  /** Ends it in the middle of what it does; what is left is done next time. @example await retention.stop() */
  stop(): Promise<void>;
}

/** The time, and how the looks follow one another. */
export interface RetentionTimes {
  /** Milliseconds since 1970. @example times.now() */
  now(): number;
  /** Milliseconds since some moment, whatever was done to the clock. @example times.elapsed() */
  elapsed(): number;
  /** Milliseconds from one look to the next. */
  readonly every: number;
}

const TIMES: RetentionTimes = {
  now: () => systemClock.now(),
  elapsed: () => performance.now(),
  every: EVERY,
};

/**
 * Forgets the bytes behind verdicts that are older than so many days, now and every six hours, in small steps between
 * which decisions are written. Decisions and the log stay. What can't be done now is told and done the next time; after a
 * clock that jumped ahead nothing is forgotten until the look after, since what is gone does not come back.
 *
 * @example const retention = keepRetention(store.archive, settings.retentionDays, telemetry)
 */
export function keepRetention(
  archive: Pick<EvidenceArchive, 'prune'>,
  days: number,
  telemetry: Pick<Telemetry, 'log'>,
  times: RetentionTimes = TIMES,
): Retention {
  const stopping = new AbortController();
  const { signal } = stopping;
  /** What the clock would say if it had run evenly since the last look. */
  let offset = times.now() - times.elapsed();
  const look = async (): Promise<void> => {
    const now = times.now();
    const ahead = now - times.elapsed() - offset;
    offset += ahead;
    if (ahead > JUMP) {
      telemetry.log('warn', 'evidence not forgotten', {
        code: 'CLOCK',
        reason: `the clock jumped ahead by ${ahead} ms`,
      });
      return;
    }
    const before = Math.floor(now / 1000) - days * DAY;
    const removed = await archive.prune(before, { signal, deadline: systemClock.now() + LOOKING });
    if (removed > 0) telemetry.log('info', 'evidence forgotten', { documents: removed, olderThanDays: days });
  };
  const forever = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await look();
      } catch (error) {
        if (signal.aborted) return;
        const reason = error instanceof Error ? error.message : String(error);
        const code = error instanceof TwinsealError ? error.code : 'INTERNAL';
        telemetry.log('warn', 'evidence not forgotten', { code, reason });
      }
      await sleep(times.every, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const ended = forever();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
