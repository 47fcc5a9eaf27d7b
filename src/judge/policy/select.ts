import { matchesRepository } from '../../formats/registry-port.ts';
import { matchesText } from '../../formats/wildcard.ts';
import type { Policy } from '../../records/policy.ts';

/** What a request says of itself: where the image is, and where it is meant to run. */
export interface PolicyRequest {
  /** Without tag or digest; `layout` for a folder. */
  readonly repository: string;
  /** Kubernetes namespace. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Whether a policy is meant for a request, and why. */
export interface Selection {
  readonly selected: boolean;
  /** One clause: `release is for the namespaces prod-*, and the request names none`. */
  readonly reason: string;
}

const MAX_SHOWN = 128;

/**
 * Whether a policy is meant for a request: its `images` cover the repository, and all that `match` names is there. What the
 * request does not say never matches. For a shadow, the policy is asked beside which it runs.
 *
 * @example selects(policy, { repository: 'registry.example.com/team/app', namespace: 'prod-eu' }).selected
 */
export function selects(policy: Pick<Policy, 'name' | 'images' | 'match'>, request: PolicyRequest): Selection {
  const no = (reason: string): Selection => ({ selected: false, reason: `${policy.name} ${reason}` });
  const { images, match = {} } = policy;
  const { repository, namespace, labels = {} } = request;
  const image = images.find((glob) => matchesRepository(glob, repository));
  if (image === undefined) return no(`is for the repositories ${list(images)}, not for ${shown(repository)}`);
  const { namespaces } = match;
  if (namespaces !== undefined && !namespaces.some((glob) => namespace !== undefined && matchesText(glob, namespace)))
    return no(`is for the namespaces ${list(namespaces)}, and the request names ${shown(namespace)}`);
  for (const [name, wanted] of Object.entries(match.labels ?? {})) {
    const value = Object.hasOwn(labels, name) ? labels[name] : undefined;
    if (value === undefined || (wanted !== '*' && value !== wanted))
      return no(
        `is for requests with the label ${name}${wanted === '*' ? '' : `=${wanted}`}, and this one has ${shown(value)}`,
      );
  }
  return { selected: true, reason: `${policy.name} is for ${image}${placeText(policy)}` };
}

function placeText({ match = {} }: Pick<Policy, 'match'>): string {
  const { namespaces, labels = {} } = match;
  const pairs = Object.entries(labels).map(([name, wanted]) => `${name}=${wanted}`);
  return [
    ...(namespaces === undefined ? [] : [` in ${list(namespaces)}`]),
    ...(pairs.length === 0 ? [] : [` with ${list(pairs)}`]),
  ].join('');
}

function list(all: readonly string[]): string {
  const few = all.slice(0, 8).join(', ');
  return all.length > 8 ? `${few} and ${all.length - 8} more` : few;
}

/** What a request says is somebody else's text. */
function shown(text: string | undefined): string {
  return text === undefined ? 'none' : JSON.stringify(text.slice(0, MAX_SHOWN).toWellFormed());
}
