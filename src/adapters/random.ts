import { randomUUID } from 'node:crypto';
import type { Random } from '../ports/random.ts';

/** The operating system's generator. @example systemRandom.uuid() */
export const systemRandom: Random = { uuid: () => randomUUID() };
