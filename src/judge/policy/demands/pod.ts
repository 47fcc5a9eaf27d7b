import { Members } from '../../../formats/json/members.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import type { PodRequirement } from '../../../records/pod-requirement.ts';
import type { Demand } from './demand.ts';
import { flag, MAX_ENTRIES, names } from './member-values.ts';

/** `Unconfined` is no profile. @see kubernetes/api core/v1 types.go, SeccompProfileType */
const PROFILES = ['RuntimeDefault', 'Localhost'];
const FLAGS = [
  ...(['runAsNonRoot', 'noPrivilegeEscalation', 'noHostNamespaces', 'noHostPaths', 'readOnlyRoot'] as const),
  'ownProgram' as const,
];

/** What the containers that run the image may do. @example podDemand.asksSomething({ runAsNonRoot: true }) // true */
export const podDemand: Demand<PodRequirement> = {
  read: readPod,
  asksSomething: (rules) => Object.keys(rules).length > 0,
  // Nothing of the image itself, but its program where the pod must run it.
  needs: ({ ownProgram }) => ({ walkLayers: ownProgram === true }),
};

function readPod(value: JsonValue, at: string): PodRequirement {
  const members = new Members('policy', value, at);
  members.only([...FLAGS, 'capabilities', 'seccomp']);
  const flags = FLAGS.flatMap((name) => (flag(members, name) === true ? [[name, true] as const] : []));
  const seccomp = members.has('seccomp') ? names(members, 'seccomp') : undefined;
  const odd = seccomp?.find((type) => !PROFILES.includes(type));
  if (odd !== undefined)
    members.fail('seccomp', `holds ${JSON.stringify(odd)}: a type of profile is ${PROFILES.join(' or ')}`);
  return {
    ...Object.fromEntries(flags),
    ...(members.has('capabilities') && { capabilities: capabilitiesOf(members) }),
    ...(seccomp !== undefined && { seccomp }),
  };
}

/** An empty list lets none be added. */
function capabilitiesOf(members: Members): readonly string[] {
  const list = members.array('capabilities', MAX_ENTRIES).map((name) => {
    if (typeof name === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(name) && !/^(?:CAP_|ALL$)/.test(name)) return name;
    return members.fail('capabilities', 'must hold names such as NET_BIND_SERVICE, without CAP_, and never ALL');
  });
  if (new Set(list).size !== list.length) members.fail('capabilities', 'has a name twice');
  return list;
}
