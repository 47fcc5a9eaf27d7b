import { FormatError } from '../../formats/format-error.ts';
import { type JsonLimits, parseJson } from '../../formats/json/parse.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { validateAgainst } from '../../formats/schema/validate.ts';
import type { Facts } from '../../records/facts.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** An image of a hundred platforms with statements under each. */
export const FACTS_LIMITS: JsonLimits = { maxBytes: 16 * 2 ** 20, maxDepth: 48, maxValues: 1_000_000 };

/**
 * Reads facts that were recorded for tests (schemas/facts.schema.json). They prove nothing, and are never judged but by a test.
 *
 * @param file - as it is named in messages
 * @throws TwinsealError `INPUT_MALFORMED`
 * @example (await readRecordedFacts('app.facts.json', bytes)).root
 */
export async function readRecordedFacts(file: string, bytes: Uint8Array): Promise<Facts> {
  let document: JsonValue;
  try {
    document = parseJson(bytes, FACTS_LIMITS);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('INPUT_MALFORMED', `${file} holds no recorded facts: ${error.message}`, { cause: error });
  }
  const [issue] = await validateAgainst('facts', document);
  if (issue !== undefined)
    throw new TwinsealError(
      'INPUT_MALFORMED',
      `${file} holds no recorded facts: ${issue.pointer || 'the document'} ${issue.message}`,
    );
  return asFacts(document);
}

/** What fits the schema has the shape of the record. */
function asFacts(document: unknown): Facts {
  return document as Facts;
}
