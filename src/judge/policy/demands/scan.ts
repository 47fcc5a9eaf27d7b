import { FormatError } from '../../../formats/format-error.ts';
import { Members } from '../../../formats/json/members.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import { parseRfc3339 } from '../../../formats/rfc3339.ts';
import { CONTENT_TYPES } from '../../../records/predicate-types.ts';
import type { ScanException, ScanRequirement } from '../../../records/scan-requirement.ts';
import { requireStatesSomething } from '../known-signer.ts';
import { type Demand, requireUnique } from './demand.ts';
import { MAX_AGE, names, readList, wholeNumber } from './member-values.ts';

const CEILINGS = ['none', 'low', 'medium', 'high'] as const;
const MAX_EXCEPTIONS = 1024;

/** A signed vulnerability scan. @example scanDemand.needs({ by: ['ci'], ceiling: 'medium' }).contents */
export const scanDemand: Demand<ScanRequirement> = {
  read: readScan,
  asksSomething: () => true,
  needs: ({ by, vexBy = [] }) => ({
    signers: [...by, ...vexBy],
    contents: [
      ...CONTENT_TYPES.cosignVuln,
      ...CONTENT_TYPES.inTotoVulns,
      ...(vexBy.length > 0 ? CONTENT_TYPES.openvex : []),
    ],
  }),
  requireSound({ by, vexBy = [], exceptions = [] }, at, trust) {
    requireStatesSomething(trust, by, `${at}/by`);
    requireStatesSomething(trust, vexBy, `${at}/vexBy`);
    requireUnique(
      exceptions.map(({ id }) => `the exception for ${id}`),
      `${at}/exceptions`,
    );
  },
};

function readScan(value: JsonValue, at: string): ScanRequirement {
  const members: Members = new Members('policy', value, at);
  members.only(['by', 'ceiling', 'maxAge', 'vexBy', 'exceptions']);
  const ceiling = CEILINGS.find((one) => one === members.object.ceiling);
  if (ceiling === undefined) members.fail('ceiling', `must be one of ${CEILINGS.join(', ')}`);
  const maxAge = members.has('maxAge') ? wholeNumber(members, 'maxAge', 1, MAX_AGE) : undefined;
  const vexBy = members.has('vexBy') ? names(members, 'vexBy') : undefined;
  const exceptions = members.has('exceptions')
    ? readList(members.object.exceptions ?? null, members.pointer('exceptions'), readException, MAX_EXCEPTIONS)
    : undefined;
  return {
    by: names(members, 'by'),
    ceiling,
    ...(maxAge !== undefined && { maxAge }),
    ...(vexBy !== undefined && { vexBy }),
    ...(exceptions !== undefined && { exceptions }),
  };
}

function readException(value: JsonValue, at: string): ScanException {
  const members = new Members('policy', value, at);
  members.only(['id', 'owner', 'reason', 'until']);
  const until = members.text('until', 64);
  try {
    parseRfc3339(until);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    members.fail('until', `is ${JSON.stringify(until)}: say a time such as 2027-01-31T00:00:00Z`);
  }
  return {
    id: members.text('id', 512),
    owner: members.text('owner', 256),
    reason: members.text('reason', 1024),
    until,
  };
}
