import type { PlacedContainer } from '../../formats/kubernetes/container-settings.ts';
import type { Call } from '../../ports/call.ts';
import type { Effect } from '../../records/decision.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Verdict } from '../../records/verdict.ts';
import type { Input, Session } from './command.ts';
import { verdictReport } from './output/report.ts';
import type { ImageReport } from './output/several.ts';
import { inWordsOfKeys } from './words-of-keys.ts';

/** By what an image is judged here. */
export type JudgeBy = (
  | { readonly policyFile: string }
  | { readonly cosignKey?: string; readonly notationCert?: string }
  | {
      /** Notation's trust policy, or the folder that it lies in. */
      readonly trustPolicy: string;
      readonly trustStore?: string;
    }
) & {
  /** Ask nobody about revoked certificates. */
  readonly offline?: true;
};

/**
 * Judges one image.
 * @param containers - what is to run it, as far as that is known
 */
export type Judge = (
  image: string,
  by: JudgeBy,
  call: Call,
  containers?: readonly PlacedContainer[],
) => Promise<{ readonly verdict: Verdict; readonly effect: Effect }>;

/**
 * Judges one image after the other, each by itself.
 * @returns a report for each: a verdict, or why there is none
 * @throws what is no TwinsealError; the reason of the signal
 * @example await judgeEach(['app.oci'], by, use.judgeReference, session)
 */
export async function judgeEach(
  images: readonly string[],
  by: JudgeBy,
  judge: Judge,
  session: Session,
): Promise<readonly ImageReport[]> {
  const reports: ImageReport[] = [];
  for (const image of images)
    try {
      const { verdict: judged, effect } = await judge(image, by, session.call);
      const path = 'policyFile' in by ? by.policyFile : image;
      const verdict = 'policyFile' in by || 'trustPolicy' in by ? judged : inWordsOfKeys(judged, by);
      reports.push({ image, report: verdictReport(image, verdict, path, { effect }) });
    } catch (error) {
      // Of several, one that can't be judged must not hide what is wrong with the others.
      if (!(error instanceof TwinsealError) || session.call.signal.aborted) throw error;
      reports.push({ image, error });
    }
  return reports;
}

/**
 * By what the flags say that images are judged.
 * @throws TwinsealError `USAGE`
 * @example judgeBy(input) // { policyFile: 'release.yaml' }
 */
export function judgeBy(input: Input): JudgeBy {
  const policyFile = input.text('policy');
  const cosignKey = input.text('cosign-key');
  const notationCert = input.text('notation-cert');
  const [trustPolicy, trustStore] = [input.text('trust-policy'), input.text('trust-store')];
  const byKey = cosignKey !== undefined || notationCert !== undefined;
  if (policyFile !== undefined && byKey)
    throw new TwinsealError('USAGE', 'a policy names its own keys: give --policy, or --cosign-key and --notation-cert');
  if (trustPolicy !== undefined && (byKey || policyFile !== undefined))
    throw new TwinsealError('USAGE', 'a trust policy names its own certificates: give --trust-policy alone');
  if (trustPolicy === undefined && trustStore !== undefined)
    throw new TwinsealError('USAGE', '--trust-store belongs to --trust-policy');
  const offline = input.is('offline') ? { offline: true as const } : {};
  if (policyFile !== undefined) return { policyFile, ...offline };
  if (trustPolicy !== undefined) return { trustPolicy, ...(trustStore !== undefined && { trustStore }), ...offline };
  if (!byKey)
    throw new TwinsealError(
      'USAGE',
      'say what to demand: --policy FILE, --cosign-key FILE, --notation-cert FILE or --trust-policy FILE',
    );
  return {
    ...(cosignKey !== undefined && { cosignKey }),
    ...(notationCert !== undefined && { notationCert }),
    ...offline,
  };
}
