import type { PlacedContainer } from '../../formats/kubernetes/container-settings.ts';
import type { Manifests } from '../../formats/kubernetes/manifests.ts';
import type { KindPaths } from '../../formats/kubernetes/object-images.ts';
import type { Call } from '../../ports/call.ts';
import type { ServerQuestion, ServerResult } from '../../ports/verification-server.ts';
import type { Effect } from '../../records/decision.ts';
import type { PolicyMode } from '../../records/policy.ts';
import type { Progress } from '../../records/progress.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Verdict } from '../../records/verdict.ts';
import { inParallel } from '../../roads/in-parallel.ts';
import type { Command, Input, Session } from './command.ts';
import { type Judge, type JudgeBy, judgeBy, judgeEach } from './judge-each.ts';
import { OUTPUT_FLAG, REPORT_FLAG, tellReport } from './output/print-report.ts';
import type { Report } from './output/report.ts';
import { type ImageReport, severalReport } from './output/several.ts';
import type { ManifestReport } from './verify-manifests.ts';
import { SERVER_FLAGS, type ServerAccess, serverAsked, serverReports } from './verify-server.ts';

/** What `verify` needs: a judge here, and one elsewhere. */
export interface VerifyUse {
  /**
   * Judges an image here.
   * @throws TwinsealError when no verdict could be formed
   * @example (await use.judge('./app.oci', { cosignKey: 'cosign.pub' }, progress, call)).verdict.outcome // 'allow'
   */
  judge(
    image: string,
    by: JudgeBy,
    progress: Progress,
    call: Call,
  ): Promise<{ readonly verdict: Verdict; readonly effect: Effect }>;
  /**
   * Judges an image of a registry, never one on this disk.
   * @param containers - what is to run it, as far as that is known
   * @throws TwinsealError when no verdict could be formed
   * @example (await use.judgeReference('registry.example.com/app:v1', { cosignKey: 'cosign.pub' }, call)).effect
   */
  judgeReference(
    image: string,
    by: JudgeBy,
    call: Call,
    containers?: readonly PlacedContainer[],
  ): Promise<{ readonly verdict: Verdict; readonly effect: Effect }>;
  /**
   * The mode of the policy.
   * @throws TwinsealError for a policy or key that can't be used
   * @example await use.mode({ policyFile: 'release.yaml' }, call) // 'enforce'
   */
  mode(by: JudgeBy, call: Call): Promise<PolicyMode>;
  /**
   * Reads manifests from a file, or from stdin by the name `-`.
   * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`
   * @example await use.manifests('-', call)
   */
  manifests(file: string, call: Call): Promise<Uint8Array>;
  /**
   * Reads the policy reports of another tool.
   * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`
   * @example await use.reports('reports.json', call)
   */
  reports(file: string, call: Call): Promise<Uint8Array>;
  /**
   * Whether a word names a layout on this disk rather than an image of a registry.
   * @example await use.isOnDisk('app.oci') // true
   */
  isOnDisk(image: string): Promise<boolean>;
  /**
   * The custom kinds that the settings of a service describe.
   * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`, `SETTINGS_INVALID`
   * @example (await use.kinds('service.yaml', call))[0]?.kind
   */
  kinds(file: string, call: Call): Promise<readonly KindPaths[]>;
  /**
   * Lets a server judge images.
   * @throws TwinsealError the server's own code where it answered about none; `SERVICE_UNREACHABLE` when it can't be asked;
   *   `INPUT_UNREADABLE` for a file of the access
   * @example (await use.ask({ url: 'http://127.0.0.1:8080' }, { images: ['registry.example.com/app:v1'], request: {} }, call))[0]
   */
  ask(access: ServerAccess, question: ServerQuestion, call: Call): Promise<readonly ServerResult[]>;
}

