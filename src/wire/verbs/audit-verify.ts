import { stat } from 'node:fs/promises';
import { openSet } from '../../adapters/audit/set-reader.ts';
import { readInputFile } from '../../adapters/input-file.ts';
import { verifyEd25519 } from '../../adapters/store/log-key.ts';
import { auditVerifyCommand } from '../../doors/cli/audit-verify.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { HeldLog, HeldReceipt } from '../../judge/audit/set-log.ts';
import { verifySet } from '../../judge/audit/verify-set.ts';
import type { Call } from '../../ports/call.ts';
import { AUDIT_FILES } from '../../records/audit-set.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const MAX_NOTE = 64 * 1024;
const MAX_RECEIPT = 128 * 1024;
const MAX_ANSWER = 16 * 2 ** 20;

/** A checkpoint by its file, or with the set that it came in. */
async function heldLog(path: string, call: Call): Promise<HeldLog> {
  const isFolder = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder && !path.endsWith('.tar')) return { name: path, note: await readInputFile(path, MAX_NOTE, call) };
  const files = await openSet(path, call);
  const note = (await files.read(AUDIT_FILES.checkpoint, MAX_NOTE, call)) ?? new Uint8Array();
  return { name: path, note, files };
}

/** A receipt by its own text, or as a member of the answer that it came in. */
async function heldReceipt(path: string, call: Call): Promise<HeldReceipt> {
  const bytes = await readInputFile(path, MAX_ANSWER, call);
  const text = decodeUtf8(bytes);
  if (!text.trimStart().startsWith('{')) return { name: path, text };
  try {
    const answer = parseJson(bytes, { maxBytes: MAX_ANSWER, maxDepth: 64, maxValues: 1_000_000 });
    return { name: path, text: new Members('answer', answer).text('receipt', MAX_RECEIPT) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('INPUT_MALFORMED', `${path} is no answer with a receipt: ${error.message}`, {
      cause: error,
    });
  }
}

/** A key as it was given, or from the file that it names. */
async function keyOf(given: string | undefined, call: Call): Promise<string | undefined> {
  if (given === undefined || /^\S+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(given)) return given;
  return decodeUtf8(await readInputFile(given, MAX_NOTE, call));
}

/** Runs `twinseal audit verify`. @example await run(input, session) // 1 when something is wrong */
export const run: Runner = (input, session) =>
  auditVerifyCommand.run(
    input,
    {
      async verify(set, key, { checkpoints, receipts }, call) {
        const held: HeldLog[] = [];
        for (const path of checkpoints) held.push(await heldLog(path, call));
        const kept: HeldReceipt[] = [];
        for (const path of receipts) kept.push(await heldReceipt(path, call));
        const given = await keyOf(key, call);
        const trust = { held, receipts: kept, verify: verifyEd25519, ...(given !== undefined && { key: given }) };
        return await verifySet(await openSet(set, call), trust, call);
      },
    },
    session,
  );
