import type { Members } from '../../formats/json/members.ts';
import type { PolicyMatch } from '../../records/policy.ts';
import { MAX_ENTRIES, names } from './demands/member-values.ts';

// RFC 1123 labels, which Kubernetes' namespaces are, with `*`.
const NAMESPACE = /^[a-z0-9*](?:[a-z0-9*-]{0,61}[a-z0-9*])?$/;
// Kubernetes labels and selectors: an optional DNS prefix of 253, a name of 63.
const MAX_LABEL_NAME = 317;
const MAX_LABEL_VALUE = 256;

/**
 * Reads `match`: which requests a policy is for.
 * @throws FormatError with the JSON pointer
 * @example readMatch(members.inside('match')).namespaces // ['prod-*']
 */
export function readMatch(members: Members): PolicyMatch {
  members.only(['namespaces', 'labels']);
  const namespaces = members.has('namespaces') ? names(members, 'namespaces') : undefined;
  const wrong = namespaces?.find((name) => !NAMESPACE.test(name));
  if (wrong !== undefined)
    members.fail('namespaces', `has ${JSON.stringify(wrong)}, which is no namespace such as prod-*`);
  const labels = members.has('labels') ? members.textMap('labels', MAX_ENTRIES) : undefined;
  for (const [name, value] of Object.entries(labels ?? {}))
    if (name === '' || name.length > MAX_LABEL_NAME || value.length > MAX_LABEL_VALUE)
      members.fail('labels', `has ${JSON.stringify(name.slice(0, 80))}, whose name or value is empty or too long`);
  if (labels === undefined ? namespaces === undefined : Object.keys(labels).length === 0)
    members.fail(
      labels === undefined ? 'namespaces' : 'labels',
      'names nothing: leave out what is to match all requests',
    );
  return { ...(namespaces !== undefined && { namespaces }), ...(labels !== undefined && { labels }) };
}
