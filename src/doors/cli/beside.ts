import { FormatError } from '../../formats/format-error.ts';
import type { Manifests, ObjectName } from '../../formats/kubernetes/manifests.ts';
import { type PolicyReportResult, parsePolicyReports } from '../../formats/kubernetes/policy-report.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { type BesideObject, type BesideWord, compareBeside, type Word } from '../../roads/compare-beside.ts';
import type { Report, ReportLine } from './output/report.ts';
import type { ImageReport } from './output/several.ts';
import type { ManifestReport } from './verify-manifests.ts';

/** Sources whose results are about images and nothing else. @see kyverno/kyverno pkg/utils/report */
const IMAGE_SOURCES = ['KyvernoImageValidatingPolicy', 'KyvernoNamespacedImageValidatingPolicy'];
const WORDS: Readonly<Record<PolicyReportResult['result'], Word | undefined>> = {
  pass: 'allow',
  fail: 'deny',
  // A rule that is not scored still says no.
  warn: 'deny',
  error: 'unknown',
  skip: undefined,
};
const SAYS = { allow: 'allows', deny: 'denies', unknown: 'could not tell' } as const;

/**
 * What another tool says in its policy reports.
 *
 * @param name - of the file, for messages
 * @param policies - those that count; none: those of sources that are about images alone
 * @throws TwinsealError `INPUT_MALFORMED`; `USAGE` when no result counts, since nothing could then ever differ
 * @example wordsOfReports(bytes, 'reports.json', ['check-images']).length
 */
export function wordsOfReports(bytes: Uint8Array, name: string, policies: readonly string[]): readonly BesideWord[] {
  let results: readonly PolicyReportResult[];
  try {
    results = parsePolicyReports(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('INPUT_MALFORMED', `${name}${error.at && ` at ${error.at}`}: ${error.message}`, {
      cause: error,
    });
  }
  const counting = results.filter(({ policy, source }) =>
    policies.length > 0 ? policies.includes(policy) : IMAGE_SOURCES.includes(source),
  );
  if (counting.length === 0)
    throw new TwinsealError(
      'USAGE',
      `${name} has no result of ${policies.length > 0 ? policies.join(', ') : 'an ImageValidatingPolicy'}: name the policies about images with --beside-policy`,
    );
  return counting.flatMap(({ object, policy, rule, result, message }) => {
    const word = WORDS[result];
    const about = rule === undefined || rule === policy ? policy : `${policy}/${rule}`;
    return word === undefined ? [] : [{ object, word, about, reason: message }];
  });
}

/** What Twinseal says of each object, in the mode of no policy: whether it would let it in if they all enforced. */
function ownWords({ unknown }: Manifests, reports: readonly ManifestReport[]): readonly BesideWord[] {
  const untold = unknown.map(
    ({ object, kind }): BesideWord => ({
      object,
      word: 'deny',
      about: kind,
      reason: 'KIND_UNKNOWN: where its images are is unknown',
    }),
  );
  const judged = reports.flatMap((one) => one.uses.map(({ object }) => ({ object, ...ownWord(one) })));
  return [...judged, ...untold];
}

function ownWord(one: ImageReport): Omit<BesideWord, 'object'> {
  const about = one.image;
  if ('error' in one) {
    const { kind, code, message } = one.error;
    return { word: kind.exit === 3 ? 'unknown' : 'deny', about, reason: `${code}: ${message}` };
  }
  const { conclusion, reason } = one.report;
  const word: Word = conclusion === 'allow' ? 'allow' : /deny/.test(conclusion) ? 'deny' : 'unknown';
  // Nobody is asked to let it in here.
  return { word, about, reason: reason.replace(/; it is let in, since [^;]*$/, '') };
}

/**
 * The report on what Twinseal and another tool say of the same objects: a line an object. Status 1 where one denies what the other allows,
 * else 3 where one of them could not tell.
 *
 * @param file - of the manifests
 * @param reports - of each image
 * @param others - as {@link wordsOfReports}
 * @example besideReport('pods.yaml', found, reports, others).exit // 0
 */
export function besideReport(
  file: string,
  found: Manifests,
  reports: readonly ManifestReport[],
  others: readonly BesideWord[],
): Report {
  const objects = compareBeside(ownWords(found, reports), others);
  const count = (relation: BesideObject['relation']): number =>
    objects.filter((one) => one.relation === relation).length;
  const exit = count('stricter') + count('laxer') > 0 ? 1 : count('unknown') > 0 ? 3 : 0;
  const told = (['same', 'stricter', 'laxer', 'unknown', 'unseen'] as const).map((one) => `${count(one)} ${one}`);
  return {
    verb: 'verify',
    subject: file,
    lines: objects.map((one) => lineOf(one, file)),
    conclusion: exit === 0 ? 'same' : exit === 1 ? 'different' : 'could not tell',
    reason: `of ${objects.length} objects ${told.join(', ')}`,
    exit,
    document: { objects },
  };
}

const STATUS = { same: 'pass', stricter: 'fail', laxer: 'fail', unknown: 'fault', unseen: 'warning' } as const;

function lineOf({ object, relation, own, other }: BesideObject, path: string): ReportLine {
  const side = (who: string, { word, about, reason }: BesideWord): string =>
    `${who} ${SAYS[word]}${word === 'allow' ? '' : `: ${about}${reason === '' ? '' : ` (${reason})`}`}`;
  const theirs = other === undefined ? 'the other says nothing' : side('the other', other);
  return {
    status: STATUS[relation],
    id: relation,
    code: relation,
    about: placeOf(object),
    reason: `${side('Twinseal', own)}; ${theirs}`,
    path,
  };
}

const placeOf = ({ kind, namespace, name }: ObjectName): string =>
  [kind, ...(namespace === '' ? [] : [namespace]), name].join('/');