/** `twinseal verify`. */
export const verifyCommand: Command<VerifyUse> = {
  name: 'verify',
  description:
    'Judges an image, from a layout or a registry, with every platform in it. Without a policy, one signature by the\n' +
    'given key or certificate is demanded on the index and on every platform. With --server, the policies of the server\n' +
    'decide and it keeps the decision; the status follows the effect: 0 for what is let in (a policy that only warns\n' +
    'shows its warnings), 1 for what is refused. A request that the server turned away for now is sent again, twice at most.\n' +
    'Where no verdict could be formed, every format but text says why, as it does of one image among several.\n' +
    'Index, manifests and configs are always checked to be whole; layers are read only where something in them is demanded,\n' +
    'such as a twin proof or what the image would run. `twinseal validate` reads everything.\n' +
    'With --manifests, references without a digest are refused where a policy enforces, and objects of kinds\n' +
    'that nobody described if they seem to name images, as at admission.',
  arguments: [
    {
      name: 'IMAGE',
      meaning: 'a layout on disk (one image of several: app.oci:NAME), or an image reference',
      many: true,
      optional: true,
    },
  ],
  flags: [
    { name: 'policy', short: 'p', kind: 'text', value: 'FILE', meaning: "policy file; with --server, a policy's name" },
    { name: 'cosign-key', kind: 'text', value: 'FILE', meaning: 'public key (cosign.pub) whose signature is demanded' },
    { name: 'notation-cert', kind: 'text', value: 'FILE', meaning: 'trusted certificate whose signature is demanded' },
    {
      name: 'trust-policy',
      kind: 'text',
      value: 'FILE',
      meaning: "notation's trustpolicy.json, or its folder (~/.config/notation): as notation verify, on every platform",
    },
    {
      name: 'trust-store',
      kind: 'text',
      value: 'DIR',
      meaning: "notation's trust store, with x509 in it (truststore beside the trust policy unless given)",
    },
    {
      name: 'manifests',
      kind: 'text',
      value: 'FILE',
      meaning: 'in the place of IMAGE, every image of rendered Kubernetes manifests; - is stdin',
    },
    {
      name: 'beside',
      kind: 'text',
      value: 'FILE',
      meaning:
        'compare with the policy reports of another tool (kubectl get policyreports -A -o json): a line for each object of --manifests',
    },
    {
      name: 'beside-policy',
      kind: 'list',
      value: 'NAME',
      meaning: "policies of the other tool that are about images; unless given, Kyverno's ImageValidatingPolicies",
    },
    {
      name: 'kinds',
      kind: 'text',
      value: 'FILE',
      meaning: 'settings of a service, whose admission.kinds say where custom kinds of --manifests hold images',
    },
    {
      name: 'offline',
      kind: 'switch',
      meaning: 'ask no authority about revoked certificates: only the lists that the policy names count',
    },
    ...SERVER_FLAGS,
    OUTPUT_FLAG,
    REPORT_FLAG,
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
    {
      command:
        'TWINSEAL_TOKEN=$KEY twinseal verify registry.example.com/app:v1 registry.example.com/db:v7 --server https://twinseal.example.com --claim release=v1 -o junit',
      meaning: 'several images by the policies that the server binds to the caller',
    },
    {
      command: 'helm template ./chart | twinseal verify --manifests - --policy policies/release.yaml',
      meaning: 'what a chart would run, a line for each image',
    },
    {
      command:
        'twinseal verify --manifests pods.yaml --policy policies/release.yaml --beside reports.json --beside-policy verify-images',
      meaning: 'where Kyverno decides otherwise about what runs in a cluster',
    },
    {
      command: 'twinseal verify --manifests rendered.yaml --kinds service.yaml --policy policies/release.yaml',
      meaning: 'custom kinds too, where the settings of your service say that they hold images',
    },
  ],
  async run(input, use, session) {
    const manifests = input.text('manifests');
    if (manifests === undefined && input.text('beside') !== undefined)
      throw new TwinsealError('USAGE', '--beside needs --manifests, the objects that the other tool has judged');
    if (manifests === undefined && input.text('kinds') !== undefined)
      throw new TwinsealError('USAGE', '--kinds means something only with --manifests FILE');
    const [first, ...more] = input.arguments('IMAGE');
    const subject = manifests ?? (more.length > 0 ? `${more.length + 1} images` : (first ?? 'no image'));
    const make = () =>
      manifests === undefined ? judgeImages(input, use, session) : judgeManifests(manifests, input, use, session);
    return await tellReport({ verb: 'verify', subject }, make, input, session);
  },
};

