import { encodeUtf8 } from '../../../formats/utf8.ts';
import { TwinsealError } from '../../../records/twinseal-error.ts';
import { policyDigest } from '../compile.ts';
import { parsePolicy } from '../parse.ts';
import { serialisePolicy } from '../serialise.ts';
import type { ImportedPolicy } from './import.ts';

/**
 * The text of an imported policy's file, read back before it is handed out: what is printed is what will be judged by.
 *
 * @param comments - lines above it
 * @throws TwinsealError `POLICY_INVALID` where no file can say what the policy demands
 * @example await importedText(imported, ['Imported from cip.yaml'])
 */
export async function importedText({ policy }: ImportedPolicy, comments: readonly string[]): Promise<string> {
  const text = serialisePolicy(policy, comments);
  const read = await parsePolicy({
    name: policy.name,
    bytes: encodeUtf8(text),
    readFile: () => Promise.reject(new TwinsealError('INTERNAL', 'an imported policy names a file')),
  });
  if (policyDigest(read) !== policyDigest(policy))
    throw new TwinsealError('INTERNAL', 'the imported policy reads back as another one');
  return text;
}
