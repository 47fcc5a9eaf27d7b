import { isDigest } from '../../formats/digest.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import { CHECK_KINDS, canNameCheck } from '../../records/check-kinds.ts';
import type { PolicyException } from '../../records/policy.ts';
import { moment, names, readList, words } from './demands/member-values.ts';
import { repositoryGlobs } from './globs.ts';

const MAX_EXCEPTIONS = 256;
const MAX_DAYS = 366;
const ID = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;
// Ids of checks with `*`.
const CHECK = /^[!-~]{1,512}$/;

/**
 * Reads `exceptions`. Each has an owner and a reason, begins, and ends within a year: what must last longer is a change of the
 * policy.
 * @param at - JSON pointer of `exceptions`
 * @throws FormatError with the JSON pointer
 * @example readExceptions([{ id: 'T-1', images: ['**'], checks: ['twin-build'], owner: 'ops', reason: '...', from, until }], '/exceptions')
 */
export function readExceptions(value: JsonValue, at: string): readonly PolicyException[] {
  return readList(value, at, readException, MAX_EXCEPTIONS);
}

function readException(value: JsonValue, at: string): PolicyException {
  const members = new Members('policy', value, at);
  members.only(['id', 'images', 'checks', 'owner', 'reason', 'from', 'until']);
  const id = members.text('id', 64);
  if (!ID.test(id)) members.fail('id', 'takes letters, digits, and . _ - between them');
  const images = repositoryGlobs(members, 'images');
  if (images.length === 0) members.fail('images', 'names no image');
  const half = images.find((one) => /^[a-z0-9]+:[^/]*$/.test(one) && one.startsWith('sha') && !isDigest(one));
  if (half !== undefined) members.fail('images', `has ${JSON.stringify(half)}, which is no whole digest`);
  const checks = names(members, 'checks');
  const odd = checks.find((one) => !CHECK.test(one));
  if (odd !== undefined) members.fail('checks', `has ${JSON.stringify(odd.slice(0, 80))}, which is no id of checks`);
  const vain = checks.find((one) => !canNameCheck(one));
  if (vain !== undefined)
    members.fail(
      'checks',
      `has ${JSON.stringify(vain)}, which names no check: they begin with ${CHECK_KINDS.join(', ')}`,
    );
  // What the policy is for is no check to excuse.
  if (checks.includes('coverage')) members.fail('checks', 'has "coverage": widen the images of the policy instead');
  const [from, until] = [moment(members, 'from', Math.ceil), moment(members, 'until', Math.floor)];
  if (until < from) members.fail('until', 'is before "from", so the exception would never hold');
  if (until - from > MAX_DAYS * 86_400)
    members.fail(
      'until',
      `is more than ${MAX_DAYS} days after "from": what must last longer is a change of the policy`,
    );
  return {
    id,
    images,
    checks,
    owner: words(members, 'owner', 256),
    reason: words(members, 'reason', 1024),
    from: formatUtcSeconds(from),
    until: formatUtcSeconds(until),
  };
}
