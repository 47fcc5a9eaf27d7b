import { hash } from 'node:crypto';
import type { Digest } from '../../formats/digest.ts';
import type { ArchivedDocument } from '../../records/evidence-record.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * A kept document, as long as it still has the digest that it was asked for by. Of an algorithm that is not ours to compute
 * nobody can tell.
 * @throws TwinsealError `CONTENT_MISMATCH`
 * @example intact(await backend.document(digest, call), digest)
 */
export function intact(found: ArchivedDocument | undefined, digest: Digest): ArchivedDocument | undefined {
  const [algorithm = '', encoded] = digest.split(':');
  if (found === undefined || (['sha256', 'sha512'].includes(algorithm) && hash(algorithm, found.bytes) === encoded))
    return found;
  throw new TwinsealError('CONTENT_MISMATCH', `the kept document ${digest} has other bytes than its digest names`);
}