async function judgeImages(input: Input, use: VerifyUse, session: Session): Promise<Report> {
  if (input.arguments('IMAGE').length === 0)
    throw new TwinsealError(
      'USAGE',
      'IMAGE is missing: a layout on disk, or an image reference; or give --manifests FILE',
    );
  const asked = serverAsked(input);
  // The server would look for a repository of that name.
  if (asked !== undefined)
    for (const image of asked.question.images)
      if (await use.isOnDisk(image))
        throw new TwinsealError(
          'USAGE',
          `${image} is a path of this machine, and a server judges images of registries: push it and name it there, or leave out --server`,
        );
  const images =
    asked === undefined
      ? await judgeHere(input, use, session)
      : serverReports(await use.ask(asked.access, asked.question, session.call));
  const [only, ...more] = images;
  if (only === undefined || more.length > 0) return severalReport(images);
  if ('error' in only) throw only.error;
  return only.report;
}

/** Images that are judged here at one time. */
const WIDTH = 4;

async function judgeManifests(name: string, input: Input, use: VerifyUse, session: Session): Promise<Report> {
  if (input.arguments('IMAGE').length > 0) throw new TwinsealError('USAGE', 'give IMAGE or --manifests FILE, not both');
  const asked = serverAsked(input);
  const by = asked === undefined ? judgeBy(input) : undefined;
  const mode = by && (await use.mode(by, session.call));
  const { containersOf, manifestsIn, manifestsReport, notPinned } = await import('./verify-manifests.ts');
  const file = name === '-' ? 'stdin' : name;
  const described = input.text('kinds');
  const kinds = described === undefined ? [] : await use.kinds(described, session.call);
  const found = manifestsIn(await use.manifests(name, session.call), file, kinds);
  const beside = await besideOf(input, use, session);
  const reports: ManifestReport[] = [];
  if (asked !== undefined) {
    const { manifestsAtServer } = await import('./manifests-at-server.ts');
    const ask = (batch: ServerQuestion) => use.ask(asked.access, batch, session.call);
    reports.push(...(await manifestsAtServer(found.images, asked.question, ask)));
  } else if (by !== undefined) {
    const containers = containersOf(found.images);
    const one = async (image: string): Promise<ImageReport> => {
      const error = mode === 'enforce' ? notPinned(image) : undefined;
      if (error !== undefined) return { image, error };
      const [report] = await judgeEach(
        [image],
        by,
        (name, judged, call) => use.judgeReference(name, judged, call, containers.get(name)),
        session,
      );
      return report ?? { image, error: new TwinsealError('INTERNAL', 'an image was not judged') };
    };
    const byImage = Map.groupBy(found.images, ({ image }) => image);
    for (const report of await inParallel([...byImage.keys()], WIDTH, one))
      reports.push({ ...report, uses: byImage.get(report.image) ?? [] });
  }
  return beside?.(file, found, reports) ?? manifestsReport(file, found, reports);
}

/** How to compare with another tool, where that is asked for: its reports are read before any image is judged. */
async function besideOf(input: Input, use: VerifyUse, session: Session) {
  const file = input.text('beside');
  if (file === undefined) return undefined;
  const { besideReport, wordsOfReports } = await import('./beside.ts');
  const others = wordsOfReports(await use.reports(file, session.call), file, input.list('beside-policy'));
  return (path: string, found: Manifests, reports: readonly ManifestReport[]): Report =>
    besideReport(path, found, reports, others);
}

async function judgeHere(input: Input, use: VerifyUse, session: Session): Promise<readonly ImageReport[]> {
  const judge: Judge = (image, by, call) => use.judge(image, by, session.progress, call);
  return await judgeEach(input.arguments('IMAGE'), judgeBy(input), judge, session);
}
