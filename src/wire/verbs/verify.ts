import { readInputFile } from '../../adapters/input-file.ts';
import type { JudgeBy } from '../../doors/cli/judge-each.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { verifyCommand } from '../../doors/cli/verify.ts';
import type { AdHocSigner } from '../../judge/policy/ad-hoc.ts';
import { type CompiledPolicy, compilePolicy } from '../../judge/policy/compile.ts';
import type { Call } from '../../ports/call.ts';
import type { Policy } from '../../records/policy.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { isOnDisk, type OpenedImage, openImage, openReference } from '../../roads/open-image.ts';
import type { Verified } from '../../roads/verify.ts';
import { judge } from '../judge.ts';
import { userPlaces } from '../places.ts';
import { revocationOver } from '../revocation.ts';
import { userRoots } from '../trust-folder.ts';
import type { trustPolicies } from '../trust-policy.ts';

const MAX_KEY_FILE = 1024 * 1024;
const MAX_MANIFESTS = 16 * 1024 * 1024;
const MAX_POLICY_REPORTS = 64 * 1024 * 1024;

type PolicyBy = Exclude<JudgeBy, { readonly trustPolicy: string }>;

/** The policy of a file, or the one that keys stand for. */
async function policyOf(by: PolicyBy, call: Call): Promise<Policy> {
  // Each way loads its own parser: a key alone needs no YAML.
  if ('policyFile' in by) {
    const [{ policyFiles }, { parsePolicy }] = await Promise.all([
      import('../../adapters/policy-files.ts'),
      import('../../judge/policy/parse.ts'),
    ]);
    const files = policyFiles(userRoots);
    const source = await files.load(by.policyFile, call).catch((error: unknown) => {
      throw ofServer(error, by.policyFile);
    });
    return await parsePolicy(source);
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

/** Messages of a cluster name policies as its server does, and whoever follows one may have none of its files. */
function ofServer(error: unknown, name: string): unknown {
  const isName = error instanceof TwinsealError && error.code === 'INPUT_UNREADABLE' && /^[a-z0-9-]+$/.test(name);
  if (!isName) return error;
  return new TwinsealError(error.code, `${error.message}; for the policy ${name} of a server add --server URL`, {
    cause: error,
  });
}

/**
 * Runs `twinseal verify`, here or at a server. @example await run(input, session) // 0 allow, 1 deny, 3 could not tell
 */
export const run: Runner = (input, session) => {
  // Of several images each is judged by the policy as it was read once.
  let compiled: Promise<CompiledPolicy> | undefined;
  const policyFor = (by: PolicyBy, call: Call): Promise<CompiledPolicy> => {
    compiled ??= policyOf(by, call).then(compilePolicy);
    return compiled;
  };
  let trusting: ReturnType<typeof trustPolicies> | undefined;
  const judgeBy = async (
    by: JudgeBy,
    image: string,
    call: Call,
    open: () => Promise<OpenedImage>,
    containers?: Parameters<typeof judge>[5],
  ): Promise<Verified> => {
    const ask = by.offline === true ? offline : online;
    if (!('trustPolicy' in by)) {
      // The policy first: a mistake in it is told before a registry is asked.
      const policy = await policyFor(by, call);
      return await judge(await open(), image, policy, call, ask, containers);
    }
    const opened = await open();
    const { trustPolicies } = await import('../trust-policy.ts');
    trusting ??= trustPolicies(by);
    return await judge(opened, image, await trusting(opened.source.repository, call), call, ask, containers);
  };
  const offline = revocationOver(undefined);
  const online = revocationOver({ loopback: true });
  return verifyCommand.run(
    input,
    {
      judge: (image, by, _progress, call) => judgeBy(by, image, call, () => openImage(userPlaces(), image, call)),
      judgeReference: (image, by, call, containers) =>
        judgeBy(by, image, call, async () => openReference(userPlaces(), image), containers),
      mode: async (by, call) => ('trustPolicy' in by ? 'enforce' : (await policyFor(by, call)).policy.mode),
      async manifests(file, call) {
        if (file !== '-') return await readInputFile(file, MAX_MANIFESTS, call);
        const { readInputStream } = await import('../../adapters/input-stream.ts');
        return await readInputStream(process.stdin, MAX_MANIFESTS, 'stdin', call);
      },
      reports: (file, call) => readInputFile(file, MAX_POLICY_REPORTS, call),
      isOnDisk: (image) => isOnDisk(userPlaces(), image),
      async kinds(file, call) {
        const { parseServiceSettings } = await import('../../roads/service-settings.ts');
        return (await parseServiceSettings(await readInputFile(file, MAX_KEY_FILE, call), file)).admission.kinds;
      },
      async ask(access, question, call) {
        const { askServer } = await import('../ask-server.ts');
        return await askServer(access, question, process.env.TWINSEAL_TOKEN, call);
      },
    },
    session,
  );
};
