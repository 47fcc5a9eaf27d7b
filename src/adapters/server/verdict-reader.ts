import { type Digest, parseDigest } from '../../formats/digest.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { type Check, isAgainst } from '../../records/check.ts';
import { CHECK_CODES, type CheckCode } from '../../records/check-codes.ts';
import type { Verdict } from '../../records/verdict.ts';

const MAX_CHECKS = 20_000;
const MAX_EVIDENCE = 2_000;
const MAX_REASON = 64 * 1024;
const STATUSES = ['pass', 'fail', 'skip', 'fault'] as const;
const OUTCOMES = ['allow', 'deny', 'indeterminate'] as const;

/**
 * Reads a verdict that another process made. A verdict whose checks contradict its outcome is refused: an `allow` with
 * a failed check is no allow.
 *
 * @param value - strict JSON; members that the verdict of this version does not have are left out
 * @throws FormatError of format `verdict`
 * @example readVerdict(parseJson(bytes)).outcome // 'deny'
 */
export function readVerdict(value: JsonValue | undefined): Verdict {
  const members = new Members('verdict', value);
  if (members.text('apiVersion') !== 'twinseal.dev/v1') members.fail('apiVersion', 'must be twinseal.dev/v1');
  const outcome = oneOf(OUTCOMES, members, 'outcome');
  const checks = members.array('checks', MAX_CHECKS).map((check, i) => readCheck(check, `/checks/${i}`));
  const bad = checks.some(isAgainst);
  if (outcome === 'allow' && bad) members.fail('outcome', 'is allow although a check failed');
  const validUntil = members.optionalString('validUntil');
  return {
    apiVersion: 'twinseal.dev/v1',
    outcome,
    subject: named(members.inside('subject')),
    policy: named(members.inside('policy')),
    checks,
    ...(validUntil !== undefined && { validUntil }),
  };
}

function readCheck(value: JsonValue, at: string): Check {
  const members = new Members('verdict', value, at);
  const code = members.text('code');
  const platform = members.optionalString('platform');
  const exception = members.has('exception') ? members.inside('exception') : undefined;
  return {
    id: members.text('id'),
    subject: digest(members, 'subject'),
    ...(platform !== undefined && { platform }),
    status: oneOf(STATUSES, members, 'status'),
    // A newer server may have codes that this version does not; they are for people then.
    code: (Object.hasOwn(CHECK_CODES, code) ? code : code.replace(/[^A-Z0-9_]/g, '_')) as CheckCode,
    reason: members.string('reason', MAX_REASON),
    ...(exception !== undefined && {
      exception: { id: exception.text('id'), owner: exception.text('owner'), until: exception.text('until') },
    }),
    evidence: members.array('evidence', MAX_EVIDENCE).map((each) => {
      return typeof each === 'string' ? parseDigest(each) : members.fail('evidence', 'must be digests');
    }),
  };
}

function named(members: Members): { readonly name: string; readonly digest: Digest } {
  return { name: members.string('name'), digest: digest(members, 'digest') };
}

function digest(members: Members, name: string): Digest {
  return parseDigest(members.text(name));
}

function oneOf<T extends string>(values: readonly T[], members: Members, name: string): T {
  const text = members.text(name);
  return values.find((value) => value === text) ?? members.fail(name, `must be one of ${values.join(', ')}`);
}
