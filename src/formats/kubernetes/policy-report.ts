import { FormatError } from '../format-error.ts';
import { Members } from '../json/members.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { parseYamlStream } from '../yaml.ts';
import type { ObjectName } from './manifests.ts';

/** Bytes of all reports of a cluster. */
const MAX_POLICY_REPORTS = 64 * 1024 * 1024;
const LIMITS = { maxBytes: MAX_POLICY_REPORTS, maxDepth: 64, maxValues: 4_000_000 };
const MAX_RESULTS = 200_000;
const MAX_TEXT = 64 * 1024;

/** One policy's word on one object. */
export interface PolicyReportResult {
  readonly object: ObjectName;
  readonly policy: string;
  /** Of several rules of one policy. */
  readonly rule?: string;
  /** Which part of a tool wrote it: `KyvernoImageValidatingPolicy`. */
  readonly source: string;
  readonly result: 'pass' | 'fail' | 'warn' | 'error' | 'skip';
  readonly message: string;
}

const RESULTS = ['pass', 'fail', 'warn', 'error', 'skip'] as const;
/** The API of the policy working group, and the one that took its place. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  'wgpolicyk8s.io/v1alpha2': ['PolicyReport', 'ClusterPolicyReport'],
  'openreports.io/v1alpha1': ['Report', 'ClusterReport'],
};

/**
 * Reads policy reports, as `kubectl get policyreports -A -o json` prints them (or YAML): lists are opened, and each result stands for the
 * objects that it names, else for the one that its report is about.
 *
 * @throws FormatError for what holds anything but policy reports, and beyond 200,000 results
 * @example parsePolicyReports(bytes)[0]?.result // 'fail'
 * @see kubernetes-sigs/wg-policy-prototypes policy-report; openreports/reports-api
 */
export function parsePolicyReports(bytes: Uint8Array): readonly PolicyReportResult[] {
  const reports = parseYamlStream(bytes, LIMITS).flatMap((document, at) => reportsIn(document, `/${at}`));
  const results = reports.flatMap(resultsOf);
  if (results.length > MAX_RESULTS)
    throw new FormatError('policy-report', `there are more than ${MAX_RESULTS} results`);
  return results;
}

interface Placed {
  readonly report: JsonObject;
  readonly at: string;
}

function reportsIn(value: JsonValue, at: string): readonly Placed[] {
  if (value === null) return [];
  if (!isJsonObject(value)) throw new FormatError('policy-report', 'must be an object', at);
  const { apiVersion, kind, items } = value;
  if (typeof kind === 'string' && kind.endsWith('List') && isJsonArray(items))
    return items.flatMap((item, index) => reportsIn(item, `${at}/items/${index}`));
  const kinds = typeof apiVersion === 'string' && Object.hasOwn(KINDS, apiVersion) ? KINDS[apiVersion] : [];
  if (kinds?.includes(String(kind)) !== true)
    throw new FormatError('policy-report', 'must be a policy report (PolicyReport of wgpolicyk8s.io/v1alpha2)', at);
  return [{ report: value, at }];
}

function resultsOf({ report, at }: Placed): readonly PolicyReportResult[] {
  const { results, scope, metadata } = report;
  if (results === undefined || results === null) return [];
  if (!isJsonArray(results)) throw new FormatError('policy-report', 'must be a list', `${at}/results`);
  const namespace = isJsonObject(metadata) && typeof metadata.namespace === 'string' ? metadata.namespace : '';
  return results.flatMap((value, index) => {
    const members = new Members('policy-report', value, `${at}/results/${index}`);
    const { resources } = members.object;
    const about = isJsonArray(resources) && resources.length > 0 ? resources : [scope];
    const result = RESULTS.find((one) => one === members.text('result'));
    if (result === undefined) return members.fail('result', `must be one of ${RESULTS.join(', ')}`);
    const text = (name: string): string => members.optionalString(name, MAX_TEXT) ?? '';
    const rule = text('rule');
    const own = {
      policy: members.text('policy'),
      source: text('source'),
      result,
      // The newer API says description.
      message: text('message') || text('description'),
      ...(rule !== '' && { rule }),
    };
    return about.flatMap((one) => (isJsonObject(one) ? [{ object: nameOf(one, namespace), ...own }] : []));
  });
}

function nameOf(object: JsonObject, otherwise: string): ObjectName {
  const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
  return { kind: text(object.kind), namespace: text(object.namespace) || otherwise, name: text(object.name) };
}
