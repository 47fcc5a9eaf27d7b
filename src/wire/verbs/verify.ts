import { readInputFile } from '../../adapters/input-file.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { type JudgeBy, verifyCommand } from '../../doors/cli/verify.ts';
import type { AdHocSigner } from '../../judge/policy/ad-hoc.ts';
import { compilePolicy } from '../../judge/policy/compile.ts';
import type { Call } from '../../ports/call.ts';
import type { Policy } from '../../records/policy.ts';
import { openImage } from '../../roads/open-image.ts';
import { judge } from '../judge.ts';
import { userPlaces } from '../places.ts';

const MAX_KEY_FILE = 1024 * 1024;

/** The policy of a file, or the one that keys stand for. */
async function policyOf(by: JudgeBy, call: Call): Promise<Policy> {
  // Each way loads its own parser: a key alone needs no YAML.
  if ('policyFile' in by) {
    const [{ policyFiles }, { parsePolicy }] = await Promise.all([
      import('../../adapters/policy-files.ts'),
      import('../../judge/policy/parse.ts'),
    ]);
    return await parsePolicy(await policyFiles.load(by.policyFile, call));
  }
  const { adHocPolicy } = await import('../../judge/policy/ad-hoc.ts');
  const files = [
    { family: 'cosign', file: by.cosignKey },
    { family: 'notation', file: by.notationCert },
  ] as const;
  const signers: AdHocSigner[] = [];
  for (const { family, file } of files)
    if (file !== undefined) signers.push({ family, file, bytes: await readInputFile(file, MAX_KEY_FILE, call) });
  return adHocPolicy(signers);
}

/**
 * Runs `twinseal verify`, here or at a server. @example await run(input, session) // 0 allow, 1 deny, 3 could not tell
 */
export const run: Runner = (input, session) =>
  verifyCommand.run(
    input,
    {
      async judge(image, by, _progress, call) {
        // The policy first: a mistake in it is told before a registry is asked.
        const policy = compilePolicy(await policyOf(by, call));
        return (await judge(await openImage(userPlaces(), image, call), image, policy, call)).verdict;
      },
      async ask(server, image, policy, call) {
        const { serverClient } = await import('../../adapters/server/server-client.ts');
        return await serverClient(server).verify(image, policy, call);
      },
    },
    session,
  );
