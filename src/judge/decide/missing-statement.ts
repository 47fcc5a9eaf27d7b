import { type Answer, type Context, fail, holds } from './context.ts';
import { barredStatement, outsideWindow } from './key-times.ts';

/**
 * Why no statement counts that was demanded: expired, about another digest, by a stranger, malformed, or not there at all.
 * @param what - for the message: `spdxjson`
 * @param types - predicate types that would do
 * @param by - names of signers of whom one would do
 * @example whyMissing(context, 'spdxjson', ['https://spdx.dev/Document'], ['release']).code // 'STATEMENT_MISSING'
 */
export function whyMissing(
  { facts, now }: Context,
  what: string,
  types: readonly string[],
  by: readonly string[],
): Answer {
  const names = by.join(' or ');
  const ofType = facts.statements.filter(({ predicateType }) => types.includes(predicateType));
  const own = ofType.filter(({ signer }) => by.includes(signer.name));
  const [first] = own;
  const barred = barredStatement(facts, types, by);
  if (first === undefined && barred !== undefined) return fail(barred.code, barred.reason, [barred.evidence]);
  if (first !== undefined) {
    const outside = outsideWindow(first, now);
    if (outside !== undefined)
      return fail('KEY_NOT_VALID_NOW', `the statement ${what} by ${first.signer.name} does not count: ${outside}`, [
        first.evidence,
      ]);
    return holds(first.valid, now)
      ? fail(
          'STATEMENT_WRONG_SUBJECT',
          `the statements ${what} by ${names} do not name this digest`,
          own.map(({ evidence }) => evidence),
        )
      : fail('SIGNATURE_EXPIRED', `the statement ${what} by ${first.signer.name} is outside its validity`, [
          first.evidence,
        ]);
  }
  const rejected = facts.rejected.filter(({ claimedType }) => claimedType !== undefined && types.includes(claimedType));
  const astray = rejected.find(({ code }) => code === 'STATEMENT_WRONG_SUBJECT');
  if (astray !== undefined) return fail('STATEMENT_WRONG_SUBJECT', astray.reason, [astray.evidence]);
  const [stranger] = [...ofType.map(({ evidence }) => evidence), ...rejected.map(({ evidence }) => evidence)];
  if (stranger !== undefined)
    return fail('STATEMENT_UNTRUSTED', `statements ${what} are attached, but none by ${names}`, [stranger]);
  const malformed = facts.rejected.find(({ code }) => code === 'STATEMENT_MALFORMED');
  if (malformed !== undefined) return fail('STATEMENT_MALFORMED', malformed.reason, [malformed.evidence]);
  return fail('STATEMENT_MISSING', `no statement ${what} by ${names} is attached`);
}
