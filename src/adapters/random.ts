import { randomUUID } from 'node:crypto';
import type { Random } from '../ports/random.ts';

/**
 * The operating system's generator, behind the moment: a database that is searched by identifiers keeps those of one moment side by
 * side, where wholly random ones would each change a page of their own.
 * @example systemRandom.uuid()
 * @see RFC 9562 section 5.7
 */
export const systemRandom: Random = {
  uuid() {
    const moment = Date.now().toString(16).padStart(12, '0');
    // Of the random one (version 4), all but what the moment and the version take the place of.
    return `${moment.slice(0, 8)}-${moment.slice(8)}-7${randomUUID().slice(15)}`;
  },
};
