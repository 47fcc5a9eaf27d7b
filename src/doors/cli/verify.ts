import type { Call } from '../../ports/call.ts';
import type { Progress } from '../../records/progress.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Verdict } from '../../records/verdict.ts';
import type { Command, Input } from './command.ts';
import { OUTPUT_FLAG, printReport } from './output/print-report.ts';
import { verdictReport } from './output/report.ts';

/** By what an image is judged here. */
export type JudgeBy = { readonly policyFile: string } | { readonly cosignKey?: string; readonly notationCert?: string };

/** What `verify` needs: a judge here, and one elsewhere. */
export interface VerifyUse {
  /**
   * Judges an image here.
   * @throws TwinsealError when no verdict could be formed
   * @example (await use.judge('./app.oci', { cosignKey: 'cosign.pub' }, progress, call)).outcome // 'allow'
   */
  judge(image: string, by: JudgeBy, progress: Progress, call: Call): Promise<Verdict>;
  /**
   * Lets a server judge an image.
   * @param policy - the name of a policy that the server has loaded
   * @throws TwinsealError the server's own code; `SERVICE_UNREACHABLE` when it can't be asked
   * @example (await use.ask('http://127.0.0.1:8080', 'registry.example.com/app:v1', 'release', call)).decisionId
   */
  ask(
    server: string,
    image: string,
    policy: string,
    call: Call,
  ): Promise<{ readonly verdict: Verdict; readonly decisionId: string }>;
}

/** `twinseal verify`. */
export const verifyCommand: Command<VerifyUse> = {
  name: 'verify',
  description:
    'Judges an image, from a layout or a registry, with every platform in it. Without a policy, one signature by the\n' +
    'given key or certificate is demanded on the index and on every platform.',
  arguments: [
    { name: 'IMAGE', meaning: 'a layout on disk (one image of several: app.oci:NAME), or an image reference' },
  ],
  flags: [
    { name: 'policy', short: 'p', kind: 'text', value: 'FILE', meaning: "policy file; with --server, a policy's name" },
    { name: 'cosign-key', kind: 'text', value: 'FILE', meaning: 'public key (cosign.pub) whose signature is demanded' },
    { name: 'notation-cert', kind: 'text', value: 'FILE', meaning: 'trusted certificate whose signature is demanded' },
    { name: 'server', kind: 'text', value: 'URL', meaning: 'let a Twinseal server judge' },
    OUTPUT_FLAG,
  ],
  examples: [
    { command: 'twinseal verify app.oci --cosign-key cosign.pub', meaning: 'one signature by this key, everywhere' },
    {
      command: 'twinseal verify registry.example.com/app:v1.2.3 --policy policies/release.yaml -o github',
      meaning: 'a policy, with failed checks as annotations of a GitHub run',
    },
    {
      command: 'twinseal verify registry.example.com/app:v1.2.3 --policy release --server http://127.0.0.1:8080',
      meaning: 'the same verdict from a server, which keeps the decision',
    },
  ],
  async run(input, use, session) {
    const image = input.argument('IMAGE');
    const server = input.text('server');
    if (server === undefined) {
      const by = judgeBy(input);
      const verdict = await use.judge(image, by, session.progress, session.call);
      return await printReport(
        verdictReport(image, verdict, 'policyFile' in by ? by.policyFile : image),
        input,
        session,
      );
    }
    const policy = input.text('policy');
    if (policy === undefined || input.text('cosign-key') !== undefined || input.text('notation-cert') !== undefined)
      throw new TwinsealError('USAGE', 'with --server, name one of its policies with --policy NAME, and no key');
    const { verdict, decisionId } = await use.ask(server, image, policy, session.call);
    return await printReport(verdictReport(image, verdict, image, decisionId), input, session);
  },
};

function judgeBy(input: Input): JudgeBy {
  const policyFile = input.text('policy');
  const cosignKey = input.text('cosign-key');
  const notationCert = input.text('notation-cert');
  const byKey = cosignKey !== undefined || notationCert !== undefined;
  if (policyFile !== undefined && byKey)
    throw new TwinsealError('USAGE', 'a policy names its own keys: give --policy, or --cosign-key and --notation-cert');
  if (policyFile !== undefined) return { policyFile };
  if (!byKey)
    throw new TwinsealError('USAGE', 'say what to demand: --policy FILE, --cosign-key FILE or --notation-cert FILE');
  return { ...(cosignKey !== undefined && { cosignKey }), ...(notationCert !== undefined && { notationCert }) };
}
